import { describe, expect, it } from "vitest";
import { guardModel } from "../../../src/adapters/ai-sdk/index.ts";
import { CallDeniedError, createGuard, withCategory, type DecisionRecord } from "../../../src/index.ts";
import { network } from "./network.ts";
import { versions } from "./versions.ts";

const guard = await createGuard();
const enforcing = await createGuard({ mode: "enforce" });
const secret = "Jane Roe, born 1971";

describe.each(versions)("guardModel on a language model of $name", ({ name, ai, gateway }) => {
  const { generateText, streamText } = ai;

  it("sends what the policy adds", async () => {
    const net = network();
    const model = guardModel(gateway(net)("zai/glm-4.7"), { guard, category: "pii" });
    await generateText({ model, prompt: secret });
    expect(net.sent.map(({ body }) => body?.["providerOptions"])).toEqual([{ gateway: { zeroDataRetention: true } }]);
  });

  it("leaves a compliant call as it is", async () => {
    const net = network();
    const providerOptions = { gateway: { zeroDataRetention: true, order: ["vertex"] }, openai: { user: "u1" } };
    await generateText({ model: guardModel(gateway(net)("zai/glm-4.7"), { guard, category: "pii" }), prompt: secret, providerOptions });
    expect(net.sent[0]?.body?.["providerOptions"]).toEqual(providerOptions);
  });

  it("overrides a control that the call switches off", async () => {
    const net = network();
    const model = guardModel(gateway(net)("zai/glm-4.7"), { guard, category: "pii" });
    await generateText({ model, prompt: secret, providerOptions: { gateway: { zeroDataRetention: false, only: ["vertex", "zai"] } } });
    expect(net.sent[0]?.body?.["providerOptions"]).toEqual({ gateway: { zeroDataRetention: true, only: ["vertex", "zai"] } });
  });

  it("takes a misspelt control for none", async () => {
    const net = network();
    const model = guardModel(gateway(net)("zai/glm-4.7"), { guard: enforcing, category: "pii" });
    await expect(generateText({ model, prompt: secret, providerOptions: { gateway: { zdr: true } } })).rejects.toThrow(CallDeniedError);
    expect(net.sent).toEqual([]);
  });

  it("refuses at once, without a request and without a retry", async () => {
    const net = network();
    const records: DecisionRecord[] = [];
    const recording = await createGuard({ onDecision: (record) => records.push(record) });
    const model = guardModel(gateway(net)("zai/glm-4.7"), { guard: recording, category: "phi" });
    const error = await generateText({ model, prompt: secret, maxRetries: 3 }).catch((thrown: unknown) => thrown);
    expect(CallDeniedError.isInstance(error)).toBe(true);
    expect(net.sent).toEqual([]);
    expect(records.map(({ outcome }) => outcome)).toEqual(["refused"]);
    expect(JSON.stringify([(error as Error).message, records])).not.toContain(secret);
  });

  it("sends nothing of a refused stream, and streamText shows an error part", async () => {
    const net = network();
    const errors: unknown[] = [];
    const model = guardModel(gateway(net)("zai/glm-4.7"), { guard, category: "phi" });
    const result = streamText({ model, prompt: secret, onError: ({ error }: { error: unknown }) => void errors.push(error) });
    const parts: { type: string; error?: unknown }[] = [];
    for await (const part of result.fullStream ?? result.stream) parts.push(part);
    expect(parts.find(({ type }) => type === "error")?.error).toBeInstanceOf(CallDeniedError);
    expect(errors[0]).toBeInstanceOf(CallDeniedError);
    expect(net.sent).toEqual([]);
  });

  it("amends a stream and passes its text on", async () => {
    const net = network();
    const model = guardModel(gateway(net)("zai/glm-4.7"), { guard, category: "pii" });
    expect(await streamText({ model, prompt: secret }).text).toBe("ok");
    expect(net.sent[0]?.body?.["providerOptions"]).toEqual({ gateway: { zeroDataRetention: true } });
  });

  it("amends generateObject", async () => {
    const net = network();
    const model = guardModel(gateway(net)("zai/glm-4.7"), { guard, category: "pii" });
    await ai["generateObject"]({ model, prompt: secret, output: "no-schema" });
    expect(net.sent[0]?.body?.["providerOptions"]).toEqual({ gateway: { zeroDataRetention: true } });
  });

  it("adds up the categories of wrapper, context, call, message, header", async () => {
    const net = network();
    const records: DecisionRecord[] = [];
    const recording = await createGuard({ onDecision: (record) => records.push(record) });
    const model = guardModel(gateway(net)("zai/glm-4.7"), { guard: recording, category: "public" });
    const messages = [{ role: "user", content: [{ type: "text", text: "hi", providerOptions: { cordon: { category: "confidential" } } }], providerOptions: { cordon: { category: "internal" } } }];
    await withCategory("pii", () =>
      generateText({ model, messages, headers: { "X-Cordon-Category": "public, internal" }, providerOptions: { cordon: { category: ["internal", "public"] } } }),
    );
    expect(records.map(({ call }) => call.categories)).toEqual([["confidential", "internal", "pii", "public"]]);
    expect(net.sent[0]?.body?.["providerOptions"]).toEqual({ gateway: { zeroDataRetention: true } });
    expect(`${net.sent[0]?.text} ${JSON.stringify(net.sent[0]?.headers)}`).not.toMatch(/cordon/iu);
  });

  it("keeps the declaration from the wire in mode observe too, and changes nothing else", async () => {
    const net = network();
    const records: DecisionRecord[] = [];
    const observing = await createGuard({ mode: "observe", onDecision: (record) => records.push(record) });
    const model = guardModel(gateway(net)("zai/glm-4.7"), { guard: observing });
    await generateText({ model, prompt: secret, providerOptions: { cordon: { category: "phi" }, gateway: { order: ["zai"] } } });
    expect(net.sent[0]?.body?.["providerOptions"]).toEqual({ gateway: { order: ["zai"] } });
    expect(records.map(({ outcome, decision }) => [outcome, decision.effect])).toEqual([["observed", "deny"]]);
  });

  it("refuses a declaration that it cannot understand", async () => {
    const net = network();
    const model = guardModel(gateway(net)("zai/glm-4.7"), { guard, category: "public" });
    for (const cordon of [{ categories: ["pii"] }, { category: 7 }, "pii"]) {
      await expect(generateText({ model, prompt: secret, providerOptions: { cordon } })).rejects.toThrow(CallDeniedError);
    }
    expect(net.sent).toEqual([]);
  });

  it("judges an unlabelled call by the taxonomy", async () => {
    const net = network();
    await generateText({ model: guardModel(gateway(net)("zai/glm-4.7"), { guard }), prompt: secret });
    expect(net.sent[0]?.body?.["providerOptions"]).toEqual({ gateway: { zeroDataRetention: true } });
  });

  it("judges own keys in the request by their own terms", async () => {
    const net = network();
    const model = guardModel(gateway(net)("anthropic/claude-sonnet-4.5"), { guard, category: "pii" });
    const byok = { anthropic: [{ apiKey: "k" }] };
    await expect(generateText({ model, prompt: secret, providerOptions: { gateway: { zeroDataRetention: true, byok } } })).rejects.toThrow(CallDeniedError);
    expect(net.sent).toEqual([]);
  });

  it("judges the models that a call falls back to", async () => {
    const net = network();
    const model = guardModel(gateway(net)("zai/glm-4.7"), { guard, category: "pii" });
    const call = (models: unknown[]) => generateText({ model, prompt: secret, providerOptions: { gateway: { zeroDataRetention: true, models } } });
    await call(["openai/gpt-5"]);
    await expect(call(["anthropic/claude-fable-5"])).rejects.toThrow(CallDeniedError);
    await expect(call([{ model: "vmc/support", when: "always" }])).rejects.toThrow(CallDeniedError);
    expect(net.sent).toHaveLength(1);
  });

  it("judges a tool that the provider runs", async () => {
    const net = network();
    const records: DecisionRecord[] = [];
    const recording = await createGuard({ onDecision: (record) => records.push(record) });
    const model = guardModel(gateway(net)("zai/glm-4.7"), { guard: recording, category: "pii" });
    const type = name === "ai 5" ? "provider-defined" : "provider";
    const tool = (id: string) => ({ type, id, name: "t", args: {}, inputSchema: ai["jsonSchema"]({}), isProviderExecuted: true });
    const call = (id: string) => generateText({ model, prompt: secret, tools: { t: tool(id) }, providerOptions: { gateway: { zeroDataRetention: true } } });
    await call("anthropic.bash_20250124");
    await expect(call("openai.web_search")).rejects.toThrow(CallDeniedError);
    expect(records.map(({ call: { features }, outcome }) => [features, outcome])).toEqual([[undefined, "sent"], [["web-search"], "refused"]]);
    expect(net.sent).toHaveLength(1);
  });

  it("sends what was decided, whatever happens to the caller's options meanwhile", async () => {
    const net = network();
    const options = { gateway: { zeroDataRetention: true } };
    const base = gateway(net)("zai/glm-4.7");
    const model = guardModel(base, { guard, category: "pii" });
    const sending = model.doGenerate({ prompt: [{ role: "user", content: [{ type: "text", text: "hi" }] }], providerOptions: options });
    options.gateway.zeroDataRetention = false;
    await sending;
    expect(net.sent[0]?.body?.["providerOptions"]).toEqual({ gateway: { zeroDataRetention: true } });
  });

  it("keeps what a model tells of itself, and hides the way around the guard", () => {
    const base = gateway(network())("zai/glm-4.7");
    const model = guardModel(base, { guard });
    expect([model.specificationVersion, model.provider, model.modelId, model.supportedUrls]).toEqual([base.specificationVersion, "gateway", "zai/glm-4.7", base.supportedUrls]);
    expect("config" in model).toBe(false);
    expect(model.constructor).toBe(Object);
  });

  it("guards a guarded model again, with the categories of both", async () => {
    const net = network();
    const inner = guardModel(gateway(net)("zai/glm-4.7"), { guard, category: "public" });
    const model = guardModel(inner, { guard, category: "internal" });
    await generateText({ model, prompt: secret, providerOptions: { cordon: { category: "public" } } });
    await generateText({ model, prompt: secret, providerOptions: { cordon: { category: "pii" } } });
    expect(net.sent.map(({ body }) => body?.["providerOptions"])).toEqual([{ gateway: { disallowPromptTraining: true } }, { gateway: { zeroDataRetention: true } }]);
  });
});

describe.each(versions.slice(1))("guardModel under the agent of $name", ({ ai, gateway }) => {
  it("judges what the agent's settings say", async () => {
    const net = network();
    const agent = (category: string) =>
      new ai["ToolLoopAgent"]({ model: guardModel(gateway(net)("zai/glm-4.7"), { guard, category }), providerOptions: { gateway: { zeroDataRetention: false } } });
    await agent("pii").generate({ prompt: secret });
    await expect(agent("phi").generate({ prompt: secret })).rejects.toThrow(CallDeniedError);
    expect(net.sent.map(({ body }) => body?.["providerOptions"])).toEqual([{ gateway: { zeroDataRetention: true } }]);
  });
});
