import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { Baseline, baselineText, type BaselineEntry } from "../../rules/baseline.ts";
import { readCheckedJson } from "../checked-json.ts";
import { writeOutput } from "../output-file.ts";

export const baselineName = "cordon-baseline.json";

/**
 * The entries of a baseline file; `undefined` where there is none.
 *
 * @throws {ConfigurationError} with every problem and its place
 */
export function readBaseline(file: string, cwd: string): readonly BaselineEntry[] | undefined {
  if (!existsSync(resolve(cwd, file))) return undefined;
  return readCheckedJson(file, { schema: Baseline, cwd, remedy: "mend it, or delete it and write it anew with `--update-baseline`" }).findings;
}

export function writeBaseline(file: string, cwd: string, entries: readonly BaselineEntry[]): void {
  writeOutput(cwd, file, baselineText(entries));
}
