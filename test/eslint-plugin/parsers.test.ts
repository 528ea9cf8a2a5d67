import * as typescript from "@typescript-eslint/parser";
import type { Linter } from "eslint";
import * as svelte from "svelte-eslint-parser";
import { beforeEach, describe, expect, it } from "vitest";
import * as vue from "vue-eslint-parser";
import plugin from "../../eslint-plugin/index.ts";
import { provideCore } from "../../eslint-plugin/load-core.ts";
import { eslints, placeOf } from "./hosts.ts";
import { tinyCore, type Asked } from "./tiny-core.ts";

// Needs `@babel/core`, which somebody who works on something else may not have installed.
const babel = (await import("@babel/eslint-parser").catch(() => undefined)) as Linter.Parser | undefined;

let asked: Asked;
let settings: NonNullable<Linter.Config["settings"]>;
let tests = 0;

beforeEach(() => {
  asked = { opened: [], requests: [], runs: 0 };
  provideCore(tinyCore(asked));
  settings = { cordon: { config: `parsers-${++tests}.yaml` } };
});

const call = 'generateText({ model: "a/b", prompt: "" })';
const vueFile = `<template>\n  <p>{{ generateText }}</p>\n</template>\n<script setup lang="ts">\nconst answer = ${call};\n</script>\n`;
const svelteFile = `<script lang="ts">\n  const answer = ${call};\n</script>\n<p>{answer}</p>\n`;

const parsers: readonly (readonly [name: string, file: string, text: string, languageOptions: Linter.LanguageOptions, place: string])[] = [
  ["espree", "a.js", `export const answer = ${call};`, {}, "1:23-1:35"],
  ["espree with JSX", "a.jsx", `export const page = <p>{${call}}</p>;`, { parserOptions: { ecmaFeatures: { jsx: true } } }, "1:25-1:37"],
  ["espree as CommonJS", "a.cjs", `module.exports = ${call};`, { sourceType: "commonjs" }, "1:18-1:30"],
  ["typescript-eslint", "a.ts", `export const answer: unknown = <any>${call};`, { parser: typescript }, "1:37-1:49"],
  ["typescript-eslint with JSX", "a.tsx", `export const page = <p>{${call} as never}</p>;`, { parser: typescript, parserOptions: { ecmaFeatures: { jsx: true } } }, "1:25-1:37"],
  ...(babel === undefined ? [] : [["babel", "a.js", `export const answer = ${call};`, { parser: babel, parserOptions: { requireConfigFile: false } }, "1:23-1:35"] as const]),
  ["vue", "a.vue", vueFile, { parser: vue, parserOptions: { parser: typescript } }, "5:16-5:28"],
  ["svelte", "a.svelte", svelteFile, { parser: svelte, parserOptions: { parser: typescript } }, "2:18-2:30"],
];

describe.each(eslints)("in ESLint $version", ({ Linter: Host }) => {
  it.each(parsers)("a call is found with %s", (_, file, text, languageOptions, place) => {
    const messages = new Host({ configType: "flat" }).verify(text, [{ files: ["**/*.{js,jsx,cjs,ts,tsx,vue,svelte}"], languageOptions, ...plugin.configs.recommended, settings }], file);
    expect(messages.map(placeOf)).toEqual([`${place} require-controls`]);
    expect(asked.requests.map((request) => request.text)).toEqual([text]);
  });

  it.each(parsers)("a tree without a call stops before the analysis with %s", (_, file, text, languageOptions) => {
    const mute = text.replace(call, '"generateText(1)"').replace("{{ generateText }}", "");
    const messages = new Host({ configType: "flat" }).verify(mute, [{ files: ["**/*.{js,jsx,cjs,ts,tsx,vue,svelte}"], languageOptions, ...plugin.configs.recommended, settings }], file);
    expect(messages).toEqual([]);
    expect(asked.requests).toEqual([]);
  });

  it("another language than JavaScript is left alone", () => {
    const language = { fileType: "text", lineStart: 1, columnStart: 0, nodeTypeKey: "type", validateLanguageOptions: () => {}, parse: () => ({ ok: true, ast: { type: "Root" } }), createSourceCode: textOnly };
    const config = { files: ["**/*.txt"], language: "plain/text", ...plugin.configs.recommended, plugins: { cordon: plugin, plain: { languages: { text: language } } } };
    expect(new Host({ configType: "flat" }).verify(`${call};`, [config as unknown as Linter.Config], "a.txt")).toEqual([]);
    expect(asked.requests).toEqual([]);
  });
});

function textOnly(file: { readonly body: string }, { ast }: { readonly ast: object }): object {
  return { text: file.body, ast, lines: [file.body], getLoc: () => ({}), getRange: () => [0, 0], traverse: () => [{ kind: 1, target: ast, phase: 1, args: [ast] }] };
}
