import { describe, expect, it } from "vitest";
import { edited } from "../../../rules/edits.ts";
import { calls } from "./reading.ts";
import { guardedCalls } from "./running.ts";

const zdr = "{ provider: { zdr: true } }";

/** Calls that the source shows completely: what is made of a model, and what the call says. */
const language: readonly string[] = [
  `model: "zai/glm-4.7"`,
  `model: gateway("zai/glm-4.7")`,
  `model: gateway.languageModel("zai/glm-4.7"), providerOptions: { gateway: { zeroDataRetention: true, only: ["zai", "fireworks"] } }`,
  `model: gateway("zai/glm-4.7"), providerOptions: { gateway: { disallowPromptTraining: true, models: ["a/b", "c/d"], byok: { anthropic: [{ apiKey: "k" }] } } }`,
  `model: gateway("zai/glm-4.7"), providerOptions: { gateway: { zeroDataRetention: "true", zdr: true } }`,
  `model: gateway("zai/glm-4.7"), providerOptions: { gateway: { zeroDataRetention: false } }`,
  `model: gateway("openai/gpt-5"), providerOptions: { openai: { store: true, previousResponseId: "r" } }`,
  `model: gateway("vmc/support")`,
  `model: createGateway({ baseURL: "https://eu.ai-gateway.vercel.sh/v4/ai" })("zai/glm-4.7")`,
  `model: createGateway({ baseURL: "https://proxy.example/v4/ai" })("zai/glm-4.7")`,
  `model: openrouter("z-ai/glm-4.7")`,
  `model: openrouter("z-ai/glm-4.7", ${zdr})`,
  `model: openrouter("z-ai/glm-4.7", { models: ["a/b"], plugins: [{ id: "web" }], extraBody: ${zdr} })`,
  `model: openrouter("z-ai/glm-4.7", ${zdr}), providerOptions: { openrouter: { provider: { sort: "price" } } }`,
  `model: openrouter("z-ai/glm-4.7", { provider: { data_collection: "deny", ignore: ["chutes"] } })`,
  `model: openrouter("z-ai/glm-4.7:online"), providerOptions: { openrouter: { provider: { dataCollection: "deny" }, models: ["c/d"] } }`,
  `model: openrouter.completion("z-ai/glm-4.7", ${zdr})`,
  `model: createOpenRouter({ extraBody: ${zdr}, headers: { "X-OpenRouter-Cache": "true" } }).chat("z-ai/glm-4.7")`,
  `model: createOpenRouter({ baseURL: "https://eu.openrouter.ai/api/v1", api_keys: { anthropic: "k" } })("z-ai/glm-4.7")`,
  `model: openrouter("z-ai/glm-4.7"), headers: { "x-openrouter-cache": "true" }`,
  `model: openrouter("@preset/mine")`,
  `model: openai("gpt-5")`,
  `model: openai("gpt-5"), providerOptions: { openai: { store: false } }`,
  `model: openai("gpt-5"), providerOptions: { openai: { store: false, background: true, promptCacheRetention: "24h" } }`,
  `model: openai.chat("gpt-5")`,
  `model: openai.responses("gpt-5"), tools: { search: openai.tools.webSearch({}), code: openai.tools.codeInterpreter({}), own: tool({ inputSchema: jsonSchema({ type: "object" }) }) }`,
  `model: createOpenAI({ name: "mine", baseURL: "https://openrouter.ai/api/v1" }).chat("z-ai/glm-4.7"), providerOptions: { openai: { provider: { zdr: true } } }`,
  `model: createOpenAI({ baseURL: "https://acme.openai.azure.com/openai/v1" })("gpt-5")`,
  `model: anthropic("claude-sonnet-4-5"), providerOptions: { openai: { store: true }, anthropic: { container: { id: "c" } } }`,
  `model: createAnthropic({ baseURL: "https://ai-gateway.vercel.sh/v1" })("anthropic/claude-sonnet-4.5")`,
  `model: createOpenAICompatible({ name: "my-gw", baseURL: "https://ai-gateway.vercel.sh/v1" })("zai/glm-4.7"), providerOptions: { myGw: { providerOptions: { gateway: { zeroDataRetention: true } } } }`,
  `model: createOpenAICompatible({ name: "x", baseURL: "https://ai-gateway.vercel.sh/v1" })("zai/glm-4.7"), providerOptions: { gateway: { zeroDataRetention: true } }`,
  `model: createOpenAICompatible({ name: "x", baseURL: "https://openrouter.ai/api/v1", transformRequestBody: (body) => ({ ...body, provider: { zdr: true } }) })("z-ai/glm-4.7")`,
  `model: createOpenAICompatible({ name: "local", baseURL: "http://localhost:11434/v1" }).chatModel("llama3")`,
  `model: wrapLanguageModel({ model: gateway("zai/glm-4.7"), middleware: defaultSettingsMiddleware({ settings: { providerOptions: { gateway: { zeroDataRetention: true } } } }) })`,
  `model: wrapLanguageModel({ model: gateway("zai/glm-4.7"), middleware: defaultSettingsMiddleware({ settings: { providerOptions: { gateway: { zeroDataRetention: true } } } }) }), providerOptions: { gateway: { zeroDataRetention: false } }`,
  `model: wrapLanguageModel({ model: gateway("zai/glm-4.7"), middleware: [{ specificationVersion: "v4", transformParams: async ({ params }) => ({ ...params, providerOptions: { ...params.providerOptions, gateway: { disallowPromptTraining: true } } }) }, extractReasoningMiddleware({ tagName: "t" })] }), providerOptions: { gateway: { zeroDataRetention: true } }`,
  `model: customProvider({ languageModels: { fast: openrouter("z-ai/glm-4.7", ${zdr}) }, fallbackProvider: gateway }).languageModel("fast")`,
  `model: createProviderRegistry({ gw: gateway, or: openrouter }, { languageModelMiddleware: defaultSettingsMiddleware({ settings: { providerOptions: { gateway: { zeroDataRetention: true } } } }) }).languageModel("gw:zai/glm-4.7")`,
  `model: gateway("zai/glm-4.7"), providerOptions: { gateway: { zeroDataRetention: true } }, prepareStep: () => ({ providerOptions: { gateway: { zeroDataRetention: false } } })`,
  `model: gateway("zai/glm-4.7"), prepareStep: () => ({ model: openrouter("a/b", ${zdr}) })`,
];

