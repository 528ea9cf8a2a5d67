import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { describe, expect, it } from "vitest";
import { guardModel } from "../../../src/adapters/ai-sdk/index.ts";
import { guardFetch } from "../../../src/adapters/fetch/index.ts";
import { createGuard, type Call } from "../../../src/index.ts";
import { network } from "../ai-sdk/network.ts";
import { versions, type Sdk } from "../ai-sdk/versions.ts";

type Fetch = typeof globalThis.fetch;
type Case = readonly [title: string, model: (fetch: Fetch) => any, options?: object, facts?: Partial<Call>];

const file = (data: unknown) => ({ messages: [{ role: "user", content: [{ type: "text", text: "hi" }, { type: "file", mediaType: "application/pdf", data }] }] });

const above: Call[] = [];
const below: Call[] = [];
const observing = (calls: Call[]) => createGuard({ mode: "observe", onDecision: ({ call }) => void calls.push(call) });
const guards = { above: await observing(above), below: await observing(below) };

/** The call as each adapter reads it: one and the same model call, guarded above the SDK and below it, and sent. */
async function both(model: (fetch: Fetch) => any, ask: (model: any) => Promise<unknown>): Promise<readonly [Call | undefined, Call | undefined]> {
  above.length = below.length = 0;
  const fetch = guardFetch({ guard: guards.below, category: "public", fetch: network().fetch });
  // The stub's answers are no answers of every API; what left is all that counts here.
  await ask(guardModel(model(fetch), { guard: guards.above, category: "public" })).catch(() => undefined);
  expect([above.length, below.length]).toEqual([1, 1]);
  return [above[0], below[0]];
}

async function agree(model: (fetch: Fetch) => any, ask: (model: any) => Promise<unknown>, facts: Partial<Call>): Promise<void> {
  const [ofModel, ofFetch] = await both(model, ask);
  expect(ofModel).toEqual(ofFetch);
  expect(ofFetch).toMatchObject(facts);
}

const ask = ({ ai }: Sdk, options: object = {}) => (model: any) => ai["generateText"]({ model, maxRetries: 0, ...("messages" in options ? {} : { prompt: "hi" }), ...options });
const own = (name: string, options: object) => ({ providerOptions: { [name]: options } });
const tool = ({ ai, name }: Sdk, id: string) => ({ t: { type: name === "ai 5" ? "provider-defined" : "provider", id, name: "t", args: {}, inputSchema: ai["jsonSchema"]({}), isProviderExecuted: true } });

