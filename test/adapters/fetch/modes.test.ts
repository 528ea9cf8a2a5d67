import { describe, expect, it } from "vitest";
import { guardFetch } from "../../../src/adapters/fetch/index.ts";
import { createGuard, withCategory, type DecisionRecord } from "../../../src/index.ts";
import { bodyOf, denialOf, post, recorder } from "./recorder.ts";

const vercel = "https://ai-gateway.vercel.sh/v1/chat/completions";
const call = { model: "zai/glm-4.7", messages: [{ role: "user", content: "the protected text" }] };

async function ask(mode: "amend" | "enforce" | "observe", category: string, url = vercel, init: RequestInit = post(call, { authorization: "Bearer secret" })) {
  const records: DecisionRecord[] = [];
  const guard = await createGuard({ mode, onDecision: (record) => void records.push(record) });
  const { fetch, sent } = recorder();
  const response = await guardFetch({ guard, category, fetch })(url, init);
  return { response, sent, records, outcomes: records.map(({ outcome, decision }) => [outcome, decision.effect]) };
}

describe("a request", () => {
  it("is recorded as sent, amended or refused", async () => {
    expect((await ask("amend", "public")).outcomes).toEqual([["sent", "allow"]]);
    expect((await ask("amend", "pii")).outcomes).toEqual([["amended", "amend"]]);
    expect((await ask("amend", "prohibited")).outcomes).toEqual([["refused", "deny"]]);
  });

  it("is recorded with the control that left", async () => {
    const { records } = await ask("amend", "pii");
    expect(records[0]?.call.controls).toEqual({ zeroRetention: true });
  });

  it("is refused instead of amended by a guard that enforces, which says what is missing", async () => {
    const { response, sent, outcomes } = await ask("enforce", "pii");
    expect(await response.json()).toMatchObject({ error: { message: "call denied for `retention`, `training`; it passes with `zeroRetention: true`" } });
    expect([response.status, sent, outcomes]).toEqual([403, [], [["refused", "amend"]]]);
  });

  it("leaves as it is under a guard that observes, even one that may not leave", async () => {
    const denied = await ask("observe", "prohibited");
    const amended = await ask("observe", "pii");
    expect([bodyOf(denied.sent[0]), denied.outcomes]).toEqual([call, [["observed", "deny"]]]);
    expect([bodyOf(amended.sent[0]), amended.outcomes]).toEqual([call, [["observed", "amend"]]]);
  });

  it("is refused where a control cannot be set, and recorded so", async () => {
    const { response, sent, outcomes } = await ask("amend", "pii", vercel, post({ ...call, providerOptions: null }));
    expect([response.status, sent, outcomes]).toEqual([403, [], [["refused", "amend"]]]);
  });

  it("leaves no content and no key in records and denials", async () => {
    const body = { ...call, tools: [{ type: "the protected text" }], providerOptions: { gateway: { byok: { anthropic: [{ apiKey: "secret" }] } } } };
    const { response, records } = await ask("amend", "phi", vercel, post(body, { authorization: "Bearer secret" }));
    expect(JSON.stringify([records, await response.text(), [...response.headers]])).not.toMatch(/protected|secret/u);
  });
});

describe("the categories of a request", () => {
  async function codes(options: { category?: string | readonly string[]; header?: string; body?: unknown }): Promise<readonly string[]> {
    const records: DecisionRecord[] = [];
    const guard = await createGuard({ onDecision: (record) => void records.push(record) });
    const { fetch } = recorder();
    const guarded = guardFetch({ guard, fetch, ...(options.category === undefined ? {} : { category: options.category }) });
    await guarded(vercel, post(options.body ?? call, options.header === undefined ? {} : { "x-cordon-category": options.header }));
    return records[0]?.call.categories ?? [];
  }

  it("add up from the wrapper, the context, the header and the body", async () => {
    const body = { ...call, providerOptions: { cordon: { category: ["phi"] } } };
    const found = await withCategory("confidential", () => codes({ category: ["public", "internal"], header: " pii ,, pii", body }));
    expect(found).toEqual(["confidential", "internal", "phi", "pii", "public"]);
  });

  it("may be none, which the taxonomy judges", async () => {
    expect(await codes({})).toEqual([]);
    expect(await codes({ header: " , " })).toEqual([]);
  });

  it.each([5, { a: 1 }, [null], ""])("are unknown, and denied, where they are no names: %j", async (category) => {
    const { response, sent } = await ask("amend", "public", vercel, post({ ...call, providerOptions: { cordon: { category } } }));
    expect([response.status, (await denialOf(response)).codes, sent]).toEqual([403, ["unknown-category"], []]);
  });

  it.each([null, "pii", { categories: ["pii"] }, { category: "public", level: 3 }, { category: null }])("are unknown, and denied, where the declaration cannot be understood: %j", async (cordon) => {
    const { response, sent } = await ask("amend", "public", vercel, post({ ...call, providerOptions: { cordon } }));
    expect([response.status, (await denialOf(response)).codes, sent]).toEqual([403, ["unknown-category"], []]);
  });

  it("leave no trace in the body", async () => {
    const { sent } = await ask("amend", "public", vercel, post(`{"model":"a/b","providerOptions":{"cordon":{"category":"public"},"gateway":{"order":["azure"]}},"messages":[]}`));
    expect(sent[0]?.text).toBe(`{"model":"a/b","providerOptions":{"gateway":{"order":["azure"]}},"messages":[]}`);
  });

  it("leave nothing where the options were ours alone", async () => {
    const { sent } = await ask("amend", "public", "https://api.openai.com/v1/chat/completions", post({ ...call, providerOptions: { cordon: { category: "internal" } } }));
    expect(bodyOf(sent[0])).toEqual(call);
  });

  it("leave no trace in any form of headers", async () => {
    for (const headers of [{ "X-Cordon-Category": "public", a: "b" }, new Headers({ "x-cordon-category": "public", a: "b" }), [["x-CORDON-category", "public"], ["a", "b"]] as [string, string][]]) {
      const { sent } = await ask("amend", "public", vercel, { ...post(call), headers });
      expect([...(sent[0]?.headers ?? [])].filter(([name]) => name !== "content-type")).toEqual([["a", "b"]]);
    }
  });

  it("leave no trace on a Request", async () => {
    const guard = await createGuard();
    const { fetch, sent } = recorder();
    await guardFetch({ guard, fetch })(new Request(vercel, post(call, { "x-cordon-category": "public" })));
    expect([sent[0]?.headers.get("x-cordon-category"), bodyOf(sent[0])]).toEqual([null, call]);
  });

  it("leave no trace on a request that needs no judgement", async () => {
    const { sent } = await ask("amend", "public", "https://api.openai.com/v1/models", { headers: { "x-cordon-category": "pii" } });
    expect([...(sent[0]?.headers ?? [])]).toEqual([]);
  });
});
