import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith } from "../node/folder.ts";
import { builtPackage } from "./built.ts";
import { hasOxlint, oxlint } from "./oxlint.ts";

const call = 'generateText({ model: "openai/gpt-5-mini", prompt: "" })';
const usual = { "cordon/require-controls": "error", "cordon/no-denied-call": "error", "cordon/no-ineffective-control": "error" };

function configuration(rules: object = usual, more: object = {}): string {
  return JSON.stringify({ jsPlugins: [join(builtPackage(), "dist/eslint-plugin/index.js")], categories: { correctness: "off" }, rules, ...more });
}

const lint = async (files: Readonly<Record<string, string>>, rules?: object, more?: object) => {
  const folder = folderWith({ ...files, ".oxlintrc.json": configuration(rules, more) });
  return (await oxlint(folder, ".oxlintrc.json", ["."])).map(({ file, rule, start, end }) => {
    const text = readFileSync(join(folder, file), "utf8").replace(/^\uFEFF/u, "");
    return `${file} ${rule} ${text.slice(start, end)} (${text.slice(0, start).split("\n").length})`;
  });
};

describe.skipIf(!hasOxlint())("in Oxlint", { timeout: 60_000 }, () => {
  it("a finding stands on the callee", async () => {
    expect(await lint({ "a.ts": `import { generateText } from "ai";\n\nexport const answer = await ${call};\n` })).toEqual(["a.ts require-controls generateText (3)"]);
  });

  it.each([
    ["Windows line ends", `import { generateText } from "ai";\r\n\r\nexport const answer = await ${call};\r\n`, 3],
    ["a byte order mark", `\uFEFFimport { generateText } from "ai";\nexport const answer = await ${call};\n`, 2],
    ["characters of several bytes before", `import { generateText } from "ai"; // 😀 é\nexport const name = "😀", answer = await ${call};\n`, 2],
  ])("a finding is exact with %s", async (_, text, line) => {
    expect(await lint({ "a.ts": text })).toEqual([`a.ts require-controls generateText (${line})`]);
  });

  it("several files are told apart, though Oxlint has one object for all of them", async () => {
    const files = Object.fromEntries(["a", "b", "c", "d"].map((name, index) => [`${name}.ts`, `${"\n".repeat(index)}import { generateText } from "ai";\nexport const answer = await ${call};\n`]));
    expect((await lint(files)).toSorted()).toEqual(["a", "b", "c", "d"].map((name, index) => `${name}.ts require-controls generateText (${index + 2})`));
  });

  it("the script of a Vue file is read, of which Oxlint shows the plugin only the inside", async () => {
    const text = `<template><p>é</p></template>\n<script setup lang="ts">\nimport { generateText } from "ai";\nconst answer: unknown = await ${call};\n</script>\n`;
    expect(await lint({ "a.vue": text })).toEqual(["a.vue require-controls generateText (4)"]);
  });

  it("the scripts of a Vue file are read together", async () => {
    const text = `<script lang="ts">\nimport { generateText } from "ai";\n</script>\n<script setup lang="ts">\nconst answer: unknown = await ${call};\n</script>\n`;
    expect(await lint({ "a.vue": text })).toEqual(["a.vue require-controls generateText (5)"]);
  });

  it("settings reach the analysis", async () => {
    const files = { "a.ts": `import { generateText } from "ai";\nexport const answer = await ${call};\n`, "other.yaml": "version: 1\ntaxonomy: { default: public }\n" };
    expect(await lint(files, usual, { settings: { cordon: { config: "other.yaml" } } })).toEqual([]);
  });

  it("a fix is applied where the rule's option asks for it", async () => {
    const folder = folderWith({ "a.ts": `import { generateText } from "ai";\nexport const answer = await ${call};\n`, ".oxlintrc.json": configuration({ "cordon/require-controls": ["error", { fix: true }] }) });
    expect(await oxlint(folder, ".oxlintrc.json", ["."], ["--fix"])).toEqual([]);
    expect(readFileSync(join(folder, "a.ts"), "utf8")).toContain('generateText({ model: "openai/gpt-5-mini", prompt: "", providerOptions: { gateway: { zeroDataRetention: true } } })');
  });

  it("edits are suggestions, which Oxlint applies when it is asked to", async () => {
    const folder = folderWith({ "a.ts": `import { generateText } from "ai";\nexport const answer = await ${call};\n`, ".oxlintrc.json": configuration() });
    expect(await oxlint(folder, ".oxlintrc.json", ["."], ["--fix"])).toHaveLength(1);
    expect(await oxlint(folder, ".oxlintrc.json", ["."], ["--fix-suggestions"])).toEqual([]);
    expect(readFileSync(join(folder, "a.ts"), "utf8")).toContain("zeroDataRetention: true");
  });

  it("a disable comment without a reason is told in spite of itself", async () => {
    const rules = Object.fromEntries(Object.keys(usual).map((name) => [name, ["error", { requireReason: true }]]));
    const text = (comment: string): string => `${comment}\nimport { generateText } from "ai";\nexport const answer = await ${call};\n`;
    expect(await lint({ "a.ts": text("/* eslint-disable */") }, rules)).toHaveLength(1);
    expect(await lint({ "a.ts": text("/* eslint-disable cordon/require-controls */") }, rules)).toEqual(["a.ts no-denied-call /* eslint-disable cordon/require-controls */ (1)"]);
    expect(await lint({ "a.ts": text("/* eslint-disable cordon/require-controls -- a test */") }, rules)).toEqual([]);
  });

  it("a broken configuration is told once, with its place", async () => {
    const text = `import { generateText } from "ai";\nexport const answer = await ${call};\n`;
    const folder = folderWith({ "a.ts": text, "b.ts": text, "cordon.yaml": "version: 1\nextnds: baseline\n", ".oxlintrc.json": configuration() });
    const found = await oxlint(folder, ".oxlintrc.json", ["."]);
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toMatch(/^Nothing is judged until the configuration is right: cordon\.yaml:2:1: /u);
  });
});
