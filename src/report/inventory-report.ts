import type { InventoryEntry } from "../model/inventory.ts";
import type { ManifestCall } from "../model/manifest.ts";
import { differencesOf, type Difference } from "./inventory-differences.ts";
import { isAgent, matching } from "./inventory-match.ts";
import { isGuarded, type Sighting, type SourceCall, type SourcePlace } from "./inventory-sighting.ts";

/** What is known of a call, worst first. */
export const callStates = ["unguarded", "unknown", "never-seen", "guarded"] as const;

/**
 * - `guarded`: in the source, and seen to pass through a guard each time
 * - `unguarded`: in the source, and seen without one
 * - `never-seen`: in the source alone
 * - `unknown`: seen at run time alone
 */
export type CallState = (typeof callStates)[number];

/** A place that calls a model, by the source, by run time or by both. */
export interface InventorySite {
  readonly state: CallState;
  /** As people are told; `null` where the process could not find it. */
  readonly file: string | null;
  readonly line: number;
  readonly column: number;
  readonly source: ManifestCall | null;
  readonly seen: readonly InventoryEntry[];
  readonly calls: number;
  readonly differences: readonly Difference[];
  /** What else there is to know, in sentences. */
  readonly notes: readonly string[];
}

export interface InventoryReport {
  /** The worst first, then by place. */
  readonly sites: readonly InventorySite[];
}

/** Joins what the source shows with what was seen. `shown` says how people are told a file. */
export function joinInventory(calls: readonly SourceCall[], sightings: readonly Sighting[], shown: (file: string) => string): InventoryReport {
  const match = matching(calls);
  const seen = new Map<SourceCall, Sighting[]>();
  const elsewhere = new Map<string, Sighting[]>();
  for (const sighting of sightings) {
    const call = match(sighting);
    if (call === undefined) append(elsewhere, keyOf(sighting.place), sighting);
    else append(seen, call, sighting);
  }
  const known = calls.map((call) => knownSite(call, seen.get(call) ?? [], shown));
  const unknown = [...elsewhere.values()].map((group) => unknownSite(group, calls, shown));
  return { sites: [...known, ...unknown].sort(worstFirst) };
}

function append<Key, Value>(groups: Map<Key, Value[]>, key: Key, value: Value): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}

function keyOf(place: SourcePlace | null): string {
  return place === null ? "" : `${place.file}:${place.line}:${place.column}`;
}

function knownSite({ file, call }: SourceCall, sightings: readonly Sighting[], shown: (file: string) => string): InventorySite {
  const seen = sightings.map(({ entry }) => entry);
  const bare = sum(seen.filter((entry) => !isGuarded(entry)));
  const calls = sum(seen);
  const notes = [
    isAgent(call) ? [...new Set(sightings.flatMap(({ place }) => (place === null ? [] : `made here and asked in \`${shown(place.file)}:${place.line}\``)))] : [],
    bare > 0 && bare < calls ? `${bare} of ${calls} calls passed no guard` : [],
    seen.some(({ guard, mode }) => guard === "adapter" && mode === "observe") ? "the guard in the code only observes" : [],
  ].flat();
  return {
    ...{ state: calls === 0 ? "never-seen" : bare > 0 ? "unguarded" : "guarded", file: shown(file), line: call.line, column: call.column },
    ...{ source: call, seen, calls, differences: differencesOf(call, seen), notes },
  };
}

function unknownSite(group: readonly Sighting[], calls: readonly SourceCall[], shown: (file: string) => string): InventorySite {
  const { place } = group[0]!;
  const seen = group.map(({ entry }) => entry);
  const where = place === null ? { file: null, line: 0, column: 0 } : { ...place, file: shown(place.file) };
  return { state: "unknown", ...where, source: null, seen, calls: sum(seen), differences: [], notes: [reason(group[0]!, calls)] };
}

function reason({ place, obstacle }: Sighting, calls: readonly SourceCall[]): string {
  if (place === null) return "the process found no place in its own code; a package may have called on its own";
  if (obstacle === "missing-file") return "there is no such file here; `--root` names the folder that the inventory counts from";
  if (obstacle === "built-code") return "this is built code, and its source map is missing or cannot be read; build it with one";
  const inFile = calls.filter(({ file }) => file === place.file);
  if (inFile.length === 0) return "the source shows no model call in this file";
  const nearest = inFile.reduce((best, each) => (Math.abs(each.call.line - place.line) < Math.abs(best.call.line - place.line) ? each : best));
  return `the source shows no model call in this line; if the process ran another version of the file, it may be the one in line ${nearest.call.line}`;
}

function sum(entries: readonly InventoryEntry[]): number {
  return entries.reduce((total, { calls }) => total + calls, 0);
}

function worstFirst(one: InventorySite, other: InventorySite): number {
  if (one.state !== other.state) return callStates.indexOf(one.state) - callStates.indexOf(other.state);
  const [file, otherFile] = [one.file ?? "", other.file ?? ""];
  return file === otherFile ? one.line - other.line || one.column - other.column : file < otherFile ? -1 : 1;
}
