import { describe, expect, it } from "vitest";
import { calls, request } from "./reading.ts";

const imports = `
import { generateText, gateway, wrapLanguageModel } from "ai";
import { openai } from "@ai-sdk/openai";
import { createOpenRouter, openrouter } from "@openrouter/ai-sdk-provider";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
`;
const seen = (call: string, parameters = "given: any") => {
  const { facts, unseen } = request(`${imports}export const run = (${parameters}) => ${call};`);
  const { gateway: _, endpoint: __, model: ___, ...others } = facts;
  return { ...others, unseen: unseen.map(({ fact, value }) => `${fact}: ${value.why}`) };
};
const gatewayCall = (options: string) => `generateText({ model: gateway("a/b"), prompt: "x", ${options} })`;
const both = { noTraining: true, zeroRetention: true };

describe("what the source does not show", () => {
  it("counts as a control that is on", () => {
    expect(seen(gatewayCall("providerOptions: given"))).toEqual({ controls: both, unseen: ["controls: a parameter", "providers: a parameter"] });
    expect(seen(gatewayCall("providerOptions: { gateway: given }"))).toEqual({ controls: both, unseen: ["controls: a parameter", "providers: a parameter"] });
    expect(seen(gatewayCall("providerOptions: { gateway: { zeroDataRetention: given } }"))).toEqual({ controls: { zeroRetention: true }, unseen: ["controls: a parameter"] });
    expect(seen(gatewayCall("providerOptions: { gateway: { zeroDataRetention: true, ...given } }"))).toEqual({ controls: both, unseen: ["controls: a parameter", "providers: a parameter"] });
  });

  it("changes nothing in front of what is written", () => {
    expect(seen(gatewayCall("providerOptions: { gateway: { ...given, zeroDataRetention: false, disallowPromptTraining: false, only: ['a'] } }"))).toEqual({ providers: { only: ["a"] }, unseen: [] });
    expect(seen("generateText({ ...given, model: gateway('a/b'), providerOptions: {} })")).toEqual({ unseen: [] });
  });

  it("counts as no feature", () => {
    expect(seen(gatewayCall("tools: given, providerOptions: { openai: { previousResponseId: given } }"))).toEqual({ unseen: [] });
    expect(seen(`generateText({ model: openai("gpt-5"), prompt: "x", providerOptions: { openai: { store: given } } })`)).toEqual({ unseen: [] });
    expect(seen(`generateText({ model: openai("gpt-5"), prompt: "x", providerOptions: given })`)).toEqual({ unseen: [] });
    expect(seen(`generateText({ model: openai("gpt-5"), prompt: "x", providerOptions: { openai: { user: given } } })`)).toEqual({ features: ["store"], unseen: [] });
  });

  it("is named where it is a list of providers, a model or a key", () => {
    expect(seen(gatewayCall("providerOptions: { gateway: { only: given } }"))).toEqual({ unseen: ["providers: a parameter"] });
    expect(seen(gatewayCall("providerOptions: { gateway: { only: ['a', given] } }"))).toEqual({ unseen: ["providers: a parameter"] });
    expect(seen(gatewayCall("providerOptions: { gateway: { models: given } }"))).toEqual({ unseen: ["model: a parameter"] });
    expect(seen(gatewayCall("providerOptions: { gateway: { byok: given } }"))).toEqual({ unseen: ["credentials: a parameter"] });
    expect(seen(gatewayCall("providerOptions: { gateway: { byok: { anthropic: [{ apiKey: given }] } } }"))).toEqual({ credentials: "byok", byokProviders: ["anthropic"], unseen: [] });
    expect(seen(`generateText({ model: openrouter("a/b", { provider: { ignore: given } }), prompt: "x" })`)).toEqual({ unseen: ["providers: a parameter"] });
  });

  it("is looked for in every level of OpenRouter's settings", () => {
    expect(seen(`generateText({ model: openrouter("a/b", given), prompt: "x" })`)).toMatchObject({ controls: both });
    expect(seen(`generateText({ model: openrouter("a/b", { extraBody: given }), prompt: "x" })`)).toMatchObject({ controls: both });
    expect(seen(`generateText({ model: createOpenRouter({ extraBody: { ...given } })("a/b"), prompt: "x" })`)).toMatchObject({ controls: both });
    expect(seen(`generateText({ model: openrouter("a/b", given), prompt: "x", providerOptions: { openrouter: { provider: { sort: "price" } } } })`)).toMatchObject({ unseen: [] });
  });

  it("may be what layers around the model do", () => {
    expect(seen(`generateText({ model: wrapLanguageModel({ model: gateway("a/b"), middleware: given }), prompt: "x" })`)).toMatchObject({ controls: both });
    expect(seen(gatewayCall("prepareStep: given"))).toEqual({ unseen: ["gateway: a parameter", "model: a parameter"] });
    expect(seen(`generateText({ model: createOpenAICompatible({ name: "x", baseURL: "https://openrouter.ai/api/v1", transformRequestBody: given })("a/b"), prompt: "x" })`)).toMatchObject({ controls: both, unseen: ["controls: a parameter"] });
    expect(seen(`generateText({ model: createOpenAICompatible({ name: given, baseURL: "https://openrouter.ai/api/v1" })("a/b"), prompt: "x" })`)).toMatchObject({ controls: both, unseen: ["controls: a parameter"] });
    expect(seen(`generateText({ model: wrapLanguageModel({ model: gateway("a/b"), middleware: { wrapGenerate: given } }), prompt: "x" })`)).toEqual({ unseen: [] });
    expect(seen(gatewayCall("prepareStep: ({ messages }) => ({ messages: messages.slice(-3) })"))).toEqual({ unseen: [] });
  });

  it("is the whole model where a parameter gives it", () => {
    expect(seen("generateText({ model: given, prompt: 'x' })")).toEqual({ unseen: ["gateway: a parameter", "model: a parameter"] });
    const [call] = calls(`import { generateText, type LanguageModel } from "ai";\nexport const run = (model: LanguageModel) => generateText({ model, prompt: "x" });`);
    expect(call?.requests[0]?.unseen.map(({ value }) => value.why)).toEqual(["a parameter", "a parameter"]);
  });
});

describe("each outcome of a test", () => {
  it("is read apart", () => {
    const [call] = calls(`${imports}export const run = (eu: boolean) => generateText({ model: eu ? gateway("a/b") : openrouter("c/d"), prompt: "x", providerOptions: eu ? { gateway: { zeroDataRetention: true } } : {} });`);
    expect(call?.requests.map(({ facts }) => facts)).toEqual([
      { gateway: "vercel", endpoint: "language", model: "a/b", controls: { zeroRetention: true } },
      { gateway: "openrouter", endpoint: "language", model: "c/d" },
    ]);
  });
});
