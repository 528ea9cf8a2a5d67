import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { transformSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadConfiguration } from "../../src/node/index.ts";
import { codeBlocks, type CodeBlock } from "./code-blocks.ts";

const root = join(import.meta.dirname, "../..");
const pages = ["README.md", "CONTRIBUTING.md", ...readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`)];
const blocksOf = (page: string): readonly CodeBlock[] => codeBlocks(readFileSync(join(root, page), "utf8"));
const blocks = pages.flatMap((page) => blocksOf(page).map((block) => ({ ...block, page, name: `${page}:${block.line}` })));
const of = (language: string) => blocks.filter((block) => block.language === language);

// Below the package, so that `cordon` is found there by its own name.
const folder = mkdtempSync(join(import.meta.dirname, ".pages-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const keys = Object.fromEntries(["AI_GATEWAY", "OPENAI", "ANTHROPIC", "OPENROUTER", "MISTRAL"].map((name) => [`${name}_API_KEY`, "made-up"]));

function node(args: readonly string[], cwd: string): SpawnSyncReturns<string> {
  const setup = join(import.meta.dirname, "stand-in.mjs");
  return spawnSync(process.execPath, ["--import", `file://${setup}`, ...args], { cwd, encoding: "utf8", timeout: 25_000, env: { ...process.env, ...keys, NO_COLOR: "1" } });
}

describe("the TypeScript of a page", () => {
  const own = of("ts").filter(({ page }) => page !== "docs/reading-the-policy-model.md");
  const fileOf = ({ name }: { readonly name: string }): string => name.replaceAll(/\W/gu, "-");

  it("compiles against the package as it is built", { timeout: 60_000 }, () => {
    for (const block of own) writeFileSync(join(folder, `${fileOf(block)}.ts`), block.text);
    const compilerOptions = { target: "es2023", lib: ["es2023", "dom", "dom.iterable"], module: "nodenext", strict: true, exactOptionalPropertyTypes: true, skipLibCheck: true, noEmit: true, types: ["node"], moduleDetection: "force" };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
    const compiler = join(dirname(createRequire(import.meta.url).resolve("typescript-7/package.json")), "bin/tsc");
    expect(spawnSync(process.execPath, [compiler, "-p", folder], { cwd: folder, encoding: "utf8" }).stdout).toBe("");
  });

  it.each(own)("runs: $name", { timeout: 30_000 }, (block) => {
    const file = join(folder, `${fileOf(block)}.mjs`);
    writeFileSync(file, transformSync(block.text, { loader: "ts", format: "esm" }).code);
    const { status, stdout, stderr } = node([file], folder);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    // What a comment behind a `console.log` says is what is printed.
    for (const [, told] of block.text.matchAll(/console\.log\(.*\); \/\/ (.+)$/gmu)) expect(stdout.split("\n")).toContain(told);
  });
});

describe("the configurations of a page", () => {
  const own = of("yaml").filter(({ text }) => text.startsWith("version:"));

  it.each(own)("are sound: $name", ({ text, page }) => {
    const place = mkdtempSync(join(tmpdir(), "cordon-page-"));
    writeFiles(place, blocksOf(page));
    writeFileSync(join(place, "cordon.yaml"), text);
    const { warnings } = loadConfiguration({ cwd: place, today: "2026-11-21" });
    rmSync(place, { recursive: true });
    expect(warnings).toEqual([]);
  });
});

// A proxy runs until it is stopped; `test/proxy/pages.test.ts` starts those of every page.
describe.each(pages.map((page) => ({ page })))("the commands of $page", ({ page }) => {
  const place = mkdtempSync(join(tmpdir(), "cordon-page-"));
  beforeAll(() => {
    writeFiles(place, blocksOf(page));
    // A project has sources.
    writeFileSync(join(place, "app.js"), "export {};\n");
  });
  afterAll(() => rmSync(place, { recursive: true, force: true }));
  const lines = blocksOf(page).filter(({ language }) => language === "sh").flatMap(({ text }) => text.split("\n"));
  const ours = lines.filter((line) => /^npx cordon (?!proxy)/u.test(line)).map((line) => ({ line }));

  it.each([...ours, { line: "npx cordon --version" }])("run: $line", { timeout: 60_000 }, ({ line }) => {
    const { status, stderr } = node([join(root, "dist/cli/main.js"), ...line.split(/\s+#/u)[0]!.split(" ").slice(2)], place);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });
});

it("names no file in a link that is not there", () => {
  const linked = pages.flatMap((page) => [...readFileSync(join(root, page), "utf8").matchAll(/\]\((?!https?:|#)([^)#]+)/gu)].map(([, path]) => join(dirname(page), path!)));
  const { existsSync } = createRequire(import.meta.url)("node:fs") as typeof import("node:fs");
  expect(linked.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

function writeFiles(place: string, list: readonly CodeBlock[]): void {
  for (const { file, text } of list.filter((block) => block.file !== undefined)) {
    mkdirSync(dirname(join(place, file!)), { recursive: true });
    writeFileSync(join(place, file!), text);
  }
}
