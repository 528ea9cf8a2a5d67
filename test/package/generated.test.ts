import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root, run, scratch } from "./run.ts";

const embedded = "src/policy/generated/policy.ts";

describe("what is generated", { timeout: 180_000 }, () => {
  it("is what its sources give, and says which file is not", async () => {
    // In a copy, since the generator writes what git does not keep.
    const folder = await scratch();
    for (const part of ["dist", "opa", "policies", "src", "package.json"]) await cp(join(root, part), join(folder, part), { recursive: true });
    await cp(join(root, "node_modules"), join(folder, "node_modules"), { recursive: true, filter: (path) => /node_modules(\/(zod|yaml|@open-policy-agent)(\/|$)|$)/u.test(path.replaceAll("\\", "/")) });
    const generate = () => run(process.execPath, [join(folder, "dist/tools/generate.js"), "--check"], { cwd: folder });

    expect(await generate()).toEqual({ code: 0, out: "", complaints: "" });
    expect(await readFile(join(folder, embedded), "utf8")).toBe(await readFile(join(root, embedded), "utf8"));

    const schema = join(folder, "policies/schemas/call.json");
    await writeFile(schema, (await readFile(schema, "utf8")).replace('"gateway"', '"gate"'));
    const stale = await generate();
    expect(stale.code).toBe(1);
    expect(stale.complaints).toContain("`policies/schemas/call.json`");
  });
});
