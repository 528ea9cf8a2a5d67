import { describe, expect, it } from "vitest";
import { aiSdkEntries } from "../../../rules/entry-points/ai-sdk.ts";
import { calls, request } from "./reading.ts";

const found = (text: string) => calls(text).map(({ callee, sdk, requests }) => [callee, sdk, ...requests.map(({ facts }) => `${facts.gateway}/${facts.endpoint}`)]);

describe("a call is recognised", () => {
  const functions = aiSdkEntries.filter(({ kind }) => kind === "function");
  it.each(functions.flatMap((entry) => entry.packages.flatMap((name) => entry.exports.map((each) => [name, each, entry.endpoint] as const))))("of %s: %s", (name, each, endpoint) => {
    expect(found(`import { ${each} } from "${name}";\n${each}({ model: "a/b", prompt: "x" });`)).toEqual([[each, name, `vercel/${endpoint}`]]);
  });

  it.each([
    [`import { generateText as ask } from "ai";\nask({ model: "a/b", prompt: "x" });`],
    [`import * as ai from "ai";\nai.generateText({ model: "a/b", prompt: "x" });`],
    [`const { generateText } = require("ai");\ngenerateText({ model: "a/b", prompt: "x" });`],
    [`const { generateText } = await import("ai");\nawait generateText({ model: "a/b", prompt: "x" });`],
    [`import { generateText } from "ai";\ngenerateText.call(null, { model: "a/b", prompt: "x" });`],
    [`import { generateText } from "ai";\nconst ask = generateText.bind(null);\nask({ model: "a/b", prompt: "x" });`],
    [`import { generateText } from "ai";\nconst ask = generateText;\nawait ask({ model: "a/b", prompt: "x" });`],
    [`import { streamText, generateText } from "ai";\nexport const run = (live: boolean) => (live ? streamText : generateText)({ model: "a/b", prompt: "x" });`],
  ])("in the form %s", (text) => {
    expect(new Set(calls(text).flatMap(({ requests }) => requests.map(({ facts }) => facts.model)))).toEqual(new Set(["a/b"]));
  });

  it("of an upload, with the provider that takes it", () => {
    expect(request(`import { uploadFile } from "ai";\nimport { openai } from "@ai-sdk/openai";\nuploadFile({ api: openai, data: bytes });`).facts).toEqual({ gateway: "openai", endpoint: "batch", features: ["files"] });
    expect(request(`import { uploadFile } from "ai";\nimport { openai } from "@ai-sdk/openai";\nuploadFile({ api: openai.files(), data: bytes });`).facts).toEqual({ gateway: "openai", endpoint: "batch", features: ["files"] });
  });

  it("of a batch, with the models of its requests", () => {
    expect(request(`import { experimental_startBatch } from "ai";\nimport { gateway } from "ai";\nexperimental_startBatch({ provider: gateway, requests: [{ type: "text", model: "a/b", prompt: "x" }, { type: "text", model: "c/d", prompt: "y" }], providerOptions: { gateway: { disallowPromptTraining: true } } });`).facts).toEqual({
      gateway: "vercel",
      endpoint: "batch",
      model: "a/b",
      fallbackModels: ["c/d"],
      controls: { noTraining: true },
      features: ["batches"],
    });
  });

  it("with the expressions that hold its content", () => {
    const [call] = calls(`import { generateText } from "ai";\ngenerateText({ model: "a/b", system: s, prompt: patient.notes, ...rest });`);
    expect(call?.content).toEqual(["s", "patient.notes", "rest"]);
    expect(calls(`import { embed } from "ai";\nexport const run = (options: any) => embed(options);`)[0]?.content).toEqual(["options"]);
  });

  it.each([
    ["a function of the same name", `function generateText(options: object) {}\ngenerateText({ model: "a/b", prompt: "x" });`],
    ["a function of another package", `import { generateText } from "other";\ngenerateText({ model: "a/b", prompt: "x" });`],
    ["a shadowed import", `import { generateText } from "ai";\nexport const run = (generateText: any) => generateText({ model: "a/b", prompt: "x" });`],
    ["an agent of another package", `import { Agent } from "undici";\nnew Agent({ connect: {} });`],
    ["a test that puts something else in its place", `import { vi } from "vitest";\nimport { generateText } from "ai";\nvi.mock("ai", () => ({ generateText: vi.fn() }));\ngenerateText({ model: "a/b", prompt: "x" });`],
    ["a hook of the interface", `import { useChat } from "@ai-sdk/react";\nuseChat({ api: "/chat" });`],
    ["a transport to one's own route", `import { DefaultChatTransport } from "ai";\nnew DefaultChatTransport({ api: "/chat" });`],
    ["what only describes a tool", `import { tool, stepCountIs } from "ai";\ntool({ description: "x" });\nstepCountIs(3);`],
  ])("but not in %s", (_, text) => {
    expect(found(text)).toEqual([]);
  });
});

