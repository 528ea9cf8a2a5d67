import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { folderWith } from "../node/folder.ts";
import { output, root } from "../package/run.ts";
import { builtPackage } from "./built.ts";

const call = `import { generateText } from "ai";\nexport const answer = generateText({ model: "openai/gpt-5", prompt: "" });\n`;

/** The files that a process loads which imports the plugin and lints a text. */
function loadedFor(text: string): { readonly files: readonly string[]; readonly messages: number } {
  const script = `
    import { createRequire } from "node:module";
    import plugin from ${JSON.stringify(pathToFileURL(join(builtPackage(), "dist/eslint-plugin/index.js")).href)};
    const { Linter } = createRequire(${JSON.stringify(join(root, "package.json"))})("eslint");
    console.log(new Linter({ configType: "flat" }).verify(${JSON.stringify(text)}, [plugin.configs.recommended], "a.js").length);`;
  // What Node writes for reports of coverage names every file that was run.
  const coverage = folderWith();
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], { encoding: "utf8", env: { ...process.env, NODE_V8_COVERAGE: coverage } });
  const reports = readdirSync(coverage).map((name) => JSON.parse(readFileSync(join(coverage, name), "utf8")) as { readonly result: readonly { readonly url: string }[] });
  return { files: reports.flatMap(({ result }) => result.map(({ url }) => url)), messages: Number(stdout) };
}

const heavy = /\/node_modules\/(?:ts-morph|@ts-morph|yaml|zod|@open-policy-agent)\/|\/src\/policy\/(?!first-alternative)/u;

describe("the plugin", { timeout: 60_000 }, () => {
  it("loads neither compiler nor policy nor configuration for a file that calls no model", () => {
    const { files, messages } = loadedFor("export const add = (one, other) => one + other;\n");
    expect(messages).toBe(0);
    expect(files.filter((file) => file.includes("/dist/eslint-plugin/")).length).toBeGreaterThan(5);
    expect(files.filter((file) => heavy.test(file))).toEqual([]);
  });

  it("loads them with the first file that does", () => {
    const { files, messages } = loadedFor(call);
    expect(messages).toBe(2);
    expect(files.filter((file) => /\/node_modules\/(?:ts-morph|@ts-morph)\//u.test(file)).length).toBeGreaterThan(0);
  });

  it("prints nothing while it is loaded", async () => {
    const script = `await import(${JSON.stringify(pathToFileURL(join(builtPackage(), "dist/eslint-plugin/core.js")).href)}); const { createRequire } = await import("node:module"); createRequire(import.meta.url)(${JSON.stringify(join(builtPackage(), "dist/eslint-plugin/core.js"))});`;
    expect(await output(process.execPath, ["--input-type=module", "--eval", script])).toBe("");
  });
});

describe("the entry `cordon/eslint-plugin`", () => {
  it("is what package.json names", () => {
    const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { readonly exports: Readonly<Record<string, unknown>> };
    expect(exports["./eslint-plugin"]).toEqual({ types: "./dist/eslint-plugin/index.d.ts", default: "./dist/eslint-plugin/index.js" });
  });
});
