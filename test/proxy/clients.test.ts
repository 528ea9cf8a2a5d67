import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import Anthropic, { PermissionDeniedError as AnthropicDenied } from "@anthropic-ai/sdk";
import { OpenRouter } from "@openrouter/sdk";
import { ForbiddenResponseError } from "@openrouter/sdk/models/errors";
import { createGateway, embed, generateText, streamText } from "ai";
import * as ai5 from "ai-5";
import * as ai6 from "ai-6";
import OpenAI, { AzureOpenAI, PermissionDeniedError } from "openai";
import { describe, expect, it } from "vitest";
import { type Running, runProxy } from "./running.ts";
import { answerEvents, startStub, type Stub } from "./stub.ts";

const messages = [{ role: "user" as const, content: "x" }];
const headers = (category: string): Record<string, string> => ({ "x-cordon-category": category });
const vercelZero = { gateway: { zeroDataRetention: true } };

async function before(gateway: string): Promise<{ readonly stub: Stub; readonly proxy: Running; readonly base: string }> {
  const stub = await startStub();
  const proxy = await runProxy({ gateways: { [gateway]: stub } });
  return { stub, proxy, base: `${proxy.url}/${gateway}` };
}

const sent = ({ received }: Stub) => received.map(({ path, text }) => [path, JSON.parse(text) as Record<string, unknown>] as const);

