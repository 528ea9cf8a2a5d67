import { isFields } from "../wire/fields.ts";

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A JSON object as it was written, and as it reads. */
export interface JsonDocument {
  readonly value: JsonObject;
  /** A key stands twice in one object somewhere: readers disagree about which one counts. */
  readonly duplicates: boolean;
}

/** Reads a JSON object; `undefined` for anything that is none. Keys such as `__proto__` are plain data. */
export function readJson(text: string): JsonDocument | undefined {
  const value = parse(text);
  return isFields(value) ? { value: value as JsonObject, duplicates: hasDuplicateKeys(text) } : undefined;
}

/** The index after the string that begins at `start`. The text is known to be valid JSON. */
export function stringEnd(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (text[quote - 1 - slashes] === "\\") slashes += 1;
    if (slashes % 2 === 0) return quote + 1;
  }
  return text.length;
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

// One pass without recursion; strings are skipped by search, so that a picture in a body costs next to nothing.
function hasDuplicateKeys(text: string): boolean {
  const open: (Set<string> | undefined)[] = [];
  let atKey = false;
  for (let index = 0; index < text.length; ) {
    const character = text[index];
    if (character === '"') {
      const end = stringEnd(text, index);
      const keys = open.at(-1);
      if (atKey && keys !== undefined) {
        const key = JSON.parse(text.slice(index, end)) as string;
        if (keys.has(key)) return true;
        keys.add(key);
        atKey = false;
      }
      index = end;
      continue;
    }
    if (character === "{") atKey = open.push(new Set()) > 0;
    else if (character === "[") atKey = open.push(undefined) < 0;
    else if (character === "}" || character === "]") open.pop();
    else if (character === ",") atKey = open.at(-1) !== undefined;
    index += 1;
  }
  return false;
}
