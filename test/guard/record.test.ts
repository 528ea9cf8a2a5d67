import { describe, expect, it } from "vitest";
import { createGuard, type DecisionRecord } from "../../src/index.ts";
import { calls } from "./guards.ts";

describe("record", () => {
  it("tells the listener of the call, the decision and what became of it", async () => {
    const records: DecisionRecord[] = [];
    const guard = await createGuard({ mode: "observe", onDecision: (record) => records.push(record) });
    const decision = guard.decide(calls.deny);
    guard.record(calls.deny, decision, "observed");
    expect(records).toEqual([{ at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u), call: calls.deny, decision, mode: "observe", outcome: "observed" }]);
  });

  it("needs no listener", async () => {
    const guard = await createGuard();
    expect(() => guard.record(calls.allow, guard.decide(calls.allow), "sent")).not.toThrow();
  });

  it("keeps what a listener throws away from the call, and still refuses", async () => {
    const guard = await createGuard({
      onDecision() {
        throw new Error("disk full");
      },
    });
    expect(() => guard.record(calls.allow, guard.decide(calls.allow), "sent")).not.toThrow();
    expect(() => guard.enforce(calls.deny)).toThrow("call denied");
  });

  it("is not told by `decide`, which nobody may follow", async () => {
    const records: DecisionRecord[] = [];
    const guard = await createGuard({ onDecision: (record) => records.push(record) });
    guard.decide(calls.deny);
    expect(records).toEqual([]);
  });
});
