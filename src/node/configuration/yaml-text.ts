import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from "yaml";
import type { Notes, Place } from "./notes.ts";

export type Path = readonly (string | number)[];

/** A YAML text as plain values that remember where they stand. */
export interface YamlText {
  readonly file: string;
  readonly value: unknown;
  /** Where the value at a path stands; the nearest one around it where the path does not exist. */
  at(path: Path): Place;
  /** Where the key at a path stands. */
  atKey(path: Path): Place;
}

// What follows the first mistakes is mostly their echo.
const mostSyntax = 5;

// Far above any real file; aliases can make a small text into a huge value.
const mostNodes = 200_000;

/** Reads a YAML text. What is wrong goes to `notes`, and the answer is then `undefined`. Never throws. */
export function readYamlText(file: string, text: string, notes: Notes): YamlText | undefined {
  const lines = new LineCounter();
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(Math.max(0, offset));
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  let document: Document.Parsed;
  try {
    document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false, stringKeys: false });
  } catch {
    notes.problem({ file, line: 1, column: 1 }, "this YAML is nested too deeply to be read; flatten it");
    return undefined;
  }
  const complaints = [...document.errors, ...document.warnings];
  for (const { code, message, pos } of complaints.slice(0, mostSyntax)) notes.problem(place(pos[0]), sentence(code, message));
  if (complaints.length > 0) return undefined;
  const conversion = convert(document, (offset) => place(offset).line, (offset, message) => notes.problem(place(offset), message));
  if (conversion === undefined) return undefined;
  const { value, values, keys } = conversion;
  const find = (offsets: ReadonlyMap<string, number>, path: Path): Place => {
    for (let length = path.length; length >= 0; length--) {
      const key = JSON.stringify(path.slice(0, length));
      const offset = (length === path.length ? offsets.get(key) : undefined) ?? keys.get(key) ?? values.get(key);
      if (offset !== undefined) return place(offset);
    }
    return place(0);
  };
  return { file, value, at: (path) => find(values, path), atKey: (path) => find(keys, path) };
}

interface Conversion {
  readonly value: unknown;
  readonly values: ReadonlyMap<string, number>;
  readonly keys: ReadonlyMap<string, number>;
}

/** Plain values of a document; `undefined` once something was complained about. */
function convert(document: Document.Parsed, line: (offset: number) => number, complain: (offset: number, message: string) => void): Conversion | undefined {
  const values = new Map<string, number>();
  const keys = new Map<string, number>();
  const within = new Set<Node>();
  let nodes = 0;
  let sound = true;
  const refuse = (offset: number, message: string): undefined => {
    sound = false;
    complain(offset, message);
    return undefined;
  };

  const visit = (node: unknown, path: Path, fallback: number): unknown => {
    const offset = offsetOf(node) ?? fallback;
    if (++nodes > mostNodes) return nodes === mostNodes + 1 ? refuse(offset, "there is more here than any configuration needs; shorten it") : undefined;
    const key = JSON.stringify(path);
    if (!values.has(key)) values.set(key, offset);
    if (isAlias(node)) {
      const target = node.resolve(document);
      if (target === undefined) return refuse(offset, `\`*${node.source}\` refers to no anchor above it; write \`&${node.source}\` at what it stands for`);
      if (within.has(target)) return refuse(offset, `\`*${node.source}\` stands inside what it refers to; write it out`);
      return visit(target, path, offset);
    }
    if (isScalar(node)) return node.value ?? null;
    if (isSeq(node)) {
      within.add(node);
      const items = node.items.map((item, index) => visit(item, [...path, index], offset));
      within.delete(node);
      return items;
    }
    if (!isMap(node)) return null;
    within.add(node);
    const entries = new Map<string, unknown>();
    for (const pair of node.items) {
      if (!isPair(pair)) continue;
      const keyOffset = offsetOf(pair.key) ?? offset;
      const name = isScalar(pair.key) ? pair.key.value : undefined;
      if (typeof name !== "string") {
        refuse(keyOffset, "a key must be text; put it in quotes");
      } else if (name === "<<") {
        refuse(keyOffset, "`<<` is not read here; write the keys out");
      } else if (name === "__proto__") {
        refuse(keyOffset, "`__proto__` cannot be a name; choose another");
      } else if (entries.has(name)) {
        const first = keys.get(JSON.stringify([...path, name]));
        refuse(keyOffset, `\`${name}\` stands here twice, first in line ${line(first ?? keyOffset)}; keep one`);
      } else {
        keys.set(JSON.stringify([...path, name]), keyOffset);
        entries.set(name, visit(pair.value, [...path, name], keyOffset));
      }
    }
    within.delete(node);
    return Object.fromEntries(entries);
  };

  try {
    const value = visit(document.contents, [], 0);
    return sound ? { value, values, keys } : undefined;
  } catch {
    complain(0, "this YAML is nested too deeply to be read; flatten it");
    return undefined;
  }
}

function offsetOf(node: unknown): number | undefined {
  const { range } = (node ?? {}) as { range?: readonly number[] | null };
  const [start, end] = range ?? [];
  // A value that is left out has an empty range somewhere behind its key; the key tells more.
  return start === undefined || start === end ? undefined : start;
}

const sentences: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: "tabs cannot indent YAML; use spaces",
  MULTIPLE_DOCS: "a second document begins here; keep one to a file",
  TAG_RESOLVE_FAILED: "tags are not read here; leave it out",
};

function sentence(code: string, message: string): string {
  const known = sentences[code];
  if (known !== undefined) return known;
  const plain = message.replace(/\s+/gu, " ").replace(/\.$/u, "");
  return `this is not valid YAML: ${plain.charAt(0).toLowerCase()}${plain.slice(1)}; correct it here or just above`;
}
