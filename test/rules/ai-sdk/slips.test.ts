import { describe, expect, it } from "vitest";
import { applied, calls } from "./reading.ts";

const imports = `
import { generateText, embed, gateway, createGateway, tool, ToolLoopAgent, wrapLanguageModel, defaultSettingsMiddleware } from "ai";
import { openai, createOpenAI } from "@ai-sdk/openai";
import { anthropic } from "@ai-sdk/anthropic";
import { createOpenRouter, openrouter } from "@openrouter/ai-sdk-provider";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
`;

/** What is told of a call's settings: the message, the setting, and the line after the suggestion. */
function slips(call: string, before = "") {
  const text = `${imports}${before}\n${call}`;
  return calls(text).flatMap(({ requests }) => requests.flatMap((request) => request.slips)).map(({ messageId, message, at, suggestion, certain }) => ({
    messageId,
    message,
    setting: at.node.getText(at.module.source),
    after: applied(text, suggestion?.edits)?.split("\n").slice(text.split("\n").length - call.split("\n").length - (before === "" ? 0 : before.split("\n").length)).join("\n").trim(),
    certain,
  }));
}
const ids = (call: string, before = "") => slips(call, before).map(({ messageId, setting }) => [messageId, setting]);
const gatewayCall = (options: string) => `generateText({ model: gateway("a/b"), prompt: "x", providerOptions: ${options} });`;
const openrouterCall = (options: string, settings = "{}") => `generateText({ model: openrouter("a/b", ${settings}), prompt: "x", providerOptions: ${options} });`;

describe("a setting that looks like a control", () => {
  it("is told of with the right name", () => {
    expect(slips(gatewayCall("{ gateway: { zdr: true } }"))).toEqual([
      {
        messageId: "misspelt",
        message: "`zdr` under `providerOptions.gateway` has no effect, because Vercel AI Gateway has no such option; write `zeroDataRetention: true` instead.",
        setting: "zdr: true",
        after: gatewayCall("{ gateway: { zeroDataRetention: true } }"),
        certain: true,
      },
    ]);
  });

  it.each([
    ["zero_data_retention: true", "wrong-style", "zeroDataRetention: true"],
    ["zeroDataRetension: true", "misspelt", "zeroDataRetention: true"],
    ["zeroRetention: true", "misspelt", "zeroDataRetention: true"],
    ["disallow_prompt_training: true", "wrong-style", "disallowPromptTraining: true"],
    ["disallowTraining: true", "misspelt", "disallowPromptTraining: true"],
    ["disalowPromptTraning: true", "misspelt", "disallowPromptTraining: true"],
    ["noTraining: true", "misspelt", "disallowPromptTraining: true"],
    [`dataCollection: "deny"`, "misspelt", "disallowPromptTraining: true"],
    [`data_collection: "deny"`, "misspelt", "disallowPromptTraining: true"],
  ])("is known as `%s` under `gateway`", (setting, messageId, right) => {
    expect(slips(gatewayCall(`{ gateway: { ${setting} } }`))).toMatchObject([{ messageId, setting, after: gatewayCall(`{ gateway: { ${right} } }`), certain: true }]);
  });

  it.each([
    [`dataCollection: "deny"`, "wrong-style", `data_collection: "deny"`],
    ["zeroDataRetention: true", "misspelt", "zdr: true"],
    ["disallowPromptTraining: true", "misspelt", `data_collection: "deny"`],
  ])("is known as `%s` under OpenRouter's `provider`", (setting, messageId, right) => {
    expect(slips(openrouterCall(`{ openrouter: { provider: { ${setting} } } }`))).toMatchObject([{ messageId, setting, after: openrouterCall(`{ openrouter: { provider: { ${right} } } }`) }]);
    expect(slips(`generateText({ model: openrouter("a/b", { provider: { ${setting} } }), prompt: "x" });`)).toMatchObject([{ messageId, setting }]);
    expect(slips(`generateText({ model: createOpenRouter({ extraBody: { provider: { ${setting} } } })("a/b"), prompt: "x" });`)).toMatchObject([{ messageId, setting }]);
  });

  it("is a look-alike where it is known, or has the right key beside it", () => {
    expect(slips(gatewayCall("{ gateway: { zdr: true, zeroDataRetention: true } }"))).toEqual([]);
    expect(slips(gatewayCall(`{ gateway: { order: ["a"], sort: "cost", tags: ["zdr"], caching: "auto", headquarters: ["US"], temperature: 1 } }`))).toEqual([]);
    expect(slips(openrouterCall(`{ openrouter: { provider: { zdr: true, data_collection: "deny", sort: "price" }, usage: { include: true } } }`))).toEqual([]);
    expect(slips(gatewayCall("{ openai: { user: 'zdr' } }"))).toEqual([]);
    expect(slips("export const run = (rest: object) => " + gatewayCall("{ gateway: { zdr: true, ...rest } }"))).toEqual([]);
  });

  it("is told of where the model is not known", () => {
    expect(ids(`export const run = (model: any) => generateText({ model, prompt: "x", providerOptions: { gateway: { zdr: true } } });`)).toEqual([["misspelt", "zdr: true"]]);
  });

  it("was removed", () => {
    expect(ids(gatewayCall("{ gateway: { hipaaCompliant: true, zeroDataRetention: true } }"))).toEqual([["removed", "hipaaCompliant: true"]]);
  });
});

