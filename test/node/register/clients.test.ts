import { describe, expect, it } from "vitest";
import { asOpenRouter, builtEntries, runGuarded, serve } from "./guarded-process.ts";

const { register, node, fetch: fetchEntry, "ai-sdk": aiSdk } = await builtEntries();

const setup = `
const { GATEWAY, OTHER } = process.env;
const base = GATEWAY + "/api/v1";
const model = "z-ai/glm-4.6";
const messages = [{ role: "user", content: "secret" }];
const body = JSON.stringify({ model, messages });
const json = (category) => ({ "content-type": "application/json", ...(category && { "x-cordon-category": category }) });
const tell = (value) => console.log(JSON.stringify(value));
const failure = (promise) => promise.then(() => "none", (error) => [error.constructor.name, error.status ?? error.statusCode, error.message]);
`;

async function run(text: string, environment: Record<string, string> = {}, name = "app.mjs") {
  const [gateway, other] = [await serve(), await serve()];
  const program = name.endsWith(".cjs") ? setup + text : `${text.match(/^import .*$/gmu)?.join("\n") ?? ""}\n${setup}${text.replace(/^import .*$/gmu, "")}`;
  const ran = await runGuarded({ register, name, text: program, files: asOpenRouter(gateway.address), environment: { GATEWAY: gateway.address, OTHER: other.address, ...environment } });
  expect(ran.complaints).toBe("");
  expect(ran.code).toBe(0);
  return { ...ran, received: gateway.received, others: other.received, bodies: gateway.received.map(({ text: sent }) => JSON.parse(sent || "null") as Record<string, unknown>) };
}

const zdr = { provider: { zdr: true } };

describe("an app that nobody changed", () => {
  it("sends what the policy asks for, from each SDK", async () => {
    const { told, bodies } = await run(`
import OpenAI from "openai";
import Anthropic from "@anthropic-ai/sdk";
import { OpenRouter } from "@openrouter/sdk";
import { generateText } from "ai";
import { createOpenAI } from "@ai-sdk/openai";
const openai = new OpenAI({ apiKey: "k", baseURL: base });
tell((await openai.chat.completions.create({ model, messages })).choices[0].message.content);
tell((await new Anthropic({ apiKey: "k", baseURL: GATEWAY + "/api" }).messages.create({ model, max_tokens: 5, messages })).content[0].text);
await new OpenRouter({ apiKey: "k", serverURL: base }).chat.send({ chatRequest: { model, messages } }).catch((error) => tell(error.constructor.name));
tell((await generateText({ model: createOpenAI({ apiKey: "k", baseURL: base }).chat(model), prompt: "secret", maxRetries: 0 })).text);
`);
    // The stub's answer lacks a field that OpenRouter's client asks for.
    expect(told).toEqual(["hello", "hello", "ResponseValidationError", "hello"]);
    expect(bodies.map((each) => ({ provider: each["provider"] }))).toEqual([zdr, zdr, zdr, zdr]);
  });

  it("gets the permission error of its own client for data that may go nowhere", async () => {
    const { told, received } = await run(
      `
import OpenAI from "openai";
import Anthropic from "@anthropic-ai/sdk";
import { OpenRouter } from "@openrouter/sdk";
tell(await failure(new OpenAI({ apiKey: "k", baseURL: base }).chat.completions.create({ model, messages })));
tell(await failure(new Anthropic({ apiKey: "k", baseURL: GATEWAY + "/api" }).messages.create({ model, max_tokens: 5, messages })));
tell(await failure(new OpenRouter({ apiKey: "k", serverURL: base }).chat.send({ chatRequest: { model, messages } })));
`,
      { CORDON_CATEGORY: "prohibited" },
    );
    expect(told).toEqual([
      ["PermissionDeniedError", 403, "403 call denied for `prohibited-category`"],
      ["PermissionDeniedError", 403, "403 call denied for `prohibited-category`"],
      ["ForbiddenResponseError", 403, "call denied for `prohibited-category`"],
    ]);
    expect(received).toEqual([]);
  });

  it("reads streams as they come", async () => {
    const { told, bodies } = await run(`
import OpenAI from "openai";
const parts = [];
for await (const { choices } of await new OpenAI({ apiKey: "k", baseURL: base }).chat.completions.create({ model, messages, stream: true })) parts.push(choices[0].delta.content);
tell(parts);
`);
    expect([told, bodies[0]?.["provider"]]).toEqual([[["hel", "lo"]], { zdr: true }]);
  });

  it("is guarded where it names models by strings", async () => {
    const gateway = await serve();
    const ran = await runGuarded({
      register,
      text: `
import { createGateway, generateText } from "ai";
globalThis.AI_SDK_DEFAULT_PROVIDER = createGateway({ apiKey: "k", baseURL: process.env.GATEWAY + "/v4/ai" });
await generateText({ model: "zai/glm-4.7", prompt: "secret", maxRetries: 0, providerOptions: { cordon: { category: "pii" } } }).catch(() => undefined);
await generateText({ model: "zai/glm-4.7", prompt: "secret", maxRetries: 0, providerOptions: { cordon: { category: "prohibited" } } }).catch((error) => console.log(JSON.stringify(error.message)));
`,
      files: { "cordon.yaml": `version: 1\ngateways:\n  vercel: { hosts: ["localhost:${new URL(gateway.address).port}"] }\n` },
      environment: { GATEWAY: gateway.address },
    });
    expect([ran.complaints, ran.told]).toEqual(["", ["call denied for `prohibited-category`"]]);
    expect(gateway.received.map(({ text }) => (JSON.parse(text) as { providerOptions: unknown }).providerOptions)).toEqual([{ gateway: { zeroDataRetention: true } }]);
  });

  it("joins the categories of the process, the context and the request", async () => {
    const { told, received } = await run(`
import { withCategory } from ${JSON.stringify(node)};
const send = (category) => fetch(base + "/chat/completions", { method: "POST", body, headers: json(category) });
tell([(await send("pii")).status, (await withCategory("prohibited", () => send("public"))).status, (await send("prohibited, public")).status]);
`);
    expect([told, received.map(({ headers }) => headers["x-cordon-category"])]).toEqual([[[200, 403, 403]], [undefined]]);
  });

  it("talks to every other host as it did", async () => {
    const { others } = await run(`
import http from "node:http";
await fetch(OTHER + "/v1/chat/completions", { method: "POST", body, headers: json("prohibited") });
await new Promise((done) => http.request(OTHER + "/v1/chat/completions", { method: "POST", headers: json("prohibited") }, (answer) => answer.resume().on("end", done)).end(body));
`);
    expect(others.map(({ text, headers }) => [text, headers["x-cordon-category"]])).toEqual(Array(2).fill([JSON.stringify({ model: "z-ai/glm-4.6", messages: [{ role: "user", content: "secret" }] }), "prohibited"]));
  });
});

