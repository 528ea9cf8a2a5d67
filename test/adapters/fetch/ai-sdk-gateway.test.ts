import * as ai5 from "ai-5";
import * as ai6 from "ai-6";
import * as ai7 from "ai";
import { describe, expect, it } from "vitest";
import { guardFetch } from "../../../src/adapters/fetch/index.ts";
import { createGuard } from "../../../src/index.ts";
import { bodyOf, recorder } from "./recorder.ts";

const guard = await createGuard();
type Ai = typeof ai7;
const versions = [
  { name: "5", wire: "v1", ai: ai5 as unknown as Ai },
  { name: "6", wire: "v3", ai: ai6 as unknown as Ai },
  { name: "7", wire: "v4", ai: ai7 },
];

describe.each(versions)("the gateway of AI SDK $name", ({ wire, ai }) => {
  function gateway(category: string | undefined) {
    const { fetch, sent } = recorder();
    const guarded = guardFetch({ guard, fetch, ...(category === undefined ? {} : { category }) });
    return { sent, gateway: ai.createGateway({ apiKey: "k", fetch: guarded }) };
  }
  const image = ai.generateImage ?? (ai as unknown as { experimental_generateImage: Ai["generateImage"] }).experimental_generateImage;
  const kinds: readonly (readonly [string, string, (from: ReturnType<Ai["createGateway"]>) => Promise<unknown>])[] = [
    ["generateText", "language-model", (from) => ai.generateText({ model: from("zai/glm-4.7"), prompt: "x" })],
    ["streamText", "language-model", async (from) => {
      const errors: unknown[] = [];
      await ai.streamText({ model: from("zai/glm-4.7"), prompt: "x", onError: ({ error }) => void errors.push(error) }).consumeStream();
      throw errors[0];
    }],
    ["embed", "embedding-model", (from) => ai.embed({ model: from.textEmbeddingModel("openai/text-embedding-3-small"), value: "x" })],
    ["generateImage", "image-model", (from) => image({ model: from.imageModel("google/imagen-4"), prompt: "x" })],
  ];

  it.each(kinds)("sends %s with the control that the category needs", async (_, path, call) => {
    const { gateway: from, sent } = gateway("pii");
    await call(from).catch(() => undefined);
    expect(sent[0]?.url).toBe(`https://ai-gateway.vercel.sh/${wire}/ai/${path}`);
    expect(bodyOf(sent[0])["providerOptions"]).toEqual({ gateway: { zeroDataRetention: true } });
  });

  it.each(kinds)("gets its own permission error for data that may go to no model, at the first try: %s", async (_, __, call) => {
    const { gateway: from, sent } = gateway("prohibited");
    const error: unknown = await call(from).catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      name: "GatewayForbiddenError",
      statusCode: 403,
      message: "call denied for `prohibited-category`",
      ruleId: "cordon/prohibited-category",
    });
    expect(sent).toEqual([]);
  });

  it("takes the category of one call from its options and its headers, which do not leave", async () => {
    const { gateway: from, sent } = gateway("public");
    const model = from("zai/glm-4.7");
    await ai.generateText({ model, prompt: "x", providerOptions: { cordon: { category: "pii" } } }).catch(() => undefined);
    await ai.generateText({ model, prompt: "x", headers: { "x-cordon-category": "pii" } }).catch(() => undefined);
    expect(sent.map((each) => [bodyOf(each)["providerOptions"], each.headers.get("x-cordon-category"), each.text.includes("cordon")])).toEqual([
      [{ gateway: { zeroDataRetention: true } }, null, false],
      [{ gateway: { zeroDataRetention: true } }, null, false],
    ]);
  });

  it("counts the fallback models and the model of the header", async () => {
    const { gateway: from, sent } = gateway("pii");
    const fallback = ai.generateText({ model: from("zai/glm-4.7"), prompt: "x", providerOptions: { gateway: { models: ["anthropic/claude-fable-5"] } } });
    await expect(fallback).rejects.toMatchObject({ statusCode: 403 });
    await expect(ai.generateText({ model: from("vmc/support"), prompt: "x" })).rejects.toMatchObject({ statusCode: 403 });
    expect(sent).toEqual([]);
  });

  it("counts own keys on the request", async () => {
    const { gateway: from, sent } = gateway("pii");
    const call = ai.generateText({ model: from("anthropic/claude-sonnet-4.6"), prompt: "x", providerOptions: { gateway: { zeroDataRetention: true, byok: { anthropic: [{ apiKey: "secret" }] } } } });
    await expect(call).rejects.toMatchObject({ statusCode: 403 });
    expect(sent).toEqual([]);
  });

  it("judges data that nobody has named by the taxonomy", async () => {
    const { gateway: from, sent } = gateway(undefined);
    await ai.generateText({ model: from("zai/glm-4.7"), prompt: "x" }).catch(() => undefined);
    expect(bodyOf(sent[0])["providerOptions"]).toEqual({ gateway: { zeroDataRetention: true } });
  });
});
