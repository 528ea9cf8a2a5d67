import type { InventoryEntry } from "../model/inventory.ts";
import type { ManifestCall } from "../model/manifest.ts";

/** A place in a file, whatever the run time or the manifest calls that file. */
export interface SourcePlace {
  /** Equal for equal files. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A call that the source shows. */
export interface SourceCall {
  readonly file: string;
  readonly call: ManifestCall;
}

/** Calls that were seen at run time, of one kind and from one place. */
export interface Sighting {
  readonly entry: InventoryEntry;
  /** Where they were made, in the source where a source map leads there; `null` where the process did not find it. */
  readonly place: SourcePlace | null;
  /** The name that stands there, such as `create`; `undefined` where the text is not at hand. */
  readonly name?: string | undefined;
  /** What keeps the place from being one of the source. */
  readonly obstacle?: "missing-file" | "built-code" | undefined;
}

/** Whether the calls passed through a guard that is in the code, or of the process and does more than watch. */
export function isGuarded({ guard, mode, outcomes }: InventoryEntry): boolean {
  if (guard === "adapter") return true;
  // Without a word on the mode, what was only watched tells it.
  return mode === undefined ? outcomes.observed === 0 : mode !== "observe";
}
