import { describe, expect, it } from "vitest";
import type { Amendment } from "../../../src/model/decision.ts";
import { amendedText, applied, calls, request } from "./reading.ts";

const imports = `import { generateText, embed, gateway, wrapLanguageModel, defaultSettingsMiddleware, ToolLoopAgent } from "ai";
import { openai, createOpenAI } from "@ai-sdk/openai";
import { createOpenRouter, openrouter } from "@openrouter/ai-sdk-provider";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
`;
const zeroRetention: Amendment = { control: "zeroRetention", value: true };
const after = (call: string, amendment: Amendment = zeroRetention) => amendedText(`${imports}${call}`, amendment)?.slice(imports.length);
const place = (call: string, amendment: Amendment = zeroRetention) => {
  const { setting, under } = request(`${imports}${call}`).place(amendment) ?? {};
  return [setting, under];
};

describe("a control that a call lacks", () => {
  it.each<[string, string, string]>([
    ["the gateway's options", `generateText({ model: "a/b", prompt: "x" });`, `generateText({ model: "a/b", prompt: "x", providerOptions: { gateway: { zeroDataRetention: true } } });`],
    ["options that are there", `generateText({ model: gateway("a/b"), prompt: "x", providerOptions: { gateway: { order: ["a"] } } });`, `generateText({ model: gateway("a/b"), prompt: "x", providerOptions: { gateway: { order: ["a"], zeroDataRetention: true } } });`],
    ["options of another provider", `generateText({ model: gateway("a/b"), prompt: "x", providerOptions: { openai: { user: "u" } } });`, `generateText({ model: gateway("a/b"), prompt: "x", providerOptions: { openai: { user: "u" }, gateway: { zeroDataRetention: true } } });`],
    ["a shared constant", `const shared = { gateway: { order: ["a"] } };\ngenerateText({ model: "a/b", prompt: "x", providerOptions: shared });`, `const shared = { gateway: { order: ["a"], zeroDataRetention: true } };\ngenerateText({ model: "a/b", prompt: "x", providerOptions: shared });`],
    ["OpenRouter's provider object", `generateText({ model: openrouter("a/b"), prompt: "x" });`, `generateText({ model: openrouter("a/b"), prompt: "x", providerOptions: { openrouter: { provider: { zdr: true } } } });`],
    ["the settings of OpenRouter's model", `generateText({ model: openrouter("a/b", { provider: { sort: "price" } }), prompt: "x" });`, `generateText({ model: openrouter("a/b", { provider: { sort: "price", zdr: true } }), prompt: "x" });`],
    ["the settings of OpenRouter's factory", `const or = createOpenRouter({ extraBody: { provider: { sort: "price" } } });\ngenerateText({ model: or("a/b"), prompt: "x" });`, `const or = createOpenRouter({ extraBody: { provider: { sort: "price", zdr: true } } });\ngenerateText({ model: or("a/b"), prompt: "x" });`],
    ["the call's object that lies over the settings", `generateText({ model: openrouter("a/b", { provider: { only: ["z"] } }), prompt: "x", providerOptions: { openrouter: { provider: { sort: "price" } } } });`, `generateText({ model: openrouter("a/b", { provider: { only: ["z"] } }), prompt: "x", providerOptions: { openrouter: { provider: { sort: "price", zdr: true } } } });`],
    ["the settings of an embedding model", `embed({ model: openrouter.textEmbeddingModel("a/b", {}), value: "x" });`, `embed({ model: openrouter.textEmbeddingModel("a/b", { extraBody: { provider: { zdr: true } } }), value: "x" });`],
    ["a compatible provider's own name", `generateText({ model: createOpenAICompatible({ name: "my-gw", baseURL: "https://ai-gateway.vercel.sh/v1" })("a/b"), prompt: "x" });`, `generateText({ model: createOpenAICompatible({ name: "my-gw", baseURL: "https://ai-gateway.vercel.sh/v1" })("a/b"), prompt: "x", providerOptions: { "my-gw": { providerOptions: { gateway: { zeroDataRetention: true } } } } });`],
    ["an agent's settings", `const agent = new ToolLoopAgent({ model: "a/b" });\nagent.generate({ prompt: "x" });`, `const agent = new ToolLoopAgent({ model: "a/b", providerOptions: { gateway: { zeroDataRetention: true } } });\nagent.generate({ prompt: "x" });`],
    ["what a step returns", `generateText({ model: "a/b", prompt: "x", prepareStep: () => ({ providerOptions: { gateway: { zeroDataRetention: false } } }) });`, `generateText({ model: "a/b", prompt: "x", prepareStep: () => ({ providerOptions: { gateway: { zeroDataRetention: true } } }) });`],
    ["a call whose defaults say otherwise", `generateText({ model: wrapLanguageModel({ model: gateway("a/b"), middleware: defaultSettingsMiddleware({ settings: { providerOptions: { gateway: { zeroDataRetention: false } } } }) }), prompt: "x" });`, `generateText({ model: wrapLanguageModel({ model: gateway("a/b"), middleware: defaultSettingsMiddleware({ settings: { providerOptions: { gateway: { zeroDataRetention: false } } } }) }), prompt: "x", providerOptions: { gateway: { zeroDataRetention: true } } });`],
  ])("goes into %s", (_, call, expected) => {
    expect(after(call)).toBe(expected);
    expect(calls(`${imports}${expected}`).at(0)?.requests[0]?.facts.controls).toEqual({ zeroRetention: true });
  });

  it("goes into the options that an agent's call brings", () => {
    const text = `${imports}const agent = new ToolLoopAgent({ model: "a/b" });\nagent.generate({ prompt: "x", providerOptions: { openai: {} } });`;
    const [, call] = calls(text);
    expect(applied(text, call?.requests[0]?.place(zeroRetention)?.edits)).toContain(`agent.generate({ prompt: "x", providerOptions: { openai: {}, gateway: { zeroDataRetention: true } } });`);
  });

  it("is named with its place", () => {
    expect(place(`generateText({ model: "a/b", prompt: "x" });`)).toEqual(["zeroDataRetention: true", "`providerOptions.gateway`"]);
    expect(place(`generateText({ model: openrouter("a/b"), prompt: "x" });`, { control: "noTraining", value: true })).toEqual([`data_collection: "deny"`, "`providerOptions.openrouter.provider`"]);
    expect(place(`generateText({ model: openrouter("a/b", { provider: {} }), prompt: "x" });`)).toEqual(["zdr: true", "`provider` of the model's settings"]);
    expect(place(`generateText({ model: "a/b", prompt: "x" });`, { control: "only", value: ["anthropic"] })).toEqual([`only: ["anthropic"]`, "`providerOptions.gateway`"]);
  });

  it("flips a `false` that somebody wrote, and says so", () => {
    const call = `generateText({ model: "a/b", prompt: "x", providerOptions: { gateway: { zeroDataRetention: false } } });`;
    expect(request(`${imports}${call}`).place(zeroRetention)?.flips).toBe(true);
    expect(after(call)).toContain("zeroDataRetention: true");
  });

  it("has no place where the package sends none", () => {
    expect(request(`${imports}generateText({ model: createOpenAI({ baseURL: "https://ai-gateway.vercel.sh/v1" }).chat("a/b"), prompt: "x" });`).place(zeroRetention)).toBeUndefined();
    expect(request(`${imports}generateText({ model: openai("gpt-5"), prompt: "x" });`).place(zeroRetention)).toBeUndefined();
  });
});

