import { describe, expect, it } from "vitest";
import { createGuard } from "../../src/index.ts";
import { calls } from "./guards.ts";

const call = { ...calls.amend, categories: ["internal"] };

describe("verify", () => {
  it("finds kept what a provider served that would have passed alone", async () => {
    const guard = await createGuard();
    const controlled = { ...call, controls: { noTraining: true } };
    const decision = guard.decide(controlled);
    expect(decision.effect).toBe("allow");
    const known = guard.catalog.gateways["vercel"]?.providers?.find(({ slug }) => guard.decide({ ...call, providers: { only: [slug] } }).effect === "allow")?.slug;
    expect(known).toBeDefined();
    expect(guard.verify(decision, { call: controlled, provider: known! })).toEqual({ verdict: "kept", reasons: [] });
  });

  it("finds broken what was denied and served all the same", async () => {
    const guard = await createGuard();
    const decision = guard.decide(calls.deny);
    expect(guard.verify(decision, { call: calls.deny, provider: "deepseek" })).toEqual({ verdict: "broken", reasons: decision.reasons });
  });

  it("cannot tell where the answer does not say who served", async () => {
    const guard = await createGuard();
    expect(guard.verify(guard.decide(calls.amend), { call: calls.amend })).toEqual({ verdict: "unknown", reasons: [] });
  });

  it("finds broken a provider outside the allow-list that was decided", async () => {
    const guard = await createGuard();
    const listed = { ...call, providers: { only: ["anthropic"] } };
    const decision = guard.decide(listed);
    expect(decision.effect).not.toBe("deny");
    expect(guard.verify(decision, { call: listed, provider: "deepseek" }).verdict).toBe("broken");
  });

  it("finds broken an answer over the caller's own key where only the gateway's was decided", async () => {
    const guard = await createGuard();
    const controlled = { ...calls.amend, controls: { zeroRetention: true } };
    const decision = guard.decide(controlled);
    expect(decision.effect).toBe("allow");
    expect(guard.verify(decision, { call: controlled, provider: "anthropic", credential: "byok" }).verdict).toBe("broken");
  });

  it("finds broken another model with terms of its own", async () => {
    const guard = await createGuard();
    const controlled = { ...calls.amend, controls: { zeroRetention: true } };
    const decision = guard.decide(controlled);
    expect(guard.verify(decision, { call: controlled, provider: "anthropic", model: "anthropic/claude-fable-5" }).verdict).toBe("broken");
  });

  it("finds broken an answer that denies zero retention where that was decided", async () => {
    const guard = await createGuard();
    const controlled = { ...calls.amend, controls: { zeroRetention: true } };
    const decision = guard.decide(controlled);
    expect(guard.verify(decision, { call: controlled, provider: "anthropic", zeroRetention: false }).verdict).toBe("broken");
  });

  it("goes by the clock of the guard", async () => {
    const guard = await createGuard({ today: () => "2036-11-20" });
    const { now: _, ...clockless } = { ...calls.amend, categories: ["internal"], gateway: "openai", model: "gpt-5" };
    const fresh = await createGuard({ today: () => "2026-11-20" });
    expect(fresh.decide(clockless).effect).toBe("allow");
    expect(fresh.verify(fresh.decide(clockless), { call: clockless, provider: "openai" }).verdict).toBe("kept");
    expect(guard.verify(fresh.decide(clockless), { call: clockless, provider: "openai" }).verdict).toBe("broken");
  });
});
