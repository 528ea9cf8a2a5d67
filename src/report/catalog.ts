import type { Catalog, Fact, Traits } from "../model/catalog.ts";

/** What facts are about: the service itself, its logging, its unlisted providers, a provider, a model, a feature. */
export type Subject = "service" | "logging" | "unlisted" | "provider" | "model" | "feature";

/** Facts of the same specificity: those that compete with each other for a trait. */
export interface FactGroup {
  /** The id of the entry; `*` for what holds on every gateway. */
  readonly gateway: string;
  readonly subject: Subject;
  /** The provider's slug, the model's pattern or the feature's name; otherwise the gateway again. */
  readonly name: string;
  /** The tier, region and endpoint that the facts are narrowed to, as `tier=free`; empty where they are not. */
  readonly within: string;
  readonly facts: readonly Fact[];
}

/** One line of the catalogue: the worst of what is stated of each trait, whatever its age. */
export interface CatalogRow extends Omit<FactGroup, "facts"> {
  readonly title: string;
  readonly training: Traits["training"];
  readonly retentionDays: Traits["retentionDays"];
  readonly deployments: readonly string[];
  readonly hard: boolean;
  readonly newest: string;
  readonly sources: readonly string[];
}

/** A fact with the place where it stands and its age in days. */
export interface AgedFact extends Omit<FactGroup, "facts"> {
  readonly source: string;
  readonly asOf: string;
  readonly age: number;
  /** The traits that no fresh fact of the same group states, so that they are unknown. Empty for a fresh fact. */
  readonly lost: readonly TraitName[];
}

export interface StaleReport {
  readonly stale: readonly AgedFact[];
  /** Facts whose source bears no date, stale or not: their age counts from the day they were read. */
  readonly undated: readonly AgedFact[];
}

/** Sources that state one trait differently at the same specificity. */
export interface Conflict extends Omit<FactGroup, "facts"> {
  readonly trait: "training" | "retentionDays";
  readonly values: readonly ConflictingValue[];
  /** The worst of the values, which the policy takes. */
  readonly wins: string | number;
}

export interface ConflictingValue {
  readonly value: string | number;
  readonly source: string;
  readonly asOf: string;
}

export interface SourceUse {
  readonly source: string;
  readonly facts: number;
  readonly newest: string;
  readonly undated: boolean;
}

export type TraitName = keyof Traits;

const traitNames = ["training", "retentionDays", "deployment", "assurances", "region", "headquarters"] as const;

/** Every group of facts as one row, in the order of the catalogue. */
export function catalogRows(catalog: Catalog): readonly CatalogRow[] {
  return factGroups(catalog).map(({ facts, ...place }) => ({
    ...place,
    title: titleOf(catalog, place),
    training: worst(facts.flatMap(({ training }) => training ?? [])),
    retentionDays: worst(facts.flatMap(({ retentionDays }) => retentionDays ?? [])),
    deployments: distinct(facts.flatMap(({ deployment }) => deployment ?? [])),
    hard: facts.some(({ hard }) => hard === true),
    newest: facts.map(({ asOf }) => asOf).reduce(later),
    sources: distinct(facts.map(({ source }) => source)),
  }));
}

/** The facts older than `maxAgeDays` on the day `now`, and apart from them those whose source bears no date. */
export function staleFacts(catalog: Catalog, now: string, maxAgeDays: number): StaleReport {
  const aged = factGroups(catalog).flatMap(({ facts, ...place }) =>
    facts.map((fact): { fact: Fact; report: AgedFact } => {
      const fresh = facts.filter((each) => isFresh(each, now, maxAgeDays));
      const lost = isFresh(fact, now, maxAgeDays)
        ? []
        : traitNames.filter((trait) => fact[trait] !== undefined && fresh.every((each) => each[trait] === undefined));
      const { source, asOf } = fact;
      return { fact, report: { ...place, source, asOf, age: daysBetween(asOf, now), lost } };
    }),
  );
  return {
    stale: aged.filter(({ fact }) => !isFresh(fact, now, maxAgeDays)).map(({ report }) => report),
    undated: aged.filter(({ fact }) => fact.undated === true).map(({ report }) => report),
  };
}

/**
 * Where sources of the same specificity state training or retention differently. Values that count alike (`may` and
 * `unknown`, `indefinite` and `unknown`) are no conflict, and neither is a hard fact beside one that is not: the first
 * says at least how long, the second how long. With a day and an age, facts that no longer count are left out.
 */
