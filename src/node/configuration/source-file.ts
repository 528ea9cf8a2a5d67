import { readFileSync } from "node:fs";
import { isAbsolute, relative } from "node:path";
import type * as z from "../../vendor/zod.ts";
import { complaints } from "./complaint.ts";
import { ConfigurationFile } from "./configuration-file.ts";
import type { Notes, Place } from "./notes.ts";
import { readYamlText, type Path, type YamlText } from "./yaml-text.ts";

/** One configuration file, read: what it says where that is sound, and every name that it declares, sound or not. */
export interface SourceFile {
  /** The absolute path. */
  readonly path: string;
  /** The path as people are told. */
  readonly shown: string;
  readonly statement: ConfigurationFile;
  at(path: Path): Place;
  atKey(path: Path): Place;
  /** The keys of the map at a path as they are written, also those whose values are refused. */
  names(path: Path): readonly string[];
}

const mostBytes = 1 << 20;

/** Reads a configuration file. What is wrong goes to `notes`; `undefined` when nothing of it can be used. Never throws. */
export function readSourceFile(path: string, cwd: string, notes: Notes): SourceFile | undefined {
  const shown = shownPath(path, cwd);
  const text = readText(path, shown, notes);
  if (text === undefined) return undefined;
  const yaml = readYamlText(shown, text, notes);
  if (yaml === undefined) return undefined;
  if (yaml.value === null || yaml.value === undefined) {
    notes.problem(yaml.at([]), "the file is empty; begin with `version: 1`");
    return undefined;
  }
  const sound = soundPart(yaml, notes);
  if (sound === undefined) return undefined;
  const { statement, kept } = sound;
  const original = (at: Path): Path => {
    const [section, index, ...rest] = at;
    return typeof section === "string" && typeof index === "number" && kept[section] !== undefined ? [section, kept[section][index] ?? index, ...rest] : at;
  };
  return {
    path,
    shown,
    statement,
    at: (at) => yaml.at(original(at)),
    atKey: (at) => yaml.atKey(original(at)),
    names: (at) => namesAt(yaml.value, at),
  };
}

/** A path as people are told: from the working directory where it lies below, else in full. */
export function shownPath(path: string, cwd: string): string {
  const below = relative(cwd, path);
  return below === "" || below.startsWith("..") || isAbsolute(below) ? path : below.replaceAll("\\", "/");
}

function readText(path: string, shown: string, notes: Notes): string | undefined {
  const start = { file: shown, line: 1, column: 1 };
  try {
    const bytes = readFileSync(path);
    if (bytes.length > mostBytes) {
      notes.problem(start, "the file is larger than 1 MiB, more than any configuration needs; shorten it");
      return undefined;
    }
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const told = code === "ENOENT" ? "the file does not exist; check the name" : code === "EISDIR" ? "this is a folder; name the file in it" : undefined;
    notes.problem(start, told ?? (cause instanceof TypeError ? "the file is not UTF-8 text; save it as UTF-8" : `the file cannot be read (${code ?? "unknown"}); check its permissions`));
    return undefined;
  }
}

/**
 * Complains about all that the schema refuses, and returns what is left when the refused entries are taken out: what
 * they are wrong in must not keep the rest from being checked. Nothing ever runs on it, since `notes` holds a problem.
 */
function soundPart(yaml: YamlText, notes: Notes): SoundPart | undefined {
  const whole = ConfigurationFile.safeParse(yaml.value);
  if (whole.success) return { statement: whole.data, kept: {} };
  const { issues } = whole.error;
  for (const { path, atKey, message } of complaints(ConfigurationFile, yaml.value, issues)) {
    notes.problem(atKey ? yaml.atKey(path) : yaml.at(path), message);
  }
  if (!isMap(yaml.value)) return undefined;
  for (const depth of [2, 1]) {
    const { value, kept } = without(issues, yaml.value, depth);
    const rest = ConfigurationFile.safeParse(value);
    if (rest.success) return { statement: rest.data, kept };
  }
  return undefined;
}

interface SoundPart {
  readonly statement: ConfigurationFile;
  /** For each list that lost entries, the places that the remaining ones had. */
  readonly kept: Readonly<Record<string, readonly number[]>>;
}

/** A copy of the value without the entries that issues lie in; an entry is `depth` keys deep. */
function without(issues: readonly z.core.$ZodIssue[], whole: object, depth: number): { readonly value: object; readonly kept: SoundPart["kept"] } {
  const value: Record<PropertyKey, unknown> = { ...structuredClone(whole) };
  for (const issue of issues) {
    const inCategories = issue.path[0] === "taxonomy" && issue.path[1] === "categories";
    if (issue.code === "unrecognized_keys") for (const key of issue.keys) removeAt(value, [...issue.path, key]);
    else removeAt(value, issue.path.slice(0, inCategories ? depth + 1 : depth));
  }
  value["version"] = 1;
  const kept: Record<string, readonly number[]> = {};
  for (const [key, section] of Object.entries(value)) {
    if (!Array.isArray(section)) continue;
    kept[key] = section.flatMap((item, index) => (item === undefined ? [] : [index]));
    value[key] = section.filter((item) => item !== undefined);
  }
  return { value, kept };
}

function removeAt(value: object, path: readonly PropertyKey[]): void {
  const last = path.at(-1);
  const parent = path.slice(0, -1).reduce<unknown>((inner, part) => (isMap(inner) || Array.isArray(inner) ? (inner as unknown as Record<PropertyKey, unknown>)[part] : undefined), value);
  if (last === undefined || (!isMap(parent) && !Array.isArray(parent))) return;
  if (Array.isArray(parent)) parent[Number(last)] = undefined;
  else delete (parent as Record<PropertyKey, unknown>)[last];
}

function isMap(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function namesAt(value: unknown, path: Path): readonly string[] {
  const inner = path.reduce<unknown>((map, part) => (typeof map === "object" && map !== null ? (map as Record<string | number, unknown>)[part] : undefined), value);
  return typeof inner === "object" && inner !== null && !Array.isArray(inner) ? Object.keys(inner) : [];
}
