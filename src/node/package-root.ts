import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

let found: string | undefined;

/** The folder of this package, from its sources and from `dist` alike. */
export function packageRoot(): string {
  found ??= search(dirname(fileURLToPath(import.meta.url)));
  return found;
}

/** The version of this package. */
export function packageVersion(): string {
  return packageManifest().version;
}

/** What this package says of itself. */
export function packageManifest(): { readonly version: string; readonly homepage?: string; readonly exports?: Readonly<Record<string, unknown>> } {
  return JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8"));
}

function search(folder: string): string {
  const manifest = join(folder, "package.json");
  if (existsSync(manifest) && (JSON.parse(readFileSync(manifest, "utf8")) as { name?: unknown }).name === "cordon") return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error("the package `cordon` is incomplete: its `package.json` is missing; install it again");
  return search(parent);
}
