import type { InventoryEntry } from "../model/inventory.ts";
import type { ManifestCall } from "../model/manifest.ts";

/** Something that the source says of a call and run time says otherwise. */
export interface Difference {
  readonly fact: "gateway" | "endpoint" | "model" | "categories" | "guard";
  readonly source: string;
  readonly runtime: string;
  /** How many calls were so. */
  readonly calls: number;
}

/** Where run time and source disagree on a call. What the source does not show contradicts nothing. */
export function differencesOf(call: ManifestCall, seen: readonly InventoryEntry[]): readonly Difference[] {
  const differences = new Map<string, Difference>();
  for (const entry of seen) {
    for (const [fact, source, runtime] of disagreements(call, entry)) {
      const key = `${fact} ${runtime}`;
      differences.set(key, { fact, source, runtime, calls: (differences.get(key)?.calls ?? 0) + entry.calls });
    }
  }
  return [...differences.values()];
}

type Disagreement = readonly [fact: Difference["fact"], source: string, runtime: string];

function disagreements(call: ManifestCall, entry: InventoryEntry): readonly Disagreement[] {
  const named = (["gateway", "endpoint", "model"] as const).flatMap((fact): Disagreement[] => {
    const [source, runtime] = [call[fact], entry[fact]];
    return source === null || runtime === null || source === runtime ? [] : [[fact, source, runtime]];
  });
  return [...named, ...categories(call, entry), ...guard(call, entry)];
}

/** Where nothing is declared in the source, the surroundings may: a context, a header, the process. */
function categories(call: ManifestCall, entry: InventoryEntry): readonly Disagreement[] {
  const stated = [...new Set(call.categories.filter(({ from }) => from !== "default").map(({ category }) => category))].sort();
  const declared = [...new Set(entry.categories)].sort();
  if (stated.length === 0 || stated.join() === declared.join()) return [];
  return [["categories", stated.join(" + "), declared.length === 0 ? "none" : declared.join(" + ")]];
}

function guard({ guarded }: ManifestCall, entry: InventoryEntry): readonly Disagreement[] {
  if (guarded === "yes" && entry.guard === "register") return [["guard", "in the code", "not in the code"]];
  return guarded === "no" && entry.guard === "adapter" ? [["guard", "not in the code", "in the code"]] : [];
}