export function conflicts(catalog: Catalog, now?: string, maxAgeDays?: number): readonly Conflict[] {
  const counts = (fact: Fact): boolean =>
    now === undefined || maxAgeDays === undefined || isFresh(fact, now, maxAgeDays);
  return factGroups(catalog).flatMap(({ facts, ...place }) =>
    [true, false].flatMap((hard) =>
      (["training", "retentionDays"] as const).flatMap((trait): Conflict[] => {
        const values = facts
          .filter((fact) => (fact.hard === true) === hard && counts(fact))
          .flatMap((fact) => {
            const value = fact[trait];
            return value === undefined ? [] : [{ value, source: fact.source, asOf: fact.asOf }];
          });
        const wins = worst(values.map(({ value }) => value));
        if (wins === undefined || values.every(({ value }) => badness(value) === badness(wins))) return [];
        return [{ ...place, trait, values, wins }];
      }),
    ),
  );
}

/** Every source with the number of facts that rest on it and its newest date, by name. */
export function sources(catalog: Catalog): readonly SourceUse[] {
  const uses = new Map<string, SourceUse>();
  for (const { source, asOf, undated } of factGroups(catalog).flatMap(({ facts }) => facts)) {
    const known = uses.get(source);
    uses.set(source, {
      source,
      facts: (known?.facts ?? 0) + 1,
      newest: known ? later(known.newest, asOf) : asOf,
      undated: (known?.undated ?? false) || undated === true,
    });
  }
  return [...uses.values()].toSorted((a, b) => compare(a.source, b.source));
}

/** The facts of the catalogue in groups of the same specificity, entries by id, `*` last. */
export function factGroups(catalog: Catalog): readonly FactGroup[] {
  const groups: FactGroup[] = [];
  const add = (gateway: string, subject: Subject, name: string, facts: readonly Fact[]): void => {
    for (const within of distinct(facts.map(narrowing))) {
      groups.push({ gateway, subject, name, within, facts: facts.filter((fact) => narrowing(fact) === within) });
    }
  };
  for (const entry of Object.values(catalog.gateways).toSorted((a, b) => compare(a.id, b.id))) {
    add(entry.id, "service", entry.id, entry.facts);
    add(entry.id, "logging", entry.id, entry.logging?.facts ?? []);
    add(entry.id, "unlisted", entry.id, entry.unlisted ?? []);
    for (const { slug, facts } of entry.providers ?? []) add(entry.id, "provider", slug, facts);
    for (const { match, facts } of entry.models ?? []) add(entry.id, "model", match, facts);
    for (const { feature, facts } of entry.features ?? []) add(entry.id, "feature", feature, facts);
  }
  for (const { match, facts } of catalog.models) add("*", "model", match, facts);
  for (const { feature, facts } of catalog.features) add("*", "feature", feature, facts);
  return groups;
}

function titleOf(catalog: Catalog, { gateway, subject, name }: Omit<FactGroup, "facts">): string {
  const entry = catalog.gateways[gateway];
  if (subject === "model" || subject === "feature" || !entry) return name;
  return subject === "provider" ? (entry.providers?.find(({ slug }) => slug === name)?.title ?? name) : entry.title;
}

function narrowing({ within }: Fact): string {
  return (["tier", "region", "endpoint"] as const)
    .flatMap((part) => (within?.[part] === undefined ? [] : `${part}=${within[part]}`))
    .join(" ");
}

/** INVARIANT: `unknown` is as bad as the worst known value of its trait, as in the policy. */
function badness(value: string | number): number {
  if (typeof value === "number") return value;
  return value === "never" ? 0 : Infinity;
}

function worst<Value extends string | number>(values: readonly Value[]): Value | undefined {
  const [first] = values.toSorted((a, b) =>
    badness(a) === badness(b) ? compare(String(a), String(b)) : badness(b) - badness(a),
  );
  return first;
}

function isFresh({ asOf }: Fact, now: string, maxAgeDays: number): boolean {
  return daysBetween(asOf, now) <= maxAgeDays;
}

function daysBetween(earlier: string, now: string): number {
  return Math.round((Date.parse(`${now}T00:00:00Z`) - Date.parse(`${earlier}T00:00:00Z`)) / 86_400_000);
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
