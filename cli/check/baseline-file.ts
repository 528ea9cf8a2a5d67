import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Baseline, baselineText, type BaselineEntry } from "../../rules/baseline.ts";
import { ConfigurationError } from "../../src/model/errors.ts";
import { complaints } from "../../src/node/configuration/complaint.ts";
import { createNotes } from "../../src/node/configuration/notes.ts";
import { shownPath } from "../../src/node/configuration/source-file.ts";
import { readYamlText } from "../../src/node/configuration/yaml-text.ts";
import { readStrictJson } from "../../src/node/strict-json.ts";
import { unreadable } from "../failure.ts";
import { writeOutput } from "../output-file.ts";

export const baselineName = "cordon-baseline.json";

/**
 * The entries of a baseline file; `undefined` where there is none.
 *
 * @throws {ConfigurationError} with every problem and its place
 */
export function readBaseline(file: string, cwd: string): readonly BaselineEntry[] | undefined {
  const path = resolve(cwd, file);
  if (!existsSync(path)) return undefined;
  const shown = shownPath(path, cwd);
  const text = textOf(path, shown);
  const json = readStrictJson(text);
  if ("message" in json) throw new ConfigurationError([{ file: shown, line: json.line, column: json.column, message: `${json.message}; mend it, or delete it and write it anew with \`--update-baseline\`` }]);
  const parsed = Baseline.safeParse(json.value);
  if (parsed.success) return parsed.data.findings;
  const wrong = complaints(Baseline, json.value, parsed.error.issues);
  // Only the slower reader remembers places, and it reads JSON too.
  const yaml = readYamlText(shown, text, createNotes());
  throw new ConfigurationError(wrong.map(({ path: at, atKey, message }) => ({ ...(yaml === undefined ? { file: shown, line: 1, column: 1 } : atKey ? yaml.atKey(at) : yaml.at(at)), message })));
}

export function writeBaseline(file: string, cwd: string, entries: readonly BaselineEntry[]): void {
  writeOutput(cwd, file, baselineText(entries));
}

function textOf(path: string, shown: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof TypeError) throw new ConfigurationError([{ file: shown, line: 1, column: 1, message: "the file is not UTF-8 text; save it as UTF-8" }]);
    throw unreadable(shown, error);
  }
}
