import type { Organisation, Requirement } from "../model/organisation.ts";

/** What a set of categories needs, its members' demands joined: the strictest wins. */
export interface Requirements {
  readonly categories: readonly string[];
  /** Categories that the taxonomy lacks; a call with one is denied. */
  readonly unknown: readonly string[];
  readonly prohibited: boolean;
  readonly training: "never" | "any";
  /** Days, at most. */
  readonly retentionDays: number | "any";
  readonly deployments: readonly string[] | "any";
  readonly assurances: readonly string[];
  readonly regions: readonly string[] | "any";
  readonly headquarters: readonly string[] | "any";
  readonly obligations: readonly string[];
}

/** For people and tools to read; the policy itself judges each category on its own. */
export function requirementsOf(organisation: Organisation, categories: readonly string[]): Requirements {
  const { taxonomy } = organisation;
  const asked = categories.length > 0 ? [...new Set(categories)].sort() : [...(taxonomy.defaults ?? [])];
  const layers = asked.flatMap((category) => (Object.hasOwn(taxonomy.categories, category) ? taxonomy.categories[category]! : []));
  const days = layers.flatMap(({ retentionDays }) => retentionDays ?? []);
  return {
    categories: asked,
    unknown: asked.filter((category) => !Object.hasOwn(taxonomy.categories, category)),
    prohibited: layers.some(({ prohibited }) => prohibited === true),
    training: layers.some(({ training }) => training === "never") ? "never" : "any",
    retentionDays: days.length > 0 ? Math.min(...days) : "any",
    deployments: intersection(layers, "deployments"),
    assurances: union(layers, "assurances"),
    regions: intersection(layers, "regions"),
    headquarters: intersection(layers, "headquarters"),
    obligations: union(layers, "obligations"),
  };
}

function intersection(layers: readonly Requirement[], key: "deployments" | "regions" | "headquarters"): readonly string[] | "any" {
  const lists = layers.flatMap((layer) => (layer[key] === undefined ? [] : [layer[key] as readonly string[]]));
  const [first, ...rest] = lists;
  return first === undefined ? "any" : first.filter((value) => rest.every((list) => list.includes(value))).sort();
}

function union(layers: readonly Requirement[], key: "assurances" | "obligations"): readonly string[] {
  return [...new Set(layers.flatMap((layer) => layer[key] ?? []))].sort();
}
