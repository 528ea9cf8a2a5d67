import type { Reason, reasonCodes } from "../../src/model/decision.ts";

/** A reason of one of the built-in codes; what is left out is `null`. */
export function reason(
  code: (typeof reasonCodes)[number],
  parts: Partial<Omit<Reason, "code">>,
): Reason {
  return { code, category: null, route: null, need: null, found: null, source: null, ...parts };
}

/** Equal reasons are one reason; their order is that of their text. */
export function distinct(reasons: readonly Reason[]): Reason[] {
  const byText = new Map(reasons.map((each) => [JSON.stringify(each), each]));
  return [...byText.keys()].sort().map((text) => byText.get(text) as Reason);
}