describe("what an adapter has judged", () => {
  it("is not judged again, whichever way it leaves", async () => {
    const { told, bodies, inventory } = await run(
      `
import { createGuard } from ${JSON.stringify(node)};
import { guardFetch } from ${JSON.stringify(fetchEntry)};
import { guardModel } from ${JSON.stringify(aiSdk)};
import { generateText } from "ai";
import { createOpenAI } from "@ai-sdk/openai";
import { fetch as undiciFetch } from "undici";
let decided = 0;
const guard = await createGuard({ onDecision: () => (decided += 1) });
const options = { method: "POST", body, headers: json() };
await guardFetch({ guard, category: "public" })(base + "/chat/completions", options);
await guardFetch({ guard, category: "public", fetch: undiciFetch })(base + "/chat/completions", options);
await generateText({ model: guardModel(createOpenAI({ apiKey: "k", baseURL: base }).chat(model), { guard, category: "public" }), prompt: "secret", maxRetries: 0 });
tell(decided);
`,
      { CORDON_INVENTORY: "inventory.jsonl" },
    );
    // Judged once more, the default category would have added a control.
    expect([told, bodies.map((body) => body["provider"])]).toEqual([[3], [undefined, undefined, undefined]]);
    expect(inventory.map(({ guard, over, categories, calls }) => [guard, over, categories, calls])).toEqual([
      ["adapter", "fetch", ["public"], 1],
      ["adapter", "undici", ["public"], 1],
      ["adapter", "fetch", ["public"], 1],
    ]);
  });

  it("is judged anew when an answer sets off another request", async () => {
    const { told, received } = await run(`
import http from "node:http";
import { createGuard } from ${JSON.stringify(node)};
import { guardFetch } from ${JSON.stringify(fetchEntry)};
const url = base + "/chat/completions";
const ask = (done) => http.request(url, { method: "POST", headers: json("prohibited") }, (answer) => answer.resume().on("end", () => done(answer.statusCode))).end(body);
const overHttp = (_, { body: sent }) => new Promise((done) => http.request(url, { method: "POST" }, () => ask((status) => done(new Response(null, { status })))).end(sent));
tell((await guardFetch({ guard: await createGuard(), category: "public", fetch: overHttp })(url, { method: "POST", body, headers: json() })).status);
`);
    expect([told, received.length]).toEqual([[403], 1]);
  });

  it("is judged after all where it goes to another host than was judged", async () => {
    const { told, received } = await run(`
import { createGuard } from ${JSON.stringify(node)};
import { guardFetch } from ${JSON.stringify(fetchEntry)};
const guard = await createGuard();
const elsewhere = (_, init) => fetch(base + "/chat/completions", init);
tell((await guardFetch({ guard, category: "prohibited", unknownHosts: "pass", fetch: elsewhere })(OTHER + "/x", { method: "POST", body, headers: json("prohibited") })).status);
const moved = guardFetch({ guard: { ...guard, mode: "observe" }, category: "prohibited", fetch: elsewhere });
tell((await moved("https://api.openai.com/v1/chat/completions", { method: "POST", body, headers: json() })).status);
`);
    // The first one's category was taken off before it came to the guard of the process.
    expect([told, received.length]).toEqual([[200, 403], 1]);
  });
});

