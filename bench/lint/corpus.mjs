// Writes a project of made-up files: some call models in the ways in which people do, most do something else.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** @param {{ folder: string, files: number, share: number, seed?: number }} options `share` of the files call a model. */
export function writeCorpus({ folder, files, share, seed = 7 }) {
  const random = generator(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  mkdirSync(join(folder, "src/lib"), { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "corpus", type: "module", private: true }));
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: { strict: true, module: "esnext", moduleResolution: "bundler", target: "es2022", skipLibCheck: true, noEmit: true }, include: ["src"] }));
  writeFileSync(join(folder, "src/lib/clients.ts"), clients);
  writeFileSync(join(folder, "src/lib/options.ts"), options);
  const written = [];
  for (let index = 0; index < files; index += 1) {
    const calls = random() < share;
    const body = [...Array(2 + Math.floor(random() * 5))].map((_, each) => ordinary(index * 10 + each, random)).join("\n");
    const text = calls ? `${pick(imports)}\n${body}\n${[...Array(1 + Math.floor(random() * 3))].map((_, each) => pick(callers)(index * 10 + each)).join("\n")}` : `${body}`;
    const file = join(folder, `src/file-${index}.ts`);
    writeFileSync(file, text);
    written.push(file);
  }
  return written;
}

function generator(seed) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const clients = `import OpenAI from "openai";
import Anthropic from "@anthropic-ai/sdk";
export const openai = new OpenAI();
export const router = new OpenAI({ baseURL: "https://openrouter.ai/api/v1", apiKey: process.env.OPENROUTER_API_KEY });
export const anthropic = new Anthropic();
`;
const options = `export const strict = { gateway: { zeroDataRetention: true } } as const;
export const loose = { gateway: { sort: "cost" } } as const;
export const fast = "openai/gpt-5-mini";
`;
const imports = [`import { generateText, streamText, embed } from "ai";\nimport { openai, router, anthropic } from "./lib/clients";\nimport { strict, loose, fast } from "./lib/options";`];

const callers = [
  (n) => `export async function answer${n}(prompt: string) {\n  const { text } = await generateText({ model: fast, prompt, providerOptions: loose });\n  return text;\n}`,
  (n) => `export async function kept${n}(prompt: string) {\n  const { text } = await generateText({ model: "anthropic/claude-sonnet-4.5", prompt, providerOptions: { ...strict } });\n  return text;\n}`,
  (n) => `/** @dataCategory internal */\nexport function told${n}(prompt: string) {\n  return streamText({ model: fast, messages: [{ role: "user", content: prompt }], providerOptions: { gateway: { disallowPromptTraining: true } } });\n}`,
  (n) => `export const asked${n} = (question: string) =>\n  router.chat.completions.create({ model: "z-ai/glm-4.7", messages: [{ role: "user", content: question }], ...{ provider: { zdr: true } } });`,
  (n) => `export async function read${n}(page: string) {\n  const message = await anthropic.messages.create({ model: "claude-sonnet-4-5", max_tokens: 512, messages: [{ role: "user", content: page }] });\n  return message.content.length;\n}`,
  (n) => `export const vector${n} = (value: string) => embed({ model: "openai/text-embedding-3-small", value });`,
  (n) => `export async function posted${n}(input: string) {\n  const response = await fetch("https://api.openai.com/v1/responses", { method: "POST", headers: { authorization: \`Bearer \${process.env.OPENAI_API_KEY}\` }, body: JSON.stringify({ model: "gpt-5", input, store: false }) });\n  return response.json();\n}`,
];

function ordinary(n, random) {
  const fields = [...Array(3 + Math.floor(random() * 6))].map((_, index) => `  field${index}: ${index % 2 === 0 ? "string" : "number"};`).join("\n");
  return `export interface Row${n} {\n${fields}\n}\n\nexport function sum${n}(rows: readonly Row${n}[]): number {\n  let total = 0;\n  for (const row of rows) {\n    if (row.field1 > ${n % 17}) total += row.field1;\n    else total -= Number.parseInt(row.field0, 10) || 0;\n  }\n  return total;\n}\n\nexport class Store${n} {\n  readonly #rows = new Map<string, Row${n}>();\n  get(id: string): Row${n} | undefined {\n    return this.#rows.get(id);\n  }\n  set(id: string, row: Row${n}): this {\n    this.#rows.set(id, { ...row, field0: row.field0.trim().toLowerCase() });\n    return this;\n  }\n  async save(send: (row: Row${n}) => Promise<void>): Promise<number> {\n    const results = await Promise.allSettled([...this.#rows.values()].map((row) => send(row)));\n    return results.filter(({ status }) => status === "fulfilled").length;\n  }\n}\n`;
}
