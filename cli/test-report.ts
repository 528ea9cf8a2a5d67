import { shortened } from "../src/report/decision-text.ts";
import type { Paint } from "../src/report/paint.ts";
import type { RegoCoverage } from "./coverage.ts";

export interface TestOutcome {
  readonly kind: "rego" | "case";
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly seconds: number;
  readonly failure?: string | undefined;
  readonly skipped?: boolean;
}

/** Failures in full, and how many there were of each kind. */
export function resultsText(outcomes: readonly TestOutcome[], paint: Paint): string {
  const failed = outcomes.filter(({ failure }) => failure !== undefined);
  const lines = failed.map(({ name, file, line, failure }) => `${paint.bad("✕")} ${file}:${line}  ${name}\n${failure!.split("\n").map((text) => `    ${text}\n`).join("")}`);
  const count = (kind: TestOutcome["kind"], one: string, many: string): string => {
    const all = outcomes.filter((outcome) => outcome.kind === kind).length;
    return `${all} ${all === 1 ? one : many}`;
  };
  const skipped = outcomes.filter((outcome) => outcome.skipped === true).length;
  const verdict = failed.length === 0 ? paint.good("✓ all hold") : paint.bad(`✕ ${failed.length} failed`);
  return `${lines.join("")}${verdict}: ${count("rego", "Rego test", "Rego tests")}, ${count("case", "case", "cases")}${skipped > 0 ? `, ${skipped} skipped` : ""}\n`;
}

export function coverageText(coverage: RegoCoverage | undefined): string {
  if (coverage === undefined) return "";
  const open = Object.entries(coverage.files).filter(([, { notCovered }]) => notCovered.length > 0);
  const lines = open.map(([file, { notCovered, percent }]) => `  ${file}  ${percent.toFixed(1)} %, not lines ${shortened(notCovered.map(String), 8)}\n`);
  return `coverage of ${coverage.of === "shipped" ? "the shipped policy" : "the organisation's own Rego"} ${coverage.percent.toFixed(1)} %\n${lines.join("")}`;
}
