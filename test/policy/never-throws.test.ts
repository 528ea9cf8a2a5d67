import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { Decision, effects } from "../../src/model/decision.ts";
import { decide } from "../../src/policy/decide.ts";
import { embeddedData } from "../../src/policy/embedded.ts";
import type { Policy } from "../../src/policy/load.ts";
import { compiledPolicy } from "./compiled.ts";

const seed = Number(process.env["SEED"] ?? 3);
const numRuns = Math.ceil(1500 * Number(process.env["SCALE"] ?? 1));
const call = { categories: ["pii"], gateway: "vercel", model: "zai/glm-4.7", now: "2026-11-20" };
const today = (): string => "2026-11-20";
const boom = (): never => {
  throw new Error("patient Jane Doe");
};

const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
  maxDepth: 3,
});
const trickyName = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("__proto__", "constructor", "toString", "hasOwnProperty", "vercel", "*", "", "a\nb", "\0", "\ud800", "🦜", "x".repeat(512)),
);
const fields = ["categories", "gateway", "endpoint", "model", "fallbackModels", "providers", "controls", "credentials", "byokProviders", "features", "tier", "region", "now"];

describe("decide", { timeout: 120_000 }, () => {
  let policy: Policy;
  beforeAll(async () => {
    policy = await compiledPolicy(embeddedData());
  });

  it("denies anything that is no call, and never throws", () => {
    fc.assert(
      fc.property(anything, (value) => {
        expect(decide(policy, value, today).effect).toBe("deny");
      }),
      { seed, numRuns },
    );
  });

  it("denies what is no JSON in place of any field, or decides", () => {
    fc.assert(
      fc.property(fc.constantFrom(...fields, "another"), anything, (field, value) => {
        check(decide(policy, { ...call, [field]: value }, today));
      }),
      { seed, numRuns },
    );
  });

  it("decides on names of any characters", () => {
    const names = fc.array(trickyName, { maxLength: 3 });
    fc.assert(
      fc.property(
        fc.record({ categories: names, gateway: trickyName, model: trickyName, fallbackModels: names, providers: fc.record({ only: names, ignore: names }), byokProviders: names, features: names, region: trickyName }),
        (names) => check(decide(policy, { ...names, now: "2026-11-20" }, today)),
      ),
      { seed, numRuns: Math.ceil(numRuns / 5) },
    );
  });

  const cyclic: Record<string, unknown> = { ...call };
  cyclic["providers"] = { only: cyclic };
  const revoked = Proxy.revocable({ ...call }, {});
  revoked.revoke();
  const deep: unknown = Array.from({ length: 50_000 }).reduce((inner) => [inner], []);
  const hostile: readonly (readonly [string, () => unknown])[] = [
    ["a getter that throws", () => Object.defineProperty({ ...call }, "tier", { enumerable: true, get: boom })],
    ["a getter that throws within a field", () => ({ ...call, controls: Object.defineProperty({}, "noTraining", { enumerable: true, get: boom }) })],
    ["an accessor that throws in a list", () => ({ ...call, categories: Object.defineProperty(["pii"], 0, { enumerable: true, get: boom }) })],
    ["a proxy that throws for its keys", () => new Proxy({ ...call }, { ownKeys: boom })],
    ["a proxy that throws for everything", () => new Proxy({ ...call }, { get: boom, has: boom, ownKeys: boom, getPrototypeOf: boom, getOwnPropertyDescriptor: boom })],
    ["a proxy that was revoked", () => revoked.proxy],
    ["a revoked proxy within a field", () => ({ ...call, providers: revoked.proxy })],
    ["a call within itself", () => cyclic],
    ["a field nested 50,000 deep", () => ({ ...call, features: deep })],
    ["a list of a million names", () => ({ ...call, features: Array.from({ length: 1_000_000 }, () => "store") })],
    ["a list of four billion holes", () => ({ ...call, features: new Array(2 ** 32 - 1) })],
    ["a name of ten million characters", () => ({ ...call, model: "x".repeat(10_000_000) })],
    ["a `toJSON` of its own that throws", () => ({ ...call, toJSON: boom })],
    ["a lone surrogate in a name", () => ({ ...call, model: "\ud800" })],
  ];

  it.each(hostile)("denies %s", (_, make) => {
    const decision = decide(policy, make(), today);
    expect(decision.effect).toBe("deny");
    expect(decision.reasons.map(({ code }) => code)).toEqual(["invalid-call"]);
    expect(JSON.stringify(decision)).not.toContain("Jane");
  });

  it("is as it was after all of that", () => {
    expect(decide(policy, call, today)).toMatchObject({ effect: "amend", amendments: [{ control: "zeroRetention", value: true }] });
  });

  function check(decision: Decision): void {
    expect(effects).toContain(decision.effect);
    expect(Decision.safeParse({ ...decision }).success).toBe(true);
    if (decision.effect === "amend") expect(decision.amendments.length).toBeGreaterThan(0);
    if (decision.effect !== "allow") expect(decision.reasons.length).toBeGreaterThan(0);
  }
});
