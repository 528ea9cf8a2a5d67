import { beforeAll, describe, expect, it } from "vitest";
import { Call } from "../../src/model/call.ts";
import { Decision } from "../../src/model/decision.ts";
import { decide } from "../../src/policy/decide.ts";
import { embeddedData } from "../../src/policy/embedded.ts";
import type { Policy } from "../../src/policy/load.ts";
import { compiledPolicy, noClock } from "./compiled.ts";

const today = (): string => "2026-11-20";

describe("the alternatives of a denial", { timeout: 120_000 }, () => {
  let policy: Policy;
  let asked = 0;
  beforeAll(async () => {
    const loaded = await compiledPolicy(embeddedData());
    policy = { ...loaded, ask: (call) => (asked++, loaded.ask(call)) };
  });

  const denied: Call = { categories: ["pii"], gateway: "deepseek", model: "deepseek-chat", now: "2026-11-20" };

  it("are asked for when they are first read, and once", () => {
    asked = 0;
    const decision = decide(policy, denied, today);
    expect(decision.effect).toBe("deny");
    expect(asked).toBe(1);
    const { alternatives } = decision;
    expect(asked).toBeGreaterThan(1);
    const before = asked;
    expect(decision.alternatives).toBe(alternatives);
    expect(asked).toBe(before);
  });

  it("are part of the decision to whoever copies it", () => {
    const decision = decide(policy, denied, today);
    expect(Object.keys(decision)).toContain("alternatives");
    const { alternatives } = decision;
    expect(alternatives.length).toBeGreaterThan(0);
    expect({ ...decision }.alternatives).toEqual(alternatives);
    expect(structuredClone(decision).alternatives).toEqual(alternatives);
    expect(JSON.parse(JSON.stringify(decision))).toEqual({ ...decision });
    expect(Decision.parse({ ...decision })).toEqual({ ...decision });
  });

  it("cannot be changed", () => {
    const { alternatives } = decide(policy, denied, today);
    expect(Object.isFrozen(alternatives)).toBe(true);
    for (const each of alternatives) expect(Object.isFrozen(each)).toBe(true);
  });

  it("are at most three complete calls for the same data, and each is decided to `allow` or `amend`", () => {
    const gateways = Object.keys(policy.data.catalog.gateways);
    let seen = 0;
    for (const category of ["internal", "pii", "phi"]) {
      for (const gateway of gateways) {
        const call: Call = { categories: [category], gateway, model: "some-model", tier: "free", now: "2026-11-20" };
        const decision = decide(policy, call, today);
        const { alternatives } = decision;
        if (decision.effect !== "deny") expect(alternatives).toEqual([]);
        expect(alternatives.length).toBeLessThanOrEqual(3);
        for (const each of alternatives) {
          expect(Call.parse(each)).toEqual(each);
          expect(each.categories).toEqual(call.categories);
          expect(decide(policy, each, noClock).effect).not.toBe("deny");
          seen += 1;
        }
        expect(new Set(alternatives.map((each) => JSON.stringify(each))).size).toBe(alternatives.length);
      }
    }
    expect(seen).toBeGreaterThan(10);
  });

  it("are none where a category forbids every model call", () => {
    expect(decide(policy, { ...denied, categories: ["prohibited"] }, today).alternatives).toEqual([]);
  });

  it("are none where the call is not valid", () => {
    expect(decide(policy, { ...denied, tier: "gold" }, today).alternatives).toEqual([]);
  });
});
