import { describe, expect, it } from "vitest";
import { guardModel } from "../../../src/adapters/ai-sdk/index.ts";
import { CallDeniedError, createGuard } from "../../../src/index.ts";
import { network, type Network } from "./network.ts";
import { versions, type Sdk } from "./versions.ts";

const guard = await createGuard();

interface Kind {
  readonly kind: string;
  readonly since: number;
  readonly path: string;
  readonly base: (sdk: Sdk, net: Network) => any;
  readonly call: (sdk: Sdk, model: unknown, options: object) => Promise<unknown>;
}

const prompt = "Jane Roe";

// The kinds that Vercel's provider makes, with the version from which on it does.
const kinds: readonly Kind[] = [
  { kind: "language", since: 5, path: "/language-model", base: ({ gateway }, net) => gateway(net)("zai/glm-4.7"), call: ({ ai }, model, options) => ai["generateText"]({ model, prompt, ...options }) },
  { kind: "embedding", since: 5, path: "/embedding-model", base: ({ gateway, embeddingFactory }, net) => gateway(net)[embeddingFactory]("openai/text-embedding-3-small"), call: ({ ai }, model, options) => ai["embed"]({ model, value: prompt, ...options }) },
  { kind: "image", since: 5, path: "/image-model", base: ({ gateway }, net) => gateway(net).imageModel("bfl/flux-2-pro"), call: ({ generateImage }, model, options) => generateImage({ model, prompt, ...options }) },
  { kind: "rerank", since: 6, path: "/reranking-model", base: ({ gateway }, net) => gateway(net).rerankingModel("cohere/rerank-v3.5"), call: ({ ai }, model, options) => ai["rerank"]({ model, query: prompt, documents: ["a"], ...options }) },
  { kind: "speech", since: 6, path: "/speech-model", base: ({ gateway }, net) => gateway(net).speechModel("openai/tts-1"), call: ({ generateSpeech }, model, options) => generateSpeech({ model, text: prompt, ...options }) },
  { kind: "transcription", since: 6, path: "/transcription-model", base: ({ gateway }, net) => gateway(net).transcriptionModel("openai/whisper-1"), call: ({ transcribe }, model, options) => transcribe({ model, audio: new Uint8Array([1, 2]), ...options }) },
];

const cases = versions.flatMap((sdk) => kinds.filter(({ since }) => since <= Number(sdk.name.slice(3))).map((kind) => ({ sdk, name: sdk.name, ...kind })));

describe.each(cases)("guardModel on a gateway model of kind $kind in $name", ({ sdk, path, base, call }) => {
  it("sends the amended body", async () => {
    const net = network();
    await call(sdk, guardModel(base(sdk, net), { guard, category: "pii" }), { providerOptions: { cordon: { category: "internal" }, gateway: { zeroDataRetention: false } } });
    expect(net.sent.map(({ url, body }) => [new URL(url).pathname.replace(/^.*(?=\/)/u, ""), body?.["providerOptions"]])).toEqual([[path, { gateway: { zeroDataRetention: true } }]]);
    expect(net.sent[0]?.text).not.toContain("cordon");
  });

  it("sends nothing of a denied call, and tries once", async () => {
    const net = network();
    await expect(call(sdk, guardModel(base(sdk, net), { guard, category: "phi" }), { maxRetries: 3 })).rejects.toThrow(CallDeniedError);
    expect(net.sent).toEqual([]);
  });
});

