import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./run.ts";

/** Who may import whom: the longest folder that holds a file says what it may load, besides its own folder. */
const table: Readonly<Record<string, readonly string[]>> = {
  "src/vendor": ["zod", "@open-policy-agent/opa-wasm"],
  "src/model": ["src/vendor"],
  "src/policy": ["src/vendor", "src/model"],
  "src/guard": ["src/model", "src/policy"],
  "src/adapters/wire": ["src/model", "src/guard"],
  "src/adapters/ai-sdk": ["src/model", "src/guard", "src/adapters/wire"],
  "src/adapters/fetch": ["src/model", "src/guard", "src/adapters/wire"],
  "src/report": ["src/vendor", "src/model"],
  "src/node": ["node:", "yaml", "src/vendor", "src/model", "src/policy", "src/guard", "src/index.ts"],
  "src/node/register": ["node:", "src/model", "src/guard", "src/adapters/wire", "src/adapters/fetch", "src/node"],
  src: ["src/model", "src/policy", "src/guard"],
  opa: ["node:"],
  proxy: ["node:", "src"],
  rules: ["node:", "picomatch", "@ts-morph/common", "src/node/configuration/suggestion.ts", "src/vendor", "src/model", "src/policy", "src/guard", "src/adapters"],
  "eslint-plugin": ["node:", "src", "rules", "opa"],
  cli: ["node:", "commander", "picocolors", "yaml", "zod", "ignore", "src", "opa", "rules", "proxy"],
  tools: ["node:", "yaml", "zod", "esbuild", "src", "opa", "rules"],
};

/** Loaded when it is needed and not before: the compiler is most of the package. */
const lazy: Readonly<Record<string, readonly string[]>> = { "src/node": ["opa"] };

/** Packages of vendors, whose types an adapter names and whose code it never loads. */
const typesOnly: Readonly<Record<string, readonly string[]>> = {
  "src/adapters/ai-sdk": ["ai"],
  "src/report": ["src/policy"],
  "src/node": ["opa"],
  rules: ["ts-morph"],
  "eslint-plugin": ["eslint"],
};

interface Import {
  readonly file: string;
  readonly target: string;
  readonly isType: boolean;
  readonly isLazy: boolean;
}

const files = Object.keys(table)
  .filter((folder) => !folder.includes("/"))
  .flatMap(sources);

describe("the folders", () => {
  it("hold sources", () => {
    expect(files.length).toBeGreaterThan(100);
    for (const folder of Object.keys(table)) expect(files.some((file) => file.startsWith(`${folder}/`)), folder).toBe(true);
  });

  it.each(Object.keys(table))("%s loads only what the table lets it load", (folder) => {
    const imports = files.filter((file) => folderOf(file) === folder).flatMap(importsOf);
    expect(imports.filter((each) => !isAllowed(folder, each)).map(({ file, target }) => `${file} → ${target}`)).toEqual([]);
  });

  it.each(["src/model", "src/policy", "src/guard", "src/adapters", "src/index.ts"])("on the decision path (%s) load no module of Node", (part) => {
    const reached = files.filter((file) => file.startsWith(part)).flatMap(importsOf);
    expect(reached.filter(({ target }) => target.startsWith("node:"))).toEqual([]);
  });
});

function isAllowed(folder: string, { target, isType, isLazy }: Import): boolean {
  const allowed = [folder, ...(table[folder] ?? []), ...(isType ? (typesOnly[folder] ?? []) : []), ...(isLazy ? (lazy[folder] ?? []) : [])];
  return allowed.some((each) => target === each || target.startsWith(each.endsWith(":") ? each : `${each}/`));
}

function folderOf(file: string): string | undefined {
  return Object.keys(table)
    .filter((folder) => file.startsWith(`${folder}/`))
    .sort((one, other) => other.length - one.length)[0];
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(ts|mjs)$/u.test(file) && !file.includes("generated"))
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`);
}

const statement = /^(?:import|export)\s(type\s)?[^"';]*?from\s*"([^"]+)"|^import\s*"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)|\brequire\(\s*"([^"]+)"\s*\)/gmu;

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(statement)].map(([, type, named, bare, dynamic, required]) => {
    const target = named ?? bare ?? dynamic ?? required ?? "";
    const path = target.startsWith(".") ? relative(root, join(root, dirname(file), target)).replaceAll("\\", "/") : target;
    return { file, target: path, isType: type !== undefined, isLazy: dynamic !== undefined };
  });
}
