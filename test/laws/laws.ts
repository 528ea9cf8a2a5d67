import type { Call } from "../../src/model/call.ts";
import { type Decision, effects } from "../../src/model/decision.ts";
import type { PolicyData } from "../../src/model/policy-data.ts";
import type { Random, World } from "./generators.ts";

/** Anything that decides: the reference, or the compiled policy. */
export type Ask = (data: PolicyData, call: Call) => Decision;

/** Two questions whose decisions do not stand to each other as the law says. */
export type Counterexample = {
  readonly because: string;
  readonly data: PolicyData;
  readonly call: Call;
  readonly decision: Decision;
  readonly otherData?: PolicyData;
  readonly otherCall?: Call;
  readonly otherDecision?: Decision;
};

/** A law of the policy model, section 5. It looks at one call of a world at a time. */
export type Law = {
  readonly name: string;
  readonly check: (world: World, call: Call, ask: Ask, random: Random) => Counterexample | undefined;
};

export function isMilder(one: Decision, other: Decision): boolean {
  return effects.indexOf(one.effect) < effects.indexOf(other.effect);
}

export function isNoRoute({ reasons }: Decision): boolean {
  return reasons.some(({ code }) => code === "no-route");
}

export function isInvalid({ reasons }: Decision): boolean {
  return reasons.some(({ code }) => code === "invalid-call");
}

export function pick<T>(values: readonly T[], random: Random): T | undefined {
  return values[Math.floor(random() * values.length)];
}

/** Objects made from another one, each made once, so that an `ask` may keep what it loaded for it. */
export function createMemory<Key extends object, Value>(make: (key: Key, index: number) => Value) {
  const made = new WeakMap<Key, Map<number, Value>>();
  return (key: Key, index: number): Value => {
    const values = made.get(key) ?? new Map<number, Value>();
    made.set(key, values);
    if (!values.has(index)) values.set(index, make(key, index));
    return values.get(index) as Value;
  };
}
