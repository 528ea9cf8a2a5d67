import { describe, expect, it } from "vitest";
import { clients } from "../../../rules/clients/index.ts";
import { found, only } from "../http/source.ts";

const messages = `messages: [{ role: "user", content: text }]`;

/** A call in a file: what is imported and made, and the facts of what it comes to. */
const calls: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  [`import { OpenAI as Client } from "openai"; new Client().chat.completions.create({ model: "gpt-6", ${messages} });`, { gateway: "openai", model: "gpt-6", endpoint: "language" }],
  [`import * as openai from "openai"; new openai.OpenAI().chat.completions.create({ model: "gpt-6", ${messages} });`, { gateway: "openai", model: "gpt-6", endpoint: "language" }],
  [`const OpenAI = require("openai"); new OpenAI().chat.completions.create({ model: "gpt-6", ${messages} });`, { gateway: "openai", model: "gpt-6", endpoint: "language" }],
  [`const { OpenAI } = require("openai"); const { chat } = new OpenAI(); chat.completions.create({ model: "gpt-6", ${messages} });`, { gateway: "openai", model: "gpt-6", endpoint: "language" }],
  [`import OpenAI from "openai"; class Mine extends OpenAI {} new Mine({ baseURL: "https://openrouter.ai/api/v1" }).chat.completions.create({ model: "a/b", ${messages} });`, { gateway: "openrouter", model: "a/b", endpoint: "language" }],
  [`import OpenAI from "openai"; class Service { client = new OpenAI(); ask() { return this.client.chat.completions.create({ model: "gpt-6", ${messages} }); } }`, { gateway: "openai", model: "gpt-6", endpoint: "language" }],
  [`import OpenAI from "openai"; let made: OpenAI | undefined; const get = () => (made ??= new OpenAI({ baseURL: "https://openrouter.ai/api/v1" })); get().embeddings.create({ model: "a/b", input: text });`, { gateway: "openrouter", model: "a/b", endpoint: "embedding" }],
  [`import OpenAI from "openai"; const base = new URL("/v1", "https://ai-gateway.vercel.sh"); new OpenAI({ baseURL: base.toString() }).responses.create({ model: "a/b", input: text });`, { gateway: "vercel", model: "a/b", endpoint: "language" }],
  [`import { OpenAIRealtimeWS } from "openai/realtime/ws"; new OpenAIRealtimeWS({ model: "gpt-realtime" });`, { gateway: "openai", model: "gpt-realtime", endpoint: "realtime" }],
  [`import AnthropicBedrock from "@anthropic-ai/bedrock-sdk"; new AnthropicBedrock({ awsRegion: "eu-west-1" }).messages.create({ model: "anthropic.claude-opus-5", max_tokens: 9, ${messages} });`, { gateway: "bedrock", model: "anthropic.claude-opus-5", endpoint: "language" }],
  [`import { AnthropicBedrockMantle } from "@anthropic-ai/bedrock-sdk"; new AnthropicBedrockMantle().messages.stream({ model: "a", max_tokens: 9, ${messages} });`, { gateway: "bedrock", model: "a", endpoint: "language" }],
  [`import { AnthropicVertex } from "@anthropic-ai/vertex-sdk"; new AnthropicVertex({ region: "europe-west1", projectId: "p" }).messages.create({ model: "claude-opus-5", max_tokens: 9, ${messages} });`, { gateway: "vertex", model: "claude-opus-5", endpoint: "language" }],
  [`import { OpenRouterCore } from "@openrouter/sdk/core.js"; import { chatSend } from "@openrouter/sdk/funcs/chatSend.js"; chatSend(new OpenRouterCore(), { chatRequest: { model: "a/b", ${messages} } });`, { gateway: "openrouter", model: "a/b", endpoint: "language" }],
  [`import { OpenRouter } from "@openrouter/sdk"; new OpenRouter().chat.send({ chatGenerationParams: { model: "a/b", ${messages}, provider: { zdr: true } } });`, { gateway: "openrouter", model: "a/b", endpoint: "language", controls: { zeroRetention: true } }],
  [`import { OpenRouter } from "@openrouter/sdk"; new OpenRouter().chat.send({ model: "a/b", ${messages}, provider: { dataCollection: "deny" } });`, { gateway: "openrouter", model: "a/b", endpoint: "language", controls: { noTraining: true } }],
  [`import { callModel, OpenRouter } from "@openrouter/agent"; callModel(new OpenRouter(), { model: "a/b", input: text, provider: { zdr: true } });`, { gateway: "openrouter", model: "a/b", endpoint: "language", controls: { zeroRetention: true } }],
  [`import { OpenRouter } from "@openrouter/agent"; new OpenRouter().callModel({ model: "a/b", input: text });`, { gateway: "openrouter", model: "a/b", endpoint: "language" }],
  [`import { GoogleGenAI } from "@google/genai"; new GoogleGenAI({ apiKey: key }).models.generateContent({ model: "gemini-3-pro", contents: text, config: { tools: [{ googleSearch: {} }] } });`, { gateway: "google-ai-studio", model: "gemini-3-pro", endpoint: "language", features: ["web-search"] }],
  [`import { GoogleGenAI } from "@google/genai"; new GoogleGenAI({ vertexai: true, project: "p", location: "europe-west1" }).models.generateContentStream({ model: "gemini-3-pro", contents: text });`, { gateway: "vertex", model: "gemini-3-pro", endpoint: "language" }],
  [`import { GoogleGenAI } from "@google/genai"; const chat = new GoogleGenAI({}).chats.create({ model: "gemini-3-pro" }); chat.sendMessage({ message: text });`, { gateway: "google-ai-studio", model: "gemini-3-pro", endpoint: "language" }],
  [`import { GoogleGenAI } from "@google/genai"; new GoogleGenAI({}).models.embedContent({ model: "gemini-embedding-2", contents: text });`, { gateway: "google-ai-studio", model: "gemini-embedding-2", endpoint: "embedding" }],
  [`import { Mistral } from "@mistralai/mistralai"; new Mistral({ apiKey: key }).chat.complete({ model: "mistral-large", ${messages} });`, { gateway: "mistral", model: "mistral-large", endpoint: "language" }],
  [`import { Mistral } from "@mistralai/mistralai"; new Mistral({ server: "eu" }).agents.complete({ agentId: "a", ${messages} });`, { gateway: "mistral", endpoint: "language", features: ["hosted-tools"], region: "EU" }],
  [`import Groq from "groq-sdk"; new Groq().chat.completions.create({ model: "llama", ${messages} });`, { gateway: "groq", model: "llama", endpoint: "language" }],
  [`import Together from "together-ai"; new Together().embeddings.create({ model: "m", input: text });`, { gateway: "together", model: "m", endpoint: "embedding" }],
  [`import ollama from "ollama"; ollama.chat({ model: "qwen3", ${messages} });`, { gateway: "ollama", model: "qwen3", endpoint: "language" }],
  [`import { Ollama } from "ollama"; new Ollama({ host: "https://ollama.com" }).embed({ model: "qwen3", input: text });`, { gateway: "ollama-cloud", model: "qwen3", endpoint: "embedding" }],
  [`import ollama from "ollama/browser"; ollama.generate({ model: "qwen3", prompt: text });`, { gateway: "ollama", model: "qwen3", endpoint: "language" }],
  [`import { LMStudioClient } from "@lmstudio/sdk"; const model = await new LMStudioClient().llm.model("qwen3"); model.respond(text);`, { gateway: "lm-studio", model: "qwen3", endpoint: "language" }],
];

