import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { InventorySite } from "../../src/report/inventory-report.ts";
import { root } from "../package/run.ts";

describe.skipIf(!existsSync(join(root, "dist/cli/inventory.js")))("the example of an inventory", () => {
  it("shows each of the four states once", () => {
    const { stdout, stderr, status } = spawnSync(process.execPath, [join(root, "examples/inventory/run.mjs"), "--format", "json"], { encoding: "utf8" });
    expect([stderr, status]).toEqual(["", 0]);
    const { sites } = JSON.parse(stdout) as { readonly sites: readonly InventorySite[] };
    expect(sites.map(({ state, file, calls }) => `${state} ${file} ${calls}`)).toEqual(["unguarded src/app.mjs 2", "unknown src/app.mjs 1", "never-seen src/app.mjs 0", "guarded src/app.mjs 1"]);
  });
});