describe("the npm package undici", () => {
  it("is guarded in each of its ways", async () => {
    const { told, bodies } = await run(`
import { Agent, Client, fetch as undiciFetch, request, setGlobalDispatcher } from "undici";
const url = base + "/chat/completions";
const post = (category) => ({ method: "POST", body, headers: json(category) });
tell((await undiciFetch(url, post("pii"))).status);
tell((await request(url, post("pii"))).statusCode);
tell((await request(url, { ...post("pii"), dispatcher: new Agent(), body: Buffer.from(body) })).statusCode);
setGlobalDispatcher(new Agent());
tell((await fetch(url, post("pii"))).status);
const refused = await request(url, post("prohibited"));
tell([refused.statusCode, (await refused.body.json()).error.message]);
tell((await undiciFetch(url, post("prohibited"))).status);
const client = new Client(GATEWAY);
tell((await client.request({ ...post("prohibited"), path: "/api/v1/chat/completions" })).statusCode);
await client.close();
`);
    expect(told).toEqual([200, 200, 200, 200, [403, "call denied for `prohibited-category`"], 403, 403]);
    expect(bodies.map((body) => body["provider"])).toEqual(Array(4).fill({ zdr: true }));
  });
});

describe("a copy of undici that the guard cannot reach", () => {
  it("sends nothing that it hides, unless it may go anywhere", async () => {
    const gateway = await serve();
    const ran = await runGuarded({
      register,
      text: `
const send = (category) => early(process.env.GATEWAY + "/api/v1/chat/completions", { method: "POST", body: '{"model":"m"}', headers: { "content-type": "application/json", "x-cordon-category": category } });
console.log(JSON.stringify(await send("pii").catch(({ cause }) => cause.code)));
console.log((await send("prohibited")).status);
`,
      files: { ...asOpenRouter(gateway.address), "before.mjs": "globalThis.early = fetch;" },
      environment: { GATEWAY: gateway.address, NODE_OPTIONS: "--import ./before.mjs" },
    });
    // By then the guard has found its dispatcher.
    expect([ran.complaints, ran.told, gateway.received]).toEqual(["", ["call_denied", 403], []]);
  });
});

describe("threads and children", () => {
  it("are guarded as the process is", async () => {
    const { told, received } = await run(
      `
const { Worker } = require("node:worker_threads");
const { execFileSync } = require("node:child_process");
const program = \`fetch(process.env.GATEWAY + "/api/v1/chat/completions", { method: "POST", body: '{"model":"m"}', headers: { "x-cordon-category": "prohibited" } }).then(({ status }) => console.log(status))\`;
require("node:fs").writeFileSync("worker.cjs", program);
const thread = (...args) => new Promise((done) => new Worker(...args).on("exit", done));
(async () => {
  await thread("./worker.cjs");
  await thread("./worker.cjs", { execArgv: [] });
  await thread(program, { eval: true });
  execFileSync(process.execPath, [...process.execArgv, "worker.cjs"], { stdio: "inherit" });
})();
`,
      {},
      "app.cjs",
    );
    expect([told, received]).toEqual([[403, 403, 403, 403], []]);
  });
});