describe("a call of an SDK", () => {
  it.each(calls)("%s", (text, facts) => {
    const request = only(clients, text);
    expect([request.facts, request.unseen]).toEqual([facts, []]);
  });

  it("of a client that only its type tells has no gateway that is seen", () => {
    const request = only(clients, `import type OpenAI from "openai"; export function ask(client: OpenAI) { return client.chat.completions.create({ model: "gpt-6", ${messages} }); }`);
    expect([request.facts, request.unseen.map(({ fact }) => fact), request.guarded]).toEqual([{ gateway: "", endpoint: "language", model: "gpt-6" }, ["gateway"], "unknown"]);
  });

  it("whose base is not seen has no gateway that is seen", () => {
    const request = only(clients, `import OpenAI from "openai"; new OpenAI({ baseURL: process.env.BASE }).chat.completions.create({ model: "gpt-6", ${messages} });`);
    expect([request.facts.gateway, request.unseen.map(({ fact }) => fact)]).toEqual(["", ["gateway"]]);
  });

  it("that is one of two is two requests", () => {
    const [call] = found(clients, `import OpenAI from "openai"; new OpenAI(live ? { baseURL: "https://openrouter.ai/api/v1" } : {}).chat.completions.create({ model: "a", ${messages} });`);
    expect(call?.requests.map(({ facts }) => facts.gateway)).toEqual(["openrouter", "openai"]);
  });

  it("whose body is not seen may have every control", () => {
    const request = only(clients, `import OpenAI from "openai"; const client = new OpenAI({ baseURL: "https://ai-gateway.vercel.sh/v1" }); export const ask = (body: never) => client.chat.completions.create(body);`);
    expect([request.facts, request.unseen.map(({ fact }) => fact)]).toEqual([{ gateway: "vercel", endpoint: "language", controls: { noTraining: true, zeroRetention: true } }, ["controls", "controls", "providers", "model"]]);
  });

  it("with an unknown spread before a key still has that key, and behind it may have another", () => {
    const base = `import OpenAI from "openai"; const client = new OpenAI({ baseURL: "https://openrouter.ai/api/v1" }); export const ask = (rest: object) => client.chat.completions.create(`;
    const before = only(clients, `${base}{ ...rest, model: "a/b", ${messages}, provider: { sort: "price" } });`);
    const behind = only(clients, `${base}{ model: "a/b", ${messages}, provider: { sort: "price" }, ...rest });`);
    expect([before.facts.controls, before.facts.model, behind.facts.controls, behind.facts.model]).toEqual([undefined, "a/b", { noTraining: true, zeroRetention: true }, undefined]);
  });

  it("states its category in a header, or in the guard's options", () => {
    const text = `import OpenAI from "openai"; import { guardFetch } from "cordon/fetch"; new OpenAI({ fetch: guardFetch({ guard, category: "internal" }), defaultHeaders: { "X-Cordon-Category": "phi" } }).chat.completions.create({ model: "a", ${messages}, providerOptions: { cordon: { category: "pii" } } });`;
    expect(only(clients, text)).toMatchObject({ guarded: "yes", declared: [{ from: "guard", category: "internal" }, { from: "options", category: "phi" }, { from: "options", category: "pii" }] });
  });

  it("may be guarded where its fetch is a function that nobody follows", () => {
    expect(only(clients, `import OpenAI from "openai"; new OpenAI({ fetch: (url, init) => send(url, init) }).chat.completions.create({ model: "a", ${messages} });`).guarded).toBe("unknown");
  });

  it.each([
    ["a list of models", `import OpenAI from "openai"; new OpenAI().models.list();`],
    ["the deletion of a file", `import OpenAI from "openai"; new OpenAI().files.delete("f");`],
    ["a local class of the same name", `class OpenAI { chat = { completions: { create(_: object) {} } } } new OpenAI().chat.completions.create({ model: "a", messages });`],
    ["another package of the same shape", `import OpenAI from "closedai"; new OpenAI().chat.completions.create({ model: "a", messages });`],
    ["a name that shadows the import", `import OpenAI from "openai"; function ask(OpenAI: any) { return new OpenAI().chat.completions.create({ model: "a", messages }); }`],
    ["what a call answers with", `import OpenAI from "openai"; const answer = await new OpenAI().chat.completions.create; answer.toString();`],
    ["a model pulled by Ollama", `import ollama from "ollama"; ollama.pull({ model: "qwen3" });`],
    ["a package that a test replaces", `import { vi } from "vitest"; import OpenAI from "openai"; vi.mock("openai"); new OpenAI().chat.completions.create({ model: "a", messages });`],
    ["a mock", `const client = { chat: { completions: { create: vi.fn() } } }; client.chat.completions.create({ model: "a", messages });`],
  ])("is none of %s", (_, text) => {
    expect(found(clients, text)).toEqual([]);
  });
});