describe("the OpenAI client through the proxy", () => {
  it.each([
    ["vercel", "/v1", "providerOptions", vercelZero],
    ["openrouter", "/api/v1", "provider", { zdr: true }],
  ])("reaches %s with the control that its category needs, on all of its APIs", async (gateway, root, key, control) => {
    const { stub, base } = await before(gateway);
    const openai = new OpenAI({ apiKey: "k", baseURL: base + root, defaultHeaders: headers("pii"), maxRetries: 0 });
    await openai.chat.completions.create({ model: "zai/glm-4.7", messages });
    await openai.responses.create({ model: "zai/glm-4.7", input: "x" });
    await openai.embeddings.create({ model: "openai/text-embedding-3-small", input: "x", encoding_format: "float" });
    expect(sent(stub).map(([path, body]) => [path, body[key]])).toEqual([
      [`${root}/chat/completions`, control],
      [`${root}/responses`, control],
      [`${root}/embeddings`, control],
    ]);
    expect(stub.received.map((each) => [each.headers.authorization, each.headers["x-cordon-category"], each.headers.host])).toEqual(Array(3).fill(["Bearer k", undefined, stub.host]));
  });

  it("reads a stream event by event", async () => {
    const { stub, base } = await before("vercel");
    stub.answer = answerEvents(["a", "b", "c"].map((content) => ({ choices: [{ index: 0, delta: { content } }] })));
    const openai = new OpenAI({ apiKey: "k", baseURL: `${base}/v1` });
    const seen = [];
    for await (const chunk of await openai.chat.completions.create({ model: "zai/glm-4.7", messages, stream: true })) seen.push(chunk.choices[0]?.delta.content);
    expect(seen).toEqual(["a", "b", "c"]);
  });

  it.each([
    ["vercel", "/v1"],
    ["openrouter", "/api/v1"],
    ["openai", "/v1"],
    ["mistral", "/v1"],
    ["anyapi", "/v1"],
  ])("gets its permission error once for what may go nowhere, at %s", async (gateway, root) => {
    const { stub, base } = await before(gateway);
    const openai = new OpenAI({ apiKey: "k", baseURL: base + root, defaultHeaders: headers("prohibited") });
    const error: unknown = await openai.chat.completions.create({ model: "zai/glm-4.7", messages }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(PermissionDeniedError);
    expect((error as Error).message).toContain("call denied for `prohibited-category`");
    expect(stub.received).toEqual([]);
  });

  it("takes the category of the body and of the header together, and neither leaves", async () => {
    const { stub, base } = await before("vercel");
    const openai = new OpenAI({ apiKey: "k", baseURL: `${base}/v1` });
    await openai.chat.completions.create({ model: "zai/glm-4.7", messages, providerOptions: { cordon: { category: "pii" } } } as never, { headers: headers("public") });
    expect([stub.received[0]?.text.includes("cordon"), sent(stub)[0]?.[1]["providerOptions"]]).toEqual([false, vercelZero]);
  });

  it("sends a form with a recording to a provider of its own, and not what must not be kept", async () => {
    const { stub, base } = await before("openai");
    const openai = new OpenAI({ apiKey: "k", baseURL: `${base}/v1` });
    const file = () => new File([new Uint8Array([1, 2, 3])], "a.wav", { type: "audio/wav" });
    await openai.audio.transcriptions.create({ model: "whisper-1", file: file() }, { headers: headers("internal") });
    await expect(openai.audio.transcriptions.create({ model: "whisper-1", file: file() }, { headers: headers("pii") })).rejects.toThrow(PermissionDeniedError);
    expect(stub.received.map(({ path, headers: { "content-type": type } }) => [path, type?.split(";")[0]])).toEqual([["/v1/audio/transcriptions", "multipart/form-data"]]);
    expect(stub.received[0]?.text).toContain("whisper-1");
  });

  it("is judged by its deployment at Azure", async () => {
    const { stub, proxy, base } = await before("azure-openai");
    const azure = new AzureOpenAI({ apiKey: "k", endpoint: base, apiVersion: "2024-10-21", deployment: "gpt-a" });
    await azure.chat.completions.create({ model: "", messages }, { headers: headers("internal") });
    expect(stub.received.map(({ path, headers: { "api-key": key } }) => [path, key])).toEqual([["/openai/deployments/gpt-a/chat/completions?api-version=2024-10-21", "k"]]);
    expect(proxy.lines.at(-1)).toMatchObject({ gateway: "azure-openai", model: "gpt-a", effect: "allow" });
  });
});

describe("the Anthropic client through the proxy", () => {
  const message = { model: "anthropic/claude-sonnet-4.6", max_tokens: 9, messages };

  it.each([
    ["vercel", "", "providerOptions", vercelZero],
    ["openrouter", "/api", "provider", { zdr: true }],
  ])("reaches %s with the control that its category needs", async (gateway, root, key, control) => {
    const { stub, base } = await before(gateway);
    await new Anthropic({ apiKey: "k", baseURL: base + root, defaultHeaders: headers("pii") }).messages.create(message);
    expect(sent(stub)).toEqual([[`${root}/v1/messages`, { ...message, [key]: control }]]);
  });

  it("reaches Anthropic itself with internal data, and gets its permission error once with personal data", async () => {
    const { stub, base } = await before("anthropic");
    const anthropic = new Anthropic({ apiKey: "k", baseURL: base });
    await anthropic.messages.create(message, { headers: headers("internal") });
    const error: unknown = await anthropic.messages.create(message, { headers: headers("pii") }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(AnthropicDenied);
    expect(error).toMatchObject({ status: 403, type: "permission_error" });
    expect(stub.received).toHaveLength(1);
  });

  it("reads a stream", async () => {
    const { stub, base } = await before("anthropic");
    const events = [
      { type: "message_start", message: { id: "1", type: "message", role: "assistant", content: [], model: "m", stop_reason: null, usage: { input_tokens: 1, output_tokens: 0 } } },
      { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
      { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "hello" } },
      { type: "content_block_stop", index: 0 },
      { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 1 } },
      { type: "message_stop" },
    ];
    stub.answer = (_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      for (const event of events) response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
      response.end();
    };
    const anthropic = new Anthropic({ apiKey: "k", baseURL: base, defaultHeaders: headers("internal") });
    expect((await anthropic.messages.stream(message).finalMessage()).content).toMatchObject([{ text: "hello" }]);
  });
});

describe("the OpenRouter client through the proxy", () => {
  it("sends with the control that its category needs, and gets its permission error", async () => {
    const { stub, base } = await before("openrouter");
    const openrouter = new OpenRouter({ apiKey: "k", serverURL: `${base}/api/v1` });
    const call = (category: string) => openrouter.chat.send({ chatRequest: { model: "z-ai/glm-4.7", messages } }, { headers: headers(category) });
    await call("pii").catch(() => undefined);
    expect(sent(stub).map(([path, body]) => [path, body["provider"]])).toEqual([["/api/v1/chat/completions", { zdr: true }]]);
    const error: unknown = await call("prohibited").catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ForbiddenResponseError);
    expect(stub.received).toHaveLength(1);
  });
});

