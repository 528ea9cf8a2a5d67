import { amount, counted, type FindingsReport, type RegionIn, type ReportedFinding } from "./findings.ts";
import { plain, type Paint } from "./paint.ts";
import { printable } from "./printable.ts";
import { wrapped } from "./wrapped.ts";

export interface FindingsTextOptions {
  readonly paint?: Paint;
  /** How many columns a line may have. */
  readonly width?: number;
}

/** The findings for people, by file. Of the source only what is called is shown, since a line may hold the prompt. */
export function findingsText(report: FindingsReport, { paint = plain, width = 100 }: FindingsTextOptions = {}): string {
  const byFile = grouped(report.findings);
  const blocks = [...byFile].map(([file, findings]) => `${paint.strong(printable(file))}\n${findings.map((finding) => findingText(finding, paint, width)).join("")}\n`);
  return `${blocks.join("")}${unmatchedText(report, paint)}${summary(report, byFile.size, paint)}\n`;
}

/** The last line of the report alone. */
export function findingsSummary(report: FindingsReport, paint: Paint = plain): string {
  return `${summary(report, grouped(report.findings).size, paint)}\n`;
}

function findingText({ line, column, severity, callee, rule, fixable, message, related }: ReportedFinding, paint: Paint, width: number): string {
  const place = `${line}:${column}`.padEnd(7);
  const kind = severity === "error" ? paint.bad("error  ") : paint.doubtful("warning");
  const told = [callee === undefined ? [] : paint.strong(printable(callee)), paint.faint(`cordon/${rule}`), fixable ? paint.faint("fixable") : []].flat().join("  ");
  const indent = " ".repeat(11);
  const text = wrapped(`${indent}${printable(message)}`, Math.max(40, width), indent.length);
  const others = related.map((other) => `${indent}${paint.faint(`${shownPlace(other)}  ${printable(other.message)}`)}\n`);
  return `  ${place}  ${kind}  ${told}\n${text}\n${others.join("")}`;
}

function shownPlace({ file, line, column }: RegionIn): string {
  return `${printable(file)}:${line}:${column}`;
}

function unmatchedText({ unmatched = [] }: FindingsReport, paint: Paint): string {
  if (unmatched.length === 0) return "";
  const most = 10;
  const lines = unmatched.slice(0, most).map(({ site, rule }) => `  ${printable(site)}  ${paint.faint(`cordon/${rule}`)}\n`);
  const more = unmatched.length > most ? `  and ${amount(unmatched.length - most)} more\n` : "";
  return `${paint.strong("in the baseline, and gone")}; take them out with \`--prune-baseline\`\n${lines.join("")}${more}\n`;
}

function summary({ findings, accepted, files, calls, fixed = 0 }: FindingsReport, withFindings: number, paint: Paint): string {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const warnings = findings.length - errors;
  const fixable = findings.filter((finding) => finding.fixable).length;
  const kinds = [errors > 0 || warnings === 0 ? counted(errors, "error") : [], warnings > 0 ? counted(warnings, "warning") : []].flat().join(" and ");
  const verdict =
    findings.length === 0 ? paint.good("✓ no findings") : errors > 0 ? paint.bad(`✕ ${kinds} in ${counted(withFindings, "file")}`) : paint.doubtful(`! ${kinds} in ${counted(withFindings, "file")}`);
  const inBaseline = accepted.filter(({ by }) => by === "baseline").length;
  const further = [
    fixed > 0 ? `${amount(fixed)} fixed` : [],
    fixable > 0 ? `${amount(fixable)} can be fixed with \`--fix\`` : [],
    accepted.length > inBaseline ? `${amount(accepted.length - inBaseline)} waived or disabled` : [],
    inBaseline > 0 ? `${amount(inBaseline)} in the baseline` : [],
  ].flat();
  return `${verdict} (${counted(files, "file")} looked at, ${counted(calls, "model call")})${further.map((part) => `; ${part}`).join("")}`;
}

function grouped(findings: readonly ReportedFinding[]): Map<string, ReportedFinding[]> {
  const byFile = new Map<string, ReportedFinding[]>();
  for (const finding of findings) {
    const known = byFile.get(finding.file);
    if (known === undefined) byFile.set(finding.file, [finding]);
    else known.push(finding);
  }
  return byFile;
}
