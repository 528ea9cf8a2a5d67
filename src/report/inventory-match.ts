import type { InventoryEntry } from "../model/inventory.ts";
import type { ManifestCall } from "../model/manifest.ts";
import type { Sighting, SourceCall, SourcePlace } from "./inventory-sighting.ts";

/** Which call of the source was seen. */
export type Match = (sighting: Sighting) => SourceCall | undefined;

/**
 * Finds the call of the source for what was seen at run time. A run time tells the line and column of the last name of a
 * callee; source maps may be coarser. So a line within the callee is enough, and of several calls the nearest is meant.
 *
 * An agent is listed where it is made, and calls models where it is asked. That joins where a place without a call of its
 * own asks like an agent, and one agent alone can be meant: of the file, or else of all by its gateway and model.
 */
export function matching(calls: readonly SourceCall[]): Match {
  const byFile = grouped(calls);
  const agents = calls.filter(({ call }) => isAgent(call));
  return ({ entry, place, name }) => {
    if (place === null) return undefined;
    const near = (byFile.get(place.file) ?? []).filter(({ call }) => call.line <= place.line && place.line <= call.endLine);
    if (near.length > 0) return near.reduce((best, each) => (distance(each.call, place) < distance(best.call, place) ? each : best));
    if (name === undefined || !agentMethods.has(name) || entry.endpoint !== "language") return undefined;
    return only(agents.filter(({ file, call }) => file === place.file && mayGoThere(call, entry))) ?? only(agents.filter(({ call }) => goesThere(call, entry)));
  };
}

const agentMethods: ReadonlySet<string> = new Set(["generate", "stream", "respond"]);

/** Whether what is called makes an agent, and calls no model itself. */
export function isAgent({ callee }: Pick<ManifestCall, "callee">): boolean {
  return /(?:^|\.)\w*Agent$/u.test(callee);
}

function only(agents: readonly SourceCall[]): SourceCall | undefined {
  return agents.length === 1 ? agents[0] : undefined;
}

function mayGoThere(call: ManifestCall, { gateway, model }: InventoryEntry): boolean {
  return (call.gateway ?? gateway) === gateway && (call.model === null || call.model === model);
}

function goesThere(call: ManifestCall, { gateway, model }: InventoryEntry): boolean {
  return model !== null && call.gateway === gateway && call.model === model;
}

// A line counts for more than all of its columns.
const lineWeight = 100_000;

function distance({ callee, endLine, endColumn }: ManifestCall, { line, column }: SourcePlace): number {
  const lastName = /[^.]*$/u.exec(callee)![0].length;
  return (endLine - line) * lineWeight + Math.abs(endColumn - lastName - column);
}

function grouped(calls: readonly SourceCall[]): ReadonlyMap<string, readonly SourceCall[]> {
  const groups = new Map<string, SourceCall[]>();
  for (const each of calls) {
    const group = groups.get(each.file);
    if (group === undefined) groups.set(each.file, [each]);
    else group.push(each);
  }
  return groups;
}
