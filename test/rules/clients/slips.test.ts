import { describe, expect, it } from "vitest";
import { clients } from "../../../rules/clients/index.ts";
import { slips } from "../http/source.ts";

const vercel = `import OpenAI from "openai"; const client = new OpenAI({ baseURL: "https://ai-gateway.vercel.sh/v1" }); `;
const router = `import { OpenRouter } from "@openrouter/sdk"; const client = new OpenRouter(); `;

function found(text: string): readonly (readonly [string, string, string | undefined])[] {
  return slips(clients, text).map(({ id, at, fixed }) => [id, at, fixed]);
}

describe("a setting without effect in OpenRouter's SDK", () => {
  const send = (provider: string): string => `${router}client.chat.send({ chatRequest: { model: "a/b", messages, provider: { ${provider} } } });`;

  it.each([
    [`data_collection: "deny"`, "wrong-style", `dataCollection: "deny"`],
    [`zeroDataRetention: true`, "misspelt", `zdr: true`],
    [`zdr: "true"`, "wrong-value", `zdr: true`],
    [`dataCollection: "allow"`, "false", `dataCollection: "deny"`],
  ])("%s", (written, id, fixed) => {
    expect(found(send(written))).toEqual([[id, written, send(fixed)]]);
  });

  it("in options that it drops", () => {
    const text = `${router}client.chat.send({ chatRequest: { model: "a/b", providerOptions: { gateway: { zeroDataRetention: true } }, messages } });`;
    expect(found(text)).toEqual([["dropped", "zeroDataRetention: true", text.replace(" } });", ", provider: { zdr: true } } });")]]);
  });

  it.each([
    ["images", `client.images.generate({ imageGenerationRequest: { model: "a/b", prompt, provider: { zdr: true } } });`],
    ["speech", `client.tts.createSpeech({ speechRequest: { model: "a/b", input, voice: "v", provider: { zdr: true } } });`],
    ["transcription", `client.stt.createTranscription({ sttRequest: { model: "a/b", inputAudio, provider: { zdr: true } } });`],
    ["video", `client.videoGeneration.generate({ videoGenerationRequest: { model: "a/b", prompt, provider: { zdr: true } } });`],
  ])("for %s, which have no such setting", (_, call) => {
    expect(found(router + call)).toEqual([["dropped", "zdr: true", undefined]]);
  });

  it("where the request stands flat, as it did before version 0.8", () => {
    const text = `${router}client.chat.send({ model: "a/b", messages, provider: { zdr: true } });`;
    expect(found(text)).toEqual([["flat-call", "provider: { zdr: true }", `${router}client.chat.send({ chatRequest: { model: "a/b", messages, provider: { zdr: true } } });`]]);
  });

  it.each([
    send(`zdr: true, dataCollection: "deny", allowFallbacks: false, sort: "price"`),
    send(`zdr: strict`),
    `${router}client.chat.send({ chatRequest });`,
    `${router}client.chat.send(request);`,
    `${router}client.chat.send({ model: "a/b", messages });`,
    `${router}client.chat.send({ chatGenerationParams: { model: "a/b", messages, provider: { zdr: true } } });`,
    `${router}client.callModel({ model: "a/b", input, provider: { zdr: true } });`,
  ])("is nowhere in %s", (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe("a setting without effect in a client of another vendor", () => {
  it("in a body that is replaced", () => {
    const text = `${vercel}client.chat.completions.create({ model: "a/b", messages, ...{ providerOptions: { gateway: { zeroDataRetention: true } } } }, { body: { model: "a/b", messages } });`;
    expect(found(text).map(([id, at]) => [id, at])).toEqual([["replaced", "zeroDataRetention: true"]]);
  });

  it.each([
    `${vercel}client.chat.completions.create({ model: "a/b", messages }, { body: { model: "a/b", messages, providerOptions: { gateway: { zeroDataRetention: true } } } });`,
    `${vercel}client.chat.completions.create({ model: "a/b", messages, ...{ providerOptions: { gateway: { zeroDataRetention: true } } } }, { body: payload });`,
    `${vercel}client.chat.completions.create({ model: "a/b", messages, ...{ providerOptions: { gateway: { zeroDataRetention: true } } } } as never, { timeout: 1 });`,
    `import OpenAI from "openai"; new OpenAI({ baseURL: process.env.BASE ?? "https://api.openai.com/v1" }).chat.completions.create({ model: "a", messages, provider: { zdr: true } });`,
  ])("is nowhere in %s", (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    ["misspelt", `${vercel}client.chat.completions.create({ model: "a/b", messages, providerOptions: { gateway: { zdr: true } } } as never);`, `zdr: true`],
    ["wrong-namespace", `import OpenAI from "openai"; new OpenAI().chat.completions.create({ model: "a", messages, provider: { zdr: true } });`, `zdr: true`],
    ["not-retention", `import OpenAI from "openai"; new OpenAI().responses.create({ model: "a", input, store: false });`, `store: false`],
    ["wrong-namespace", `import Anthropic from "@anthropic-ai/sdk"; new Anthropic({ baseURL: "https://openrouter.ai/api" }).messages.create({ model: "a/b", messages, providerOptions: { gateway: { zeroDataRetention: true } } });`, `zeroDataRetention: true`],
    ["ignored-place", `import Anthropic from "@anthropic-ai/sdk"; new Anthropic().messages.create({ model: "a", messages }, { headers: { "x-zero-data-retention": "true" } });`, `"x-zero-data-retention": "true"`],
    ["ignored-place", `${vercel}client.responses.create({ model: "a/b", input, metadata: { zeroDataRetention: true } });`, `zeroDataRetention: true`],
  ])("%s", (id, text, at) => {
    expect(found(text).map((each) => each.slice(0, 2))).toEqual([[id, at]]);
  });
});
