import { describe, expect, it } from "vitest";
import { CallDeniedError, createGuard, GuardError, type DecisionRecord } from "../../src/index.ts";
import { embeddedData } from "../../src/policy/embedded.ts";
import { calls } from "./guards.ts";

describe("createGuard", () => {
  it("amends where nobody says otherwise", async () => {
    expect((await createGuard()).mode).toBe("amend");
  });

  it("decides the same in every mode", async () => {
    const guards = await Promise.all((["amend", "enforce", "observe"] as const).map((mode) => createGuard({ mode })));
    for (const [effect, call] of Object.entries(calls)) expect(guards.map((guard) => guard.decide(call).effect)).toEqual([effect, effect, effect]);
  });

  it("decides by the data that it is given", async () => {
    const { organisation, ...data } = embeddedData();
    const lenient = { ...organisation, taxonomy: { ...organisation.taxonomy, categories: { ...organisation.taxonomy.categories, phi: [{}] } } };
    const guard = await createGuard({ data: { ...data, organisation: lenient, revision: "sha256:lenient" } });
    expect(guard.decide(calls.deny)).toMatchObject({ effect: "allow", policyRevision: "sha256:lenient" });
  });

  it("takes the day of the decision from its clock where the call has none", async () => {
    const { now: _, ...call } = calls.amend;
    let day = "2026-11-20";
    const guard = await createGuard({ today: () => day });
    expect(guard.decide(call).effect).toBe("amend");
    day = "2036-11-20";
    expect(guard.decide(call).effect).toBe("deny");
  });

  it("refuses a policy that is none", async () => {
    await expect(createGuard({ policy: new Uint8Array([1, 2, 3]) })).rejects.toMatchObject({ name: "GuardError", code: "policy_unavailable" });
  });

  it("refuses data of another shape rather than to judge by half of them", async () => {
    const data = embeddedData();
    const misspelt = JSON.parse(JSON.stringify(data).replaceAll('"training":"never"', '"trainings":"never"')) as typeof data;
    await expect(createGuard({ data: misspelt })).rejects.toMatchObject({ name: "GuardError" });
  });
});

describe("enforce", () => {
  it.each([
    ["amend", { allow: "passes", amend: "passes", deny: "throws" }],
    ["enforce", { allow: "passes", amend: "throws", deny: "throws" }],
    ["observe", { allow: "passes", amend: "passes", deny: "passes" }],
  ] as const)("in mode %s refuses just what that mode refuses", async (mode, expected) => {
    const records: DecisionRecord[] = [];
    const guard = await createGuard({ mode, onDecision: (record) => records.push(record) });
    for (const effect of ["allow", "amend", "deny"] as const) {
      records.length = 0;
      const attempt = (): unknown => guard.enforce(calls[effect]);
      if (expected[effect] === "passes") {
        expect(attempt()).toBe(guard.decide(calls[effect]));
        expect(records).toEqual([]);
      } else {
        expect(attempt).toThrow(CallDeniedError);
        expect(records).toEqual([expect.objectContaining({ call: calls[effect], outcome: "refused", mode })]);
      }
    }
  });

  it("throws an error that carries the decision and what would make the call pass", async () => {
    const guard = await createGuard({ mode: "enforce" });
    const error = caught(() => guard.enforce(calls.amend));
    expect(error).toBeInstanceOf(GuardError);
    expect(error).toMatchObject({ name: "CallDeniedError", code: "call_denied", isRetryable: false });
    expect((error as CallDeniedError).decision).toBe(guard.decide(calls.amend));
    expect((error as Error).message).toBe("call denied for `retention`, `training`; it passes with `zeroRetention: true`");
  });

  it("refuses an invalid call", async () => {
    const guard = await createGuard();
    expect(caught(() => guard.enforce({ gateway: "vercel" } as never))).toMatchObject({ code: "call_denied", decision: { reasons: [{ code: "invalid-call" }] } });
  });
});

export function caught(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}
