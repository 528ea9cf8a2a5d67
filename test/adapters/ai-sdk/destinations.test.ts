import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import * as ai from "ai-6";
import { describe, expect, it } from "vitest";
import { guardModel } from "../../../src/adapters/ai-sdk/index.ts";
import { CallDeniedError, createGuard, type Call, type DecisionRecord } from "../../../src/index.ts";
import { network } from "./network.ts";
import { versions } from "./versions.ts";

const guard = await createGuard();
const prompt = "hello";
const { openai: makeOpenAI } = versions[1]!;

/** The call that the guard reads from a request of a model; whatever the decision, it is sent. */
async function read(model: (net: ReturnType<typeof network>) => any, options: object = {}): Promise<Partial<Call>> {
  const records: DecisionRecord[] = [];
  const observing = await createGuard({ mode: "observe", onDecision: (record) => records.push(record) });
  await ai.generateText({ model: guardModel(model(network()), { guard: observing, category: "public" }), prompt, maxRetries: 0, ...options });
  const { gateway, region, features } = records[0]!.call;
  return { gateway, ...(region && { region }), ...(features && { features }) };
}

const compatible = (name: string, baseURL: string, more: object = {}) => (net: ReturnType<typeof network>) =>
  createOpenAICompatible({ name, baseURL, apiKey: "k", fetch: net.fetch, ...more })("zai/glm-4.7");

describe("where a model's calls go", () => {
  it.each<[string, (net: ReturnType<typeof network>) => any, string]>([
    ["a provider by its own host", (net) => makeOpenAI(net).chat("gpt-5"), "openai"],
    ["a provider under another name", (net) => makeOpenAI(net, { name: "mine" }).chat("gpt-5"), "openai"],
    ["another gateway under a provider's name", (net) => makeOpenAI(net, { baseURL: "https://openrouter.ai/api/v1" }).chat("gpt-5"), "openrouter"],
    ["an unknown host under a gateway's name", compatible("gateway", "https://proxy.example/v1"), "proxy.example"],
    ["an unknown port under a local name", compatible("ollama", "http://localhost:4000/v1"), "localhost:4000"],
    ["another port of a known host", compatible("openrouter", "https://openrouter.ai:8443/api/v1"), "openrouter.ai:8443"],
    ["a host that only begins like a known one", compatible("openai", "https://api.openai.com.evil.example/v1"), "api.openai.com.evil.example"],
    ["a local runtime by its IPv6 address", compatible("whatever", "http://[::1]:11434/v1"), "ollama"],
    ["an Azure resource by its pattern", (net) => makeOpenAI(net, { baseURL: "https://acme.openai.azure.com/openai/v1" }).chat("gpt-5"), "azure-openai"],
    ["a local runtime by its port", compatible("whatever", "http://localhost:11434/v1"), "ollama"],
    ["a private host under the name of an entry without hosts", compatible("innerzero", "https://llm.internal/v1"), "llm.internal"],
    ["a base URL without a function", (net) => createAnthropic({ apiKey: "k", fetch: net.fetch, baseURL: "https://ai-gateway.vercel.sh/v1" })("anthropic/claude-sonnet-4.5"), "vercel"],
  ])("reads %s", async (_, model, gateway) => {
    expect((await read(model)).gateway).toBe(gateway);
  });

  const model = (provider: string, config?: object) => () => ({
    specificationVersion: "v3",
    provider,
    modelId: "m",
    config,
    supportedUrls: {},
    doGenerate: async () => ({ content: [], finishReason: { unified: "stop", raw: "stop" }, usage: { inputTokens: {}, outputTokens: {} }, warnings: [] }),
    doStream: async () => ({}),
  });

  it("believes the name of a model that shows no address", async () => {
    const names = ["google.generative-ai", "google.vertex.chat", "amazon-bedrock", "azure.chat", "togetherai.chat", "moonshotai.chat", "mistral.chat", "custom", ""];
    const gateways = await Promise.all(names.map(async (name) => (await read(model(name))).gateway));
    expect(gateways).toEqual(["google-ai-studio", "vertex", "bedrock", "azure-openai", "together", "moonshot", "mistral", "custom", "unknown"]);
  });

  it("takes no model for a local one by its name alone", async () => {
    expect((await read(model("ollama.chat"))).gateway).toBe("unknown-host");
    expect((await read(model("lmstudio.chat"))).gateway).toBe("unknown-host");
    expect((await read(model("ollama", { client: { config: { host: "http://127.0.0.1:11434" } } }))).gateway).toBe("ollama");
    expect((await read(model("ollama", { client: { config: { host: "https://ollama.com" } } }))).gateway).not.toBe("ollama");
  });

  it("reads a region from the host", async () => {
    expect(await read(compatible("x", "https://eu.openrouter.ai/api/v1"))).toEqual({ gateway: "openrouter", region: "EU" });
  });

  it("knows that the Responses API keeps answers unless told not to", async () => {
    const responses = (net: ReturnType<typeof network>) => makeOpenAI(net)("gpt-5");
    expect(await read(responses)).toEqual({ gateway: "openai", features: ["store"] });
    expect(await read(responses, { providerOptions: { openai: { store: false } } })).toEqual({ gateway: "openai" });
    expect(await read(responses, { providerOptions: { openai: { store: false, background: true, promptCacheRetention: "24h" } } })).toEqual({ gateway: "openai", features: ["background", "extended-prompt-cache"] });
  });

  it("does not hold another provider's options against a call", async () => {
    const anthropic = (net: ReturnType<typeof network>) => createAnthropic({ apiKey: "k", fetch: net.fetch })("claude-sonnet-4-5");
    expect(await read(anthropic, { providerOptions: { openai: { store: true } } })).toEqual({ gateway: "anthropic" });
    expect(await read(anthropic, { providerOptions: { anthropic: { container: { id: "c" } } } })).toEqual({ gateway: "anthropic", features: ["containers"] });
  });
});

