import Anthropic from "@anthropic-ai/sdk";
import { HTTPClient, OpenRouter } from "@openrouter/sdk";
import OpenAI, { AzureOpenAI, BedrockOpenAI } from "openai";
import { describe, expect, it } from "vitest";
import { clients } from "../../../rules/clients/index.ts";
import { http } from "../../../rules/http/index.ts";
import { guardFetch } from "../../../src/adapters/fetch/index.ts";
import { createGuard } from "../../../src/index.ts";
import type { Call } from "../../../src/model/call.ts";
import { recorder } from "../../adapters/fetch/recorder.ts";
import { only } from "../http/source.ts";

const names = { OpenAI, AzureOpenAI, BedrockOpenAI, Anthropic, OpenRouter, HTTPClient, guardFetch };
const imports = `import OpenAI, { AzureOpenAI, BedrockOpenAI } from "openai";
import Anthropic from "@anthropic-ai/sdk";
import { OpenRouter, HTTPClient } from "@openrouter/sdk";
import { guardFetch } from "cordon/fetch";
const send = guardFetch({ guard, category: "public", fetch: stub });
`;

/** What the guard reads of the requests that a program makes. */
async function guarded(program: string): Promise<readonly Call[]> {
  const calls: Call[] = [];
  const guard = await createGuard({ onDecision: ({ call }) => void calls.push(call) });
  const { fetch: stub } = recorder();
  const send = guardFetch({ guard, category: "public", fetch: stub });
  const run = new Function(...Object.keys(names), "send", `return (async () => {\n${program}\n})();`) as (...values: unknown[]) => Promise<unknown>;
  // The stub's answers are no answers of the APIs; what left is all that counts here.
  await run(...Object.values(names), send).catch(() => undefined);
  return calls;
}

const openai = (options: string): string => `const client = new OpenAI({ apiKey: "k", maxRetries: 0, fetch: send${options} });`;
const direct = openai("");
const vercel = openai(`, baseURL: "https://ai-gateway.vercel.sh/v1"`);
const openrouter = openai(`, baseURL: "https://openrouter.ai/api/v1"`);
const azure = `const client = new AzureOpenAI({ apiKey: "k", maxRetries: 0, endpoint: "https://acme.openai.azure.com", apiVersion: "2024-10-21", deployment: "gpt-a", fetch: send });`;
const anthropic = (options = ""): string => `const client = new Anthropic({ apiKey: "k", maxRetries: 0, fetch: send${options} });`;
const router = `const client = new OpenRouter({ apiKey: "k", httpClient: new HTTPClient({ fetcher: send }) });`;
const messages = `messages: [{ role: "user", content: "x" }]`;

