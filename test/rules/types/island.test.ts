import type { ts } from "ts-morph";
import { beforeAll, describe, expect, it } from "vitest";
import { compiler, loadCompiler } from "../../../rules/compiler.ts";
import { createModuleStore } from "../../../rules/project.ts";
import { createIsland, type Classification } from "../../../rules/types/index.ts";
import { folder } from "../project/folder.ts";

beforeAll(loadCompiler);

const none = { categories: [], decided: true };
const pii = { categories: ["pii"], decided: true };
const given = `import type { Classified } from "cordon"; interface Ticket { id: number; note: Classified<"pii", string>; author: { name: Classified<"pii", string> } } declare const ticket: Ticket;\n`;

/** The arguments of the call of `send` in the file. */
function classify(text: string, others: Readonly<Record<string, string>> = {}, file = "main.ts"): Classification {
  const root = folder({ ...others, [file]: text });
  const store = createModuleStore({ root });
  const module = store.open(`${root}/${file}`, text);
  if (module === undefined) throw new Error("not parsed");
  return createIsland(store)(sent(module.source), module);
}

function sent(node: ts.Node): readonly ts.Expression[] {
  if (compiler.isCallExpression(node) && compiler.isIdentifier(node.expression) && node.expression.text === "send") return node.arguments;
  return compiler.forEachChild(node, (child) => (sent(child).length > 0 ? sent(child) : undefined)) ?? [];
}

