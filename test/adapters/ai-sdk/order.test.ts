import { describe, expect, it } from "vitest";
import { guardModel } from "../../../src/adapters/ai-sdk/index.ts";
import { CallDeniedError, createGuard, GuardError, type DecisionRecord } from "../../../src/index.ts";
import { network } from "./network.ts";
import { versions } from "./versions.ts";

const guard = await createGuard();
const enforcing = await createGuard({ mode: "enforce" });
const prompt = "hello";

describe.each(versions)("the order of layers in $name", ({ ai, gateway }) => {
  const { generateText, wrapLanguageModel, defaultSettingsMiddleware } = ai;
  const defaults = (options: object) => defaultSettingsMiddleware({ settings: { providerOptions: { gateway: options } } });

  it("judges what middleware around the guard fills in", async () => {
    const net = network();
    const guarded = guardModel(gateway(net)("zai/glm-4.7"), { guard: enforcing, category: "pii" });
    const model = wrapLanguageModel({ model: guarded, middleware: defaults({ zeroDataRetention: true }) });
    await generateText({ model, prompt });
    await expect(generateText({ model, prompt, providerOptions: { gateway: { zeroDataRetention: false } } })).rejects.toThrow(CallDeniedError);
    expect(net.sent.map(({ body }) => body?.["providerOptions"])).toEqual([{ gateway: { zeroDataRetention: true } }]);
  });

  it("judges what middleware around the guard takes away", async () => {
    const net = network();
    const strip = { transformParams: async ({ params }: any) => ({ ...params, providerOptions: {} }) };
    const model = wrapLanguageModel({ model: guardModel(gateway(net)("zai/glm-4.7"), { guard, category: "pii" }), middleware: [strip] });
    await generateText({ model, prompt, providerOptions: { gateway: { zeroDataRetention: true } } });
    expect(net.sent[0]?.body?.["providerOptions"]).toEqual({ gateway: { zeroDataRetention: true } });
  });

  it("does not see what middleware below the guard fills in, and asks for it", async () => {
    const net = network();
    const inner = wrapLanguageModel({ model: gateway(net)("zai/glm-4.7"), middleware: defaults({ zeroDataRetention: true }) });
    await expect(generateText({ model: guardModel(inner, { guard: enforcing, category: "pii" }), prompt })).rejects.toThrow(CallDeniedError);
    await generateText({ model: guardModel(inner, { guard, category: "pii" }), prompt });
    expect(net.sent.map(({ body }) => body?.["providerOptions"])).toEqual([{ gateway: { zeroDataRetention: true } }]);
  });

  it.each(["generateText", "streamText"])("finds out in %s that middleware below the guard undid the decision, and calls the model no more", async (method) => {
    const net = network();
    const strip = { transformParams: async ({ params }: any) => ({ ...params, providerOptions: {} }) };
    const inner = wrapLanguageModel({ model: gateway(net)("zai/glm-4.7"), middleware: [strip] });
    const model = guardModel(inner, { guard, category: "pii" });
    const errors: unknown[] = [];
    const call = async () => {
      if (method === "generateText") return generateText({ model, prompt, maxRetries: 3 }).catch((error: unknown) => errors.push(error));
      await ai["streamText"]({ model, prompt, onError: ({ error }: { error: unknown }) => void errors.push(error) }).consumeStream();
    };
    await call();
    await call();
    expect(errors.map((error) => (error as GuardError).code)).toEqual(["unguardable_model", "unguardable_model"]);
    expect(net.sent).toHaveLength(1);
  });

  it("finds out that a model only calls itself a gateway", async () => {
    const net = network();
    const posing = wrapLanguageModel({ model: versionsOpenAI(net), middleware: { overrideProvider: () => "gateway" } });
    const call = () => generateText({ model: guardModel(posing, { guard, category: "pii" }), prompt, maxRetries: 0 });
    await expect(call()).rejects.toThrow(GuardError);
    await expect(call()).rejects.toThrow(GuardError);
    expect(net.sent.length).toBeLessThanOrEqual(1);
  });

  it("judges each model and each setting of prepareStep", async () => {
    const net = network();
    const records: DecisionRecord[] = [];
    const recording = await createGuard({ onDecision: (record) => records.push(record) });
    const guarded = (id: string, category: string) => guardModel(gateway(net)(id), { guard: recording, category });
    const call = (step: object) => generateText({ model: guarded("zai/glm-4.7", "pii"), prompt, providerOptions: { gateway: { zeroDataRetention: true } }, prepareStep: () => step });
    await call({ providerOptions: { gateway: { zeroDataRetention: false } } });
    await expect(call({ model: guarded("anthropic/claude-fable-5", "pii") })).rejects.toThrow(CallDeniedError);
    expect(net.sent.map(({ body }) => body?.["providerOptions"])).toEqual([{ gateway: { zeroDataRetention: true } }]);
    expect(records.at(-1)?.call.model).toBe("anthropic/claude-fable-5");
  });

  function versionsOpenAI(net: ReturnType<typeof network>): unknown {
    return versions.find((version) => version.ai === ai)!.openai(net)("gpt-5");
  }
});
