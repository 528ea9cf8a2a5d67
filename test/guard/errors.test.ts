import { describe, expect, it, vi } from "vitest";
import { inspect } from "node:util";
import { CallDeniedError, ConfigurationError, createGuard, GuardError } from "../../src/index.ts";
import { calls } from "./guards.ts";

describe("the errors", () => {
  it("are recognised by another copy of the package", async () => {
    vi.resetModules();
    const other = (await import("../../src/index.ts")) as typeof import("../../src/index.ts");
    expect(other.CallDeniedError).not.toBe(CallDeniedError);
    const denied = new CallDeniedError((await createGuard()).decide(calls.deny));
    expect(denied instanceof other.CallDeniedError).toBe(false);
    expect(other.CallDeniedError.isInstance(denied)).toBe(true);
    expect(other.GuardError.isInstance(denied)).toBe(true);
    expect(other.CallDeniedError.isInstance(new GuardError("policy_unavailable", "x"))).toBe(false);
  });

  it.each([null, undefined, "call_denied", { code: "call_denied" }, new Error("x")])("are not taken for what is none: %s", (value) => {
    expect(GuardError.isInstance(value)).toBe(false);
    expect(CallDeniedError.isInstance(value)).toBe(false);
  });

  it("list every problem of a configuration with its place", () => {
    const problems = [
      { file: "cordon.yaml", line: 3, column: 1, message: "`taxonmy` is not known" },
      { file: "cordon.yaml", line: 9, column: 4, message: "`x` is not known" },
    ];
    const error = new ConfigurationError(problems);
    expect(error.message).toBe("cordon.yaml:3:1: `taxonmy` is not known\ncordon.yaml:9:4: `x` is not known");
    expect(error).toMatchObject({ code: "invalid_configuration", problems });
  });

  it("hold no content, however they are shown", async () => {
    const secret = "patient Jane Doe";
    const guard = await createGuard({ mode: "enforce" });
    const prompts = [
      { ...calls.amend, prompt: secret },
      { ...calls.amend, model: [secret] },
      { ...calls.amend, controls: { zeroRetention: secret } },
      { ...calls.amend, endpoint: secret },
      { ...calls.amend, now: secret },
    ];
    for (const call of prompts) {
      const error = await Promise.resolve()
        .then(() => guard.enforce(call as never))
        .catch((thrown: unknown) => thrown as CallDeniedError);
      expect(CallDeniedError.isInstance(error)).toBe(true);
      for (const shown of [String(error), JSON.stringify(error), inspect(error, { depth: 10, showHidden: true }), (error as Error).stack]) {
        expect(shown).not.toContain("Jane");
      }
    }
  });
});
