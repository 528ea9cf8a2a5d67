import { beforeAll, describe, expect, it } from "vitest";
import { createGuardFrom } from "../../src/guard/guard.ts";
import type { Call } from "../../src/model/call.ts";
import { embeddedData } from "../../src/policy/embedded.ts";
import type { Policy } from "../../src/policy/load.ts";
import { compiledPolicy } from "../policy/compiled.ts";
import { calls } from "./guards.ts";

describe("the memory of a guard", () => {
  let loaded: Policy;
  let asked = 0;
  let policy: Policy;
  beforeAll(async () => {
    loaded = await compiledPolicy(embeddedData());
    policy = { ...loaded, ask: (call) => (asked++, loaded.ask(call)) };
  });

  /** How often the policy is asked while something runs. */
  function askedDuring(run: () => void): number {
    const before = asked;
    run();
    return asked - before;
  }

  it("gives the same frozen decision for the same facts, without asking again", () => {
    const guard = createGuardFrom(policy);
    for (const call of Object.values(calls)) {
      const decision = guard.decide(call);
      expect(Object.isFrozen(decision)).toBe(true);
      expect(Object.isFrozen(decision.reasons)).toBe(true);
      for (const reason of decision.reasons) expect(Object.isFrozen(reason)).toBe(true);
      expect(askedDuring(() => expect(guard.decide({ ...call, categories: [...call.categories] })).toBe(decision))).toBe(0);
    }
  });

  it("asks once for a new denial, and leaves its alternatives for the one who reads them", () => {
    const guard = createGuardFrom(policy);
    let decision = guard.decide(calls.allow);
    expect(askedDuring(() => void (decision = guard.decide({ ...calls.deny, model: "never-seen" })))).toBe(1);
    expect(askedDuring(() => expect(decision.alternatives.length).toBeGreaterThan(0))).toBeGreaterThan(0);
    expect(askedDuring(() => void decision.alternatives)).toBe(0);
  });

  it("goes with the day of the clock", () => {
    let day = "2026-11-20";
    const guard = createGuardFrom(policy, { today: () => day });
    const { now: _, ...call } = calls.amend;
    const decision = guard.decide(call);
    day = "2026-11-21";
    expect(askedDuring(() => void guard.decide(call))).toBe(1);
    day = "2026-11-20";
    expect(guard.decide(call)).toBe(decision);
  });

  it("tells a day in the call from a day of the clock", () => {
    const guard = createGuardFrom(policy, { today: () => "2036-01-01" });
    const { now: _, ...call } = calls.amend;
    expect(guard.decide(calls.amend).effect).toBe("amend");
    expect(guard.decide(call).effect).toBe("deny");
  });

  it("belongs to one guard", () => {
    const [one, other] = [createGuardFrom(policy), createGuardFrom(policy)];
    expect(one.decide(calls.amend)).not.toBe(other.decide(calls.amend));
  });

  it("holds a bounded number of decisions, the oldest go first", () => {
    const answer = loaded.ask(calls.allow);
    let times = 0;
    const guard = createGuardFrom({ ...loaded, ask: () => (times++, answer) });
    const first = guard.decide({ ...calls.allow, model: "first" });
    for (let index = 0; index < 20_000; index += 1) guard.decide({ ...calls.allow, model: `m${index}` });
    times = 0;
    expect(guard.decide({ ...calls.allow, model: "first" })).not.toBe(first);
    guard.decide({ ...calls.allow, model: "m19999" });
    expect(times).toBe(1);
  });

  it("keeps what is used again and again", () => {
    const answer = loaded.ask(calls.allow);
    const guard = createGuardFrom({ ...loaded, ask: () => answer });
    const used = guard.decide(calls.allow);
    for (let index = 0; index < 20_000; index += 1) {
      guard.decide({ ...calls.allow, model: `m${index}` });
      if (index % 500 === 0) expect(guard.decide(calls.allow)).toBe(used);
    }
  });

  it("is not fooled by what JSON does not show", () => {
    class Inheriting {
      readonly categories = ["pii"];
      readonly gateway = "vercel";
      readonly model = "zai/glm-4.7";
      readonly now = "2026-11-20";
      get controls(): object {
        return { zeroRetention: true };
      }
    }
    const strange: readonly unknown[] = [
      Object.assign(Object.create({ controls: { zeroRetention: true } }), calls.amend),
      new Inheriting(),
      Object.defineProperty({ ...calls.amend }, "controls", { enumerable: false, value: { zeroRetention: true } }),
      Object.assign(Object.create({ toJSON: () => calls.amend }), { ...calls.allow, model: "another" }),
    ];
    for (const call of strange) {
      const guard = createGuardFrom(policy);
      guard.decide(call as Call);
      expect(guard.decide({ ...calls.amend }).effect).toBe("amend");
    }
  });

  it("does not keep a failure of the engine for the day", () => {
    let works = false;
    const guard = createGuardFrom({
      ...loaded,
      ask(call) {
        if (!works) throw new Error("trap");
        return loaded.ask(call);
      },
    });
    expect(guard.decide(calls.allow)).toMatchObject({ effect: "deny", reasons: [{ code: "policy-unavailable" }] });
    works = true;
    expect(guard.decide(calls.allow).effect).toBe("allow");
  });

  it("does not keep calls of any length", () => {
    const guard = createGuardFrom(policy);
    const before = process.memoryUsage().heapUsed;
    for (let index = 0; index < 200; index += 1) guard.decide({ ...calls.allow, prompt: `${index}${"x".repeat(1_000_000)}` } as never);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(60_000_000);
  });
});
