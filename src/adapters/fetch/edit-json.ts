import { type Json, stringEnd } from "./json.ts";

interface Member {
  readonly start: number;
  readonly key: string;
  readonly valueStart: number;
  readonly end: number;
}

/**
 * Sets a value in the text of a JSON object and leaves every other character as it is, so that numbers too large for
 * us and escapes of every kind leave as they came. Missing parents are made.
 * `undefined` when something on the way is there but no object.
 */
export function setIn(text: string, path: readonly [string, ...(readonly string[])], value: Json): string | undefined {
  let at = skipSpace(text, 0);
  for (const [index, key] of path.entries()) {
    if (text[at] !== "{") return undefined;
    const members = membersOf(text, at);
    const member = members.find((each) => each.key === key);
    if (member === undefined) {
      const nested = path.slice(index + 1).reduceRight<string>((inner, name) => `{${JSON.stringify(name)}:${inner}}`, JSON.stringify(value));
      const last = members.at(-1)?.end ?? at + 1;
      return splice(text, last, last, `${members.length > 0 ? "," : ""}${JSON.stringify(key)}:${nested}`);
    }
    if (index === path.length - 1) return splice(text, member.valueStart, member.end, JSON.stringify(value));
    at = member.valueStart;
  }
  return undefined;
}

/** Takes a key out of the text of a JSON object; the text itself when it is not there. */
export function removeIn(text: string, path: readonly string[]): string {
  let at = skipSpace(text, 0);
  for (const [index, key] of path.entries()) {
    if (text[at] !== "{") return text;
    const members = membersOf(text, at);
    const position = members.findIndex((each) => each.key === key);
    const member = members[position];
    if (member === undefined) return text;
    if (index === path.length - 1) {
      const next = members[position + 1];
      if (next !== undefined) return splice(text, member.start, next.start, "");
      return splice(text, members[position - 1]?.end ?? at + 1, member.end, "");
    }
    at = member.valueStart;
  }
  return text;
}

function splice(text: string, start: number, end: number, put: string): string {
  return text.slice(0, start) + put + text.slice(end);
}

function membersOf(text: string, objectStart: number): readonly Member[] {
  const members: Member[] = [];
  let at = skipSpace(text, objectStart + 1);
  while (text[at] === '"') {
    const keyEnd = stringEnd(text, at);
    const valueStart = skipSpace(text, skipSpace(text, keyEnd) + 1);
    const end = valueEnd(text, valueStart);
    members.push({ start: at, key: JSON.parse(text.slice(at, keyEnd)) as string, valueStart, end });
    at = skipSpace(text, end);
    if (text[at] === ",") at = skipSpace(text, at + 1);
  }
  return members;
}

function valueEnd(text: string, start: number): number {
  let depth = 0;
  for (let index = start; index < text.length; ) {
    const character = text[index]!;
    if (depth === 0 && index > start && /[\s,}\]]/u.test(character)) return index;
    if (character === '"') {
      index = stringEnd(text, index);
      if (depth === 0) return index;
      continue;
    }
    if (character === "{" || character === "[") depth += 1;
    if (character === "}" || character === "]") depth -= 1;
    index += 1;
    if (depth === 0 && (character === "}" || character === "]")) return index;
  }
  return text.length;
}

function skipSpace(text: string, start: number): number {
  let index = start;
  while (index < text.length && " \t\n\r".includes(text[index]!)) index += 1;
  return index;
}
