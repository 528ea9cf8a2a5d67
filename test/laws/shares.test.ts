import { expect, it } from "vitest";
import { reasonCodes } from "../../src/model/decision.ts";
import { decide } from "../reference/decide.ts";
import { worlds } from "./generators.ts";

it("reaches every effect in a fair share and every reason code but the guard's own", () => {
  const shares = new Map<string, number>();
  let total = 0;
  for (const { data, calls } of worlds(7, 100)) {
    for (const call of calls) {
      const { effect, reasons, amendments } = decide(data, call);
      const amendment = amendments.map(({ control }) => control).join("+");
      const seen = new Set([effect, ...reasons.map(({ code }) => code), ...(amendment === "" ? [] : [`amend by ${amendment}`])]);
      total += 1;
      for (const each of seen) shares.set(each, (shares.get(each) ?? 0) + 1);
    }
  }
  const percent = (name: string): number => (100 * (shares.get(name) ?? 0)) / total;
  if (process.env["SHARES"] !== undefined) console.log([...shares].sort().map(([name]) => `${name} ${percent(name).toFixed(1)} %`).join("\n"));
  // Strangers by name cannot be amended with, so that amendments are the rarest.
  for (const effect of ["allow", "amend", "deny"]) expect(percent(effect), effect).toBeGreaterThan(8);
  const reached = reasonCodes.filter((code) => percent(code) > 0.1);
  expect(reached).toEqual(reasonCodes.filter((code) => code !== "policy-unavailable"));
});
