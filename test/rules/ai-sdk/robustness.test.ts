import { describe, expect, it } from "vitest";
import { calls } from "./reading.ts";

const imports = `
import { generateText, embed, gateway, customProvider, createProviderRegistry, wrapLanguageModel, wrapProvider, defaultSettingsMiddleware, ToolLoopAgent, uploadFile, experimental_startBatch, createAgentUIStreamResponse } from "ai";
import { openai, createOpenAI } from "@ai-sdk/openai";
import { createOpenRouter, openrouter } from "@openrouter/ai-sdk-provider";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { guardModel, guardProvider } from "cordon/ai-sdk";
`;

describe("a source that makes no sense", () => {
  it.each([
    "generateText()",
    "generateText(...given)",
    "generateText(null)",
    "generateText({ model: null })",
    "generateText({ model: gateway() })",
    "generateText({ model: gateway })",
    "generateText({ model: 1n, providerOptions: { gateway: { zeroDataRetention: 1n, only: 3n } } })",
    "generateText({ model: 'a/b', providerOptions: 'x', headers: 3, tools: 'y', messages: {} })",
    "generateText({ model: 'a/b', providerOptions: { gateway: null, openrouter: [1n], __proto__: { a: 1 } } })",
    "generateText({ model: 'a/b', providerOptions: { gateway: { byok: 'x', models: 'y', only: [1, 'z'] } } })",
    "generateText({ model: openrouter(), providerOptions: { openrouter: { provider: 'x' } } })",
    "generateText({ model: openrouter('a/b', 'c') })",
    "generateText({ model: createOpenRouter(null)('a/b', { extraBody: 'x', provider: 7 }) })",
    "generateText({ model: createOpenAI('x')('y', 'z') })",
    "generateText({ model: createOpenAICompatible()('m') })",
    "generateText({ model: createOpenAICompatible({ name: 'x', baseURL: 'no address' })('m') })",
    "generateText({ model: createOpenAICompatible({ name: 'x', baseURL: 'https://openrouter.ai/api/v1', transformRequestBody: 'x' })('m') })",
    "generateText({ model: createOpenAICompatible({ name: 'x', baseURL: 'https://openrouter.ai/api/v1', transformRequestBody: () => { throw 1 } })('m') })",
    "generateText({ model: createOpenAICompatible({ name: 'x', baseURL: 'https://openrouter.ai/api/v1', transformRequestBody: (body) => body.a.b.c })('m') })",
    "generateText({ model: customProvider()('x') })",
    "generateText({ model: customProvider({ languageModels: { a: customProvider({}).languageModel('a') } }).languageModel('a') })",
    "generateText({ model: createProviderRegistry().languageModel('x') })",
    "generateText({ model: createProviderRegistry({}, 3).languageModel('x:y') })",
    "generateText({ model: wrapLanguageModel() })",
    "generateText({ model: wrapLanguageModel({ model: wrapLanguageModel({}), middleware: [[], null, 'x', ...given] }) })",
    "generateText({ model: wrapProvider({ provider: 'x' }).languageModel() })",
    "generateText({ model: guardModel() })",
    "generateText({ model: guardProvider()() })",
    "generateText({ model: 'a/b', prepareStep: 1 })",
    "generateText({ model: 'a/b', prepareStep() { return this } })",
    "new ToolLoopAgent()",
    "new ToolLoopAgent({ model: 'a/b', prepareCall: (settings) => settings.settings })",
    "new ToolLoopAgent({}).generate({ providerOptions: null })",
    "new ToolLoopAgent().stream()",
    "uploadFile()",
    "experimental_startBatch({ model: 'a/b', requests: [null, 1, ...given, { model: {} }] })",
    "createAgentUIStreamResponse()",
    "const model = wrapLanguageModel({ model, middleware: [] }); generateText({ model })",
    "const options = { ...options, model: 'a/b' }; generateText(options)",
    "class A extends A { constructor() { super({}) } } new A()",
    "const a = (x) => b(x), b = (x) => a(x); generateText({ model: a(1), providerOptions: b(2) })",
  ])("is read without a crash: %s", (call) => {
    const seen = calls(`${imports}\n${call};`);
    for (const { requests } of seen) {
      expect(requests.length).toBeGreaterThan(0);
      for (const request of requests) {
        request.declare?.("pii");
        for (const control of ["zeroRetention", "noTraining"] as const) request.place({ control, value: true });
        request.place({ control: "only", value: ["a"] });
        request.place({ control: "maxRetentionDays", value: 0 });
      }
    }
  });

  it("has as few outcomes as it has tests", () => {
    const [call] = calls(`${imports}\nexport const run = (eu: boolean) => generateText({ model: "a/b", prompt: "x", prepareStep: ({ stepNumber, steps }) => (stepNumber > 0 ? { model: "c/d", providerOptions: { gateway: { zeroDataRetention: eu } } } : steps.length ? { model: "e/f" } : {}) });`);
    expect(call?.requests.map(({ facts }) => facts.model)).toEqual(["c/d", "e/f", "a/b"]);
  });

  it("holds no content in what is told of it", () => {
    const text = `${imports}\ngenerateText({ model: openrouter("a/b"), system: "SECRET", prompt: "SECRET", messages: [{ role: "user", content: "SECRET" }], providerOptions: { gateway: { zeroDataRetention: true }, openrouter: undefined }, headers: { authorization: "SECRET" } });`;
    const [request] = calls(text).flatMap(({ requests }) => requests);
    const { facts, unseen, declared, slips } = request!;
    expect(JSON.stringify([facts, unseen.map(({ value }) => value.why), declared, slips.map(({ message, suggestion }) => [message, suggestion])])).not.toContain("SECRET");
    expect(slips.length).toBe(1);
  });
});