describe.each(versions)("both adapters, with the gateways of $name,", (sdk) => {
  const vercel = (fetch: Fetch) => sdk.gateway({ fetch, sent: [] })("zai/glm-4.7");
  const openrouter = (settings: object = {}, factory: object = {}, id = "z-ai/glm-4.7") => (fetch: Fetch) => sdk.openrouter({ fetch, sent: [] }, factory)(id, settings);
  const byok = { anthropic: [{ apiKey: "k" }], openai: [{ apiKey: "k" }] };

  const cases: readonly Case[] = [
    ["a plain call", vercel, {}, { gateway: "vercel", endpoint: "language", model: "zai/glm-4.7" }],
    ["controls", vercel, own("gateway", { zeroDataRetention: true, disallowPromptTraining: true }), { controls: { noTraining: true, zeroRetention: true } }],
    ["a control that is none", vercel, own("gateway", { zeroDataRetention: "true", ZeroDataRetention: false }), { features: ["ambiguous-body"] }],
    ["a list of providers", vercel, own("gateway", { only: ["vertex"], order: ["zai"] }), { providers: { only: ["vertex"] } }],
    ["a list that is none", vercel, own("gateway", { only: "vertex" })],
    ["fallbacks", vercel, own("gateway", { models: ["openai/gpt-5", { model: "vmc/support", when: "always" }] }), { fallbackModels: ["openai/gpt-5", "vmc/support"] }],
    ["fallbacks that cannot be read", vercel, own("gateway", { models: "openai/gpt-5" }), { features: ["unreadable-model"] }],
    ["more fallbacks than can be judged", vercel, own("gateway", { models: Array.from({ length: 40 }, (_, index) => `a/${index}`) }), { features: ["unreadable-model"] }],
    ["own keys", vercel, own("gateway", { byok }), { credentials: "byok", byokProviders: ["anthropic", "openai"] }],
    ["own keys that cannot be read", vercel, own("gateway", { byok: "k" }), { credentials: "unknown" }],
    ["options of providers behind it", vercel, { providerOptions: { openai: { store: true, previousResponseId: "r" }, anthropic: { mcpServers: [{ url: "https://x" }] }, xai: { searchParameters: { mode: "off" } } } }, { features: ["conversations", "hosted-tools", "store"] }],
    ["a cache of prompts", vercel, own("openai", { promptCacheRetention: "24h" }), { features: ["extended-prompt-cache"] }],
    ["a tool of a provider", vercel, { tools: tool(sdk, "openai.web_search") }, { features: ["web-search"] }],
    ["a tool of the caller's", vercel, { tools: tool(sdk, "anthropic.bash_20250124") }],
    ["a tool that nobody knows", vercel, { tools: tool(sdk, "acme.oracle") }, { features: ["hosted-tools"] }],
    ["a region", (fetch) => sdk.gateway({ fetch, sent: [] }, { baseURL: "https://eu.ai-gateway.vercel.sh/v3/ai" })("zai/glm-4.7"), {}, { region: "EU" }],
    ["a plain call", openrouter(), {}, { gateway: "openrouter", endpoint: "language", model: "z-ai/glm-4.7" }],
    ["controls in the settings", openrouter({ provider: { data_collection: "deny", zdr: true } }), {}, { controls: { noTraining: true, zeroRetention: true } }],
    ["controls in the call", openrouter({ provider: { zdr: true } }), own("openrouter", { provider: { data_collection: "deny" } }), { controls: { noTraining: true } }],
    ["lists of providers", openrouter({ provider: { only: ["azure"], ignore: ["openai"] } }), {}, { providers: { only: ["azure"], ignore: ["openai"] } }],
    ["fallbacks", openrouter({ models: ["a/b", "c/d"] }), {}, { fallbackModels: ["a/b", "c/d"] }],
    ["a preset", openrouter({ extraBody: { preset: "mine" } }), {}, { fallbackModels: ["@preset/mine"] }],
    ["a preset behind the model", openrouter({}, {}, "z-ai/glm-4.7@preset/mine"), {}, { fallbackModels: ["@preset/mine"] }],
    ["a preset in the address", openrouter({}, { baseURL: "https://openrouter.ai/api/v1/presets/mine" }), {}, { model: "@preset/mine" }],
    ["a search behind the model", openrouter({}, {}, "z-ai/glm-4.7:online"), {}, { features: ["web-search"] }],
    ["plugins", openrouter({ plugins: [{ id: "web" }] }), {}, { features: ["plugins", "web-search"] }],
    ["a plugin with models of its own", openrouter({ plugins: [{ id: "fusion", models: ["c/d"] }] }), {}, { fallbackModels: ["c/d"] }],
    ["own keys in a header", openrouter({}, { headers: { "X-Provider-API-Keys": '{"anthropic":"k"}' } }), {}, { credentials: "byok", byokProviders: ["anthropic"] }],
    ["own keys that cannot be read", openrouter(), { headers: { "x-provider-api-keys": "k" } }, { credentials: "unknown" }],
    ["a cache of answers", openrouter(), { headers: { "X-OpenRouter-Cache": "true" } }, { features: ["response-cache"] }],
    ["a tool of the caller's", openrouter(), { tools: { t: { type: "function", description: "d", inputSchema: sdk.ai["jsonSchema"]({ type: "object", properties: {} }) } } }],
  ];

  for (const [title, model, options = {}, facts = {}] of cases) it(`read the same: ${title}`, () => agree(model, ask(sdk, options), facts));

  const kinds: readonly (readonly [endpoint: string, since: number, model: (provider: any) => any, ask: (model: any) => Promise<unknown>])[] = [
    ["embedding", 5, (provider) => provider[sdk.embeddingFactory]("openai/text-embedding-3-small"), (model) => sdk.ai["embed"]({ model, value: "v" })],
    ["image", 5, (provider) => provider.imageModel("bfl/flux-2-pro"), (model) => sdk.generateImage({ model, prompt: "p" })],
    ["rerank", 6, (provider) => provider.rerankingModel("cohere/rerank-v3.5"), (model) => sdk.ai["rerank"]({ model, query: "q", documents: ["d"] })],
    ["speech", 6, (provider) => provider.speechModel("openai/tts-1"), (model) => sdk.generateSpeech({ model, text: "t" })],
    ["transcription", 6, (provider) => provider.transcriptionModel("openai/whisper-1"), (model) => sdk.transcribe({ model, audio: new Uint8Array([1, 2]) })],
    ["video", 6, (provider) => provider.videoModel("google/veo-3"), (model) => sdk.ai["experimental_generateVideo"]({ model, prompt: "p" })],
  ];
  it.each(kinds.filter(([, since]) => since <= Number(sdk.name.slice(3))))("read the same of an endpoint: %s", (endpoint, _, model, call) =>
    agree((fetch) => model(sdk.gateway({ fetch, sent: [] })), call, { gateway: "vercel", endpoint: endpoint as "image" }),
  );
});

