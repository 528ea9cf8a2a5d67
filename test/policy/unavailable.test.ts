import { describe, expect, it } from "vitest";
import { GuardError } from "../../src/model/errors.ts";
import { compileRego } from "../../opa/index.ts";
import type { PolicyData } from "../../src/model/policy-data.ts";
import { decide } from "../../src/policy/decide.ts";
import { embeddedData, embeddedWasm } from "../../src/policy/embedded.ts";
import { loadPolicy, type Policy } from "../../src/policy/load.ts";
import { policyOf } from "./rego.ts";

const call = { categories: ["pii"], gateway: "vercel", model: "zai/glm-4.7", now: "2026-11-20" } as const;
const today = (): string => "2026-11-20";
const unavailable = {
  effect: "deny",
  reasons: [{ code: "policy-unavailable", category: null, route: null, need: null, found: null, source: null }],
  amendments: [],
  obligations: [],
  alternatives: [],
  assumptions: [],
  policyRevision: embeddedData().revision,
};

const allowed = {
  effect: "allow",
  reasons: [],
  amendments: [],
  obligations: [],
  assumptions: [],
  nearby: [],
  policyRevision: "r",
};

describe("loadPolicy", () => {
  const notPolicies: readonly (readonly [string, BufferSource])[] = [
    ["no bytes", new Uint8Array()],
    ["bytes that are no WebAssembly", new TextEncoder().encode("allow everything")],
    ["a module that is no policy", new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])],
    ["half a policy", embeddedWasm().subarray(0, 100_000)],
  ];

  it.each(notPolicies)("refuses %s", async (_, bytes) => {
    const failure = await loadPolicy(bytes, embeddedData()).catch((error: unknown) => error);
    expect(GuardError.isInstance(failure) && failure.code).toBe("policy_unavailable");
    expect((failure as Error).cause).toBeDefined();
  });

  it("refuses a policy without the entry points of ours", async () => {
    const { wasm } = await compileRego({ sources: { "other.rego": "package other\n\ndecision := {}\n" }, entrypoints: ["other/decision"] });
    await expect(loadPolicy(Uint8Array.from(wasm), embeddedData())).rejects.toMatchObject({ code: "policy_unavailable" });
  });

  it.each([
    ["undefined", undefined],
    ["null", null],
    ["a value that JSON cannot hold", { catalog: 1n }],
    ["a list", []],
    ["nothing at all", {}],
  ])("refuses data that are %s", async (_, data) => {
    await expect(loadPolicy(embeddedWasm(), data as unknown as PolicyData)).rejects.toMatchObject({ code: "policy_unavailable" });
  });
});

describe("decide", () => {
  it("takes the answer of a policy of the same shape for what it is", async () => {
    const policy = await policyOf(`decision := ${JSON.stringify(allowed)}`);
    expect(decide(policy, call, today)).toEqual({ ...allowed, alternatives: [], nearby: undefined });
  });

  const answers: readonly (readonly [string, string])[] = [
    ["nothing", "decision := input.nothing"],
    ["null", "decision := null"],
    ["a word", 'decision := "allow"'],
    ["true", "decision := true"],
    ["an empty object", "decision := {}"],
    ["a list of decisions", `decision := [${JSON.stringify(allowed)}]`],
    ["an effect of its own", `decision := ${JSON.stringify({ ...allowed, effect: "permit" })}`],
    ["an effect in capitals", `decision := ${JSON.stringify({ ...allowed, effect: "ALLOW" })}`],
    ["a decision with one field more", `decision := ${JSON.stringify({ ...allowed, override: true })}`],
    ["reasons that are no list", `decision := ${JSON.stringify({ ...allowed, reasons: {} })}`],
    ["a control that nobody knows", `decision := ${JSON.stringify({ ...allowed, effect: "amend", amendments: [{ control: "trust", value: true }] })}`],
    ["an empty allow-list", `decision := ${JSON.stringify({ ...allowed, effect: "amend", amendments: [{ control: "only", value: [] }] })}`],
    ["nearby calls that are none", `decision := ${JSON.stringify({ ...allowed, nearby: [{ gateway: "vercel" }] })}`],
    ...Object.keys(allowed).map((key) => [`a decision without \`${key}\``, `decision := ${JSON.stringify({ ...allowed, [key]: undefined })}`] as const),
  ];

  it.each(answers)("denies when the policy answers %s", async (_, body) => {
    expect(decide(await policyOf(body), call, today)).toEqual(unavailable);
  });

  it("denies when a rule has two answers at once", async () => {
    const two = `decision := object.union(${JSON.stringify(allowed)}, {"policyRevision": name}) if some name in ["a", "b"]`;
    expect(decide(await policyOf(two), call, today)).toEqual(unavailable);
  });

  it("denies when the policy asks the host for a function that it does not have", async () => {
    const asking = `decision := object.union(${JSON.stringify(allowed)}, {"policyRevision": uuid.rfc4122("x")})`;
    expect(decide(await policyOf(asking), call, today)).toEqual(unavailable);
  });

  it("denies when data are missing that the policy reads", async () => {
    const whole = embeddedData();
    for (const key of ["catalog", "organisation", "revision"]) {
      const policy = await loadPolicy(embeddedWasm(), { ...whole, [key]: undefined });
      expect(decide(policy, call, today), key).toMatchObject({ effect: "deny" });
    }
    for (const part of Object.keys(whole.organisation)) {
      const policy = await loadPolicy(embeddedWasm(), { ...whole, organisation: { ...whole.organisation, [part]: undefined } });
      expect(decide(policy, call, today).effect, part).not.toBe("allow");
    }
    for (const part of Object.keys(whole.catalog)) {
      const policy = await loadPolicy(embeddedWasm(), { ...whole, catalog: { ...whole.catalog, [part]: undefined } });
      expect(decide(policy, call, today).effect, part).not.toBe("allow");
    }
  });

  it("denies when the clock fails", async () => {
    const { now: _, ...clockless } = call;
    const policy = await loadPolicy(embeddedWasm(), embeddedData());
    const broken = (): string => {
      throw new Error("no clock");
    };
    expect(decide(policy, clockless, broken)).toEqual(unavailable);
    expect(decide(policy, clockless, () => "yesterday")).toMatchObject({ effect: "deny" });
  });

  it("denies what a policy throws at it, whatever that is", () => {
    for (const thrown of [new Error("x"), "a text", undefined, null, { then: 1 }]) {
      const policy: Policy = {
        data: embeddedData(),
        ask() {
          throw thrown;
        },
        explain: () => undefined,
      };
      expect(decide(policy, call, today)).toEqual(unavailable);
    }
  });
});
