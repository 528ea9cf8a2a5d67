import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { createOpenRouter } from "@openrouter/ai-sdk-provider";
import { embed, generateText } from "ai";
import { describe, expect, it } from "vitest";
import { guardFetch } from "../../../src/adapters/fetch/index.ts";
import { createGuard } from "../../../src/index.ts";
import { bodyOf, recorder } from "./recorder.ts";

const guard = await createGuard();

describe("a provider of the AI SDK", () => {
  it.each([
    ["openai at Vercel", "pii", (fetch: typeof globalThis.fetch) => createOpenAI({ apiKey: "k", baseURL: "https://ai-gateway.vercel.sh/v1", fetch })("zai/glm-4.7"), "providerOptions", { gateway: { zeroDataRetention: true } }],
    ["openai.chat at OpenRouter", "pii", (fetch: typeof globalThis.fetch) => createOpenAI({ apiKey: "k", baseURL: "https://openrouter.ai/api/v1", fetch }).chat("zai/glm-4.7"), "provider", { zdr: true }],
    ["openai-compatible at AnyAPI", "pii", (fetch: typeof globalThis.fetch) => createOpenAICompatible({ name: "any", baseURL: "https://api.anyapi.ai/v1", fetch })("zai/glm-4.7"), "data_policy", { training_allowed: false, retention_days: 0 }],
    ["openrouter", "internal", (fetch: typeof globalThis.fetch) => createOpenRouter({ apiKey: "k", fetch }).chat("z-ai/glm-4.7"), "provider", { data_collection: "deny" }],
  ] as const)("sends with the control that the category needs: %s", async (_, category, model, key, control) => {
    const { fetch, sent } = recorder();
    await generateText({ model: model(guardFetch({ guard, category, fetch })), prompt: "x" }).catch(() => undefined);
    expect(bodyOf(sent[0])[key]).toEqual(control);
  });

  it("has embeddings at OpenRouter guarded, whose options it drops itself", async () => {
    const { fetch, sent } = recorder();
    const model = createOpenAICompatible({ name: "openrouter", baseURL: "https://openrouter.ai/api/v1", fetch: guardFetch({ guard, category: "pii", fetch }) }).textEmbeddingModel("openai/text-embedding-3-small");
    await embed({ model, value: "x" }).catch(() => undefined);
    expect(bodyOf(sent[0])["provider"]).toEqual({ zdr: true });
  });

  it.each([
    ["openai", (fetch: typeof globalThis.fetch) => createOpenAI({ apiKey: "k", fetch })("gpt-5")],
    ["anthropic", (fetch: typeof globalThis.fetch) => createAnthropic({ apiKey: "k", fetch })("claude-sonnet-4-6")],
    ["openrouter", (fetch: typeof globalThis.fetch) => createOpenRouter({ apiKey: "k", fetch }).chat("openrouter/auto")],
    ["openai-compatible", (fetch: typeof globalThis.fetch) => createOpenAICompatible({ name: "x", baseURL: "https://models.example.com/v1", fetch })("m")],
  ] as const)("raises one error with the message, at the first try: %s", async (_, model) => {
    const { fetch, sent } = recorder();
    const error: unknown = await generateText({ model: model(guardFetch({ guard, category: "pii", fetch })), prompt: "x" }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ name: "AI_APICallError", statusCode: 403, isRetryable: false, message: expect.stringMatching(/^call denied for/u) });
    expect(sent).toEqual([]);
  });
});