describe("the namespace of another gateway", () => {
  it("is told of, and translated", () => {
    expect(slips(openrouterCall("{ gateway: { zeroDataRetention: true } }"))).toEqual([
      {
        messageId: "wrong-namespace",
        message: "`providerOptions.gateway` is not read here, because the model belongs to OpenRouter; write `zdr: true` under `providerOptions.openrouter.provider`.",
        setting: "gateway: { zeroDataRetention: true }",
        after: openrouterCall("{ openrouter: { provider: { zdr: true } } }"),
        certain: true,
      },
    ]);
    expect(slips(gatewayCall(`{ openrouter: { provider: { zdr: true, data_collection: "deny" } } }`))).toMatchObject([
      { messageId: "wrong-namespace", after: gatewayCall("{ gateway: { zeroDataRetention: true, disallowPromptTraining: true } }") },
    ]);
    expect(slips(gatewayCall("{ vercel: { zeroDataRetention: true } }"))).toMatchObject([{ messageId: "wrong-namespace", after: gatewayCall("{ gateway: { zeroDataRetention: true } }") }]);
  });

  it("is told of on the way to a provider itself", () => {
    expect(slips(`generateText({ model: anthropic("claude"), prompt: "x", providerOptions: { gateway: { zeroDataRetention: true } } });`)).toMatchObject([
      { messageId: "wrong-namespace", message: "`providerOptions.gateway` is not read here, because the call goes to Anthropic API directly, which has no such setting; call the model through a gateway that has it.", certain: false },
    ]);
  });

  it("is right beside its own", () => {
    expect(slips(openrouterCall("{ gateway: { zeroDataRetention: true }, openrouter: { provider: { zdr: true } } }"))).toEqual([]);
    expect(slips(gatewayCall("{ gateway: {}, openrouter: { provider: { zdr: true } } }"))).toEqual([]);
    expect(slips(openrouterCall("{ gateway: { order: ['a'] } }"))).toEqual([]);
    expect(slips("export const run = (model: any) => generateText({ model, prompt: 'x', providerOptions: { gateway: { zeroDataRetention: true } } });")).toEqual([]);
  });
});

describe("a value that switches nothing on", () => {
  it.each([
    ["zeroDataRetention: false", "false", "zeroDataRetention: true", false],
    ["disallowPromptTraining: false", "false", "disallowPromptTraining: true", false],
    [`zeroDataRetention: "true"`, "wrong-value", "zeroDataRetention: true", true],
    ["zeroDataRetention: 1", "wrong-value", "zeroDataRetention: true", true],
  ])("is told of: `%s`", (setting, messageId, right, certain) => {
    expect(slips(gatewayCall(`{ gateway: { ${setting} } }`))).toMatchObject([{ messageId, setting, after: gatewayCall(`{ gateway: { ${right} } }`), certain }]);
  });

  it("is told of on OpenRouter", () => {
    expect(ids(openrouterCall(`{ openrouter: { provider: { zdr: false, data_collection: "allow" } } }`))).toEqual([["false", "zdr: false"], ["false", `data_collection: "allow"`]]);
    expect(ids(openrouterCall("undefined", `{ provider: { zdr: "true" } }`))).toEqual([["wrong-value", `zdr: "true"`]]);
  });

  it("is not known where it comes from elsewhere", () => {
    expect(slips("export const run = (on: boolean) => " + gatewayCall("{ gateway: { zeroDataRetention: on } }"))).toEqual([]);
  });
});