describe("an agent", () => {
  const imports = `import { ToolLoopAgent, Experimental_Agent, createAgentUIStreamResponse, DirectChatTransport } from "ai";\nimport { WorkflowAgent } from "@ai-sdk/workflow";\nimport { HarnessAgent } from "@ai-sdk/harness/agent";\n`;

  it("is a call where it is made", () => {
    expect(found(`${imports}const agent = new ToolLoopAgent({ model: "a/b" });\nagent.generate({ prompt: "x" });\nagent.stream({ prompt: "x" });`)).toEqual([["ToolLoopAgent", "ai", "vercel/language"]]);
    expect(found(`${imports}new Experimental_Agent({ model: "a/b" });`)).toEqual([["Experimental_Agent", "ai", "vercel/language"]]);
    expect(found(`${imports}new WorkflowAgent({ model: "a/b" });`)).toEqual([["WorkflowAgent", "@ai-sdk/workflow", "vercel/language"]]);
    expect(found(`${imports}new HarnessAgent({ harness: codex(), model: "gpt-5" });`)).toEqual([["HarnessAgent", "@ai-sdk/harness/agent", "/language"]]);
  });

  it("is a call where a class extends it", () => {
    expect(found(`${imports}class Support extends ToolLoopAgent {\n  constructor() {\n    super({ model: "a/b" });\n  }\n}\nnew Support().generate({ prompt: "x" });`)).toEqual([["super", "ai", "vercel/language"]]);
  });

  it("is a call where a class without a constructor that extends it is made", () => {
    expect(found(`${imports}class Support extends ToolLoopAgent {}\nclass Other {}\nnew Support({ model: "a/b" });\nnew Other({ model: "a/b" });`)).toEqual([["Support", "ai", "vercel/language"]]);
  });

  it("is another call where one brings options of its own, which replace those of the settings", () => {
    const text = `${imports}const agent = new ToolLoopAgent({ model: "a/b", providerOptions: { gateway: { zeroDataRetention: true } } });\nagent.generate({ prompt: "x", providerOptions: { gateway: { disallowPromptTraining: true } } });`;
    expect(calls(text).map(({ callee, requests }) => [callee, requests[0]?.facts.controls, requests[0]?.unseen.map(({ fact }) => fact)])).toEqual([
      ["ToolLoopAgent", { zeroRetention: true, noTraining: true }, ["controls"]],
      ["agent.generate", { noTraining: true }, []],
    ]);
  });

  it("keeps its own gaps where another agent is called with options", () => {
    const text = `${imports}const one = new ToolLoopAgent({ model: "a/b" });\nconst other = new ToolLoopAgent({ model: "c/d" });\nother.generate({ prompt: "x", providerOptions: {} });`;
    expect(calls(text).map(({ requests }) => requests[0]?.unseen.map(({ fact }) => fact))).toEqual([[], ["controls"], []]);
  });

  it("that is run by others is judged where it is made", () => {
    const text = `${imports}const agent = new ToolLoopAgent({ model: "a/b" });\ncreateAgentUIStreamResponse({ agent, uiMessages });\nnew DirectChatTransport({ agent });`;
    expect(calls(text).map(({ callee, requests }) => [callee, requests[0]?.facts.gateway, requests[0]?.unseen.map(({ value }) => value.why)])).toEqual([
      ["ToolLoopAgent", "vercel", []],
      ["createAgentUIStreamResponse", "", ["judged where the agent is made", "judged where the agent is made"]],
      ["DirectChatTransport", "", ["judged where the agent is made", "judged where the agent is made"]],
    ]);
  });
});
