import type { Choose } from "../facts/explore.ts";
import { property } from "../facts/read.ts";
import type { Declared, SourceRequest } from "../facts/site.ts";
import { argument, unknown, type Value } from "../facts/values.ts";

/** Whether what sends is the guard's own `fetch`, and what its wrapper declares. */
export interface Guarding {
  readonly guarded: SourceRequest["guarded"];
  readonly declared: readonly Declared[];
}

export const unguarded: Guarding = { guarded: "no", declared: [] };

/** Looks at what a client sends with: its `fetch` option, or the function that is called. */
export function guardingOf(fetch: Value, choose: Choose): Guarding {
  const value = choose(fetch);
  if (value.kind === "absent" || (value.kind === "literal" && value.value === null)) return unguarded;
  if (value.kind === "external") return unguarded;
  if (value.kind !== "result" || value.callee.kind !== "external") return { guarded: "unknown", declared: [] };
  const { module, path } = value.callee;
  if (module !== "cordon/fetch" || path.at(-1) !== "guardFetch") return { guarded: "unknown", declared: [] };
  if (value.args === undefined) return { guarded: "yes", declared: [] };
  const options = argument(value.args, 0);
  const inner = guardingOf(property(options, "fetch", choose), choose);
  return { guarded: "yes", declared: [...categoriesOf(property(options, "category", choose), "guard", choose), ...inner.declared] };
}

/** The categories that a value states, alone or in a list. */
export function categoriesOf(of: Value, from: Declared["from"], choose: Choose): readonly Declared[] {
  const value = choose(of);
  if (value.kind === "absent") return [];
  if (value.kind === "literal") return typeof value.value === "string" ? [{ from, category: value.value }] : [];
  if (value.kind === "list") {
    return value.items.flatMap(({ spread, value: item }) => (spread ? listed(item.value(), from, choose) : categoriesOf(item.value(), from, choose)));
  }
  return [{ from, category: value.kind === "unknown" ? value : unknown("made by code that is not followed", "node" in value ? value.node : undefined) }];
}

function listed(of: Value, from: Declared["from"], choose: Choose): readonly Declared[] {
  const value = choose(of);
  return value.kind === "list" ? categoriesOf(value, from, choose) : [{ from, category: unknown("a spread of what is no list") }];
}
