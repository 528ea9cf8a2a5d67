import { ESLint as ESLint10, Linter as Linter10, type ESLint, type Linter } from "eslint";
import { ESLint as ESLint9, Linter as Linter9 } from "eslint-9";

/** Both ends of what is supported. */
export const eslints = [
  { version: "9.15", ESLint: ESLint9 as unknown as typeof ESLint, Linter: Linter9 as unknown as typeof Linter },
  { version: "10", ESLint: ESLint10, Linter: Linter10 },
] as const;

/** `3:7-3:19 require-controls`: what of a message a reader sees first. */
export function placeOf({ line, column, endLine, endColumn, ruleId }: Linter.LintMessage): string {
  return `${line}:${column}-${endLine ?? "?"}:${endColumn ?? "?"} ${ruleId?.replace("cordon/", "") ?? "none"}`;
}
