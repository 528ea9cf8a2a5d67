import { describe, expect, it } from "vitest";
import { scriptsOf } from "../../../rules/scripts.ts";

const vue = `<template>\n  <p>{{ a < b }}</p>\n</template>\n<script lang="ts">\nexport const a = 1\n</script>\n<script setup lang="ts">\nconst b = "é"\n</script>\n<style>p { color: red }</style>\n`;

describe("the scripts of a markup file", () => {
  it("stay at their places, with everything else blank", () => {
    const { text, language } = scriptsOf(vue, "App.vue");
    expect(language).toBe("ts");
    expect(text).toHaveLength(vue.length);
    expect(text.split("\n")).toHaveLength(vue.split("\n").length);
    expect(text.indexOf("const b")).toBe(vue.indexOf("const b"));
    expect(text.replace(/\s+/gu, " ").trim()).toBe(`export const a = 1 ; const b = "é" ;`);
  });

  it.each([
    ["no language", `<script>a</script>`, "js", "a;"],
    ["a Svelte module", `<script module lang='ts'>a</script><script lang=ts>b</script>`, "ts", "a; b;"],
    ["TSX", `<script lang="tsx">a</script>`, "tsx", "a;"],
    ["generic parameters with angle brackets", `<script setup lang="ts" generic="T extends Record<string, X>">a</script>`, "ts", "a;"],
    ["a comment around it", `<!-- <script>a</script> --><script>b</script>`, "js", "b;"],
    ["data", `<script type="application/json">{}</script><script type="module">b</script>`, "js", "b;"],
    ["another file", `<script src="./a.js"></script>`, "js", ""],
    ["nothing", `<p>1</p>`, "js", ""],
    ["no end", `<script>a`, "js", ""],
  ])("are read with %s", (_, markup, language, code) => {
    const scripts = scriptsOf(markup, "A.svelte");
    expect(scripts.text).toHaveLength(markup.length);
    expect([scripts.language, scripts.text.replace(/\s+/gu, " ").trim()]).toEqual([language, code]);
  });

  it("are the front matter and the scripts of Astro", () => {
    const { text } = scriptsOf(`---\nconst a = 1\n---\n<p/><script>b</script>`, "a.astro");
    expect(text).toBe(`   \nconst a = 1\n;  \n            b;        `);
  });
});
