import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The nearest folder upwards with a `cordon.yaml` or a `package.json`, from which call sites are told; else the folder itself. */
export function projectFolder(folder: string): string {
  for (let current = folder; ; current = dirname(current)) {
    if (["cordon.yaml", "package.json"].some((name) => existsSync(join(current, name)))) return current;
    if (dirname(current) === current) return folder;
  }
}