const others: readonly string[] = [
  `embed({ model: "openai/text-embedding-3-small", value: "v", providerOptions: { gateway: { zeroDataRetention: true } } })`,
  `embedMany({ model: gateway.embeddingModel("openai/text-embedding-3-small"), values: ["v"] })`,
  `embed({ model: openrouter.textEmbeddingModel("a/b", { extraBody: ${zdr} }), value: "v" })`,
  `embed({ model: openrouter.textEmbeddingModel("a/b"), value: "v", providerOptions: { openrouter: ${zdr} } })`,
  `embed({ model: openai.embedding("text-embedding-3-small"), value: "v" })`,
  `embed({ model: createOpenAICompatible({ name: "x", baseURL: "https://openrouter.ai/api/v1" }).embeddingModel("a/b"), value: "v", providerOptions: { x: ${zdr} } })`,
  `rerank({ model: gateway.rerankingModel("cohere/rerank-v3.5"), query: "q", documents: ["d"], providerOptions: { gateway: { zeroDataRetention: true } } })`,
  `generateImage({ model: gateway.imageModel("bfl/flux"), prompt: "p", providerOptions: { gateway: { disallowPromptTraining: true } } })`,
  `generateImage({ model: openrouter.imageModel("a/b"), prompt: "p", providerOptions: { openrouter: ${zdr} } })`,
  `generateImage({ model: openai.image("gpt-image-1"), prompt: "p" })`,
  `generateSpeech({ model: openai.speech("tts-1"), text: "t" })`,
  `transcribe({ model: openai.transcription("whisper-1"), audio: new Uint8Array([1]) })`,
  `generateObject({ model: gateway("zai/glm-4.7"), output: "no-schema", prompt: "p", providerOptions: { gateway: { zeroDataRetention: true } } })`,
  `streamText({ model: gateway("zai/glm-4.7"), prompt: "p", providerOptions: { gateway: { zeroDataRetention: true } } }).consumeStream()`,
  `new ToolLoopAgent({ model: gateway("zai/glm-4.7"), providerOptions: { gateway: { zeroDataRetention: true } } }).generate({ prompt: "p" })`,
  `new ToolLoopAgent({ model: gateway("zai/glm-4.7"), prepareCall: ({ ...settings }) => ({ ...settings, providerOptions: { gateway: { zeroDataRetention: true } } }) }).generate({ prompt: "p" })`,
  `new ToolLoopAgent({ model: gateway("zai/glm-4.7"), prepareCall: (settings) => ({ ...settings, model: openrouter("a/b") }) }).generate({ prompt: "p" })`,
];

const imports = `
import { createGateway, createProviderRegistry, customProvider, defaultSettingsMiddleware, embed, embedMany, extractReasoningMiddleware, gateway, generateImage, generateObject, generateSpeech, generateText, jsonSchema, rerank, streamText, tool, ToolLoopAgent, transcribe, wrapLanguageModel } from "ai";
import { createOpenAI, openai } from "@ai-sdk/openai";
import { anthropic, createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { createOpenRouter, openrouter } from "@openrouter/ai-sdk-provider";
`;

describe("what is read from a source is what the guard reads when it runs:", () => {
  it.each([...language.map((options) => `generateText({ ${options}, prompt: "p", maxRetries: 0 })`), ...others])("%s", async (call) => {
    const source = `${imports}\nexport const run = () => ${call};`;
    const run = (await guardedCalls(source)).map(({ categories: _, now: __, ...facts }) => facts);
    const read = calls(source).flatMap(({ requests }) => requests);
    expect(read.flatMap(({ unseen }) => unseen)).toEqual([]);
    expect(read.map(({ facts }) => facts)).toEqual(run);
  });
});

describe("a control that is written into a source is what the guard reads when it runs:", () => {
  it.each([...language.map((options) => `generateText({ ${options}, prompt: "p", maxRetries: 0 })`), ...others])("%s", async (call) => {
    const source = `${imports}\nexport const run = () => ${call};`;
    const [request] = calls(source).flatMap(({ requests }) => requests);
    const edits = request?.place({ control: "zeroRetention", value: true })?.edits;
    if (edits === undefined) return;
    const written = edited(source, edits);
    expect((await guardedCalls(written)).map(({ controls }) => controls?.zeroRetention)).toEqual([true]);
    expect(calls(written)[0]?.requests[0]?.facts.controls?.zeroRetention).toBe(true);
  });
});
