import { readFileSync } from "node:fs";
import { z } from "zod";
import { Call } from "../src/model/call.ts";
import { Amendment, Effect } from "../src/model/decision.ts";
import { ConfigurationError } from "../src/model/errors.ts";
import { complaints } from "../src/node/configuration/complaint.ts";
import { createNotes } from "../src/node/configuration/notes.ts";
import { readYamlText } from "../src/node/configuration/yaml-text.ts";

const Case = z.strictObject({
  title: z.string().min(1),
  call: Call,
  /** A configuration file, from the folder of this one, or what would stand in it; by default the one in effect. */
  config: z.union([z.string().min(1), z.record(z.string(), z.unknown())]).optional(),
  expect: z.strictObject({
    effect: Effect,
    /** The codes, each once, in any order. */
    reasons: z.array(z.string()).optional(),
    amendments: z.array(Amendment).optional(),
  }),
});

/** A call with the decision that is expected of it. */
export type Case = Readonly<z.infer<typeof Case>> & { readonly file: string; readonly line: number };

/**
 * Reads a case file, YAML or JSON: a list of cases.
 *
 * @throws {ConfigurationError} With every problem and its place.
 */
export function readCases(path: string, shown: string): readonly Case[] {
  const notes = createNotes();
  const text = textIn(path);
  if (text === undefined) notes.problem({ file: shown, line: 1, column: 1 }, "the file is not UTF-8 text; save it as UTF-8");
  const yaml = text === undefined ? undefined : readYamlText(shown, text, notes);
  const parsed = yaml && z.array(Case).safeParse(yaml.value);
  if (yaml === undefined || parsed === undefined) throw new ConfigurationError(notes.problems);
  if (parsed.success) return parsed.data.map((each, index) => ({ ...each, file: shown, line: yaml.at([index]).line }));
  for (const { path: at, atKey, message } of complaints(z.array(Case), yaml.value, parsed.error.issues)) notes.problem(atKey ? yaml.atKey(at) : yaml.at(at), message);
  throw new ConfigurationError(notes.problems);
}

function textIn(path: string): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
