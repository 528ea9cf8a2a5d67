import type { Fact } from "../../src/model/catalog.ts";
import type { PolicyData } from "../../src/model/policy-data.ts";
import { createRandom } from "./generators.ts";
import { createMemory, isInvalid, isMilder, type Law, pick } from "./laws.ts";
import { nows } from "./names.ts";

const variants = 3;

/** Law 3, the data: each world is asked in few variants, which differ in one trait or one agreement. */
export const monotoneInKnowledge: Law = {
  name: "3: a trait that becomes unknown, or an agreement that goes, never makes the effect milder",
  check({ data }, call, ask, random) {
    const decision = ask(data, call);
    if (isInvalid(decision)) return undefined;
    const otherData = withLessKnowledge(data, Math.floor(random() * variants));
    const otherDecision = ask(otherData, call);
    if (!isMilder(otherDecision, decision)) return undefined;
    return { because: "milder with less knowledge", data, call, decision, otherData, otherDecision };
  },
};

/** Law 3, the clock, in the words of reading 29. */
export const monotoneInTime: Law = {
  name: "3: time past the end of an agreement or of a trait's last fresh fact never makes the effect milder",
  check({ data }, call, ask, random) {
    const decision = ask(data, call);
    const later = pick(nows.filter((now) => call.now !== undefined && now > call.now), random);
    if (isInvalid(decision) || later === undefined || !isLossOnly(data, call.now ?? later, later)) return undefined;
    const otherCall = { ...call, now: later };
    const otherDecision = ask(data, otherCall);
    if (!isMilder(otherDecision, decision)) return undefined;
    return { because: "milder as time passes", data, call, decision, otherCall, otherDecision };
  },
};

const withLessKnowledge = createMemory((data: PolicyData, index: number): PolicyData => {
  const random = createRandom(index * 7919 + JSON.stringify(data).length);
  const { agreements } = data.organisation;
  if (index === 0 && agreements.length > 0) {
    const gone = Math.floor(random() * agreements.length);
    return { ...data, organisation: { ...data.organisation, agreements: agreements.filter((_, at) => at !== gone) } };
  }
  const copy = structuredClone(data);
  const fact = pick(factLists(copy).flat(), random);
  const stated = knowable.filter((trait) => fact?.[trait] !== undefined);
  const trait = pick(stated, random);
  if (fact !== undefined && trait !== undefined) {
    Object.assign(fact, { [trait]: trait === "assurances" ? [] : "unknown" });
  }
  return copy;
});

const knowable = ["training", "retentionDays", "deployment", "assurances", "region", "headquarters"] as const;

/** Facts that may meet on one level of some route, list by list. */
function factLists({ catalog }: PolicyData): (readonly Fact[])[] {
  const entries = Object.values(catalog.gateways);
  const flat = (lists: readonly { readonly facts: readonly Fact[] }[] | undefined): Fact[] => (lists ?? []).flatMap(({ facts }) => facts);
  return [
    flat(catalog.models),
    flat(catalog.features),
    ...entries.flatMap((entry) => [
      entry.facts,
      entry.logging?.facts ?? [],
      entry.unlisted ?? [],
      flat(entry.models),
      flat([...catalog.features, ...(entry.features ?? [])]),
      ...(entry.providers ?? []).map(({ facts }) => facts),
    ]),
  ];
}

/** Whether between two days no fact expires beside one that stays fresh, and no attestation ends. */
function isLossOnly({ catalog, organisation, revision }: PolicyData, now: string, later: string): boolean {
  const isFresh = ({ asOf }: Fact, day: string): boolean =>
    (Date.parse(day) - Date.parse(asOf)) / 86_400_000 <= organisation.maxAgeDays;
  const isTraitLossOnly = (facts: readonly Fact[]): boolean => {
    const fresh = facts.filter((fact) => isFresh(fact, now));
    const left = fresh.filter((fact) => isFresh(fact, later));
    return left.length === 0 || left.length === fresh.length;
  };
  const attestationsStay = organisation.models.every(
    ({ validUntil }) => validUntil === undefined || validUntil < now || later <= validUntil,
  );
  const factsStay = factLists({ catalog, organisation, revision }).every((facts) =>
    knowable.every((trait) => isTraitLossOnly(facts.filter((fact) => fact[trait] !== undefined))),
  );
  return attestationsStay && factsStay;
}
