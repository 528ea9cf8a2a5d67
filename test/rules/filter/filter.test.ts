import { parseForESLint } from "@typescript-eslint/parser";
import { describe, expect, it } from "vitest";
import { parse as parseVue } from "vue-eslint-parser";
import { isCandidate, type EstreeNode } from "../../../rules/candidate.ts";
import { mayCallModel } from "../../../rules/filter.ts";
import { calls, lookAlikes } from "./calls.ts";

describe("the filter of texts", () => {
  it.each(calls)("lets through %s", (text) => {
    expect(mayCallModel(text, "/main.tsx")).toBe(true);
  });

  it.each(lookAlikes)("stops %s", (text) => {
    expect(mayCallModel(text, "/main.tsx")).toBe(false);
  });

  it("stops declaration files", () => {
    expect(mayCallModel(`export function generateText(): void;`, "/main.d.ts")).toBe(false);
  });

  it("lets through files with words for this tool", () => {
    expect(mayCallModel(`// cordon-waive require-controls`, "/main.ts")).toBe(true);
  });

  it.each([
    ["one long line", `const a = "${"x.".repeat(250_000)}";`],
    ["spreads", `f(${"...a, ".repeat(50_000)});`],
    ["braces", "{".repeat(300_000)],
    ["imports", `import type { A } from "ai";\n`.repeat(5_000)],
    ["calls", "fetch(a(".repeat(50_000)],
    ["templates", "fetch(`${".repeat(50_000)],
    ["angles", ".stream<".repeat(50_000)],
  ])("is quick on %s", (_, text) => {
    const start = performance.now();
    mayCallModel(text, "/main.ts");
    // More than linear time would be half a minute.
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

function candidate(text: string): boolean {
  const { ast, visitorKeys } = parseForESLint(text, { ecmaFeatures: { jsx: true }, range: true });
  return isCandidate(ast as unknown as EstreeNode, text, visitorKeys);
}

describe("the filter of trees", () => {
  it.each(calls)("lets through %s", (text) => {
    expect(candidate(text)).toBe(true);
  });

  it.each(lookAlikes)("stops %s", (text) => {
    expect(candidate(text)).toBe(false);
  });

  it.each([
    ["comments and strings", `// generateText({ model, prompt })\nconst help = "call generateText({ model, prompt }) or client.chat.completions.create(body)";`],
    ["types", `import type { generateText } from "ai"; type Options = Parameters<typeof generateText>[0]; interface Body { model: string; messages: Message[] }`],
    ["an import that is not called", `import { convertToModelMessages } from "ai"; export const convert = convertToModelMessages;`],
    ["a client that is only made", `import OpenAI from "openai"; export const client = new OpenAI();`],
  ])("stops %s", (_, text) => {
    expect(mayCallModel(text, "/main.ts")).toBe(true);
    expect(candidate(text)).toBe(false);
  });

  it("reads the trees of other parsers, with and without the keys of children", () => {
    for (const text of calls.filter((each) => !/<|\w!|\bas any\b|\btype\b/u.test(each))) {
      const vue = `<template><p>{{ text }}</p></template>\n<script setup>\n${text}\n</script>`;
      const options = { ecmaVersion: 2024, sourceType: "module" };
      expect(isCandidate(parseVue(text, { ...options, filePath: "main.js" }) as unknown as EstreeNode, text), text).toBe(true);
      expect(isCandidate(parseVue(vue, { ...options, filePath: "App.vue" }) as unknown as EstreeNode, vue), text).toBe(true);
    }
  });
});
