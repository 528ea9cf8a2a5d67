import { resolve } from "node:path";
import { ConfigurationError, type ConfigurationProblem } from "../../src/model/errors.ts";
import { InventoryEntry } from "../../src/model/inventory.ts";
import { complaints } from "../../src/node/configuration/complaint.ts";
import { shownPath } from "../../src/node/configuration/source-file.ts";
import { readInventory } from "../../src/node/register/read-inventory.ts";
import { readStrictJson } from "../../src/node/strict-json.ts";
import { textOf } from "../checked-json.ts";
import { CommandError } from "../failure.ts";

export interface ReadFiles {
  /** By the folder that their places count from; what is alike there is added up. */
  readonly entries: ReadonlyMap<string, readonly InventoryEntry[]>;
  /** Lines that a crash cut short: what they counted is missing. */
  readonly warnings: readonly ConfigurationProblem[];
}

export interface InventoryFilesOptions {
  readonly cwd: string;
  /** The folder that the places of an inventory count from. */
  readonly rootOf: (file: string, entries: readonly InventoryEntry[]) => string;
}

/**
 * Reads inventories and puts them together.
 *
 * @throws {ConfigurationError} for lines that are JSON and no entry, with every place
 * @throws {CommandError} for a file that cannot be read, or is no inventory at all
 */
export function readInventoryFiles(names: readonly string[], { cwd, rootOf }: InventoryFilesOptions): ReadFiles {
  const texts = new Map<string, string[]>();
  const [warnings, problems]: [ConfigurationProblem[], ConfigurationProblem[]] = [[], []];
  for (const path of new Set(names.map((name) => resolve(cwd, name)))) {
    const shown = shownPath(path, cwd);
    const text = textOf(path, shown);
    const { entries, unreadable } = readInventory(text);
    if (entries.length === 0 && unreadable.length > 0) throw notAnInventory(text, shown, unreadable[0]!);
    const lines = text.split("\n");
    for (const number of unreadable) {
      const { isCut, ...problem } = trouble(lines[number - 1]!, shown, number);
      (isCut ? warnings : problems).push(problem);
    }
    const root = rootOf(path, entries);
    texts.set(root, [...(texts.get(root) ?? []), text]);
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
  return { entries: new Map([...texts].map(([root, parts]) => [root, readInventory(parts.join("\n")).entries])), warnings };
}

function trouble(line: string, file: string, number: number): ConfigurationProblem & { readonly isCut: boolean } {
  const json = readStrictJson(line);
  if ("message" in json) return { isCut: true, file, line: number, column: json.column, message: `this line was cut short and is left out, so calls are missing (${json.message})` };
  const { error } = InventoryEntry.safeParse(json.value);
  const [wrong] = complaints(InventoryEntry, json.value, error?.issues ?? []);
  return { isCut: false, file, line: number, column: 1, message: `this line is none of an inventory: ${(wrong?.message ?? "it cannot be read").replace("the file ", "it ")}` };
}

function notAnInventory(text: string, shown: string, first: number): Error {
  if (isManifest(text)) return new CommandError(`\`${shown}\` is a manifest; give it as \`--manifest ${shown}\`, and the inventory of a process beside it`);
  const { isCut, ...problem } = trouble(text.split("\n")[first - 1]!, shown, first);
  return new ConfigurationError([isCut ? { ...problem, message: "this is no inventory, which has an entry as JSON on each line; name the file that `cordon/register` wrote" } : problem]);
}

function isManifest(text: string): boolean {
  const json = readStrictJson(text);
  return "value" in json && typeof json.value === "object" && json.value !== null && "calls" in json.value && Array.isArray(json.value.calls);
}
