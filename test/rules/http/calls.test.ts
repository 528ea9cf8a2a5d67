import { describe, expect, it } from "vitest";
import { http } from "../../../rules/http/index.ts";
import { found, only } from "./source.ts";

const json = `JSON.stringify({ model: "zai/glm-4.7", messages: [{ role: "user", content: text }] })`;
const init = `{ method: "POST", headers: { authorization: key }, body: ${json} }`;

describe("raw HTTP is a call of a model", () => {
  it.each([
    ["fetch", `fetch("https://ai-gateway.vercel.sh/v1/chat/completions", ${init});`],
    ["fetch", `globalThis.fetch("https://ai-gateway.vercel.sh/v1/chat/completions", ${init});`],
    ["fetch", `window.fetch("https://ai-gateway.vercel.sh/v1/chat/completions", ${init});`],
    ["fetch", `fetch(new URL("/v1/chat/completions", "https://ai-gateway.vercel.sh"), ${init});`],
    ["fetch", `fetch(new URL("https://ai-gateway.vercel.sh/v1/chat/completions").href, ${init});`],
    ["fetch", `fetch(new Request("https://ai-gateway.vercel.sh/v1/chat/completions", ${init}));`],
    ["fetch", `const base = "https://ai-gateway.vercel.sh/v1"; fetch(base + "/chat/completions", ${init});`],
    ["fetch", `const base = "https://ai-gateway.vercel.sh/v1"; fetch(\`\${base}/chat/completions?x=\${y}\`, ${init});`],
    ["undici", `import { fetch } from "undici"; fetch("https://ai-gateway.vercel.sh/v1/chat/completions", ${init});`],
    ["undici", `import { request } from "undici"; request("https://ai-gateway.vercel.sh/v1/chat/completions", ${init});`],
    ["undici", `import * as undici from "undici"; undici.stream("https://ai-gateway.vercel.sh/v1/chat/completions", ${init}, sink);`],
    ["node-fetch", `import send from "node-fetch"; send("https://ai-gateway.vercel.sh/v1/chat/completions", ${init});`],
    ["cross-fetch", `import { fetch } from "cross-fetch"; fetch("https://ai-gateway.vercel.sh/v1/chat/completions", ${init});`],
    ["axios", `import axios from "axios"; axios.post("https://ai-gateway.vercel.sh/v1/chat/completions", { model: "zai/glm-4.7", messages });`],
    ["axios", `import axios from "axios"; axios({ method: "post", url: "https://ai-gateway.vercel.sh/v1/chat/completions", data: { model: "zai/glm-4.7", messages } });`],
    ["axios", `const axios = require("axios"); axios.request({ method: "post", baseURL: "https://ai-gateway.vercel.sh/v1", url: "/chat/completions", data: { model: "zai/glm-4.7", messages } });`],
    ["axios", `import axios from "axios"; const api = axios.create({ baseURL: "https://ai-gateway.vercel.sh/v1" }); api.post("/chat/completions", { model: "zai/glm-4.7", messages });`],
    ["got", `import got from "got"; got.post("https://ai-gateway.vercel.sh/v1/chat/completions", { json: { model: "zai/glm-4.7", messages } });`],
    ["got", `import got from "got"; const api = got.extend({ prefixUrl: "https://ai-gateway.vercel.sh/v1" }); api("chat/completions", { method: "POST", json: { model: "zai/glm-4.7", messages } });`],
    ["ky", `import ky from "ky"; ky.post("https://ai-gateway.vercel.sh/v1/chat/completions", { json: { model: "zai/glm-4.7", messages } });`],
    ["ky", `import ky from "ky"; const api = ky.create({ prefixUrl: "https://ai-gateway.vercel.sh" }).extend({ headers: { a: "b" } }); api.post("v1/chat/completions", { json: { model: "zai/glm-4.7", messages } });`],
  ])("by %s: %s", (sdk, text) => {
    const calls = found(http, text);
    expect(calls.map((call) => call.sdk)).toEqual([sdk]);
    expect(calls[0]?.requests.map(({ facts, unseen, guarded }) => ({ facts, unseen, guarded }))).toEqual([{ facts: { gateway: "vercel", endpoint: "language", model: "zai/glm-4.7" }, unseen: [], guarded: "no" }]);
  });

  it("through the guard's own fetch, with the category that it states", () => {
    const text = `import { guardFetch } from "cordon/fetch"; const send = guardFetch({ guard, category: ["pii", "internal"] }); send("https://openrouter.ai/api/v1/chat/completions", ${init});`;
    expect(only(http, text)).toMatchObject({ facts: { gateway: "openrouter" }, guarded: "yes", declared: [{ from: "guard", category: "pii" }, { from: "guard", category: "internal" }] });
  });

  it("by its API where the host is one that nobody knows, if the body names a model and something to read", () => {
    expect(only(http, `fetch("https://llm.acme.test/v1/chat/completions", ${init});`).facts).toEqual({ gateway: "llm.acme.test", endpoint: "language", model: "zai/glm-4.7" });
  });

  it.each([
    `import https from "node:https"; https.request("https://api.openai.com/v1/chat/completions", { method: "POST" }, done).end(body);`,
    `import { request } from "https"; const sent = request({ hostname: "api.openai.com", path: "/v1/chat/completions", method: "POST" }, done); sent.write(body);`,
  ])("by Node's own client, whose body is written later: %s", (text) => {
    const { facts, unseen } = only(http, text);
    expect([facts, unseen.map(({ fact }) => fact)]).toEqual([{ gateway: "openai", endpoint: "language" }, ["model"]]);
  });

  it("whose messages have any number of cases, which are not looked at", () => {
    const parts = Array.from({ length: 12 }, (_, index) => `{ role: "user", content: c${index} ? "a" : "b" }`).join(", ");
    expect(only(http, `fetch("https://api.openai.com/v1/chat/completions", { method: "POST", body: JSON.stringify({ model: "a", messages: [${parts}] }) });`).facts.model).toBe("a");
  });

  it("at a host whose path is not seen, if the body names a model and something to read", () => {
    const { facts, unseen } = only(http, `fetch(\`https://api.openai.com/\${path}\`, ${init});`);
    expect([facts, unseen.map(({ fact }) => fact)]).toEqual([{ gateway: "openai", model: "zai/glm-4.7" }, ["endpoint"]]);
  });

  it("at a host that is not seen, whose gateway is then named as unseen", () => {
    const { facts, unseen } = only(http, `fetch(\`\${process.env.BASE}/v1/chat/completions\`, ${init});`);
    expect([facts.gateway, facts.model, unseen.map(({ fact }) => fact)]).toEqual(["", "zai/glm-4.7", ["gateway"]]);
  });

  it("in one of two cases, and shows nothing of the other", () => {
    const calls = found(http, `fetch(live ? "https://api.openai.com/v1/chat/completions" : "/api/mock", ${init});`);
    expect(calls[0]?.requests.map(({ facts }) => facts.gateway)).toEqual(["openai", ""]);
  });

  it("whose content is what is put into the body", () => {
    expect(found(http, `fetch("https://api.openai.com/v1/chat/completions", ${init});`)[0]?.content).toEqual([json.slice("JSON.stringify(".length, -1)]);
  });
});

