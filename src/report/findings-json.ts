import type { FindingsReport } from "./findings.ts";

/** The findings for other tools. */
export function findingsJson({ findings, accepted, files, calls, fixed, unmatched }: FindingsReport): string {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const report = {
    findings: findings.map(({ rule, file, line, column, endLine, endColumn, message, fixable, decision }) => ({ rule, file, line, column, endLine, endColumn, message, fixable, decision })),
    files,
    calls,
    errors,
    warnings: findings.length - errors,
    accepted: accepted.map(({ finding: { rule, file, line, column, id }, by, reason, until }) => ({ rule, file, line, column, id, by, reason, until })),
    ...(fixed === undefined ? {} : { fixed }),
    ...(unmatched === undefined ? {} : { unmatchedBaseline: unmatched }),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