describe("the AI SDK through the proxy", () => {
  it.each([
    ["5", "v1", ai5 as unknown as { createGateway: typeof createGateway; generateText: typeof generateText }],
    ["6", "v3", ai6 as unknown as { createGateway: typeof createGateway; generateText: typeof generateText }],
    ["7", "v4", { createGateway, generateText }],
  ])("%s reaches the gateway with the control that its category needs, and gets its permission error once", async (_, wire, ai) => {
    const { stub, base } = await before("vercel");
    const gateway = ai.createGateway({ apiKey: "k", baseURL: `${base}/${wire}/ai` });
    const call = (category: string) => ai.generateText({ model: gateway("zai/glm-4.7"), prompt: "x", providerOptions: { cordon: { category } } });
    await call("pii").catch(() => undefined);
    expect(stub.received.every(({ text }) => !text.includes("cordon"))).toBe(true);
    expect(sent(stub)[0]).toMatchObject([`/${wire}/ai/language-model`, { providerOptions: vercelZero }]);
    const before403 = stub.received.length;
    await expect(call("prohibited")).rejects.toMatchObject({ name: "GatewayForbiddenError", statusCode: 403, ruleId: "cordon/prohibited-category" });
    expect(stub.received).toHaveLength(before403);
  });

  it("embeds", async () => {
    const { stub, base } = await before("vercel");
    stub.answer = (_, response) => void response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ embeddings: [[0.1]] }));
    const gateway = createGateway({ apiKey: "k", baseURL: `${base}/v4/ai`, headers: headers("pii") });
    expect((await embed({ model: gateway.embeddingModel("openai/text-embedding-3-small"), value: "x" })).embedding).toEqual([0.1]);
    expect(sent(stub)[0]).toMatchObject(["/v4/ai/embedding-model", { providerOptions: vercelZero }]);
  });

  it("streams through providers of its own", async () => {
    const { stub, base } = await before("vercel");
    stub.answer = answerEvents(["a", "b"].map((content, index) => ({ id: "1", created: 1, model: "m", choices: [{ index: 0, delta: { content }, finish_reason: index === 1 ? "stop" : null }] })));
    const models = [
      createOpenAI({ apiKey: "k", baseURL: `${base}/v1`, headers: headers("pii") }).chat("zai/glm-4.7"),
      createOpenAICompatible({ name: "own", apiKey: "k", baseURL: `${base}/v1`, headers: headers("pii") })("zai/glm-4.7"),
    ];
    for (const model of models) expect(await streamText({ model: model as never, prompt: "x" }).text).toBe("ab");
    expect(sent(stub).map(([, body]) => body["providerOptions"])).toEqual([vercelZero, vercelZero]);
  });

  it("gets the error of Anthropic's provider", async () => {
    const { base } = await before("anthropic");
    const model = createAnthropic({ apiKey: "k", baseURL: `${base}/v1`, headers: headers("pii") })("claude-sonnet-4-6");
    await expect(generateText({ model: model as never, prompt: "x" })).rejects.toMatchObject({ statusCode: 403, message: "call denied for `retention`" });
  });
});

describe("other services through the proxy", () => {
  it.each([
    ["anyapi", "/v1/chat/completions", { model: "m", messages }, "internal", 200, { data_policy: { training_allowed: false } }],
    ["mistral", "/v1/chat/completions", { model: "mistral-small", messages }, "internal", 200, {}],
    ["mistral", "/v1/chat/completions", { model: "mistral-small", messages }, "pii", 403, undefined],
    ["google-ai-studio", "/v1beta/models/gemini-3-pro:generateContent", { contents: [{ parts: [{ text: "x" }] }] }, "public", 200, {}],
    ["google-ai-studio", "/v1beta/models/gemini-3-pro:streamGenerateContent?alt=sse", { contents: [] }, "pii", 403, undefined],
    ["ollama", "/api/chat", { model: "llama3.3", messages }, "pii", 200, {}],
    ["ollama", "/api/chat", { model: "gpt-oss:120b-cloud", messages }, "pii", 403, undefined],
  ])("%s%s is judged by its own rules", async (gateway, path, body, category, status, added) => {
    const { stub, base } = await before(gateway);
    const response = await fetch(base + path, { method: "POST", headers: { "content-type": "application/json", ...headers(category) }, body: JSON.stringify(body) });
    expect(response.status).toBe(status);
    expect(sent(stub)).toEqual(added === undefined ? [] : [[path, { ...body, ...added }]]);
  });

  it("at an address that nobody knows are judged as unknown", async () => {
    const stub = await startStub();
    const proxy = await runProxy({ upstreams: [`own=${stub.url}/base`] });
    const call = (category: string) => fetch(`${proxy.url}/own/v1/chat/completions`, { method: "POST", headers: { "content-type": "application/json", ...headers(category) }, body: JSON.stringify({ model: "m", messages }) });
    expect([(await call("public")).status, (await call("internal")).status]).toEqual([200, 403]);
    expect(stub.received.map(({ path }) => path)).toEqual(["/base/v1/chat/completions"]);
  });

  it("that the organisation declares are judged by its word", async () => {
    const stub = await startStub();
    const proxy = await runProxy({
      upstreams: [`own=${stub.url}`],
      files: { "cordon.yaml": JSON.stringify({ version: 1, gateways: { own: { hosts: [stub.host], deployment: "self-hosted", training: "never", retentionDays: 0 } } }) },
    });
    const response = await fetch(`${proxy.url}/own/v1/chat/completions`, { method: "POST", headers: { "content-type": "application/json", ...headers("pii") }, body: JSON.stringify({ model: "m", messages }) });
    expect([response.status, response.headers.get("x-cordon-effect"), stub.received.length]).toEqual([200, "allow", 1]);
  });
});
