import type { Call } from "../model/call.ts";
import type { Decision } from "../model/decision.ts";

const capacity = 4096;

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
    const key = keyOf(call, today);
    if (key === undefined) return decide(call);
    const known = young.get(key);
    if (known !== undefined) return known;
    const aged = old.get(key);
    return keep(key, aged ?? deepFreeze(decide(call)));
  };
}

function keyOf(call: Call, today: () => string): string | undefined {
  try {
    return call.now === undefined ? `${today()}${JSON.stringify(call)}` : JSON.stringify(call);
  } catch {
    return undefined;
  }
}

// Alternatives are asked for when they are read, and freezing is no reading: what a getter gives is frozen where it is made.
function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const { value: part } of Object.values(Object.getOwnPropertyDescriptors(value)) as PropertyDescriptor[]) deepFreeze(part);
  }
  return value;
}
