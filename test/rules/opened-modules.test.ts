import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ts } from "ts-morph";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compiler, loadCompiler } from "../../rules/compiler.ts";
import { createEvaluator } from "../../rules/facts/evaluate.ts";
import type { Imported, Module } from "../../rules/module.ts";
import { createModuleStore } from "../../rules/project.ts";
import { reach } from "../../rules/types/reach.ts";

let folder: string;

beforeAll(() => {
  loadCompiler();
  folder = mkdtempSync(join(tmpdir(), "cordon-opened-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The files whose syntax is looked at to find what `subject` is at the end of a text, and that. */
function opened(text: string, others: Readonly<Record<string, string>>): { readonly files: readonly string[]; readonly found: unknown } {
  for (const [name, content] of Object.entries(others)) writeFileSync(join(folder, name), content);
  const store = createModuleStore({ root: folder });
  store.begin();
  const files = new Set<string>();
  const watched = (module: Module): Module => ({
    ...{ file: module.file, text: module.text },
    get source(): ts.SourceFile {
      files.add(module.file.slice(folder.length + 1));
      return module.source;
    },
  });
  const known = new Map<Module, Module>();
  const resolve = (from: Module, specifier: string): Imported => {
    const place = store.resolve(from, specifier);
    if (place.kind !== "module") return place;
    if (!known.has(place.module)) known.set(place.module, watched(place.module));
    return { kind: "module", module: known.get(place.module)! };
  };
  const module = store.open(join(folder, "subject.ts"), `${text}\nsubject;`)!;
  const last = module.source.statements.at(-1)!;
  if (!compiler.isExpressionStatement(last)) throw new Error("no subject");
  const value = createEvaluator({ resolve }).evaluate(last.expression, module);
  return { files: [...files].sort(), found: value.kind === "literal" ? value.value : value.kind };
}

const parts = {
  "barrel.ts": `export * from "./one.ts";\nexport * from "./two.ts";\nexport * from "./three.ts";\n`,
  "one.ts": `export const first = 1;\n`,
  "two.ts": `export const second = 2;\n`,
  "three.ts": `export const third = 3;\n`,
};

describe("modules", () => {
  it("of a barrel are opened only where they mention the name that is imported", () => {
    expect(opened(`import { second as subject } from "./barrel.ts";`, parts)).toEqual({ files: ["barrel.ts", "two.ts"], found: 2 });
  });

  it("of a barrel that is taken as a namespace are opened only for the name that is used", () => {
    expect(opened(`import * as all from "./barrel.ts"; const subject = all.third;`, parts)).toEqual({ files: ["barrel.ts", "three.ts"], found: 3 });
  });

  it("that write a name in another way are opened all the same", () => {
    expect(opened(`import { fourth as subject } from "./escaped.ts";`, { "escaped.ts": String.raw`export const f\u006furth = 4;` })).toEqual({ files: ["escaped.ts"], found: 4 });
  });

  it("that are CommonJS are opened whatever they mention", () => {
    expect(opened(`import { fifth as subject } from "./common.cjs";`, { "common.cjs": `module.exports = require("./values.json");`, "values.json": `{ "fifth": 5 }` })).toEqual({ files: ["common.cjs", "values.json"], found: 5 });
  });
});

describe("types", () => {
  const reached = (text: string, others: Readonly<Record<string, string>> = {}): number => {
    for (const [name, content] of Object.entries(others)) writeFileSync(join(folder, name), content);
    const store = createModuleStore({ root: folder });
    return reach(store.open(join(folder, "typed.ts"), text)!, store).files.size;
  };

  it("are not asked for where a function of somebody else is called `classify`", () => {
    expect(reached(`import { classify } from "./letters.ts"; classify("a letter");`, { "letters.ts": `export function classify(text: string) { return text.length; }` })).toBe(0);
  });

  it("are asked for where it is ours, also at second hand", () => {
    expect(reached(`import { classify } from "./labels.ts"; classify("pii", "a letter");`, { "labels.ts": `export { classify } from "cordon";` })).toBe(2);
  });
});