const programs: readonly (readonly [string, string])[] = [
  [direct, `await client.chat.completions.create({ model: "gpt-6", ${messages} });`],
  [direct, `await client.chat.completions.create({ model: "gpt-6", ${messages}, store: true, web_search_options: {} });`],
  [direct, `await client.chat.completions.parse({ model: "gpt-6", ${messages} });`],
  [direct, `await client.chat.completions.stream({ model: "gpt-6", ${messages} }).finalMessage();`],
  [direct, `await client.chat.completions.runTools({ model: "gpt-6", ${messages}, tools: [{ type: "function", function: { name: "a", parameters: {}, function: () => "" } }] }).done();`],
  [direct, `await client.responses.create({ model: "gpt-6", input: "x" });`],
  [direct, `await client.responses.create({ model: "gpt-6", input: "x", store: false });`],
  [direct, `await client.responses.create({ model: "gpt-6", input: [{ role: "user", content: [{ type: "input_file", file_id: "file-1" }] }], previous_response_id: "r", tools: [{ type: "web_search" }, { type: "code_interpreter", container: { type: "auto" } }] });`],
  [direct, `await client.responses.compact({ model: "gpt-6", input: "x" });`],
  [direct, `await client.completions.create({ model: "gpt-6", prompt: "x" });`],
  [direct, `await client.embeddings.create({ model: "text-embedding-3-small", input: "x" });`],
  [direct, `await client.images.generate({ model: "gpt-image-1", prompt: "x" });`],
  [direct, `await client.images.edit({ model: "gpt-image-1", prompt: "x", image: new File(["x"], "a.png") });`],
  [direct, `await client.audio.speech.create({ model: "tts-1", voice: "alloy", input: "x" });`],
  [direct, `await client.audio.transcriptions.create({ model: "whisper-1", file: new File(["x"], "a.wav") });`],
  [direct, `await client.moderations.create({ input: "x" });`],
  [direct, `await client.decisions.create({ model: "gpt-6", input: "x" });`],
  [direct, `await client.videos.create({ model: "sora-2", prompt: "x" });`],
  [direct, `await client.batches.create({ input_file_id: "file-1", endpoint: "/v1/responses", completion_window: "24h" });`],
  [direct, `await client.files.create({ purpose: "batch", file: new File(["x"], "a.jsonl") });`],
  [direct, `await client.conversations.create({ items: [] });`],
  [direct, `await client.beta.threads.createAndRun({ assistant_id: "a", model: "gpt-6" });`],
  [direct, `await client.beta.threads.runs.create("t", { assistant_id: "a", model: "gpt-6" });`],
  [direct, `const { completions } = client.chat; await completions.create({ model: "gpt-6", ${messages} });`],
  [direct, `const ask = client.chat.completions.create.bind(client.chat.completions); await ask({ model: "gpt-6", ${messages} });`],
  [direct, `await client.chat.completions.create.call(client.chat.completions, { model: "gpt-6", ${messages} });`],
  [direct, `await client.withOptions({ baseURL: "https://openrouter.ai/api/v1" }).chat.completions.create({ model: "z-ai/glm-4.7", ${messages} });`],
  [openai(`, dataResidency: "eu"`), `await client.responses.create({ model: "gpt-6", input: "x" });`],
  [openai(`, baseURL: "http://localhost:11434/v1"`), `await client.chat.completions.create({ model: "qwen3", ${messages} });`],
  [openai(`, baseURL: "https://llm.acme.test/v1"`), `await client.chat.completions.create({ model: "m", ${messages} });`],
  [vercel, `await client.chat.completions.create({ model: "zai/glm-4.7", ${messages} });`],
  [vercel, `await client.chat.completions.create({ model: "zai/glm-4.7", ${messages}, ...{ providerOptions: { gateway: { zeroDataRetention: true, only: ["bedrock"], models: ["a/b"], byok: { azure: [{}] } } } } });`],
  [vercel, `await client.chat.completions.create({ model: "zai/glm-4.7", ${messages}, providerOptions: { gateway: { zeroDataRetention: true } } }, { body: { model: "zai/glm-4.7", ${messages} } });`],
  [vercel, `await client.chat.completions.create({ model: "zai/glm-4.7", ${messages}, providerOptions: { gateway: { zdr: true } } });`],
  [vercel, `await client.responses.create({ model: "zai/glm-4.7", input: "x", providerOptions: { gateway: { disallowPromptTraining: true } } });`],
  [openrouter, `await client.chat.completions.create({ model: "z-ai/glm-4.7:online", ${messages}, models: ["a/b", "c/d"], provider: { zdr: true, data_collection: "deny", ignore: ["x"] }, plugins: [{ id: "web" }] });`],
  [openrouter, `await client.chat.completions.create({ model: "@preset/a", ${messages} }, { headers: { "X-OpenRouter-Cache": "true" } });`],
  [openrouter, `await client.embeddings.create({ model: "a/b", input: "x", provider: { zdr: true } });`],
  [azure, `await client.chat.completions.create({ model: "", ${messages} });`],
  [azure, `await client.responses.create({ model: "gpt-b", input: "x" });`],
  [`const client = new BedrockOpenAI({ apiKey: "k", maxRetries: 0, awsRegion: "eu-west-1", fetch: send });`, `await client.responses.create({ model: "openai.gpt-oss-120b", input: "x" });`],
  [anthropic(), `await client.messages.create({ model: "claude-opus-5", max_tokens: 9, ${messages} });`],
  [anthropic(), `await client.messages.stream({ model: "claude-opus-5", max_tokens: 9, ${messages}, tools: [{ type: "web_search_20250305", name: "web_search" }] }).finalMessage();`],
  [anthropic(), `await client.messages.countTokens({ model: "claude-opus-5", ${messages} });`],
  [anthropic(), `await client.messages.batches.create({ requests: [{ custom_id: "a", params: { model: "claude-opus-5", max_tokens: 9, ${messages} } }] });`],
  [anthropic(), `await client.beta.messages.create({ model: "claude-opus-5", max_tokens: 9, ${messages}, container: "c", mcp_servers: [{ type: "url", url: "u", name: "n" }], betas: ["a"] });`],
  [anthropic(`, baseURL: "https://ai-gateway.vercel.sh"`), `await client.messages.create({ model: "anthropic/claude-opus-5", max_tokens: 9, ${messages}, ...{ providerOptions: { gateway: { zeroDataRetention: true } } } });`],
  [anthropic(`, baseURL: "https://openrouter.ai/api"`), `await client.messages.create({ model: "anthropic/claude-opus-5", max_tokens: 9, ${messages}, provider: { zdr: true } });`],
  [router, `await client.chat.send({ chatRequest: { model: "z-ai/glm-4.7", ${messages}, provider: { zdr: true, dataCollection: "deny", only: ["azure"], allowFallbacks: false } } });`],
  [router, `await client.chat.send({ chatRequest: { model: "z-ai/glm-4.7", ${messages}, provider: { data_collection: "deny" }, models: ["a/b"] } });`],
  [router, `await client.chat.send({ chatRequest: { model: "z-ai/glm-4.7", ${messages}, providerOptions: { gateway: { zeroDataRetention: true } }, plugins: [{ id: "web" }] } });`],
  [router, `await client.responses.send({ responsesRequest: { model: "z-ai/glm-4.7", input: "x", provider: { zdr: true }, previousResponseId: "r" } });`],
  [router, `await client.beta.responses.send({ responsesRequest: { model: "z-ai/glm-4.7", input: "x" } });`],
  [router, `await client.callModel({ model: "z-ai/glm-4.7", input: "x", provider: { dataCollection: "deny" } }).getText();`],
  [router, `await client.embeddings.generate({ requestBody: { model: "a/b", input: "x", provider: { zdr: true } } });`],
  [router, `await client.rerank.rerank({ requestBody: { model: "a/b", query: "x", documents: ["y"], provider: { zdr: true } } });`],
  [router, `await client.images.generate({ imageGenerationRequest: { model: "a/b", prompt: "x", provider: { zdr: true, only: ["c"] } } });`],
  [router, `await client.tts.createSpeech({ speechRequest: { model: "openai/tts", input: "x", voice: "alloy", responseFormat: "mp3", provider: { zdr: true } } });`],
  [router, `await client.videoGeneration.generate({ videoGenerationRequest: { model: "openai/sora", prompt: "x" } });`],
];