describe("raw HTTP is no call of a model", () => {
  it.each([
    ["a list of models", `fetch("https://api.openai.com/v1/models");`],
    ["a list of models, asked for with a method", `fetch("https://api.openai.com/v1/models", { method: "GET" });`],
    ["the deletion of a file", `fetch("https://api.openai.com/v1/files/file-1", { method: "DELETE" });`],
    ["an address without a method", `fetch("https://api.openai.com/v1/chat/completions");`],
    ["a request without a body", `fetch("https://api.openai.com/v1/responses/r/cancel", { method: "POST" });`],
    ["a route of one's own", `fetch("/api/chat", ${init});`],
    ["a route of one's own, by its whole address", `fetch("https://app.acme.test/api/chat", ${init});`],
    ["a route of one's own on this machine", `fetch("http://localhost:3000/api/chat", ${init});`],
    ["messages between people", `fetch("https://api.acme.test/v1/messages", { method: "POST", body: JSON.stringify({ to: "a", text }) });`],
    ["another path of a known host", `fetch("https://api.cloudflare.com/client/v4/zones", { method: "POST", body: JSON.stringify({ name: "a" }) });`],
    ["a function of the same name", `function fetch(url: string, init: object) {} fetch("https://api.openai.com/v1/chat/completions", ${init});`],
    ["a method of the same name", `cache.fetch("https://api.openai.com/v1/chat/completions", ${init});`],
    ["a method of another package", `import { Agent } from "undici"; new Agent().request("https://api.openai.com/v1/chat/completions", ${init});`],
    ["an address in a text", `const text = 'fetch("https://api.openai.com/v1/chat/completions")';`],
    ["a fetch that a test replaces", `vi.stubGlobal("fetch", vi.fn()); fetch("https://api.openai.com/v1/chat/completions", ${init});`],
    ["the management of a gateway", `fetch("https://api.vercel.com/v1/ai-gateway/rules", { method: "POST", body: JSON.stringify({ model: "a", text: "b" }) });`],
  ])("%s", (_, text) => {
    expect(found(http, text)).toEqual([]);
  });
});
