import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { describe, expect, it } from "vitest";
import { carrierOf } from "../../../src/adapters/ai-sdk/carrier.ts";
import { endpointOf } from "../../../src/adapters/ai-sdk/model.ts";
import { network, type Network } from "./network.ts";
import { versions } from "./versions.ts";

/** What each level says; a level that a class leaves out must not show in the body that the carrier foretells. */
const level = (name: string) => ({ provider: { [name]: true }, models: [name], plugins: [{ id: name }], preset: name, [`only_${name}`]: true });
const settings = { ...level("settings"), extraBody: { provider: { extra: true }, only_extra: true } };
const extraBody = { models: ["factory"], only_factory: true };

const prompt = [{ role: "user", content: [{ type: "text", text: "hi" }] }];
const calls = [
  { method: "doGenerate", params: { prompt } },
  { method: "doGenerate", params: { prompt: "a tree", n: 1 } },
  { method: "doEmbed", params: { values: ["v"] } },
] as const;
const options = [{}, { openrouter: level("call") }, { openrouter: { model: "other/model" } }, { "open-router": level("raw"), openRouter: { provider: { camel: true } } }, { gateway: { zeroDataRetention: true }, openai: { store: false } }];

const classes: readonly { readonly name: string; readonly call: number; readonly model: (net: Network) => any }[] = [
  ...versions.flatMap(({ name, gateway, openrouter, embeddingFactory }) => [
    { name: `gateway language, ${name}`, call: 0, model: (net: Network) => gateway(net)("a/b") },
    { name: `gateway image, ${name}`, call: 1, model: (net: Network) => gateway(net).imageModel("a/b") },
    { name: `gateway embedding, ${name}`, call: 2, model: (net: Network) => gateway(net)[embeddingFactory]("a/b") },
    { name: `openrouter chat, ${name}`, call: 0, model: (net: Network) => openrouter(net, { extraBody }).chat("a/b", settings) },
    { name: `openrouter completion, ${name}`, call: 0, model: (net: Network) => openrouter(net, { extraBody }).completion("a/b", settings) },
    { name: `openrouter embedding, ${name}`, call: 2, model: (net: Network) => openrouter(net, { extraBody }).textEmbeddingModel("a/b", settings) },
    ...(name === "ai 5" ? [] : [{ name: `openrouter image, ${name}`, call: 1, model: (net: Network) => openrouter(net, { extraBody }).imageModel("a/b", settings) }]),
  ]),
  ...(["chatModel", "completionModel", "imageModel", "embeddingModel"] as const).map((factory, index) => ({
    name: `openai-compatible ${factory}`,
    call: [0, 0, 1, 2][index]!,
    model: ({ fetch }: Network) => createOpenAICompatible({ name: "open-router", baseURL: "https://openrouter.ai/api/v1", apiKey: "k", fetch })[factory]("a/b"),
  })),
];

describe.each(classes)("the carrier of $name", ({ call, model }) => {
  const { method, params } = calls[call]!;

  it.each(options)("foretells the body that leaves with %j", async (providerOptions) => {
    const net = network();
    const base = model(net);
    const full = { ...params, providerOptions };
    const foretold = carrierOf(base, endpointOf(base, method, full)!).body(full);
    await base[method](full);
    expect(settled(net.sent[0]?.body)).toEqual(settled(foretold));
  });

  it("writes what then leaves, or says that it cannot", async () => {
    const net = network();
    const base = model(net);
    const carrier = carrierOf(base, endpointOf(base, method, params)!);
    for (const path of [["provider", "zdr"], ["providerOptions", "gateway", "zeroDataRetention"]]) {
      const written = carrier.write({ ...params, providerOptions: { openrouter: { provider: { sort: "price" } } } }, path, true);
      if (written === undefined) continue;
      await base[method](written);
      expect(path.reduce((value: any, key) => value?.[key], net.sent.at(-1)?.body)).toBe(true);
    }
  });

  /** The part of a body that settings and options decide. The gateway names its model in a header. */
  function settled(body: object | undefined): object {
    const content = ["prompt", "messages", "values", "input", "n", "size", "user", "encoding_format", "response_format", "stop", "model"];
    return Object.fromEntries(Object.entries(JSON.parse(JSON.stringify(body ?? {}))).filter(([key, value]) => !content.includes(key) || (key === "model" && value !== "a/b")));
  }
});
