import type { Call } from "../../src/model/call.ts";
import type { Decision } from "../../src/model/decision.ts";
import { canonical } from "./differential.ts";
import { isInvalid, isMilder, type Law, pick } from "./laws.ts";

/** Law 1. */
export const monotoneInData: Law = {
  name: "1: adding a category never makes the effect milder",
  check({ data }, call, ask, random) {
    const decision = ask(data, call);
    if (isInvalid(decision) || call.categories.length === 0) return undefined;
    const added = pick([...Object.keys(data.organisation.taxonomy.categories), "c9"], random) ?? "c9";
    const otherCall: Call = { ...call, categories: [...call.categories, added] };
    const otherDecision = ask(data, otherCall);
    if (!isMilder(otherDecision, decision)) return undefined;
    return { because: `milder with ${added}`, data, call, decision, otherCall, otherDecision };
  },
};

/** Law 5. */
export const join: Law = {
  name: "5: a set of categories is as harsh as its harshest member, and its reasons are the union",
  check({ data }, call, ask) {
    const decision = ask(data, call);
    if (isInvalid(decision) || call.categories.length < 2) return undefined;
    const members = call.categories.map((category) => ({ call: { ...call, categories: [category] }, decision: ask(data, { ...call, categories: [category] }) }));
    const milderThan = members.find((member) => isMilder(decision, member.decision));
    if (milderThan !== undefined) {
      return { because: "milder than a member", data, call, decision, otherCall: milderThan.call, otherDecision: milderThan.decision };
    }
    const standing = members.filter((member) => standsAlone(member.decision));
    const joined = (standing.length > 0 ? standing : members).flatMap((member) => member.decision.reasons.map(canonical));
    if (sorted(joined) === sorted(decision.reasons.map(canonical))) return undefined;
    return { because: `the union of the members' reasons is ${sorted(joined)}`, data, call, decision };
  },
};

function standsAlone({ reasons }: Decision): boolean {
  return reasons.some(({ code }) => code === "unknown-category" || code === "prohibited-category");
}

function sorted(texts: readonly string[]): string {
  return [...new Set(texts)].sort().join("\n");
}