describe.each(versions)("guardModel on other kinds in $name", (sdk) => {
  const { ai, gateway, openai, embeddingFactory, generateSpeech, transcribe } = sdk;

  it("guards every batch of embedMany", async () => {
    const net = network();
    const model = guardModel(gateway(net)[embeddingFactory]("openai/text-embedding-3-small"), { guard, category: "pii" });
    const values = Array.from({ length: 2049 }, (_, index) => String(index));
    expect((await ai["embedMany"]({ model, values })).embeddings).toHaveLength(2049);
    expect(net.sent.map(({ body }) => [[body?.["values"] ?? body?.["input"]].flat().length, body?.["providerOptions"]])).toEqual([
      [2048, { gateway: { zeroDataRetention: true } }],
      [1, { gateway: { zeroDataRetention: true } }],
    ]);
  });

  it("keeps the limits that a model states", () => {
    const net = network();
    const embedding = guardModel(gateway(net)[embeddingFactory]("openai/text-embedding-3-small"), { guard });
    const image = guardModel(gateway(net).imageModel("bfl/flux-2-pro"), { guard });
    expect([embedding.maxEmbeddingsPerCall, embedding.supportsParallelCalls, image.maxImagesPerCall]).toEqual([2048, true, Number.MAX_SAFE_INTEGER]);
    expect(guardModel(openai(net).imageModel("gpt-image-1"), { guard }).maxImagesPerCall).toBe(10);
  });

  it("judges speech and transcription of a provider's own API", async () => {
    const net = network();
    const provider = openai(net);
    const speech = (category: string) => generateSpeech({ model: guardModel(provider.speech("tts-1"), { guard, category }), text: "hi" });
    const heard = (category: string) => transcribe({ model: guardModel(provider.transcription("whisper-1"), { guard, category }), audio: new Uint8Array([1, 2]) });
    await speech("internal");
    await heard("internal");
    await expect(speech("pii")).rejects.toThrow(CallDeniedError);
    await expect(heard("pii")).rejects.toThrow(CallDeniedError);
    expect(net.sent.map(({ url }) => new URL(url).pathname)).toEqual(["/v1/audio/speech", "/v1/audio/transcriptions"]);
  });

  it("refuses a model of a kind that it cannot read", () => {
    const decision = { specificationVersion: "v4", provider: "openai.decision", modelId: "m", doDecide: async () => ({}) };
    expect(() => guardModel(decision, { guard })).toThrow(expect.objectContaining({ code: "unguardable_model" }));
    expect(() => guardModel({ provider: "p" }, { guard })).toThrow(expect.objectContaining({ code: "unguardable_model" }));
  });
});

describe.each(versions.slice(1))("guardModel on video in $name", ({ ai, gateway }) => {
  it("asks the policy of video jobs, which have no zero retention", async () => {
    const net = network();
    const video = (category: string) => ai["experimental_generateVideo"]({ model: guardModel(gateway(net).videoModel("google/veo-3"), { guard, category }), prompt });
    await video("internal");
    await expect(video("pii")).rejects.toThrow(CallDeniedError);
    expect(net.sent.map(({ body }) => body?.["providerOptions"])).toEqual([{ gateway: { disallowPromptTraining: true } }]);
  });
});

describe("guardModel on the live streams of ai 7", () => {
  it("refuses speech and transcription over a socket", async () => {
    const { gateway } = versions[2]!;
    const speech = guardModel(gateway(network()).speechModel("openai/tts-1"), { guard, category: "public" });
    const heard = guardModel(gateway(network()).transcriptionModel("openai/whisper-1"), { guard, category: "public" });
    await expect(speech.doStream({ text: new ReadableStream() })).rejects.toMatchObject({ code: "unguardable_model" });
    await expect(heard.doStream({ audio: new ReadableStream() })).rejects.toMatchObject({ code: "unguardable_model" });
  });

  it("judges the start of a video job and lets its status be asked", async () => {
    const net = network();
    const video = guardModel(versions[2]!.gateway(net).videoModel("google/veo-3"), { guard, category: "pii" });
    await expect(video.doStart({ prompt, n: 1, providerOptions: {} })).rejects.toThrow(CallDeniedError);
    await expect(video.doStatus({ operation: "1" })).rejects.not.toThrow(CallDeniedError);
    expect(net.sent.map(({ body }) => body)).toEqual([{ operation: "1" }]);
  });
});
