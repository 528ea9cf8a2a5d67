import { applyEdits } from "../../rules/apply-edits.ts";
import type { Analysis, Finding } from "../../rules/rule.ts";

export interface Mended {
  readonly text: string;
  /** Of that text. */
  readonly analysis: Analysis;
  /** How many findings are gone. */
  readonly fixed: number;
}

/** An edit can give room for the next, and two can undo each other. */
const mostRounds = 10;

/** Applies what is certain to a file, again and again until nothing is left of it. `may` leaves findings out. */
export function mend(text: string, analyze: (text: string) => Analysis, may: (finding: Finding) => boolean): Mended {
  let analysis = analyze(text);
  const found = analysis.findings;
  const seen = new Set([text]);
  let current = text;
  for (let round = 0; round < mostRounds; round++) {
    const groups = analysis.findings.filter((finding) => isMendable(finding) && may(finding)).map(({ suggestions }) => suggestions[0]!.edits);
    if (groups.length === 0) break;
    const { text: next } = applyEdits(current, groups);
    if (seen.has(next)) break;
    seen.add(next);
    current = next;
    analysis = analyze(current);
  }
  return { text: current, analysis, fixed: Math.max(0, found.length - analysis.findings.length) };
}

/** Whether an edit of its own file mends it for certain. */
export function isMendable({ fixable, suggestions, elsewhere = [] }: Finding): boolean {
  return fixable && elsewhere.length === 0 && (suggestions[0]?.edits.length ?? 0) > 0;
}