describe("a gateway behind somebody else's client", () => {
  const call = (model: any, options: object = {}) => ai.generateText({ model: guardModel(model, { guard, category: "pii" }), prompt, ...options });

  it("refuses what @ai-sdk/openai would not carry", async () => {
    const net = network();
    const model = makeOpenAI(net, { baseURL: "https://ai-gateway.vercel.sh/v1" }).chat("zai/glm-4.7");
    const error = await call(model, { providerOptions: { gateway: { zeroDataRetention: true } } }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CallDeniedError);
    expect((error as Error).message).toContain("zeroRetention");
    expect(net.sent).toEqual([]);
  });

  it.each(["vercel", "my-gateway"])("puts the amendment where @ai-sdk/openai-compatible named `%s` carries it", async (name) => {
    const net = network();
    await call(compatible(name, "https://ai-gateway.vercel.sh/v1")(net), { providerOptions: { gateway: { zeroDataRetention: false } } });
    expect(net.sent[0]?.body?.["providerOptions"]).toEqual({ gateway: { zeroDataRetention: true } });
  });

  it("writes over the spelling of the name that wins", async () => {
    const net = network();
    const provider = { zdr: false, sort: "price" };
    await call(compatible("open-router", "https://openrouter.ai/api/v1")(net), { providerOptions: { "open-router": { provider: { zdr: true } }, openRouter: { provider } } });
    expect(net.sent[0]?.body?.["provider"]).toEqual({ zdr: true, sort: "price" });
  });

  it("sees what transformRequestBody adds and what it takes away", async () => {
    const net = network();
    const adding = { transformRequestBody: (body: object) => ({ ...body, provider: { zdr: true } }) };
    const taking = { transformRequestBody: ({ provider: _, ...body }: { provider?: unknown }) => body };
    await call(compatible("x", "https://openrouter.ai/api/v1", adding)(net));
    await expect(call(compatible("x", "https://openrouter.ai/api/v1", taking)(net))).rejects.toThrow(CallDeniedError);
    expect(net.sent.map(({ body }) => body?.["provider"])).toEqual([{ zdr: true }]);
  });

  it("refuses embeddings, whose options stay behind", async () => {
    const net = network();
    const provider = createOpenAICompatible({ name: "x", baseURL: "https://openrouter.ai/api/v1", apiKey: "k", fetch: net.fetch });
    const model = guardModel(provider.embeddingModel("qwen/qwen3-embedding-8b"), { guard, category: "pii" });
    await expect(ai.embed({ model, value: prompt, providerOptions: { x: { provider: { zdr: true } } } })).rejects.toThrow(CallDeniedError);
    expect(net.sent).toEqual([]);
  });

  it("writes AnyAPI's two controls", async () => {
    const net = network();
    await call(compatible("anyapi", "https://api.anyapi.ai/v1")(net), { providerOptions: { anyapi: { data_policy: { retention_days: 30 } } } });
    expect(net.sent[0]?.body?.["data_policy"]).toEqual({ training_allowed: false, retention_days: 0 });
  });
});
