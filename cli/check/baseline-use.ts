import { existsSync } from "node:fs";
import { relative, resolve } from "node:path";
import { entriesOf, fileOf, hide, without, type BaselineEntry } from "../../rules/baseline.ts";
import type { RuleName } from "../../rules/rule.ts";
import { counted } from "../../src/report/findings.ts";
import { CommandError } from "../failure.ts";
import { readBaseline, writeBaseline } from "./baseline-file.ts";
import type { Told } from "./reported.ts";

export interface BaselineUse {
  readonly file: string;
  readonly entries: readonly BaselineEntry[] | undefined;
}

export interface BaselineScope {
  /** What sites count from. */
  readonly root: string;
  /** The files that were looked at, absolute. */
  readonly files: readonly string[];
  /** The paths that were asked for, absolute. */
  readonly paths: readonly string[];
  readonly rules: { has(rule: RuleName): boolean };
}

export interface BaselineOutcome {
  readonly findings: readonly Told[];
  readonly hidden: readonly Told[];
  readonly unmatched: readonly BaselineEntry[];
  /** What was done to the file, for a person; `undefined` where nothing was. */
  readonly told?: string;
}

/** @throws {ConfigurationError} where the file is not sound */
export function openBaseline(file: string, cwd: string): BaselineUse {
  return { file, entries: readBaseline(file, cwd) };
}

/** Hides what a baseline lists, and writes it where that is asked for, or where it is not there yet. */
export function useBaseline(findings: readonly Told[], { file, entries }: BaselineUse, { cwd, update, prune, scope }: { readonly cwd: string; readonly update: boolean; readonly prune: boolean; readonly scope: BaselineScope }): BaselineOutcome {
  if (entries === undefined && prune) throw new CommandError(`\`${file}\` does not exist, so nothing can be taken out of it; write it with \`--update-baseline\``);
  const covers = scopeOf(scope);
  if (entries === undefined || update) {
    const kept = (entries ?? []).filter((entry) => !covers(entry));
    const next = entriesOf([...kept, ...findings]);
    writeBaseline(file, cwd, next);
    const before = hide(findings, entries ?? []);
    const news = entries === undefined ? "" : `, ${before.findings.length} of them new; ${before.unmatched.filter(covers).reduce((sum, { count = 1 }) => sum + count, 0)} gone`;
    return { findings: [], hidden: findings, unmatched: [], told: `wrote \`${file}\`: ${counted(next.reduce((sum, { count = 1 }) => sum + count, 0), "finding")}${byRule(next)}${news}` };
  }
  const { findings: left, hidden, unmatched } = hide(findings, entries);
  const gone = unmatched.filter(covers);
  if (!prune || gone.length === 0) return { findings: left, hidden, unmatched: gone, ...(prune ? { told: `\`${file}\` holds nothing that is gone` } : {}) };
  writeBaseline(file, cwd, without(entries, gone));
  return { findings: left, hidden, unmatched: [], told: `took ${counted(gone.reduce((sum, { count = 1 }) => sum + count, 0), "entry", "entries")} out of \`${file}\`` };
}

/** Whether this run can tell that an entry matches nothing: its rule was on, and its file looked at or gone. */
function scopeOf({ root, files, paths, rules }: BaselineScope): (entry: BaselineEntry) => boolean {
  const looked = new Set(files);
  return ({ rule, site }) => {
    if (!rules.has(rule)) return false;
    const file = resolve(root, fileOf(site));
    return looked.has(file) || (!existsSync(file) && paths.some((path) => !relative(path, file).startsWith("..")));
  };
}

function byRule(entries: readonly BaselineEntry[]): string {
  const counts = new Map<string, number>();
  for (const { rule, count = 1 } of entries) counts.set(rule, (counts.get(rule) ?? 0) + count);
  return counts.size === 0 ? "" : ` (${[...counts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([rule, count]) => `${rule} ${count}`).join(", ")})`;
}