describe("a control that something lies over", () => {
  it("is told of where a later spread says otherwise", () => {
    const before = "const loose = { gateway: { zeroDataRetention: false } };\nconst all = { providerOptions: loose };";
    expect(ids(gatewayCall("{ gateway: { zeroDataRetention: true }, ...loose }"), before)).toEqual([["overridden", "zeroDataRetention: true"]]);
    expect(ids(`generateText({ model: gateway("a/b"), prompt: "x", providerOptions: { gateway: { zeroDataRetention: true } }, ...all });`, before)).toEqual([["overridden", "zeroDataRetention: true"]]);
    expect(slips(gatewayCall("{ ...loose, gateway: { zeroDataRetention: true } }"), before)).toEqual([]);
  });

  it("is told of where OpenRouter's shallow merge loses it", () => {
    expect(slips(openrouterCall(`{ openrouter: { provider: { sort: "price" } } }`, "{ provider: { zdr: true } }"))).toMatchObject([
      {
        messageId: "overridden",
        message: "`zdr: true` has no effect, because the call's own `providerOptions.openrouter.provider` replaces the whole object; write it under `providerOptions.openrouter.provider`.",
        setting: "zdr: true",
        after: openrouterCall(`{ openrouter: { provider: { sort: "price", zdr: true } } }`, "{ provider: { zdr: true } }"),
      },
    ]);
    expect(ids(`generateText({ model: createOpenRouter({ extraBody: { provider: { zdr: true } } })("a/b", { extraBody: { provider: { sort: "price" } } }), prompt: "x" });`)).toEqual([["overridden", "zdr: true"]]);
    expect(slips(openrouterCall(`{ openrouter: { reasoning: { effort: "low" } } }`, "{ provider: { zdr: true } }"))).toEqual([]);
    expect(slips("export const run = (provider: object) => " + openrouterCall("{ openrouter: { provider } }", "{ provider: { zdr: true } }"))).toEqual([]);
  });
});

describe("a control that never leaves", () => {
  it("is told of for embeddings of OpenRouter", () => {
    const call = (settings: string) => `embed({ model: openrouter.textEmbeddingModel("a/b"${settings}), value: "x", providerOptions: { openrouter: { provider: { zdr: true } } } });`;
    expect(slips(call(", {}"))).toMatchObject([
      {
        messageId: "dropped",
        message: "`zdr` never reaches OpenRouter, because @openrouter/ai-sdk-provider sends no options of the call for this kind of model; write `zdr: true` under `extraBody.provider` of the model's settings.",
        after: call(", { extraBody: { provider: { zdr: true } } }"),
      },
    ]);
    expect(slips(call(", { extraBody: { provider: { zdr: true } } }"))).toEqual([]);
  });

  it("is told of for a compatible provider, with the place that is sent", () => {
    const call = (options: string) => `generateText({ model: createOpenAICompatible({ name: "x", baseURL: "https://ai-gateway.vercel.sh/v1" })("a/b"), prompt: "x", providerOptions: ${options} });`;
    expect(slips(call("{ gateway: { zeroDataRetention: true } }"))).toMatchObject([
      {
        messageId: "dropped",
        message: "`zeroDataRetention` never reaches Vercel AI Gateway, because `@ai-sdk/openai-compatible` does not send it from `providerOptions.gateway`; write `zeroDataRetention: true` under `providerOptions.x.providerOptions.gateway`.",
        after: call("{ gateway: { zeroDataRetention: true }, x: { providerOptions: { gateway: { zeroDataRetention: true } } } }"),
      },
    ]);
    expect(slips(call("{ x: { providerOptions: { gateway: { zeroDataRetention: true } } } }"))).toEqual([]);
    expect(ids(call("{ x: { gateway: { zeroDataRetention: true } } }"))).toEqual([["dropped", "zeroDataRetention: true"]]);
  });

  it("is told of for OpenAI's client before a gateway", () => {
    expect(slips(`generateText({ model: createOpenAI({ baseURL: "https://openrouter.ai/api/v1" }).chat("a/b"), prompt: "x", providerOptions: { openai: { provider: { zdr: true } } } });`)).toMatchObject([
      { messageId: "dropped", message: "`zdr` never reaches OpenRouter, because `@ai-sdk/openai` does not send it from `providerOptions.openai`; take OpenRouter's own provider for the AI SDK.", certain: false },
    ]);
  });
});

describe("a control that a gateway does not honour for every kind of call", () => {
  it("is told of", () => {
    const call = (options: string) => `import { experimental_generateVideo } from "ai";\nexperimental_generateVideo({ model: gateway.video("a/b"), prompt: "x", providerOptions: { gateway: { ${options} } } });`;
    expect(slips(call("zeroDataRetention: true"))).toMatchObject([
      { messageId: "ignored-endpoint", setting: "zeroDataRetention: true", message: "`zeroDataRetention: true` has no effect here, because Vercel AI Gateway does not honour it for calls of this kind (video); send such data to a model that may keep it, or leave the call out." },
    ]);
    expect(slips(call("disallowPromptTraining: true"))).toEqual([]);
  });
});

