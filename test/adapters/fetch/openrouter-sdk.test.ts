import { HTTPClient, OpenRouter } from "@openrouter/sdk";
import { BadRequestResponseError, ForbiddenResponseError } from "@openrouter/sdk/models/errors";
import { describe, expect, it } from "vitest";
import { guardFetch } from "../../../src/adapters/fetch/index.ts";
import { createGuard } from "../../../src/index.ts";
import { bodyOf, recorder } from "./recorder.ts";

const guard = await createGuard();

function client(category: string) {
  const { fetch, sent } = recorder();
  return { sent, openrouter: new OpenRouter({ apiKey: "k", httpClient: new HTTPClient({ fetcher: guardFetch({ guard, category, fetch }) }) }) };
}

const model = "z-ai/glm-4.7";
const messages = [{ role: "user" as const, content: "x" }];
const calls: readonly (readonly [string, string, (openrouter: OpenRouter) => Promise<unknown>])[] = [
  ["chat.send", "/chat/completions", (openrouter) => openrouter.chat.send({ chatRequest: { model, messages } })],
  ["responses.send", "/responses", (openrouter) => openrouter.responses.send({ responsesRequest: { model, input: "x" } })],
  ["callModel", "/responses", (openrouter) => openrouter.callModel({ model, input: "x" }).getText()],
  ["embeddings.generate", "/embeddings", (openrouter) => openrouter.embeddings.generate({ requestBody: { model: "openai/text-embedding-3-small", input: "x" } })],
  ["rerank.rerank", "/rerank", (openrouter) => openrouter.rerank.rerank({ requestBody: { model: "cohere/rerank-v3.5", query: "x", documents: ["y"] } })],
];

describe("the OpenRouter client", () => {
  it.each(calls)("sends %s with the control that the category needs", async (_, path, call) => {
    const { openrouter, sent } = client("pii");
    // The stub's answers are no answers of the API; what left is all that counts here.
    await call(openrouter).catch(() => undefined);
    expect(sent.map((each) => [each.url, bodyOf(each)["provider"]])).toEqual([[`https://openrouter.ai/api/v1${path}`, { zdr: true }]]);
  });

  it.each(calls)("gets its own permission error for data that may go to no model, at the first try: %s", async (_, __, call) => {
    const { openrouter, sent } = client("prohibited");
    const error: unknown = await call(openrouter).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ForbiddenResponseError);
    expect(error).toMatchObject({ statusCode: 403, message: "call denied for `prohibited-category`", error: { code: 403, metadata: { reason: "prohibited-category" } } });
    expect(sent).toEqual([]);
  });

  it("keeps its own provider settings beside the control", async () => {
    const { openrouter, sent } = client("pii");
    await openrouter.chat.send({ chatRequest: { model, messages, provider: { dataCollection: "deny", sort: "price" } } }).catch(() => undefined);
    expect(bodyOf(sent[0])["provider"]).toEqual({ data_collection: "deny", sort: "price", zdr: true });
  });

  it.each([
    ["speech", (openrouter: OpenRouter) => openrouter.tts.createSpeech({ speechRequest: { model: "openai/tts", input: "x", voice: "alloy", responseFormat: "mp3" } })],
    ["video", (openrouter: OpenRouter) => openrouter.videoGeneration.generate({ videoGenerationRequest: { model: "openai/sora", prompt: "x" } })],
  ] as const)("does not send %s, for which the gateway has no control", async (_, call) => {
    const { openrouter, sent } = client("internal");
    await expect(call(openrouter)).rejects.toThrow(/unsupported-endpoint/u);
    expect(sent).toEqual([]);
  });

  it("hears the reason of a malformed body as a bad request", async () => {
    const { fetch, sent } = recorder();
    const httpClient = new HTTPClient({ fetcher: guardFetch({ guard, category: "pii", fetch }) });
    httpClient.addHook("beforeRequest", (request) => new Request(request, { body: `{"model":"a","model":"b"}` }));
    const openrouter = new OpenRouter({ apiKey: "k", httpClient });
    await expect(openrouter.chat.send({ chatRequest: { model, messages } })).rejects.toThrow(BadRequestResponseError);
    expect(sent).toEqual([]);
  });
});
