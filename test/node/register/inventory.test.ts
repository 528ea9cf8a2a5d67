import { describe, expect, it } from "vitest";
import { createInventory, type Counted } from "../../../src/node/register/inventory.ts";
import { readInventory } from "../../../src/node/register/read-inventory.ts";
import { InventoryEntry } from "../../../src/model/inventory.ts";
import { asOpenRouter, builtEntries, runGuarded, serve } from "./guarded-process.ts";

const { register } = await builtEntries();

const decision = { effect: "amend", reasons: [{ code: "training", category: null, route: null, need: null, found: null, source: null }], amendments: [], obligations: [], alternatives: [], assumptions: [], policyRevision: "r" } as const;
const counted: Counted = {
  ...{ host: "api.openai.com", site: { file: "src/a.ts", line: 3, column: 9 }, guard: "register", over: "fetch" },
  ...{ call: { categories: ["pii"], gateway: "openai", endpoint: "language", model: "gpt-a" }, decision, outcome: "amended" },
} as const;

describe("an inventory", () => {
  const clock = (): (() => Date) => {
    let second = 0;
    return () => new Date(Date.UTC(2026, 10, 20, 8, 0, (second += 1)));
  };

  it("counts calls of one kind from one place together", () => {
    const inventory = createInventory(clock());
    inventory.add(counted);
    inventory.add({ ...counted, outcome: "observed", decision: { ...decision, effect: "deny", reasons: [] } });
    inventory.add({ ...counted, site: { file: "src/a.ts", line: 4, column: 9 } });
    const entries = inventory.take();
    expect(entries.map(({ calls, site }) => [calls, site?.line])).toEqual([[2, 3], [1, 4]]);
    expect(entries[0]).toEqual({
      ...{ version: 1, host: "api.openai.com", gateway: "openai", endpoint: "language", model: "gpt-a", categories: ["pii"], site: counted.site, guard: "register", over: "fetch", calls: 2 },
      ...{ effects: { allow: 0, amend: 1, deny: 1 }, outcomes: { sent: 0, amended: 1, observed: 1, refused: 0 }, reasons: ["training"], first: "2026-11-20T08:00:01.000Z", last: "2026-11-20T08:00:02.000Z" },
    });
    expect(entries.map((entry) => InventoryEntry.parse(entry))).toEqual(entries);
    expect(inventory.take()).toEqual([]);
  });

  it("is the same in one piece and put together from several", () => {
    const [whole, one, other] = [createInventory(clock()), createInventory(clock()), createInventory(clock())];
    for (const each of [one, one, other]) each.add(counted);
    for (let index = 0; index < 3; index += 1) whole.add(counted);
    const lines = [...one.take(), ...other.take()].map((entry) => JSON.stringify(entry)).join("\n");
    const { first: _, last: __, ...expected } = whole.take()[0]!;
    expect(readInventory(lines)).toMatchObject({ entries: [expected], unreadable: [] });
  });

  it("names the lines that it cannot read", () => {
    const line = JSON.stringify((() => { const each = createInventory(); each.add(counted); return each.take()[0]; })());
    expect(readInventory(`${line}\n{"version":2}\n\n${line.slice(0, 20)}`)).toMatchObject({ entries: [{ calls: 1 }], unreadable: [2, 4] });
  });
});

describe("a process that observes", () => {
  const app = `import OpenAI from "openai";
import Anthropic from "@anthropic-ai/sdk";
import { streamText } from "ai";
import { createOpenAI } from "@ai-sdk/openai";
import { request } from "node:http";
import "./lib/ask.mjs";
const { GATEWAY } = process.env;
const messages = [{ role: "user", content: "the secret" }];
const openai = new OpenAI({ apiKey: "sk-secret", baseURL: GATEWAY + "/api/v1" });
for (let index = 0; index < 3; index += 1) {
  await openai.chat.completions.create({ model: "z-ai/glm-4.6", messages });
}
const anthropic = new Anthropic({ apiKey: "sk-secret", baseURL: GATEWAY + "/api" });
await anthropic.messages.create({ model: "z-ai/glm-4.6", max_tokens: 5, messages });
const { textStream } = streamText({ model: createOpenAI({ apiKey: "sk-secret", baseURL: GATEWAY + "/api/v1" }).chat("z-ai/glm-4.6"), prompt: "the secret" });
for await (const part of textStream) part;
await new Promise((done) => {
  const sent = request(GATEWAY + "/api/v1/chat/completions?key=sk-secret", { method: "POST", headers: { "x-cordon-category": "pii" } }, (answer) => answer.resume().on("end", done));
  sent.end(JSON.stringify({ model: "z-ai/glm-4.6", messages }));
});
`;
  const ask = `await fetch(process.env.GATEWAY + "/api/v1/chat/completions", { method: "POST", body: '{"model":"z-ai/glm-4.6","messages":[]}' });\n`;

  it("leaves an inventory of its calls by place, with names only", async () => {
    const gateway = await serve();
    const ran = await runGuarded({ register, text: app, files: { ...asOpenRouter(gateway.address), "lib/ask.mjs": ask }, environment: { GATEWAY: gateway.address, CORDON_MODE: "observe" } });
    expect([ran.complaints, ran.code]).toEqual(["", 0]);
    expect(ran.inventory.map(({ site, over, calls, categories, effects, outcomes }) => [site?.file, site?.line, over, calls, categories, effects.amend, outcomes.observed])).toEqual([
      ["lib/ask.mjs", 1, "fetch", 1, [], 1, 1],
      ["app.mjs", 11, "fetch", 3, [], 3, 3],
      ["app.mjs", 14, "fetch", 1, [], 1, 1],
      ["app.mjs", 15, "fetch", 1, [], 1, 1],
      ["app.mjs", 18, "http", 1, ["pii"], 1, 1],
    ]);
    expect(JSON.stringify(ran.inventory)).not.toMatch(/secret|key=/u);
    expect(gateway.received.filter(({ text }) => text.includes("zdr") || text.includes("data_collection"))).toEqual([]);
  });

  it("keeps what it has counted when a signal ends it, and shares the file with its threads", async () => {
    const gateway = await serve();
    const text = `
import { Worker } from "node:worker_threads";
await new Promise((done) => new Worker("./lib/ask.mjs").on("exit", done));
await import("./lib/ask.mjs");
process.kill(process.pid, "SIGTERM");
setTimeout(() => {}, 10_000);
`;
    const ran = await runGuarded({ register, text, files: { ...asOpenRouter(gateway.address), "lib/ask.mjs": ask }, environment: { GATEWAY: gateway.address, CORDON_INVENTORY: "inventory.jsonl" } });
    expect([ran.complaints, ran.code]).toEqual(["", null]);
    expect(ran.inventory.map(({ site, calls, outcomes }) => [site?.file, calls, outcomes.amended])).toEqual([["lib/ask.mjs", 2, 2]]);
  });
});
