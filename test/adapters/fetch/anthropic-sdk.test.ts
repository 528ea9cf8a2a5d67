import Anthropic, { PermissionDeniedError } from "@anthropic-ai/sdk";
import { describe, expect, it } from "vitest";
import { guardFetch } from "../../../src/adapters/fetch/index.ts";
import { createGuard } from "../../../src/index.ts";
import { bodyOf, recorder } from "./recorder.ts";

const guard = await createGuard();
const message = { model: "anthropic/claude-sonnet-4.6", max_tokens: 9, messages: [{ role: "user" as const, content: "x" }] };

function client(baseURL: string, category: string) {
  const { fetch, sent } = recorder();
  return { sent, anthropic: new Anthropic({ apiKey: "k", baseURL, fetch: guardFetch({ guard, category, fetch }) }) };
}

describe.each([
  { name: "Vercel AI Gateway", baseURL: "https://ai-gateway.vercel.sh", key: "providerOptions", control: { gateway: { zeroDataRetention: true } } },
  { name: "OpenRouter", baseURL: "https://openrouter.ai/api", key: "provider", control: { zdr: true } },
])("the Anthropic client at $name", ({ baseURL, key, control }) => {
  it("sends a message with the control that the category needs", async () => {
    const { anthropic, sent } = client(baseURL, "pii");
    await anthropic.messages.create(message);
    expect(sent.map((each) => [each.url, bodyOf(each)])).toEqual([[`${baseURL}/v1/messages`, { ...message, [key]: control }]]);
  });

  it("counts a fallback model", async () => {
    const { anthropic, sent } = client(baseURL, "pii");
    await expect(anthropic.messages.create({ ...message, fallbacks: [{ model: "anthropic/claude-fable-5" }] } as never)).rejects.toThrow(PermissionDeniedError);
    expect(sent).toEqual([]);
  });
});

describe("the Anthropic client at Anthropic", () => {
  const baseURL = "https://api.anthropic.com";

  it("sends internal data", async () => {
    const { anthropic, sent } = client(baseURL, "internal");
    await anthropic.messages.create(message);
    expect(bodyOf(sent[0])).toEqual(message);
  });

  it.each([
    ["create", (anthropic: Anthropic) => anthropic.messages.create(message)],
    ["stream", (anthropic: Anthropic) => anthropic.messages.stream(message).finalMessage()],
    ["countTokens", (anthropic: Anthropic) => anthropic.messages.countTokens(message)],
    ["batches.create", (anthropic: Anthropic) => anthropic.messages.batches.create({ requests: [{ custom_id: "1", params: message }] })],
  ])("gets its own permission error, with a short message, at the first try: %s", async (_, call) => {
    const { anthropic, sent } = client(baseURL, "pii");
    const error: unknown = await call(anthropic).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(PermissionDeniedError);
    expect(error).toMatchObject({ status: 403, message: "403 call denied for `retention`", type: "permission_error" });
    expect(sent).toEqual([]);
  });
});
