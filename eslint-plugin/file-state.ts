import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";

/** Changes whenever what stands at a path does: a file that is written, comes or goes. Not to be kept beyond the process. */
export function stampOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return "absent";
  return `${stats.mtimeMs}:${stats.size}:${stats.ino}`;
}

/** What stands at a path, in a form that holds on another machine too. */
export type KeptState = "absent" | "folder" | { readonly modified: number; readonly size: number; readonly digest: string };

export function keptState(path: string): KeptState {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return "absent";
    if (!stats.isFile()) return "folder";
    return { modified: stats.mtimeMs, size: stats.size, digest: digestOf(path) };
  } catch {
    return "absent";
  }
}

/** Whether a path is as it was. A file that was only touched, or checked out anew, is. */
export function isAsKept(path: string, kept: KeptState): boolean {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return kept === "absent";
    if (!stats.isFile()) return kept === "folder";
    if (typeof kept === "string" || stats.size !== kept.size) return false;
    return stats.mtimeMs === kept.modified || digestOf(path) === kept.digest;
  } catch {
    return kept === "absent";
  }
}

function digestOf(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("base64url");
}