const sdk = versions[1]!;
const openai = (settings: object = {}) => (fetch: Fetch) => createOpenAI({ apiKey: "k", fetch, ...settings })("gpt-5");
const chat = (settings: object = {}) => (fetch: Fetch) => createOpenAI({ apiKey: "k", fetch, ...settings }).chat("gpt-5");
const anthropic = (fetch: Fetch) => createAnthropic({ apiKey: "k", fetch })("claude-sonnet-4-5");
const compatible = (baseURL: string) => (fetch: Fetch) => createOpenAICompatible({ name: "other", baseURL, apiKey: "k", fetch })("some/model");

describe("both adapters, with the providers of the AI SDK,", () => {
  const cases: readonly Case[] = [
    ["what Responses keeps", openai(), {}, { gateway: "openai", features: ["store"] }],
    ["what Responses is told not to keep", openai(), own("openai", { store: false })],
    ["a conversation", openai(), own("openai", { store: false, previousResponseId: "r" }), { features: ["conversations"] }],
    ["a cache of prompts", openai(), own("openai", { store: false, promptCacheRetention: "24h" }), { features: ["extended-prompt-cache"] }],
    ["a search", openai(), { tools: tool(sdk, "openai.web_search"), ...own("openai", { store: false }) }, { features: ["web-search"] }],
    ["a store of vectors", openai(), { tools: { t: { ...tool(sdk, "openai.file_search").t, args: { vectorStoreIds: ["v"] } } }, ...own("openai", { store: false }) }, { features: ["vector-stores"] }],
    ["a container", openai(), { tools: tool(sdk, "openai.code_interpreter"), ...own("openai", { store: false }) }, { features: ["containers"] }],
    ["a shell of the caller's", openai(), { tools: tool(sdk, "openai.local_shell"), ...own("openai", { store: false }) }],
    ["a file that lies there", openai(), { ...file("file-123"), ...own("openai", { store: false }) }, { features: ["files"] }],
    ["a file that is sent", openai(), { ...file("AAAA"), ...own("openai", { store: false }) }],
    ["Responses at a gateway", openai({ baseURL: "https://ai-gateway.vercel.sh/v1" }), {}, { gateway: "vercel" }],
    ["Responses on Azure", openai({ baseURL: "https://acme.openai.azure.com/openai/v1" }), {}, { gateway: "azure-openai", features: ["store"] }],
    ["Responses on this machine", openai({ baseURL: "http://127.0.0.1:11434/v1" }), {}, { gateway: "ollama" }],
    ["chat in a region", chat({ baseURL: "https://eu.api.openai.com/v1" }), {}, { gateway: "openai", region: "EU" }],
    ["chat that is kept", chat(), own("openai", { store: true }), { features: ["store"] }],
    ["chat with a file that lies there", chat(), file("file-123"), { features: ["files"] }],
    ["chat at a gateway, with headers", chat({ baseURL: "https://gateway.ai.cloudflare.com/v1/a/b/openai", headers: { "cf-aig-authorization": "k", "cf-aig-cache-ttl": "60" } }), {}, { credentials: "unknown" }],
    ["a region in the middle", compatible("https://api.eu.mistral.ai/v1"), {}, { gateway: "mistral", region: "EU" }],
    ["a plain message", anthropic, {}, { gateway: "anthropic" }],
    ["options of another provider", anthropic, own("openai", { store: true })],
    ["servers of tools", anthropic, own("anthropic", { mcpServers: [{ type: "url", name: "n", url: "https://x" }] }), { features: ["hosted-tools"] }],
    ["a search", anthropic, { tools: tool(sdk, "anthropic.web_search_20250305") }, { features: ["web-search"] }],
    ["a computer of the caller's", anthropic, { tools: tool(sdk, "anthropic.bash_20250124") }],
    ["controls in days", compatible("https://api.anyapi.ai/v1"), own("other", { data_policy: { training_allowed: false, retention_days: 30 } }), { controls: { noTraining: true, maxRetentionDays: 30 } }],
    ["days in a text", compatible("https://api.anyapi.ai/v1"), own("other", { data_policy: { retention_days: "0" } })],
    ["a host that nobody knows", compatible("https://models.example.com/v1"), {}, { gateway: "models.example.com" }],
    ["a host named like an entry of the catalogue", compatible("http://ollama/v1"), {}, { gateway: "ollama:80" }],
    ["a host with a dot at its end", compatible("https://openrouter.ai./api/v1"), {}, { gateway: "openrouter" }],
    ["this machine under another name", compatible("http://127.8.9.1:11434/v1"), {}, { gateway: "ollama" }],
  ];

  for (const [title, model, options = {}, facts = {}] of cases) it(`read the same: ${title}`, () => agree(model, ask(sdk, options), facts));

  it.each([
    ["embedding", (provider: any) => provider.embeddingModel("text-embedding-3-small"), (model: any) => sdk.ai["embed"]({ model, value: "v" })],
    ["image", (provider: any) => provider.imageModel("gpt-image-1"), (model: any) => sdk.generateImage({ model, prompt: "p" })],
    ["speech", (provider: any) => provider.speech("tts-1"), (model: any) => sdk.generateSpeech({ model, text: "t" })],
    ["transcription", (provider: any) => provider.transcription("whisper-1"), (model: any) => sdk.transcribe({ model, audio: new Uint8Array([1, 2]) })],
  ] as const)("read the same of an endpoint: %s", (endpoint, model, call) => agree((fetch) => model(createOpenAI({ apiKey: "k", fetch })), call, { gateway: "openai", endpoint }));
});

describe("both adapters on another port of a known host", () => {
  const port = compatible("https://openrouter.ai:8443/api/v1");

  it("name it differently, and let nothing pass that asks for something", async () => {
    const [ofModel, ofFetch] = await both(port, ask(sdk));
    expect([ofModel?.gateway, ofFetch?.gateway, ofFetch?.features]).toEqual(["openrouter.ai:8443", "openrouter", ["unlisted-api"]]);
    const guard = await createGuard();
    for (const call of [ofModel!, ofFetch!]) expect(guard.decide({ ...call, categories: ["internal"] }).effect).toBe("deny");
  });
});