describe("a control in a place that nothing reads", () => {
  it.each([
    ["as an option of the call", `generateText({ model: "a/b", prompt: "x", zeroDataRetention: true });`],
    ["directly under `providerOptions`", gatewayCall("{ zeroDataRetention: true }")],
    ["in a message", `generateText({ model: "a/b", messages: [{ role: "user", content: "x", providerOptions: { gateway: { zeroDataRetention: true } } }] });`],
    ["in a part of a message", `generateText({ model: "a/b", messages: [{ role: "user", content: [{ type: "text", text: "x", providerOptions: { gateway: { zeroDataRetention: true } } }] }] });`],
    ["in a tool", `generateText({ model: "a/b", prompt: "x", tools: { look: tool({ providerOptions: { gateway: { zeroDataRetention: true } } }) } });`],
    ["as an option of `createGateway`", `generateText({ model: createGateway({ zeroDataRetention: true })("a/b"), prompt: "x" });`],
    ["beside the name of the model", `generateText({ model: gateway("a/b", { zeroDataRetention: true }), prompt: "x" });`],
  ])("is told of %s", (where, call) => {
    expect(slips(call)).toMatchObject([
      { messageId: "ignored-place", setting: "zeroDataRetention: true", message: `\`zeroDataRetention\` ${where} has no effect, because nothing reads it there; write \`zeroDataRetention: true\` under \`providerOptions.gateway\` of the call.` },
    ]);
  });

  it("is told of beside OpenRouter's `provider`", () => {
    expect(ids(openrouterCall("{ openrouter: { zdr: true } }"))).toEqual([["ignored-place", "zdr: true"]]);
    expect(ids(openrouterCall("undefined", "{ zdr: true }"))).toEqual([["ignored-place", "zdr: true"]]);
    expect(ids(openrouterCall("undefined", `{ extraBody: { data_collection: "deny" } }`))).toEqual([["ignored-place", `data_collection: "deny"`]]);
  });

  it("is told of under the name of a provider, or one step too deep", () => {
    expect(ids(gatewayCall("{ openai: { zdr: true } }"))).toEqual([["ignored-place", "zdr: true"]]);
    expect(slips(`generateText({ model: anthropic("claude"), prompt: "x", providerOptions: { anthropic: { zeroDataRetention: true } } });`)).toMatchObject([
      { messageId: "ignored-place", message: "`zeroDataRetention` under `providerOptions.anthropic` has no effect, because nothing reads it there; call the model through a gateway that has such a setting." },
    ]);
    expect(ids(gatewayCall("{ gateway: { provider: { zdr: true } } }"))).toEqual([["ignored-place", "zdr: true"]]);
    expect(ids(openrouterCall("{ openrouter: { extraBody: { provider: { zdr: true } } } }"))).toEqual([["ignored-place", "zdr: true"]]);
    expect(ids(`generateText({ model: openrouter("a/b"), prompt: "x", provider: { zdr: true } });`)).toEqual([["ignored-place", "zdr: true"]]);
    expect(ids(`generateText({ model: createOpenAICompatible({ name: "openai", baseURL: "https://llm.internal/v1" })("m"), prompt: "x", providerOptions: { openai: { zdr: true } } });`)).toEqual([]);
  });

  it("is superfluous where the call has it too", () => {
    expect(slips(`generateText({ model: "a/b", messages: [{ role: "user", content: "x", providerOptions: { gateway: { zeroDataRetention: true } } }], providerOptions: { gateway: { zeroDataRetention: true } } });`)).toEqual([]);
    expect(slips(`generateText({ model: "a/b", messages: [{ role: "user", content: "x", providerOptions: { anthropic: { cacheControl: { type: "ephemeral" } } } }] });`)).toEqual([]);
  });
});

describe("`store: false`", () => {
  it("is named as what it is not", () => {
    expect(ids(`generateText({ model: openai("gpt-5"), prompt: "x", providerOptions: { openai: { store: false } } });`)).toEqual([["not-retention", "store: false"]]);
    expect(ids(gatewayCall("{ openai: { store: false } }"))).toEqual([["not-retention", "store: false"]]);
    expect(ids(gatewayCall("{ openai: { store: false }, gateway: { zeroDataRetention: true } }"))).toEqual([]);
  });
});

it("settings of agents and of defaults are looked at too", () => {
  expect(ids(`new ToolLoopAgent({ model: "a/b", providerOptions: { gateway: { zdr: true } } });`)).toEqual([["misspelt", "zdr: true"]]);
  expect(ids(`generateText({ model: wrapLanguageModel({ model: gateway("a/b"), middleware: defaultSettingsMiddleware({ settings: { providerOptions: { gateway: { zdr: true } } } }) }), prompt: "x" });`)).toEqual([["misspelt", "zdr: true"]]);
  expect(ids(`generateText({ model: "a/b", prompt: "x", prepareStep: () => ({ providerOptions: { gateway: { zeroDataRetention: false } } }) });`)).toEqual([["false", "zeroDataRetention: false"]]);
});
