import type { FindingsReport } from "./findings.ts";

/** The findings for other tools. */
export function findingsJson({ findings, accepted, files, calls, fixed, unmatched }: FindingsReport): string {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const rest = {
    files,
    calls,
    errors,
    warnings: findings.length - errors,
    accepted: accepted.map(({ finding: { rule, file, line, column, id }, by, reason, until }) => ({ rule, file, line, column, id, by, reason, until })),
    ...(fixed === undefined ? {} : { fixed }),
    ...(unmatched === undefined ? {} : { unmatchedBaseline: unmatched }),
  };
  const lines = findings.map(({ rule, file, line, column, endLine, endColumn, message, fixable, decision }) => JSON.stringify({ rule, file, line, column, endLine, endColumn, message, fixable, decision }));
  // A line for each finding: a decision can have hundreds of reasons, and nobody reads them here.
  return `{"findings":[${lines.map((line) => `\n${line}`).join(",")}${lines.length > 0 ? "\n" : ""}],\n${JSON.stringify(rest).slice(1)}\n`;
}
