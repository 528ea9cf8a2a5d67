import { Call } from "../../src/model/call.ts";
import { PolicyData } from "../../src/model/policy-data.ts";
import { createRandom, type World } from "./generators.ts";
import type { Ask, Counterexample, Law } from "./laws.ts";

/** Breaks the law on a world of one call, if one of some seeds does. */
export function breach(law: Law, { data, call, ask, seeds = 24 }: { data: PolicyData; call: Call; ask: Ask; seeds?: number }): Counterexample | undefined {
  const world: World = { data, calls: [call] };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const found = law.check(world, call, ask, createRandom(seed));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The smallest counterexample that leaving parts away leads to, one part at a time. */
export function shrink(law: Law, found: Counterexample, ask: Ask): Counterexample {
  let smallest = found;
  for (let isSmaller = true; isSmaller; ) {
    isSmaller = false;
    for (const { data, call } of smallerQuestions({ data: smallest.data, call: smallest.call })) {
      const next = breach(law, { data, call, ask });
      if (next === undefined) continue;
      smallest = next;
      isSmaller = true;
      break;
    }
  }
  return smallest;
}

type Asked = { readonly data: PolicyData; readonly call: Call };

function* smallerQuestions(question: Asked): Generator<Asked> {
  for (const smaller of withoutOnePart(question)) {
    const { data, call } = smaller as { data: unknown; call: unknown };
    const parsed = Call.safeParse(call);
    if (PolicyData.safeParse(data).success && parsed.data?.now !== undefined) yield { data, call } as Asked;
  }
}

/** Every value with one key or one member less, the big parts first. */
function* withoutOnePart(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) {
    for (const index of value.keys()) yield value.filter((_, at) => at !== index);
    for (const [index, each] of value.entries()) {
      for (const smaller of withoutOnePart(each)) yield value.map((other: unknown, at) => (at === index ? smaller : other));
    }
  } else if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value);
    for (const [key] of entries) yield Object.fromEntries(entries.filter(([other]) => other !== key));
    for (const [key, each] of entries) {
      for (const smaller of withoutOnePart(each)) yield { ...value, [key]: smaller };
    }
  }
}