describe("a category", () => {
  const declared = (call: string) => request(`${imports}import { guardModel } from "cordon/ai-sdk";\n${call}`).declared;

  it("is declared at the call", () => {
    expect(declared(`generateText({ model: "a/b", prompt: "x", providerOptions: { cordon: { category: "pii" } } });`)).toEqual([{ from: "options", category: "pii" }]);
    expect(declared(`generateText({ model: "a/b", prompt: "x", providerOptions: { cordon: { category: ["pii", "phi"] } } });`)).toEqual([{ from: "options", category: "pii" }, { from: "options", category: "phi" }]);
    expect(declared(`generateText({ model: "a/b", prompt: "x", headers: { "X-Cordon-Category": "pii, phi" } });`)).toEqual([{ from: "options", category: "pii" }, { from: "options", category: "phi" }]);
    expect(declared(`generateText({ model: "a/b", messages: [{ role: "user", content: [{ type: "text", text: "x", providerOptions: { cordon: { category: "phi" } } }], providerOptions: { cordon: { category: "pii" } } }] });`)).toEqual([{ from: "options", category: "pii" }, { from: "options", category: "phi" }]);
    expect(declared(`generateText({ model: guardModel("a/b", { guard, category: "pii" }), prompt: "x" });`)).toEqual([{ from: "guard", category: "pii" }]);
  });

  it("is declared in a way that cannot be read", () => {
    expect(request(`${imports}export const run = (kind: string) => generateText({ model: "a/b", prompt: "x", providerOptions: { cordon: { category: kind } } });`).declared).toMatchObject([{ from: "options", category: { why: "a parameter" } }]);
    expect(request(`${imports}export const run = (options: any) => generateText({ model: "a/b", prompt: "x", providerOptions: options });`).declared).toMatchObject([{ from: "options", category: { why: "a parameter" } }]);
    expect(declared(`generateText({ model: "a/b", prompt: "x" });`)).toEqual([]);
    expect(request(`${imports}export const run = (rest: any) => generateText({ model: "a/b", prompt: "x", providerOptions: { ...rest, gateway: {} } });`).declared).toEqual([]);
  });

  it("can be declared by an edit", () => {
    const text = `${imports}generateText({ model: "a/b", prompt: "x" });`;
    const suggestion = request(text).declare?.("pii");
    expect(suggestion?.message).toBe("Declare `pii` under `providerOptions.cordon`");
    expect(applied(text, suggestion?.edits)).toContain(`generateText({ model: "a/b", prompt: "x", providerOptions: { cordon: { category: "pii" } } });`);
  });
});

describe("the guard", () => {
  it("is put around a model as around another one of the file", () => {
    const text = `${imports}import { guardModel } from "cordon/ai-sdk";\nconst safe = guardModel("a/b", { guard, category: "pii" });\ngenerateText({ model: gateway("c/d"), prompt: "x" });`;
    expect(applied(text, request(text).guard?.edits)).toContain(`generateText({ model: guardModel(gateway("c/d"), { guard }), prompt: "x" });`);
    expect(request(`${imports}generateText({ model: gateway("c/d"), prompt: "x" });`).guard).toBeUndefined();
  });
});
