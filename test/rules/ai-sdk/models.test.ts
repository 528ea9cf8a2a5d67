import { describe, expect, it } from "vitest";
import { request } from "./reading.ts";

const imports = `
import { generateText, embed, generateImage, gateway, createGateway, customProvider, createProviderRegistry, wrapLanguageModel, wrapProvider, defaultSettingsMiddleware, extractReasoningMiddleware } from "ai";
import { openai, createOpenAI } from "@ai-sdk/openai";
import { createAzure } from "@ai-sdk/azure";
import { anthropic } from "@ai-sdk/anthropic";
import { createOpenRouter, openrouter } from "@openrouter/ai-sdk-provider";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { mistral } from "@ai-sdk/mistral";
import { vertex, createVertex } from "@ai-sdk/google-vertex";
import { bedrock, createAmazonBedrock } from "@ai-sdk/amazon-bedrock";
import { ollama } from "ollama-ai-provider-v2";
import { guardModel, guardProvider } from "cordon/ai-sdk";
import { guardFetch } from "cordon/fetch";
`;
const facts = (model: string, before = "") => request(`${imports}\n${before}\ngenerateText({ model: ${model}, prompt: "x" });`).facts;

describe("the model of a call", () => {
  it.each<[string, string, object]>([
    ["a name", `"zai/glm-4.7"`, { gateway: "vercel", model: "zai/glm-4.7" }],
    ["the gateway's provider", `gateway("zai/glm-4.7")`, { gateway: "vercel", model: "zai/glm-4.7" }],
    ["a method of the gateway's provider", `gateway.languageModel("zai/glm-4.7")`, { gateway: "vercel", model: "zai/glm-4.7" }],
    ["a gateway that was made", `createGateway({ apiKey: process.env.KEY })("zai/glm-4.7")`, { gateway: "vercel", model: "zai/glm-4.7" }],
    ["a regional gateway", `createGateway({ baseURL: "https://eu.ai-gateway.vercel.sh/v4/ai" })("zai/glm-4.7")`, { gateway: "vercel", model: "zai/glm-4.7", region: "EU" }],
    ["OpenAI", `openai("gpt-5")`, { gateway: "openai", model: "gpt-5", features: ["store"] }],
    ["OpenAI's chat", `openai.chat("gpt-5")`, { gateway: "openai", model: "gpt-5" }],
    ["OpenAI elsewhere", `createOpenAI({ baseURL: "https://openrouter.ai/api/v1/" }).chat("z-ai/glm-4.7")`, { gateway: "openrouter", model: "z-ai/glm-4.7" }],
    ["Azure", `createAzure({ resourceName: process.env.NAME })("gpt-5")`, { gateway: "azure-openai", model: "gpt-5", features: ["store"] }],
    ["Anthropic", `anthropic("claude-sonnet-4-5")`, { gateway: "anthropic", model: "claude-sonnet-4-5" }],
    ["OpenRouter", `openrouter("z-ai/glm-4.7")`, { gateway: "openrouter", model: "z-ai/glm-4.7" }],
    ["OpenRouter with settings", `createOpenRouter({ extraBody: { provider: { zdr: true } } }).chat("z-ai/glm-4.7", { models: ["a/b"] })`, { gateway: "openrouter", model: "z-ai/glm-4.7", fallbackModels: ["a/b"], controls: { zeroRetention: true } }],
    ["an address of its own", `createOpenAICompatible({ name: "x", baseURL: "https://llm.internal/v1" })("m")`, { gateway: "llm.internal", model: "m" }],
    ["an address that is an object first", `createOpenAI({ baseURL: new URL("/api/v1", "https://openrouter.ai").toString() }).chat("a/b")`, { gateway: "openrouter", model: "a/b" }],
    ["an address with a path that is not known", "createOpenAI({ baseURL: `https://openrouter.ai/${process.env.PATH}` }).chat('a/b')", { gateway: "openrouter", model: "a/b" }],
    ["an address with a name that is not known", "createOpenAI({ baseURL: `https://${process.env.NAME}.openai.azure.com/openai/v1` }).chat('gpt-5')", { gateway: "azure-openai", model: "gpt-5" }],
    ["a runtime on this machine", `ollama("llama3")`, { gateway: "ollama", model: "llama3" }],
    ["Mistral", `mistral("mistral-large")`, { gateway: "mistral", model: "mistral-large" }],
    ["Vertex", `vertex("gemini-3-pro")`, { gateway: "vertex", model: "gemini-3-pro" }],
    ["Vertex in a region", `createVertex({ location: "europe-west4", project: "p" })("gemini-3-pro")`, { gateway: "vertex", model: "gemini-3-pro" }],
    ["Bedrock", `bedrock("anthropic.claude-sonnet-4")`, { gateway: "bedrock", model: "anthropic.claude-sonnet-4" }],
    ["an alias", `customProvider({ languageModels: { fast: gateway("zai/glm-4.7") } }).languageModel("fast")`, { gateway: "vercel", model: "zai/glm-4.7" }],
    ["an alias of a name", `customProvider({ languageModels: { fast: "zai/glm-4.7" } }).languageModel("fast")`, { gateway: "vercel", model: "zai/glm-4.7" }],
    ["what an alias falls back to", `customProvider({ languageModels: {}, fallbackProvider: openrouter }).languageModel("z-ai/glm-4.7")`, { gateway: "openrouter", model: "z-ai/glm-4.7" }],
    ["a registry", `createProviderRegistry({ or: openrouter, gw: gateway }).languageModel("or:z-ai/glm-4.7")`, { gateway: "openrouter", model: "z-ai/glm-4.7" }],
    ["a registry with a separator", `createProviderRegistry({ or: openrouter }, { separator: " > " }).languageModel("or > z-ai/glm-4.7")`, { gateway: "openrouter", model: "z-ai/glm-4.7" }],
    ["a wrapped model", `wrapLanguageModel({ model: gateway("zai/glm-4.7"), middleware: extractReasoningMiddleware({ tagName: "think" }) })`, { gateway: "vercel", model: "zai/glm-4.7" }],
    ["a model with defaults", `wrapLanguageModel({ model: gateway("zai/glm-4.7"), middleware: [defaultSettingsMiddleware({ settings: { providerOptions: { gateway: { zeroDataRetention: true } } } })] })`, { gateway: "vercel", model: "zai/glm-4.7", controls: { zeroRetention: true } }],
    ["a wrapped provider", `wrapProvider({ provider: gateway, languageModelMiddleware: defaultSettingsMiddleware({ settings: { providerOptions: { gateway: { zeroDataRetention: true } } } }) }).languageModel("zai/glm-4.7")`, { gateway: "vercel", model: "zai/glm-4.7", controls: { zeroRetention: true } }],
    ["own middleware", `wrapLanguageModel({ model: gateway("zai/glm-4.7"), middleware: { transformParams: async ({ params }) => ({ ...params, providerOptions: { gateway: { zeroDataRetention: true } } }) } })`, { gateway: "vercel", model: "zai/glm-4.7", controls: { zeroRetention: true } }],
    ["a guarded model", `guardModel(gateway("zai/glm-4.7"), { guard })`, { gateway: "vercel", model: "zai/glm-4.7" }],
  ])("is seen in %s", (_, model, expected) => {
    expect(facts(model)).toEqual({ endpoint: "language", ...expected });
  });

  it.each<[string, string, string]>([
    ["an address from the environment", `createOpenAI({ baseURL: process.env.BASE })("gpt-5")`, "gateway"],
    ["an address with a host that is not known", "createOpenAI({ baseURL: `https://${process.env.HOST}/v1` })('gpt-5')", "gateway"],
    ["options that are not known", `createOpenAI(settings)("gpt-5")`, "gateway"],
    ["a package that is not known", `other("x")`, "gateway"],
    ["a name that is put together", "gateway(`zai/${name}`)", "model"],
    ["a compatible provider without an address", `createOpenAICompatible({ name: "x" })("m")`, "gateway"],
  ])("is not seen in %s", (_, model, fact) => {
    const { unseen, facts } = request(`${imports}\nimport { other } from "other";\nexport const run = (settings: any, name: string) => generateText({ model: ${model}, prompt: "x" });`);
    expect(unseen.map((each) => each.fact)).toContain(fact);
    expect(facts.model === undefined || fact === "gateway").toBe(true);
    if (fact === "gateway") expect(facts.gateway).toBe("");
  });

  it("is that of the default provider where a file sets one", () => {
    expect(facts(`"z-ai/glm-4.7"`, "globalThis.AI_SDK_DEFAULT_PROVIDER = openrouter;").gateway).toBe("openrouter");
    expect(request(`${imports}\nglobalThis.AI_SDK_DEFAULT_PROVIDER = guardProvider(gateway, { guard });\ngenerateText({ model: "zai/glm-4.7", prompt: "x" });`).guarded).toBe("yes");
  });

  it("of other kinds is read by its own carrier", () => {
    expect(request(`${imports}\nembed({ model: openrouter.textEmbeddingModel("a/b"), value: "x", providerOptions: { openrouter: { provider: { zdr: true } } } });`).facts).toEqual({ gateway: "openrouter", endpoint: "embedding", model: "a/b" });
    expect(request(`${imports}\nembed({ model: "openai/text-embedding-3-small", value: "x", providerOptions: { gateway: { zeroDataRetention: true } } });`).facts).toEqual({ gateway: "vercel", endpoint: "embedding", model: "openai/text-embedding-3-small", controls: { zeroRetention: true } });
    expect(request(`${imports}\ngenerateImage({ model: openai.image("gpt-image-1"), prompt: "x" });`).facts).toEqual({ gateway: "openai", endpoint: "image", model: "gpt-image-1" });
  });

  it("is guarded by a wrapper around it, its provider or its client", () => {
    const guarded = (model: string) => request(`${imports}\ngenerateText({ model: ${model}, prompt: "x" });`);
    expect(guarded(`guardModel(gateway("a/b"), { guard, category: ["pii", "phi"] })`)).toMatchObject({ guarded: "yes", declared: [{ from: "guard", category: "pii" }, { from: "guard", category: "phi" }] });
    expect(guarded(`guardProvider(openrouter, { guard, category: "pii" })("a/b")`)).toMatchObject({ guarded: "yes", declared: [{ from: "guard", category: "pii" }] });
    expect(guarded(`createOpenAI({ fetch: guardFetch({ guard, category: "pii" }) })("gpt-5")`)).toMatchObject({ guarded: "yes", declared: [{ from: "guard", category: "pii" }] });
    expect(guarded(`gateway("a/b")`).guarded).toBe("no");
    expect(guarded(`createOpenAI({ fetch: traced })("gpt-5")`).guarded).toBe("unknown");
    expect(guarded(`given`).guarded).toBe("unknown");
  });
});
