import type { Call } from "../../src/model/call.ts";
import type { Reason } from "../../src/model/decision.ts";
import type { Requirement } from "../../src/model/organisation.ts";
import type { PolicyData } from "../../src/model/policy-data.ts";
import { reason } from "./reasons.ts";

/** The categories that a call counts as; `null` where it has none and the taxonomy gives none (reading 1). */
export function categoriesOf(data: PolicyData, call: Call): readonly string[] | null {
  const stated = call.categories.length > 0 ? call.categories : data.organisation.taxonomy.defaults;
  return stated === null ? null : [...new Set(stated)];
}

/** What each layer demands of a category; empty for one that the taxonomy lacks. */
export function layersOf(data: PolicyData, category: string): readonly Requirement[] {
  const { categories } = data.organisation.taxonomy;
  return Object.hasOwn(categories, category) ? (categories[category] ?? []) : [];
}

/** Categories that end the matter before any route is looked at (reading 2). */
export function refusals(data: PolicyData, categories: readonly string[]): Reason[] {
  return categories.flatMap((category) => {
    const layers = layersOf(data, category);
    if (layers.length === 0) {
      return [reason("unknown-category", { category, need: "a category of the taxonomy", found: category })];
    }
    if (layers.some((layer) => layer.prohibited === true)) {
      return [reason("prohibited-category", { category, need: "no model call", found: "a model call" })];
    }
    return [];
  });
}

/** Reading 4. */
export function asksForSomething(data: PolicyData, category: string): boolean {
  return layersOf(data, category).some(
    (layer) =>
      layer.training !== undefined ||
      layer.retentionDays !== undefined ||
      layer.deployments !== undefined ||
      layer.regions !== undefined ||
      layer.headquarters !== undefined ||
      (layer.assurances ?? []).length > 0,
  );
}

export function obligationsOf(data: PolicyData, categories: readonly string[]): string[] {
  const all = categories.flatMap((category) => layersOf(data, category)).flatMap((layer) => layer.obligations ?? []);
  return [...new Set(all)].sort();
}

/** The smallest retention that the categories ask for, if one does. */
export function smallestRetention(data: PolicyData, categories: readonly string[]): number | undefined {
  const asked = categories
    .flatMap((category) => layersOf(data, category))
    .flatMap((layer) => (layer.retentionDays === undefined ? [] : [layer.retentionDays]));
  return asked.length === 0 ? undefined : Math.min(...asked);
}
