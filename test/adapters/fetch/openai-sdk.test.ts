import OpenAI, { AzureOpenAI, BadRequestError, PermissionDeniedError, toFile } from "openai";
import { describe, expect, it } from "vitest";
import { guardFetch } from "../../../src/adapters/fetch/index.ts";
import { createGuard } from "../../../src/index.ts";
import { bodyOf, recorder } from "./recorder.ts";

const guard = await createGuard();
const messages = [{ role: "user" as const, content: "x" }];

function client(baseURL: string, category: string) {
  const { fetch, sent } = recorder();
  return { sent, openai: new OpenAI({ apiKey: "k", baseURL, fetch: guardFetch({ guard, category, fetch }) }) };
}

const gateways = [
  { name: "Vercel AI Gateway", baseURL: "https://ai-gateway.vercel.sh/v1", key: "providerOptions", internal: { gateway: { disallowPromptTraining: true } }, pii: { gateway: { zeroDataRetention: true } } },
  { name: "OpenRouter", baseURL: "https://openrouter.ai/api/v1", key: "provider", internal: { data_collection: "deny" }, pii: { zdr: true } },
];
const kinds: readonly (readonly [string, string, (openai: OpenAI) => Promise<unknown>])[] = [
  ["chat.completions", "/chat/completions", (openai) => openai.chat.completions.create({ model: "zai/glm-4.7", messages })],
  ["responses", "/responses", (openai) => openai.responses.create({ model: "zai/glm-4.7", input: "x" })],
  ["embeddings", "/embeddings", (openai) => openai.embeddings.create({ model: "openai/text-embedding-3-small", input: "x", encoding_format: "float" })],
];

describe.each(gateways)("the OpenAI client at $name", ({ baseURL, key, internal, pii }) => {
  it.each(kinds)("sends %s with the control that the category needs", async (_, path, call) => {
    for (const [category, control] of [["internal", internal], ["pii", pii]] as const) {
      const { openai, sent } = client(baseURL, category);
      await call(openai);
      expect(sent.map((each) => [each.url, bodyOf(each)[key]])).toEqual([[baseURL + path, control]]);
    }
  });

  it("sends streams, too", async () => {
    const { fetch, sent } = recorder(() => new Response(`data: {"choices":[{"delta":{"content":"y"}}]}\n\ndata: [DONE]\n\n`, { headers: { "content-type": "text/event-stream" } }));
    const openai = new OpenAI({ apiKey: "k", baseURL, fetch: guardFetch({ guard, category: "pii", fetch }) });
    const chunks = [];
    for await (const chunk of await openai.chat.completions.create({ model: "zai/glm-4.7", messages, stream: true })) chunks.push(chunk.choices[0]?.delta.content);
    expect([chunks, bodyOf(sent[0])[key]]).toEqual([["y"], pii]);
  });

  it("sends what replaces the body with the control that the body had lost", async () => {
    const { openai, sent } = client(baseURL, "pii");
    await openai.chat.completions.create({ model: "zai/glm-4.7", messages, [key]: pii } as never, { body: { model: "zai/glm-4.7", messages } });
    expect(bodyOf(sent[0])).toEqual({ model: "zai/glm-4.7", messages, [key]: pii });
  });

  it("gets its own permission error for data that may go to no model, at the first try", async () => {
    const { openai, sent } = client(baseURL, "prohibited");
    const error: unknown = await openai.chat.completions.create({ model: "zai/glm-4.7", messages }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(PermissionDeniedError);
    expect(error).toMatchObject({ status: 403, message: "403 call denied for `prohibited-category`" });
    expect(sent).toEqual([]);
  });

  it("takes the category of one call from a header, which does not leave", async () => {
    const { openai, sent } = client(baseURL, "public");
    await openai.chat.completions.create({ model: "zai/glm-4.7", messages }, { headers: { "X-Cordon-Category": "internal, pii" } });
    expect([sent[0]?.headers.get("x-cordon-category"), bodyOf(sent[0])[key]]).toEqual([null, pii]);
  });
});

describe("the OpenAI client at OpenAI", () => {
  const baseURL = "https://api.openai.com/v1";

  it.each([
    ...kinds,
    ["images", "/images/generations", (openai: OpenAI) => openai.images.generate({ model: "gpt-image-1", prompt: "x" })],
    ["image edits", "/images/edits", async (openai: OpenAI) => openai.images.edit({ model: "gpt-image-1", prompt: "x", image: await toFile(new Uint8Array([1]), "a.png", { type: "image/png" }) })],
    ["speech", "/audio/speech", (openai: OpenAI) => openai.audio.speech.create({ model: "tts-1", voice: "alloy", input: "x" })],
    ["transcription", "/audio/transcriptions", async (openai: OpenAI) => openai.audio.transcriptions.create({ model: "whisper-1", file: await toFile(new Uint8Array([1]), "a.wav") })],
    ["files", "/files", async (openai: OpenAI) => openai.files.create({ purpose: "batch", file: await toFile(new Uint8Array([1]), "a.jsonl") })],
  ] as readonly (readonly [string, string, (openai: OpenAI) => Promise<unknown>])[])("sends internal data, never personal: %s", async (_, path, call) => {
    const allowed = client(baseURL, "internal");
    await call(allowed.openai);
    const denied = client(baseURL, "pii");
    await expect(call(denied.openai)).rejects.toThrow(PermissionDeniedError);
    // The client asks for `data:,` before its first form, to see what its fetch answers with.
    const urls = [allowed, denied].map(({ sent }) => sent.map(({ url }) => url).filter((url) => url !== "data:,"));
    expect(urls).toEqual([[baseURL + path], []]);
  });

  it("lists models without a judgement", async () => {
    const { openai, sent } = client(baseURL, "prohibited");
    await openai.models.list();
    expect(sent).toHaveLength(1);
  });

  it("hears the reason of a malformed body as a bad request", async () => {
    const { openai, sent } = client(baseURL, "internal");
    const body = new TextEncoder().encode(`{"model":"a","model":"b"}`);
    await expect(openai.chat.completions.create({ model: "a", messages }, { body })).rejects.toThrow(BadRequestError);
    expect(sent).toEqual([]);
  });

  it("is judged by the deployment on Azure", async () => {
    const { fetch, sent } = recorder();
    const models: (string | undefined)[] = [];
    const watched = await createGuard({ onDecision: ({ call }) => void models.push(call.gateway, call.model) });
    const azure = new AzureOpenAI({ apiKey: "k", endpoint: "https://acme.openai.azure.com", apiVersion: "2024-10-21", deployment: "gpt-a", fetch: guardFetch({ guard: watched, category: "internal", fetch }) });
    await azure.chat.completions.create({ model: "", messages });
    expect([models, sent.length]).toEqual([["azure-openai", "gpt-a"], 1]);
  });
});
