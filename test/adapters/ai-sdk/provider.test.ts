import { describe, expect, it } from "vitest";
import { guardProvider } from "../../../src/adapters/ai-sdk/index.ts";
import { CallDeniedError, createGuard } from "../../../src/index.ts";
import { network } from "./network.ts";
import { versions } from "./versions.ts";

const guard = await createGuard();
const prompt = "hello";
const refused = expect.objectContaining({ code: "unguardable_model" });
const amendedOptions = { gateway: { zeroDataRetention: true } };

describe.each(versions)("guardProvider in $name", ({ name, ai, gateway, openai, openrouter, embeddingFactory, generateImage, generateSpeech, transcribe }) => {
  const { generateText, embed, customProvider, createProviderRegistry, wrapProvider } = ai;

  it("guards the provider when it is called, and each of its language factories", async () => {
    const net = network();
    const provider = guardProvider(gateway(net), { guard, category: "pii" });
    const factories = [provider, provider.languageModel, ...("chat" in provider ? [provider.chat] : [])];
    for (const factory of factories) await generateText({ model: factory("zai/glm-4.7"), prompt });
    expect(net.sent.map(({ body }) => body?.["providerOptions"])).toEqual(factories.map(() => amendedOptions));
  });

  it("guards embeddings, images, speech and transcription too", async () => {
    const net = network();
    const provider = guardProvider(openai(net), { guard, category: "pii" });
    const calls = [
      () => embed({ model: provider.embedding("text-embedding-3-small"), value: prompt }),
      () => embed({ model: provider[embeddingFactory]("text-embedding-3-small"), value: prompt }),
      () => generateImage({ model: provider.image("gpt-image-1"), prompt }),
      () => generateSpeech({ model: provider.speech("tts-1"), text: prompt }),
      () => transcribe({ model: provider.transcription("whisper-1"), audio: new Uint8Array([1]) }),
      () => generateText({ model: provider.chat("gpt-5"), prompt }),
      () => generateText({ model: provider.completion("gpt-3.5-turbo-instruct"), prompt }),
      () => generateText({ model: provider("gpt-5"), prompt }),
    ];
    for (const call of calls) await expect(call()).rejects.toThrow(CallDeniedError);
    expect(net.sent).toEqual([]);
  });

  it("hands the settings of a factory on", async () => {
    const net = network();
    const provider = guardProvider(openrouter(net), { guard, category: "pii" });
    await generateText({ model: provider.chat("z-ai/glm-4.7", { provider: { zdr: true, sort: "price" } }), prompt });
    expect(net.sent[0]?.body?.["provider"]).toEqual({ zdr: true, sort: "price" });
  });

  it("lets through what sends no content", async () => {
    const provider = guardProvider(gateway(network()), { guard });
    expect(provider.specificationVersion).toBe(gateway(network()).specificationVersion);
    expect("languageModel" in provider).toBe(true);
    expect(provider.speechSomething).toBeUndefined();
    expect(typeof provider.tools.perplexitySearch).toBe("function");
    await expect(provider.getAvailableModels()).rejects.toThrow("no stub for");
  });

  it("refuses a factory that it does not know as soon as it is used", async () => {
    const provider = guardProvider(Object.assign(openai(network()), { oracle: () => ({}), archive: { put: () => undefined } }), { guard });
    const { oracle, archive } = provider;
    expect(() => oracle("m")).toThrow(refused);
    expect(() => archive.put("secret")).toThrow(refused);
    expect(() => Object.getOwnPropertyDescriptor(provider, "oracle")?.value("m")).toThrow(refused);
    expect(await archive).toBe(archive);
  });

  it("guards a frozen provider", async () => {
    const provider = guardProvider(Object.freeze(openai(network())), { guard, category: "pii" });
    await expect(generateText({ model: provider.languageModel("gpt-5"), prompt })).rejects.toThrow(CallDeniedError);
  });

  it("guards models named by strings once it is the default provider", async () => {
    const net = network();
    const place = globalThis as { AI_SDK_DEFAULT_PROVIDER?: unknown };
    place.AI_SDK_DEFAULT_PROVIDER = guardProvider(gateway(net), { guard, category: "pii" });
    try {
      await generateText({ model: "zai/glm-4.7", prompt });
      await embed({ model: "openai/text-embedding-3-small", value: prompt });
      await generateImage({ model: "bfl/flux-2-pro", prompt }).catch((error: unknown) => (name === "ai 5" ? undefined : Promise.reject(error)));
    } finally {
      delete place.AI_SDK_DEFAULT_PROVIDER;
    }
    expect(net.sent.map(({ body }) => body?.["providerOptions"])).toEqual(net.sent.map(() => amendedOptions));
    expect(net.sent.length).toBeGreaterThan(1);
  });

  it("guards what custom providers and registries make of it, and they of what it makes", async () => {
    const net = network();
    const custom = guardProvider(customProvider({ languageModels: { fast: gateway(net)("zai/glm-4.7") } }), { guard, category: "pii" });
    const registry = guardProvider(createProviderRegistry({ v: gateway(net) }), { guard, category: "pii" });
    const inner = createProviderRegistry({ v: guardProvider(gateway(net), { guard, category: "pii" }) });
    await generateText({ model: custom.languageModel("fast"), prompt });
    await generateText({ model: registry.languageModel("v:zai/glm-4.7"), prompt });
    await embed({ model: registry[embeddingFactory]("v:openai/text-embedding-3-small"), value: prompt });
    await embed({ model: inner[embeddingFactory]("v:openai/text-embedding-3-small"), value: prompt });
    expect(net.sent.map(({ body }) => body?.["providerOptions"])).toEqual([amendedOptions, amendedOptions, amendedOptions, amendedOptions]);
  });

  it("closes the hole that wrapProvider leaves open for embeddings", async () => {
    const net = network();
    const deny = { transformParams: async () => Promise.reject(new Error("denied by middleware")) };
    const wrapped = (provider: unknown) => wrapProvider({ provider, languageModelMiddleware: deny });
    await embed({ model: wrapped(gateway(net))[embeddingFactory]("openai/text-embedding-3-small"), value: "passes by the middleware" });
    expect(net.sent).toHaveLength(1);
    const guarded = wrapped(guardProvider(gateway(net), { guard, category: "phi" }));
    await expect(embed({ model: guarded[embeddingFactory]("openai/text-embedding-3-small"), value: prompt })).rejects.toThrow(CallDeniedError);
    expect(net.sent).toHaveLength(1);
  });
});

