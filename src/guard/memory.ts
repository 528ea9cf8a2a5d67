import type { Call } from "../model/call.ts";
import type { Decision } from "../model/decision.ts";

const capacity = 4096;
const keyAtMost = 4096;

/**
 * Remembers decisions by the facts of the call and the day, so that the same facts get the same frozen object without
 * asking again. Holds at most `capacity` decisions; the oldest go first.
 */
export function remember(decide: (call: Call) => Decision, today: () => string): (call: Call) => Decision {
  // Two generations instead of a list of uses: a hit in the older one moves up, a full younger one ages.
  let young = new Map<string, Decision>();
  let old = new Map<string, Decision>();

  const keep = (key: string, decision: Decision): Decision => {
    if (young.size >= capacity / 2) {
      old = young;
      young = new Map();
    }
    young.set(key, decision);
    return decision;
  };

  return (call) => {
    const text = textOf(call, today);
    if (text === undefined) return deepFreeze(decide(call));
    const known = young.get(text);
    if (known !== undefined) return known;
    // Judged is what the key shows, so that one and the same text never stands for two calls.
    const decision = old.get(text) ?? deepFreeze(decide(JSON.parse(text.slice(dayLength)) as Call));
    // A policy that did not answer may answer the next time.
    return decision.reasons.some(({ code }) => code === "policy-unavailable") ? decision : keep(text, decision);
  };
}

const dayLength = "2026-11-20".length;

/** The day and the call as JSON; `undefined` for what is none, or too long to keep. */
function textOf(call: Call, today: () => string): string | undefined {
  try {
    const text = JSON.stringify(call);
    const day = today();
    return text.length > keyAtMost || day.length !== dayLength ? undefined : `${day}${text}`;
  } catch {
    return undefined;
  }
}

// Alternatives are asked for when they are read, and freezing is no reading: what a getter gives is frozen where it is made.
function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    Object.freeze(value);
    for (const { value: part } of Object.values(Object.getOwnPropertyDescriptors(value)) as PropertyDescriptor[]) deepFreeze(part);
  }
  return value;
}
