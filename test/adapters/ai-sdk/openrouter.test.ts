import { describe, expect, it } from "vitest";
import { guardModel } from "../../../src/adapters/ai-sdk/index.ts";
import { CallDeniedError, createGuard, type DecisionRecord } from "../../../src/index.ts";
import { network } from "./network.ts";
import { versions } from "./versions.ts";

const guard = await createGuard();
const enforcing = await createGuard({ mode: "enforce" });
const prompt = "hello";
const zdr = { provider: { zdr: true } };

describe.each(versions)("guardModel on OpenRouter in $name", ({ name, ai, openrouter, generateImage }) => {
  const { generateText } = ai;
  const guarded = (net: ReturnType<typeof network>, settings: object = {}, options: object = {}, factory: object = {}) =>
    guardModel(openrouter(net, factory)("z-ai/glm-4.7", settings), { guard, category: "pii", ...options });

  it("merges the amendment into the settings of the model", async () => {
    const net = network();
    const settings = { provider: { only: ["anthropic", "z-ai"], allow_fallbacks: false }, extraBody: { transforms: [] } };
    await generateText({ model: guarded(net, settings), prompt });
    expect(net.sent.map(({ body }) => [body?.["provider"], body?.["transforms"]])).toEqual([[{ only: ["anthropic", "z-ai"], allow_fallbacks: false, zdr: true }, []]]);
  });

  it.each([
    ["the model's settings", { settings: zdr }],
    ["the model's extra body", { settings: { extraBody: zdr } }],
    ["the factory's extra body", { factory: { extraBody: zdr } }],
    ["the call", { call: { openrouter: zdr } }],
  ])("honours a control in %s", async (_, { settings, factory, call }: { settings?: object; factory?: object; call?: object }) => {
    const net = network();
    await generateText({ model: guarded(net, settings, { guard: enforcing }, factory), prompt, providerOptions: call });
    expect(net.sent[0]?.body?.["provider"]).toEqual({ zdr: true });
  });

  it("knows that the call's provider object replaces that of the model", async () => {
    const net = network();
    const options = { model: guarded(net, zdr, { guard: enforcing }), prompt, providerOptions: { openrouter: { provider: { sort: "price" } } } };
    await expect(generateText(options)).rejects.toThrow(CallDeniedError);
    await generateText({ ...options, model: guarded(net, zdr) });
    expect(net.sent.map(({ body }) => body?.["provider"])).toEqual([{ sort: "price", zdr: true }]);
  });

  it.each([
    ["camelCase", { openrouter: { provider: { dataCollection: "deny", zeroDataRetention: true } } }],
    ["another gateway's namespace", { gateway: { zeroDataRetention: true } }],
    ["a value that switches nothing on", { openrouter: { provider: { zdr: "true" } } }],
  ])("takes a control in %s for none", async (_, providerOptions) => {
    const net = network();
    await expect(generateText({ model: guarded(net, {}, { guard: enforcing }), prompt, providerOptions })).rejects.toThrow(CallDeniedError);
    expect(net.sent).toEqual([]);
  });

  it("counts no setting that a completion model takes and does not send", async () => {
    const net = network();
    const model = (options: object) => guardModel(openrouter(net).completion("z-ai/glm-4.7", zdr), { guard, category: "pii", ...options });
    const params = { prompt: [{ role: "user", content: [{ type: "text", text: prompt }] }] };
    await expect(model({ guard: enforcing }).doGenerate(params)).rejects.toThrow(CallDeniedError);
    await model({}).doGenerate(params);
    expect(net.sent.map(({ body }) => body?.["provider"])).toEqual([{ zdr: true }]);
  });

  it("refuses embeddings that lack a control, since their options stay behind", async () => {
    const net = network();
    const model = (settings: object) => guardModel(openrouter(net).textEmbeddingModel("qwen/qwen3-embedding-8b", settings), { guard, category: "pii" });
    await expect(ai["embed"]({ model: model({}), value: "v", providerOptions: { openrouter: zdr } })).rejects.toThrow(CallDeniedError);
    await ai["embed"]({ model: model({ extraBody: zdr }), value: "v" });
    expect(net.sent.map(({ body }) => body?.["provider"])).toEqual([{ zdr: true }]);
  });

  it("judges the model and the fallbacks that leave, wherever they are set", async () => {
    const net = network();
    const fable = "anthropic/claude-fable-5";
    const calls = [
      generateText({ model: guarded(net, { models: [fable] }), prompt }),
      generateText({ model: guarded(net), prompt, providerOptions: { openrouter: { models: [fable] } } }),
      generateText({ model: guarded(net), prompt, providerOptions: { openrouter: { model: fable } } }),
      generateText({ model: guarded(net, { extraBody: { model: "openrouter/auto" } }), prompt }),
      generateText({ model: guarded(net, { extraBody: { preset: "support" } }), prompt }),
    ];
    for (const call of calls) await expect(call).rejects.toThrow(CallDeniedError);
    expect(net.sent).toEqual([]);
  });

  it("sees own keys, the response cache and web search", async () => {
    const records: DecisionRecord[] = [];
    const observing = await createGuard({ mode: "observe", onDecision: (record) => records.push(record) });
    const net = network();
    const call = (factory: object, settings: object = {}) => generateText({ model: guarded(net, settings, { guard: observing }, factory), prompt });
    await call({ headers: { "X-Provider-API-Keys": '{"anthropic":"k1","openai":"k2"}' } });
    await call({ headers: { "X-OpenRouter-Cache": "true" } });
    await call({}, { plugins: [{ id: "web" }] });
    await call({}, { extraBody: { web_search_options: {} } });
    expect(records.map(({ call: { credentials, byokProviders, features } }) => ({ credentials, byokProviders, features }))).toEqual([
      { credentials: "byok", byokProviders: ["anthropic", "openai"], features: undefined },
      { features: ["response-cache"] },
      { features: ["plugins", "web-search"] },
      { features: ["web-search"] },
    ]);
    expect(JSON.stringify(records)).not.toMatch(/k1|k2/u);
  });

  it.skipIf(name === "ai 5")("puts an allow-list into an image call", async () => {
    const net = network();
    await generateImage({ model: guardModel(openrouter(net).imageModel("google/gemini-3-image"), { guard, category: "internal" }), prompt });
    expect(net.sent[0]?.body?.["provider"]).toEqual({ only: expect.arrayContaining(["google-vertex"]) });
  });
});
