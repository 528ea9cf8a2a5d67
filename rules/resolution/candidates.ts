import type { Disk } from "./disk.ts";

/** The endings of files that are read as modules, in the order in which they are looked for. */
const endings = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json", ".vue", ".svelte"] as const;

/** What a written ending may stand for, besides itself: the source before it is compiled. */
const sources: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx", ".jsx"],
  ".jsx": [".tsx"],
  ".mjs": [".mts"],
  ".cjs": [".cts"],
};

const written = /\.(?:[cm]?[jt]sx?|json|vue|svelte|astro)$/u;

export function isDeclaration(file: string): boolean {
  return /\.d\.(?:[^./]+\.)?[cm]?ts$/u.test(file);
}

/** The file that a path without or with an ending means, or the index of the folder; never a declaration file. */
export function fileAt(asked: string, disk: Disk): string | undefined {
  const path = asked.length > 1 && asked.endsWith("/") ? asked.slice(0, -1) : asked;
  const ending = written.exec(path)?.[0];
  if (ending !== undefined) {
    const stem = path.slice(0, -ending.length);
    for (const source of sources[ending] ?? []) if (isModule(stem + source, disk)) return stem + source;
    if (isModule(path, disk)) return path;
  }
  for (const each of endings) if (isModule(path + each, disk)) return path + each;
  if (!disk.isFolder(path)) return undefined;
  for (const each of endings) if (isModule(`${path}/index${each}`, disk)) return `${path}/index${each}`;
  return undefined;
}

function isModule(file: string, disk: Disk): boolean {
  return !isDeclaration(file) && disk.isFile(file);
}
