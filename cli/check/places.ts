import { readFileSync } from "node:fs";
import { relative } from "node:path";
import type { Region } from "../../src/report/findings.ts";

/** Turns offsets of a text into lines and columns, which count from 1. */
export type Places = (start: number, end: number) => Region;

const lineEnd = /\r\n|[\n\r\u2028\u2029]/gu;

export function placesIn(text: string): Places {
  const starts = [0];
  for (const match of text.matchAll(lineEnd)) starts.push(match.index + match[0].length);
  const place = (offset: number): readonly [line: number, column: number] => {
    let low = 0;
    for (let high = starts.length; high - low > 1; ) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return [low + 1, offset - starts[low]! + 1];
  };
  return (start, end) => {
    const [line, column] = place(start);
    const [endLine, endColumn] = place(Math.max(start, end));
    return { line, column, endLine, endColumn };
  };
}

/** The places of saved files, each read once. A file that cannot be read has only a beginning. */
export function savedPlaces(): (file: string) => Places {
  const known = new Map<string, Places>();
  return (file) => {
    let places = known.get(file);
    if (places === undefined) {
      places = placesIn(textOf(file));
      known.set(file, places);
    }
    return places;
  };
}

function textOf(file: string): string {
  try {
    return withoutMark(readFileSync(file, "utf8"));
  } catch {
    return "";
  }
}

/** The text as ESLint and the compiler count it: a byte order mark is no part of it. */
export function withoutMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

/** A path from a folder, with `/`. */
export function pathFrom(folder: string, file: string): string {
  return relative(folder, file).replaceAll("\\", "/") || ".";
}
