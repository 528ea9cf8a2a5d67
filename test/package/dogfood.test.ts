import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root, run } from "./run.ts";

const folders = ["examples", "src", "cli", "bench", "tools", "proxy", "rules", "eslint-plugin", "opa"];

// What the demonstration does wrong on purpose stands in `cordon-baseline.json`.
describe("this repository", { timeout: 180_000 }, () => {
  it("is clean by its own command", async () => {
    const command = [join(root, "dist/cli/main.js"), "check", "--baseline", "cordon-baseline.json", "--max-warnings", "0", "--format", "json", ...folders];
    const { code, out, complaints } = await run(process.execPath, command, { cwd: root });
    const report = JSON.parse(out) as { findings: unknown[]; files: number; calls: number; unmatchedBaseline?: unknown[] };
    expect({ code, findings: report.findings, unmatched: report.unmatchedBaseline ?? [], complaints }).toEqual({ code: 0, findings: [], unmatched: [], complaints: "" });
    expect(report.files).toBeGreaterThan(300);
    expect(report.calls).toBeGreaterThan(5);
  });

  it("is clean by its own plugin", async () => {
    const { code, out, complaints } = await run(process.execPath, [join(root, "node_modules/eslint/bin/eslint.js"), "--max-warnings", "0", ...folders], { cwd: root });
    expect({ code, out, complaints }).toEqual({ code: 0, out: "", complaints: "" });
  });
});