describe("the island of types", () => {
  it.each([
    ["a parameter", `import type { Classified } from "cordon"; function f(note: Classified<"pii", string>) { send(note); }`],
    ["a label by another name", `import type { Classified as Secret } from "cordon/node"; function f(note: Secret<"pii", string>) { send(note); }`],
    ["a label of a namespace", `import * as cordon from "cordon"; function f(note: cordon.Classified<"pii", string>) { send(note); }`],
    ["a function that labels", `import { classify } from "cordon"; declare function read(): string; const note = classify("pii", read()); send(note);`],
    ["a member", `${given}send(ticket.note);`],
    ["a member of a member", `${given}send(ticket.author.name);`],
    ["a whole object", `${given}send({ messages: [{ role: "user", content: ticket }] });`],
    ["a part of a message", `${given}send({ messages: [{ role: "user", content: ticket.note }] });`],
    ["a template", `${given}send({ prompt: \`Summarise \${ticket.note}\` });`],
    ["a template under a name", `${given}const prompt = \`Summarise \${ticket.note}\`; send({ prompt });`],
    ["texts that are joined", `${given}send("Summarise " + ticket.note);`],
    ["a list that is joined", `${given}send([ticket.note, ticket.note].join("\\n"));`],
    ["what is written as JSON", `${given}send(JSON.stringify(ticket));`],
    ["a member of what is labelled as a whole", `import type { Classified } from "cordon"; declare const person: Classified<"pii", { name: string }>; send(person.name);`],
    ["a member that was taken out", `import type { Classified } from "cordon"; function f({ name }: Classified<"pii", { name: string }>) { send(name); }`],
    ["an item of a labelled list", `import type { Classified } from "cordon"; declare const rows: Classified<"pii", { name: string }[]>; for (const row of rows) send(row.name);`],
    ["what is awaited", `import type { Classified } from "cordon"; declare function load(): Promise<Classified<"pii", string>>; send(await load());`],
    ["what a function puts together", `${given}const ask = (each: Ticket) => \`Summarise \${each.note}\`; send(ask(ticket));`],
    ["what a callback puts together", `${given}declare const all: Ticket[]; send(all.map((each) => \`- \${each.note}\`).join("\\n"));`],
    ["what a cast hides", `${given}send(ticket.note as string);`],
    ["one of two", `${given}declare const long: boolean; send(long ? ticket.note : "");`],
    ["a spread", `${given}send({ ...ticket, model: "m" });`],
    ["a type parameter", `${given}function f<T extends Ticket>(each: T) { send(each); }`],
  ])("reads the label off %s", (_, text) => {
    expect(classify(`${text}\nexport {};`)).toEqual(pii);
  });

  it.each([
    ["another member", `${given}send(ticket.id);`],
    ["the length of a text", `${given}send(ticket.note.length);`],
    ["a declassified object", `import { declassify, type Classified } from "cordon"; declare const person: Classified<"pii", { name: string }>; send(declassify(person, { to: "public", by: "me", reason: "r" }));`],
    ["what was declassified", `import { declassify } from "cordon"; ${given}send(declassify(ticket.note, { to: "public", by: "me", reason: "r" }));`],
    ["a text beside it", `${given}send("Say hello");`],
    ["a type of this name from elsewhere", `type Classified<C, V> = V & { readonly kind?: C }; function f(note: Classified<"pii", string>) { send(note); }`],
    ["what a function gives back of another member", `${given}const count = (each: Ticket) => \`No. \${each.id}\`; send(count(ticket));`],
  ])("reads no label off %s", (_, text) => {
    expect(classify(`${text}\nexport {};`)).toEqual(none);
  });

  it("follows types through the files of the project", () => {
    const others = {
      "record.ts": `import type { Sensitive } from "./labels.js"; export interface Record { readonly note: Sensitive<string> }`,
      "labels.ts": `import type { Classified } from "cordon"; export type Sensitive<Value> = Classified<"phi" | "pii", Value>;`,
    };
    const text = `import type { Record } from "./record"; export function f(record: Record) { send([{ content: record.note }]); }`;
    expect(classify(text, others)).toEqual({ categories: ["phi", "pii"], decided: true });
  });

  it("follows what another file puts together", () => {
    const others = { "ask.ts": `${given}export const ask = () => \`Summarise \${ticket.note}\`;` };
    expect(classify(`import { ask } from "./ask"; send(ask());`, others)).toEqual(pii);
  });

  it("does not decide what comes from a package", () => {
    expect(classify(`import { load } from "somewhere"; import type { Classified } from "cordon"; send(load());`)).toEqual({ categories: [], decided: false });
  });

  it("keeps what it found beside what it cannot decide", () => {
    expect(classify(`import { load } from "somewhere"; ${given}send(load(), ticket.note);`)).toEqual({ categories: ["pii"], decided: false });
  });

  it("keeps the label of data of which it knows nothing else", () => {
    const text = `import type { Message } from "somewhere"; import { classify, declassify, type Classified } from "cordon"; declare const messages: Classified<"pii", Message[]>;`;
    const open = { categories: ["pii"], decided: false };
    expect(classify(`${text} send({ messages });`)).toEqual(open);
    expect(classify(`${text} send(messages[0].content);`)).toEqual(open);
    expect(classify(`${text} function f(message: Classified<"pii", Message>) { send(\`\${message.content}\`); }`)).toEqual(open);
    expect(classify(`${text} interface Chat { last: Classified<"pii", Message> } declare const chat: Chat; send({ content: chat });`)).toEqual(open);
    expect(classify(`import { classify } from "cordon"; send(classify("pii", read()));`)).toEqual(open);
    expect(classify(`${text} send(declassify(messages, { to: "public", by: "me", reason: "r" }));`)).toEqual({ categories: [], decided: false });
  });

  it("does not decide where the category is any text", () => {
    expect(classify(`import type { Classified } from "cordon"; function f(note: Classified<string, string>) { send(note); } export {};`)).toEqual({ categories: [], decided: false });
  });

  it("finds nothing where no file in reach speaks of labels", () => {
    expect(classify(`import { load } from "somewhere"; import { more } from "./more"; send(load(), more);`, { "more.ts": "export const more = 1;" })).toEqual(none);
  });

  it("decides what is written out whatever is in reach", () => {
    expect(classify(`send({ prompt: "Hello", n: [1, true, null] });`)).toEqual(none);
  });

  it("reads scripts of Vue and plain JavaScript", () => {
    expect(classify(`<script setup lang="ts">\n${given}send(ticket.note);\n</script>`, {}, "App.vue")).toEqual(pii);
    expect(classify(`import { classify } from "cordon"; const note = classify("pii", "Ada"); send(\`\${note}\`);`, {}, "main.js")).toEqual(pii);
  });

  it("answers anew for another text", () => {
    const root = folder({});
    const store = createModuleStore({ root });
    const island = createIsland(store);
    const ask = (text: string): Classification => {
      const module = store.open(`${root}/main.ts`, text);
      return island(sent(module!.source), module!);
    };
    expect(ask(`${given}send(ticket.note);`)).toEqual(pii);
    expect(ask(`${given}send(ticket.id);`)).toEqual(none);
    expect(ask(`${given}send(ticket.note);`)).toEqual(pii);
  });
});
