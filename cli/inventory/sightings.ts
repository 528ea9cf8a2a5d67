import { readFileSync } from "node:fs";
import { resolve, sep } from "node:path";
import type { InventoryEntry } from "../../src/model/inventory.ts";
import type { Sighting, SourcePlace } from "../../src/report/inventory-sighting.ts";
import { originsOf, type Origins } from "./source-map.ts";

export interface SightingsOptions {
  /** By the folder that their places count from. */
  readonly entries: ReadonlyMap<string, readonly InventoryEntry[]>;
  /** Whether calls of the source stand in a file. */
  readonly hasCalls: (file: string) => boolean;
}

/** Finds the places of run time in the source: directly, or where it was built, by its source map. */
export function sightingsOf({ entries, hasCalls }: SightingsOptions): readonly Sighting[] {
  const texts = cached(textOf);
  const lines = cached((file, root) => texts(file, root)?.split(lineEnd));
  const origins = cached((file, root): Origins | undefined => {
    const text = texts(file, root);
    return text === undefined ? undefined : originsOf(file, text, root);
  });
  return [...entries].flatMap(([root, list]) => list.map((entry) => sighting(entry, root)));

  function sighting(entry: InventoryEntry, root: string): Sighting {
    const { site } = entry;
    if (site === null) return { entry, place: null };
    const place: SourcePlace = { ...site, file: resolve(root, site.file) };
    if (hasCalls(place.file)) return { entry, place, name: nameAt(place, root) };
    const origin = origins(place.file, root)?.at(place.line, place.column);
    if (origin !== undefined) return { entry, place: origin, name: nameAt(origin, root) };
    const obstacle = texts(place.file, root) === undefined ? "missing-file" : isBuilt(place.file, root) ? "built-code" : undefined;
    return { entry, place, name: nameAt(place, root), obstacle };
  }

  function nameAt({ file, line, column }: SourcePlace, root: string): string | undefined {
    const text = lines(file, root)?.[line - 1];
    return text === undefined ? undefined : /^[\p{ID_Start}$_][\p{ID_Continue}$]*/u.exec(text.slice(column - 1))?.[0];
  }
}

const lineEnd = /\r\n|[\n\r\u2028\u2029]/u;

function isBuilt(file: string, root: string): boolean {
  return file.startsWith(root) && file.slice(root.length).split(sep).some((part) => ["dist", "build", "out", ".next", ".output"].includes(part));
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function cached<Value>(make: (file: string, root: string) => Value): (file: string, root: string) => Value {
  const known = new Map<string, Value>();
  return (file, root) => {
    if (!known.has(file)) known.set(file, make(file, root));
    return known.get(file) as Value;
  };
}
