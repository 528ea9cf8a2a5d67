import type { Call } from "../../src/model/call.ts";
import type { PolicyData } from "../../src/model/policy-data.ts";
import { compare } from "./differential.ts";
import { createRandom, type Random } from "./generators.ts";
import { createMemory, type Law } from "./laws.ts";

/** Law 6. */
export const orderIsNothing: Law = {
  name: "6: the order of categories, providers, facts, agreements and keys changes nothing",
  check({ data }, call, ask, random) {
    const decision = ask(data, call);
    const otherData = shuffledData(data, Math.floor(random() * 2));
    // The first model of a call is no more than its fallbacks, but it stands in a field of its own.
    const otherCall = shuffled(call, random) as Call;
    const otherDecision = ask(otherData, otherCall);
    const because = compare(decision, otherDecision);
    if (because === undefined) return undefined;
    return { because, data, call, decision, otherData, otherCall, otherDecision };
  },
};

const shuffledData = createMemory((data: PolicyData, index: number): PolicyData => {
  return shuffled(data, createRandom(index + 1)) as PolicyData;
});

/** The same value with the members of its lists and the keys of its objects in another order. */
function shuffled(value: unknown, random: Random): unknown {
  if (Array.isArray(value)) return inAnyOrder(value, random).map((each) => shuffled(each, random));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(inAnyOrder(Object.entries(value), random).map(([key, each]) => [key, shuffled(each, random)]));
}

function inAnyOrder<T>(values: readonly T[], random: Random): T[] {
  return values
    .map((value) => ({ value, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ value }) => value);
}
