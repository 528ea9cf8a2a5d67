import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type * as z from "zod";
import { ConfigurationError } from "../src/model/errors.ts";
import { complaints } from "../src/node/configuration/complaint.ts";
import { createNotes } from "../src/node/configuration/notes.ts";
import { shownPath } from "../src/node/configuration/source-file.ts";
import { readYamlText } from "../src/node/configuration/yaml-text.ts";
import { readStrictJson } from "../src/node/strict-json.ts";
import { unreadable } from "./failure.ts";

export interface CheckedJsonOptions<Schema extends z.ZodType> {
  readonly schema: Schema;
  readonly cwd: string;
  /** What to do about a file that is no JSON, as a clause. */
  readonly remedy: string;
}

/**
 * What a JSON file says.
 *
 * @throws {ConfigurationError} with every problem and its place
 * @throws {CommandError} for a file that cannot be read
 */
export function readCheckedJson<Schema extends z.ZodType>(file: string, { schema, cwd, remedy }: CheckedJsonOptions<Schema>): z.output<Schema> {
  const path = resolve(cwd, file);
  const shown = shownPath(path, cwd);
  const text = textOf(path, shown);
  const json = readStrictJson(text);
  if ("message" in json) throw new ConfigurationError([{ file: shown, line: json.line, column: json.column, message: `${json.message}; ${remedy}` }]);
  const parsed = schema.safeParse(json.value);
  if (parsed.success) return parsed.data;
  const wrong = complaints(schema, json.value, parsed.error.issues);
  // Only the slower reader remembers places, and it reads JSON too.
  const yaml = readYamlText(shown, text, createNotes());
  throw new ConfigurationError(wrong.map(({ path: at, atKey, message }) => ({ ...(yaml === undefined ? { file: shown, line: 1, column: 1 } : atKey ? yaml.atKey(at) : yaml.at(at)), message })));
}

/** The text of a file, named as it is to be told. */
export function textOf(path: string, shown: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof TypeError) throw new ConfigurationError([{ file: shown, line: 1, column: 1, message: "the file is not UTF-8 text; save it as UTF-8" }]);
    throw unreadable(shown, error);
  }
}
