import * as z from "../src/vendor/zod.ts";
import { ruleNames, type Finding } from "./rule.ts";

const Text = z.string().min(1);

/** One finding, or several alike, that stood there when the baseline was written. */
export const BaselineEntry = z.strictObject({
  rule: z.enum(ruleNames),
  /** `src/search/embed.ts#embedQuery`, for people and to see which file it is of. */
  site: Text,
  /** The id of the finding. */
  id: Text,
  /** How many findings of that rule bear the id; one where it is left out. */
  count: z.int().positive().optional(),
});
export type BaselineEntry = Readonly<z.infer<typeof BaselineEntry>>;

/** The findings of an old code base that are not told again. */
export const Baseline = z.strictObject({ version: z.literal(1), findings: z.array(BaselineEntry) });
export type Baseline = Readonly<z.infer<typeof Baseline>>;

type Known = Pick<Finding, "rule" | "site" | "id">;

export interface BaselineMatch<Each extends Known> {
  readonly findings: readonly Each[];
  readonly hidden: readonly Each[];
  /** Entries, or what is left of their counts, that match nothing. */
  readonly unmatched: readonly BaselineEntry[];
}

/** Hides the findings that a baseline lists, by rule and id, wherever their lines went. */
export function hide<Each extends Known>(findings: readonly Each[], baseline: readonly BaselineEntry[]): BaselineMatch<Each> {
  const left = new Map<string, number>();
  for (const entry of baseline) left.set(keyOf(entry), (left.get(keyOf(entry)) ?? 0) + (entry.count ?? 1));
  const counting: Each[] = [];
  const hidden: Each[] = [];
  for (const finding of findings) {
    const key = keyOf(finding);
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    (count > 0 ? hidden : counting).push(finding);
  }
  const seen = new Set<string>();
  const unmatched = baseline.flatMap((entry): BaselineEntry[] => {
    const key = keyOf(entry);
    const count = left.get(key) ?? 0;
    if (count === 0 || seen.has(key)) return [];
    seen.add(key);
    return [entryOf(entry, count)];
  });
  return { findings: counting, hidden, unmatched };
}

/** Entries for findings, alike ones together, in an order that does not depend on lines. */
export function entriesOf(findings: readonly (Known & { readonly count?: number | undefined })[]): readonly BaselineEntry[] {
  const entries = new Map<string, BaselineEntry>();
  for (const finding of findings) {
    const before = entries.get(keyOf(finding));
    entries.set(keyOf(finding), entryOf(before ?? finding, (before?.count ?? (before === undefined ? 0 : 1)) + (finding.count ?? 1)));
  }
  return [...entries.values()].sort((one, other) => compare(one.site, other.site) || compare(one.rule, other.rule) || compare(one.id, other.id));
}

/** The entries without those of `gone`, counts reckoned. */
export function without(entries: readonly BaselineEntry[], gone: readonly BaselineEntry[]): readonly BaselineEntry[] {
  const lost = new Map(gone.map((entry) => [keyOf(entry), entry.count ?? 1]));
  return entriesOf(entries).flatMap((entry) => {
    const count = (entry.count ?? 1) - (lost.get(keyOf(entry)) ?? 0);
    return count > 0 ? [entryOf(entry, count)] : [];
  });
}

/** The text of a baseline file: one entry a line, so that two branches that change it can be merged. */
export function baselineText(entries: readonly BaselineEntry[]): string {
  const field = ([name, value]: readonly [string, unknown]): string => `"${name}": ${JSON.stringify(value)}`;
  const lines = entriesOf(entries).map((entry) => `    { ${Object.entries(entry).map(field).join(", ")} }`);
  return `{\n  "version": 1,\n  "findings": [${lines.length === 0 ? "" : `\n${lines.join(",\n")}\n  `}]\n}\n`;
}

/** The file of a site. */
export function fileOf(site: string): string {
  return site.split("#", 1)[0]!;
}

function entryOf({ rule, site, id }: Known, count: number): BaselineEntry {
  return { rule, site, id, ...(count === 1 ? {} : { count }) };
}

function keyOf({ rule, id }: Pick<Known, "rule" | "id">): string {
  return `${rule} ${id}`;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
