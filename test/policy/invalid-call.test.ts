import { beforeAll, describe, expect, it } from "vitest";
import { decide } from "../../src/policy/decide.ts";
import { embeddedData } from "../../src/policy/embedded.ts";
import type { Policy } from "../../src/policy/load.ts";
import { compiledPolicy } from "./compiled.ts";

const secret = "patient Jane Doe, 1970-01-01, hypertension";
const call = { categories: ["public"], gateway: "vercel", model: "zai/glm-4.7", now: "2026-11-20" };
const today = (): string => "2026-11-20";

/** Every field of a call with values that it does not take, and the path that the denial names. */
const invalid: readonly (readonly [path: string, call: unknown])[] = [
  ["categories", { ...call, categories: secret }],
  ["categories", { ...call, categories: undefined }],
  ["categories", { ...call, categories: { 0: "pii" } }],
  ["categories.1", { ...call, categories: ["pii", ""] }],
  ["categories.0", { ...call, categories: [null] }],
  ["categories.0", { ...call, categories: [[secret]] }],
  ["categories.0", { ...call, categories: [secret.repeat(20)] }],
  ["categories", { ...call, categories: Array.from({ length: 5000 }, () => "pii") }],
  ["gateway", { ...call, gateway: undefined }],
  ["gateway", { ...call, gateway: "" }],
  ["gateway", { ...call, gateway: [secret] }],
  ["endpoint", { ...call, endpoint: secret }],
  ["endpoint", { ...call, endpoint: "toString" }],
  ["model", { ...call, model: null }],
  ["model", { ...call, model: secret.repeat(20) }],
  ["fallbackModels", { ...call, fallbackModels: secret }],
  ["fallbackModels.0", { ...call, fallbackModels: [7] }],
  ["providers", { ...call, providers: [secret] }],
  ["providers.only", { ...call, providers: { only: secret } }],
  ["providers.ignore.2", { ...call, providers: { ignore: ["a", "b", {}] } }],
  ["providers.order", { ...call, providers: { order: [secret] } }],
  ["controls", { ...call, controls: true }],
  ["controls.noTraining", { ...call, controls: { noTraining: "true" } }],
  ["controls.zeroRetention", { ...call, controls: { zeroRetention: 1 } }],
  ["controls.zeroRetension", { ...call, controls: { zeroRetension: true } }],
  ["controls.maxRetentionDays", { ...call, controls: { maxRetentionDays: -1 } }],
  ["controls.maxRetentionDays", { ...call, controls: { maxRetentionDays: 0.5 } }],
  ["controls.maxRetentionDays", { ...call, controls: { maxRetentionDays: "0" } }],
  ["controls.maxRetentionDays", { ...call, controls: { maxRetentionDays: Number.NaN } }],
  ["controls.maxRetentionDays", { ...call, controls: { maxRetentionDays: Number.POSITIVE_INFINITY } }],
  ["controls.maxRetentionDays", { ...call, controls: { maxRetentionDays: 0n } }],
  ["controls.maxRetentionDays", { ...call, controls: { maxRetentionDays: null } }],
  ["credentials", { ...call, credentials: "own" }],
  ["byokProviders.0", { ...call, byokProviders: [Symbol("x")] }],
  ["features", { ...call, features: "store" }],
  ["tier", { ...call, tier: "gold" }],
  ["region", { ...call, region: 49 }],
  ["now", { ...call, now: "2026-11-31" }],
  ["now", { ...call, now: "20.11.2026" }],
  ["now", { ...call, now: "2026-11-20T00:00:00Z" }],
  ["now", { ...call, now: new Date(0) }],
  ["prompt", { ...call, prompt: secret }],
  ["__proto__", JSON.parse(`{"categories":["public"],"gateway":"vercel","__proto__":{"controls":{"zeroRetention":true}}}`)],
];

/** What is not even an object. */
const notCalls: readonly (readonly [string, unknown])[] = [
  ["null", null],
  ["undefined", undefined],
  ["a text", secret],
  ["a number", 1],
  ["a bigint", 1n],
  ["a symbol", Symbol("call")],
  ["a function", () => call],
  ["a list", [call]],
];

describe("an invalid call", () => {
  let policy: Policy;
  beforeAll(async () => {
    policy = await compiledPolicy(embeddedData());
  });

  it("has a neighbour that is allowed", () => {
    expect(decide(policy, call, today).effect).toBe("allow");
  });

  it.each(invalid)("is denied with the path `%s` and never the value", (path, each) => {
    const decision = decide(policy, each, today);
    expect(decision).toEqual(denialWith(expect.stringMatching(new RegExp(`^\`${path.replaceAll(".", "\\.")}\`: `, "u"))));
    expect(JSON.stringify(decision)).not.toContain("Jane");
  });

  it.each(notCalls)("is denied when it is %s", (_, each) => {
    const decision = decide(policy, each, today);
    expect(decision).toEqual(denialWith(expect.any(String)));
    expect(JSON.stringify(decision)).not.toContain("Jane");
  });

  it("is told in a short sentence, however long the key that is not known", () => {
    const decision = decide(policy, { ...call, [secret.repeat(1000)]: true }, today);
    expect(decision.effect).toBe("deny");
    expect(JSON.stringify(decision).length).toBeLessThan(1000);
  });

  it("does not become valid by what it inherits", () => {
    const inherits = Object.assign(Object.create({ controls: { noTraining: true, zeroRetention: true } }), { ...call, categories: ["pii"] });
    expect(decide(policy, inherits, today).effect).not.toBe("allow");
  });

  function denialWith(found: unknown): unknown {
    return {
      effect: "deny",
      reasons: [{ code: "invalid-call", category: null, route: null, need: null, found, source: null }],
      amendments: [],
      obligations: [],
      alternatives: [],
      assumptions: [],
      policyRevision: policy.data.revision,
    };
  }
});
