import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compiler, loadCompiler } from "../../rules/compiler.ts";
import { createEvaluator } from "../../rules/facts/evaluate.ts";
import type { Value } from "../../rules/facts/values.ts";
import { createModuleStore } from "../../rules/project.ts";

let folder: string;

beforeAll(() => {
  loadCompiler();
  folder = mkdtempSync(join(tmpdir(), "cordon-evaluate-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What `subject` is at the end of a file, in words. */
function subject(text: string, others: Readonly<Record<string, string>> = {}): string {
  const home = mkdtempSync(join(folder, "case-"));
  for (const [name, content] of Object.entries(others)) {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), content);
  }
  const store = createModuleStore({ root: home });
  store.begin();
  const module = store.open(join(home, "subject.ts"), `${text}\nsubject;`)!;
  const last = module.source.statements.at(-1)!;
  if (!compiler.isExpressionStatement(last)) throw new Error("no subject");
  const evaluator = createEvaluator(store);
  return shown(evaluator.evaluate(last.expression, module));
}

function shown(value: Value, depth = 8): string {
  if (depth === 0) return "…";
  const next = (each: Value): string => shown(each, depth - 1);
  const all = (args: readonly { readonly spread: boolean; readonly value: { readonly value: () => Value } }[]): string => args.map((each) => (each.spread ? "..." : "") + next(each.value.value())).join(", ");
  switch (value.kind) {
    case "literal":
      return typeof value.value === "bigint" ? `${value.value}n` : JSON.stringify(value.value);
    case "text":
      return value.parts.map((part) => part ?? "?").join("|");
    case "absent":
      return "absent";
    case "unknown":
      return `unknown(${value.why})`;
    case "object":
      return `{${value.parts.map((part) => (part.kind === "named" ? `${part.key}: ${next(part.value.value())}` : part.kind === "spread" ? `...${next(part.value.value())}` : "[?]")).join(", ")}}`;
    case "list":
      return `[${all(value.items)}]`;
    case "function":
      return "function";
    case "class":
      return "class";
    case "instance":
      return `instance(${all(value.args)})`;
    case "external":
      return [value.module, ...value.path].join("/");
    case "member":
      return `${next(value.of)}.${value.name}`;
    case "result":
      return `${value.isNew ? "new " : ""}${next(value.callee)}(${value.args === undefined ? "?" : all(value.args)})`;
    case "choice":
      return `(${value.options.map((option) => next(option.value())).join(" | ")})`;
  }
}

describe("the evaluator", () => {
  it.each([
    ["named", `import { openai } from "@ai-sdk/openai"; const subject = openai("m");`],
    ["renamed", `import { openai as ai } from "@ai-sdk/openai"; const subject = ai("m");`],
    ["namespace", `import * as sdk from "@ai-sdk/openai"; const subject = sdk.openai("m");`],
    ["required", `const { openai } = require("@ai-sdk/openai"); const subject = openai("m");`],
    ["dynamic", `async function f() {} const sdk = await import("@ai-sdk/openai"); const subject = sdk.openai("m");`],
    ["destructured", `import * as sdk from "@ai-sdk/openai"; const { openai: o } = sdk; const subject = o("m");`],
    ["behind a const", `import { openai } from "@ai-sdk/openai"; const make = openai; const id = "m"; const subject = make(id);`],
    ["from a factory", `import { openai } from "@ai-sdk/openai"; function make(id: string) { return openai(id); } const subject = make("m");`],
    ["from an object", `import { openai } from "@ai-sdk/openai"; const all = { a: { b: openai("m") } } as const; const subject = all.a["b"];`],
  ])("sees a package's export through an import that is %s", (_, text) => {
    expect(subject(text)).toBe('@ai-sdk/openai/openai("m")');
  });

  it.each([
    ["a barrel", { "a.ts": `export * from "./b.js";`, "b.ts": `export { openai as model } from "@ai-sdk/openai";` }],
    ["a barrel of a package", { "a.ts": `export { model } from "./b";`, "b/index.ts": `import { openai } from "@ai-sdk/openai"; export const model = openai;` }],
    ["CommonJS", { "a.js": `const { openai } = require("@ai-sdk/openai"); module.exports = { model: openai };` }],
    ["named CommonJS", { "a.cjs": `exports.model = require("@ai-sdk/openai").openai;` }],
    ["a default export", { "a.ts": `import { openai } from "@ai-sdk/openai"; export default { model: openai };` }],
  ])("sees through %s", (title, others) => {
    const from = title === "named CommonJS" ? "./a.cjs" : "./a";
    const text = title === "a default export" ? `import a from "./a"; const subject = a.model("m");` : `import { model } from "${from}"; const subject = model("m");`;
    expect(subject(text, others as unknown as Record<string, string>)).toBe('@ai-sdk/openai/openai("m")');
  });

  it.each([
    [`const base = { a: 1 }; const subject = { ...base, b: 2 }.a;`, "1"],
    [`const subject = { a: 1, ...given }.a;`, "unknown(spread from what is not known)"],
    [`const subject = { ...given, a: 1 }.a;`, "1"],
    [`function f(options) { return { a: 1, ...options }.a } const subject = f({ b: 2 });`, "1"],
    [`function f(options) { return { a: 1, ...options }.a } const subject = f({ a: 2 });`, "2"],
    [`declare const flag: boolean; const subject = flag ? "a" : "b";`, '("a" | "b")'],
    [`declare const flag: boolean; const subject = !flag ? "a" : "b";`, '("b" | "a")'],
    [`const on = true; const subject = on && { a: 1 };`, "{a: 1}"],
    [`declare const flag: boolean; const subject = { ...(flag && { a: 1 }) }.a;`, "(1 | absent)"],
    [`const subject = process.env.MODEL ?? "m";`, '(unknown(read from the environment) | "m")'],
    ["const region = 'eu'; const subject = `https://${region}.x.ai/v1`;", '"https://eu.x.ai/v1"'],
    ["const subject = `https://x.ai/${given}`;", "https://x.ai/|?"],
    [`enum Model { Fast = "f" } const subject = Model.Fast;`, '"f"'],
    [`let options = {}; options = { a: 1 }; const subject = options.a;`, "1"],
    [`const options: any = {}; options.a = 1; options.b = { c: 2 }; const subject = [options.a, options.b.c];`, "[1, 2]"],
    [`declare const f: boolean; let a = 1; if (f) { a = 2 } else { a = 3 } const subject = a;`, "(2 | 3)"],
    [`let a = 1; for (const x of xs) a = 2; const subject = a;`, "unknown(assigned in several places)"],
    [`let a; function set() { a ??= new Map() } function get() { set(); return a; } const subject = get();`, "new global:/Map()"],
    [`class A { private x = 1; y() { return this.x } } const subject = new A().y();`, "1"],
    [`class A { constructor(private readonly x: number) {} y() { return this.x } } const subject = new A(7).y();`, "7"],
    [`import OpenAI from "openai"; class A extends OpenAI { constructor() { super({ baseURL: "u" }); } } const subject = new A().chat;`, 'new openai/default({baseURL: "u"}).chat'],
    [`const subject = Object.assign({ a: 1 }, { a: 2 }).a;`, "2"],
    [`const subject = Object.freeze({ a: 1 }).a;`, "1"],
    [`const { a, ...rest } = { a: 1, b: 2 }; const subject = [rest.a, rest.b];`, "[absent, 2]"],
    [`const key = "a"; const subject = { [key]: 1 }.a;`, "1"],
    [`const f = (x = { a: 1 }) => x.a; const subject = f();`, "1"],
    [`function f(x) { switch (x) { case 1: return "a"; default: return "b" } } const subject = f(given);`, '("a" | "b")'],
    [`for (const model of ["a", "b"]) { var subject = model; }`, '("a" | "b")'],
    [`import OpenAI from "openai"; declare const client: OpenAI; const subject = client.chat;`, "new openai/default(?).chat"],
    [`import OpenAI from "openai"; class A { #c?: OpenAI; get c() { return this.#c ??= new OpenAI({ a: 1 }); } } const subject = new A().c;`, "new openai/default({a: 1})"],
    [`import OpenAI from "openai"; class A { constructor(private client: OpenAI) {} get chat() { return this.client.chat } } declare const a: A; const subject = a.chat;`, "new openai/default(?).chat"],
    [`import OpenAI from "openai"; interface Deps { client: OpenAI; name: string } declare const deps: Deps; const subject = [deps.client, deps.name, deps.other];`, "[new openai/default(?), unknown(a parameter), unknown(a parameter)]"],
    [`import OpenAI from "openai"; declare const given: any; const f = ({ client }: { client: OpenAI }) => client; const subject = f(given);`, "new openai/default(?)"],
    [`import OpenAI from "openai"; declare const c: OpenAI.Chat.Completions; const subject = c.create;`, "new openai/default/Chat/Completions(?).create"],
    [`import OpenAI from "openai"; declare const c: OpenAI["chat"]["completions"]; const subject = c.create;`, "new openai/default(?).chat.completions.create"],
    [`const a = b; const b = a; const subject = a;`, "unknown(defined by itself)"],
    [`const subject = globalThis.fetch;`, "global:/fetch"],
    [`function fetch() {} const subject = fetch;`, "function"],
  ])("takes `%s` for %s", (text, value) => {
    expect(subject(text)).toBe(value);
  });
});