describe("what is read of a call of an SDK is what the guard reads of its request", () => {
  it.each(programs)("%s %s", async (setup, statement) => {
    const request = only(clients, `${imports}${setup}\n${statement}`);
    const [call] = await guarded(`${setup}\n${statement}`);
    expect({ ...request.facts, categories: request.declared.map(({ category }) => category) }).toEqual(call);
    expect([request.unseen, request.guarded]).toEqual([[], "yes"]);
  });
});

describe("what is read of raw HTTP is what the guard reads of it", () => {
  const body = (fields: string): string => `{ method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ ${fields} }) }`;

  it.each([
    `await send("https://ai-gateway.vercel.sh/v1/chat/completions", ${body(`model: "zai/glm-4.7", ${messages}, providerOptions: { gateway: { zeroDataRetention: true } }`)});`,
    `await send("https://openrouter.ai/api/v1/chat/completions", ${body(`model: "z-ai/glm-4.7", ${messages}, provider: { zdr: true, data_collection: "deny", dataCollection: "allow" }`)});`,
    `await send("https://api.openai.com/v1/responses", ${body(`model: "gpt-6", input: "x"`)});`,
    `await send("https://eu.api.openai.com/v1/responses", ${body(`model: "gpt-6", input: "x", store: false, background: true`)});`,
    `await send("https://api.openai.com/v1/unheard", ${body(`model: "gpt-6", input: "x"`)});`,
    `await send("https://generativelanguage.googleapis.com/v1beta/models/gemini-3-pro:generateContent", ${body(`contents: [{ parts: [{ text: "x" }] }], tools: [{ google_search: {} }]`)});`,
    `await send("https://acme.openai.azure.com/openai/deployments/gpt-a/chat/completions?api-version=1", ${body(messages)});`,
    `await send("http://127.0.0.1:11434/api/chat", ${body(`model: "qwen3:cloud", ${messages}`)});`,
    `await send("https://api.anyapi.ai/v1/chat/completions", ${body(`model: "a", ${messages}, data_policy: { training_allowed: false, retention_days: 0 }`)});`,
    `await send("https://gateway.ai.cloudflare.com/v1/acct/gw/openai/chat/completions", { method: "POST", headers: { "cf-aig-cache-ttl": "60", "cf-aig-authorization": "k" }, body: JSON.stringify({ model: "gpt-6", ${messages} }) });`,
    `await send("https://llm.acme.test/v1/chat/completions", ${body(`model: "a", ${messages}`)});`,
  ])("%s", async (program) => {
    const request = only(http, `${imports}${program}`);
    const [call] = await guarded(program);
    expect({ ...request.facts, categories: request.declared.map(({ category }) => category) }).toEqual(call);
    expect(request.unseen).toEqual([]);
  });
});
