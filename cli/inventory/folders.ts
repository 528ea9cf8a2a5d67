import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { projectFolder } from "../../src/node/register/project-folder.ts";

/**
 * The folder that the paths of a report count from, as far as the disk tells: of those that are likely the one where most
 * of them lead to a file; the first where none does.
 */
export function folderOf(paths: readonly string[], likely: readonly string[]): string {
  const distinct = [...new Set(paths)];
  const found = (folder: string): number => distinct.filter((path) => existsSync(resolve(folder, path))).length;
  let best = likely[0]!;
  let most = found(best);
  for (const folder of new Set(likely)) {
    if (most === distinct.length) break;
    const count = found(folder);
    if (count > most) [best, most] = [folder, count];
  }
  return best;
}

/** Where a process keeps its inventory by itself is where its places count from; any other place is tried after that. */
export function likelyFolders(file: string, cwd: string): readonly string[] {
  const folder = dirname(file);
  return [projectFolder(folder), folder, cwd, projectFolder(cwd)];
}
