import { dirname } from "node:path/posix";

/** A folder and all that hold it, the nearest first. */
export function ancestors(folder: string): string[] {
  const all: string[] = [];
  for (let here = folder; here.includes("/"); here = dirname(here)) {
    all.push(here);
    if (dirname(here) === here) break;
  }
  return all;
}