describe("guardProvider on language models in another API", () => {
  // As `@ai-sdk/azure`, `@ai-sdk/google` and `@ai-sdk/mistral` make them.
  const made: Record<string, unknown>[] = [];
  const model = (provider: string, baseURL: string, more: object = {}) => (modelId: string) => ({
    specificationVersion: "v4",
    provider,
    modelId,
    supportedUrls: {},
    config: { provider, baseURL },
    ...more,
    doGenerate: async (params: Record<string, unknown>) => {
      made.push(params);
      return { content: [{ type: "text", text: "ok" }], finishReason: { unified: "stop", raw: "stop" }, usage: { inputTokens: {}, outputTokens: {} }, warnings: [] };
    },
  });
  const google = "https://generativelanguage.googleapis.com/v1beta";
  const provider = {
    deepseek: model("azure.deepseek", "https://acme.openai.azure.com/openai"),
    interactions: model("google.generative-ai.interactions", google),
    agents: { interactions: model("google.generative-ai.interactions", google, { agent: "deep-research" }) },
    conversation: model("mistral.conversation", "https://api.mistral.ai/v1"),
  };
  const params = { prompt: [{ role: "user", content: [{ type: "text", text: prompt }] }] };

  it.each([
    ["deepseek", {}, undefined],
    ["interactions", {}, ["store"]],
    ["interactions", { google: { store: false } }, undefined],
    ["interactions", { google: { store: false, previousInteractionId: "i" } }, ["conversations"]],
    ["conversation", {}, ["conversations"]],
  ] as const)("guards %s with %j", async (key, providerOptions, features) => {
    made.length = 0;
    const seen: (readonly string[] | undefined)[] = [];
    const observing = await createGuard({ mode: "observe", onDecision: ({ call }) => void seen.push(call.features) });
    await guardProvider(provider, { guard: observing, category: "pii" })[key]("m").doGenerate({ ...params, providerOptions });
    const refusing = guardProvider(provider, { guard, category: "phi" })[key]("m").doGenerate({ ...params, providerOptions });
    await expect(refusing).rejects.toThrow(CallDeniedError);
    expect([seen, made.length]).toEqual([[features], 1]);
  });

  it("knows that an agent brings tools of its own", async () => {
    const seen: (readonly string[] | undefined)[] = [];
    const observing = await createGuard({ mode: "observe", onDecision: ({ call }) => void seen.push(call.features) });
    await guardProvider(provider.agents, { guard: observing, category: "pii" }).interactions("deep-research").doGenerate(params);
    expect(seen).toEqual([["hosted-tools", "store"]]);
  });
});

describe("guardProvider on the further kinds of ai 7", () => {
  it.each(["experimental_batch", "experimental_realtime", "experimental_speech", "decisionModel", "evaluation"])("refuses %s", (kind) => {
    const provider = guardProvider(versions[2]!.gateway(network()), { guard, category: "public" });
    expect(typeof provider[kind]).toBe("function");
    expect(() => provider[kind]("m")).toThrow(refused);
  });

  it("refuses the tokens that let a browser send on its own", () => {
    const provider = guardProvider(versions[2]!.gateway(network()), { guard, category: "public" });
    expect(() => provider.experimental_realtime.getToken({ model: "m" })).toThrow(refused);
  });

  it("refuses a batch that the SDK starts with it", async () => {
    const net = network();
    const { ai, gateway } = versions[2]!;
    const provider = guardProvider(gateway(net), { guard, category: "public" });
    await expect(ai["experimental_startBatch"]({ provider, requests: [{ id: "1", model: "zai/glm-4.7", prompt }] })).rejects.toMatchObject({ code: "unguardable_model" });
    expect(net.sent).toEqual([]);
  });

  it("passes everything in mode observe", async () => {
    const net = network();
    const observing = await createGuard({ mode: "observe" });
    const provider = guardProvider(versions[2]!.gateway(net), { guard: observing });
    expect(provider.decisionModel("m").provider).toBe("gateway");
    expect(provider.experimental_batch().provider).toBe("gateway.batch");
  });
});
