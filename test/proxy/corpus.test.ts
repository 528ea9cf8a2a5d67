import { afterAll, describe, expect, it } from "vitest";
import { guardFetch } from "../../src/adapters/fetch/index.ts";
import type { Decision } from "../../src/model/decision.ts";
import { createGuard } from "../../src/node/index.ts";
import { codesOf, corpus, malformed } from "../corpus/read-corpus.ts";
import { placeOf, removePlaces } from "../corpus/surfaces.ts";
import { type Running, runProxy } from "./running.ts";
import { answerJson, startStub } from "./stub.ts";

afterAll(removePlaces);

const upstreams = ["a=https://a.example"];
const decide = async (proxy: Running, call: unknown): Promise<{ readonly status: number; readonly decision: Decision }> => {
  const response = await fetch(`${proxy.url}/-/decision`, { method: "POST", body: JSON.stringify(call) });
  return { status: response.status, decision: (await response.json()) as Decision };
};

describe("/-/decision on the corpus", { timeout: 300_000 }, () => {
  it("decides each case as the guard does", async () => {
    for (const { cwd } of new Set(corpus.map(({ config }) => placeOf(config)))) {
      const proxy = await runProxy({ cwd, upstreams });
      const guard = await createGuard({ cwd });
      for (const each of corpus.filter(({ config }) => placeOf(config).cwd === cwd)) {
        const { status, decision } = await decide(proxy, each.call);
        const { effect, reasons, amendments } = decision;
        expect({ effect, reasons: codesOf(reasons), amendments }, each.title).toEqual(each.expect);
        expect(decision, each.title).toEqual(JSON.parse(JSON.stringify(guard.decide(each.call))));
        expect(status).toBe(200);
      }
      await proxy.close(0);
    }
  });

  it("denies what is no call", async () => {
    const proxy = await runProxy({ cwd: placeOf({}).cwd, upstreams });
    for (const { title, call } of malformed) {
      const { status, decision } = await decide(proxy, call);
      expect([status, decision.effect, codesOf(decision.reasons)], title).toEqual([400, "deny", ["invalid-call"]]);
    }
  });
});

/** Requests as clients write them, with what can go wrong in each. */
const requests: readonly (readonly [string, unknown])[] = [
  ["/v1/chat/completions", { model: "zai/glm-4.7", messages: [] }],
  ["/v1/chat/completions", { model: "vmc/support", messages: [] }],
  ["/v1/chat/completions", { model: "anthropic/claude-fable-5", messages: [], providerOptions: { gateway: { zeroDataRetention: true } } }],
  ["/v1/chat/completions", { model: "zai/glm-4.7", messages: [], providerOptions: { gateway: { only: ["bedrock"], byok: { anthropic: [{}] } } } }],
  ["/v1/chat/completions", { messages: [] }],
  ["/v1/chat/completions", { model: "a", Model: "b" }],
  ["/v1/responses", { model: "openai/gpt-5", input: "x", tools: [{ type: "web_search" }] }],
  ["/v1/embeddings", { model: "openai/text-embedding-3-small", input: "x" }],
  ["/v1/messages", { model: "anthropic/claude-sonnet-4.6", messages: [], fallbacks: [{ model: "anthropic/claude-fable-5" }] }],
  ["/v1/images/unheard-of", { model: "x" }],
  ["/v1/chat/completions/", { model: "zai/glm-4.7", messages: [] }],
  ["/v4/ai/language-model", { prompt: [] }],
  ["/v1/chat/completions", ["a list"]],
];

describe("a request through the proxy", () => {
  it.each(["vercel", "openrouter", "openai", "ollama"])("has the decision and the body that `guardFetch` gives it, at %s", async (gateway) => {
    const stub = await startStub(answerJson);
    const proxy = await runProxy({ gateways: { [gateway]: stub } });
    const guarded = guardFetch({ guard: await createGuard({ cwd: proxy.cwd }) });
    const prefix = gateway === "openrouter" ? "/api" : "";
    for (const category of ["public", "internal", "pii", "prohibited"]) {
      for (const [path, body] of requests) {
        const init = { method: "POST", headers: { "content-type": "application/json", "x-cordon-category": category, "ai-language-model-id": "zai/glm-4.7" }, body: JSON.stringify(body) };
        const [own, other] = [await guarded(`${stub.url}${prefix}${path}`, init), await fetch(`${proxy.url}/${gateway}${prefix}${path}`, init)];
        const [first, second] = [await own.text(), await other.text()];
        expect([other.status, second], `${category} ${path} ${init.body}`).toEqual([own.status, first]);
        if (own.status === 200) {
          const [one, another] = stub.received.slice(-2);
          expect([another?.path, another?.text]).toEqual([one?.path, one?.text]);
        }
      }
    }
    expect(stub.received.length % 2).toBe(0);
  });
});
