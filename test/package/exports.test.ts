import { existsSync, readFileSync } from "node:fs";
import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { consumer } from "./consumer.ts";
import { evaluate, root, run, scratch } from "./run.ts";

const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  exports: Record<string, string | { types: string; default: string }>;
  bin: Record<string, string>;
};

/** What each entry gives at run time. A name that comes or goes is a change for users. */
const names = {
  cordon: ["CallDeniedError", "ConfigurationError", "GuardError", "classify", "createGuard", "declassify", "onDeclassify", "withCategory"],
  "cordon/ai-sdk": ["UnguardableModelError", "guardModel", "guardProvider"],
  "cordon/fetch": ["guardFetch"],
  "cordon/rules": ["createAnalyzer", "mayCallModel", "ruleNames", "rules"],
  "cordon/eslint-plugin": ["default"],
};

describe("the package", { timeout: 120_000 }, () => {
  it("has every file that its exports and its command name", () => {
    const files = Object.values(manifest.exports).flatMap((entry) => (typeof entry === "string" ? entry : [entry.types, entry.default]));
    for (const file of [...files, ...Object.values(manifest.bin)].filter((each) => !each.includes("*"))) {
      expect(existsSync(join(root, file)), file).toBe(true);
    }
  });

  it.each(Object.entries(names))("gives from `%s` the names that it promises", async (entry, promised) => {
    const given = (await evaluate(root, `console.log(JSON.stringify(Object.keys(await import("${entry}")).sort()))`)) as string[];
    expect(given).toEqual(expect.arrayContaining(promised.filter((name) => name !== "UnguardableModelError")));
    expect(promised).toEqual(expect.arrayContaining(given));
  });

  it("gives from `cordon/node` all that `cordon` gives", async () => {
    const missing = await evaluate(
      root,
      `const [all, node] = await Promise.all([import("cordon"), import("cordon/node")]);
       console.log(JSON.stringify(Object.keys(all).filter((name) => name !== "createGuard" && all[name] !== node[name])))`,
    );
    expect(missing).toEqual([]);
  });

  it("gives its policies by name", async () => {
    const text = await evaluate(root, `import { readFileSync } from "node:fs"; console.log(JSON.stringify(readFileSync(new URL(import.meta.resolve("cordon/policies/schemas/call.json")), "utf8")))`);
    expect(JSON.parse(text as string)).toHaveProperty("properties.call");
  });

  it("keeps its inner files to itself", async () => {
    const { code, complaints } = await run(process.execPath, ["--input-type=module", "--eval", 'await import("cordon/dist/src/policy/decide.js")']);
    expect(code).toBe(1);
    expect(complaints).toContain("ERR_PACKAGE_PATH_NOT_EXPORTED");
  });

  it.each(["nodenext", "bundler"])("has types for a consumer with moduleResolution `%s`", async (resolution) => {
    const folder = await scratch();
    await consumer(folder, resolution);
    await mkdir(join(folder, "node_modules"));
    await symlink(root, join(folder, "node_modules/cordon"), "dir");
    expect(await run(process.execPath, [join(root, "node_modules/typescript-7/bin/tsc"), "-p", folder], { cwd: folder })).toEqual({ code: 0, out: "", complaints: "" });
  });
});
