import type { Directive } from "../rules/directives.ts";
import type { Finding, RuleName } from "../rules/rule.ts";

/** A finding, with the rule in whose name it is reported and the place at which no comment silences it. */
export interface Report {
  readonly rule: RuleName;
  readonly finding: Finding;
  /** Where it stands, or before the first character of the file. */
  readonly place: "own" | "start";
}

/** What the core says of a comment that switches rules off and does not say why. */
const aboutDirective = "directive-without-reason";

/**
 * Says of each finding how it is reported. One about a disable comment must survive that comment: another rule that is
 * on reports it there, or, where the comment leaves none, it stands before the file begins, which no comment reaches.
 */
export function audible(findings: readonly Finding[], rules: readonly RuleName[], text: string, directives: () => readonly Directive[]): readonly Report[] {
  return findings.map((finding) => {
    if (finding.messageId !== aboutDirective) return { rule: finding.rule, finding, place: "own" };
    const all = directives();
    const heard = [finding.rule, ...rules].find((rule) => !isSilent(rule, finding.start, text, all));
    return { rule: heard ?? finding.rule, finding, place: heard === undefined ? "start" : "own" };
  });
}

/** Whether the comments of a file switch a rule off at an offset, as ESLint reads them. */
function isSilent(rule: RuleName, offset: number, text: string, directives: readonly Directive[]): boolean {
  const naming = directives.filter(({ rules }) => rules === null || rules.includes(`cordon/${rule}`));
  const latest = naming.filter(({ kind, comment }) => (kind === "disable" || kind === "enable") && comment.start <= offset).at(-1);
  if (latest?.kind === "disable") return true;
  const here = lineOf(text, offset);
  return naming.some(({ kind, comment }) => (kind === "disable-line" && lineOf(text, comment.start) === here) || (kind === "disable-next-line" && lineOf(text, comment.end) + 1 === here));
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|[\n\r\u2028\u2029]/u).length;
}
