import type { External } from "../facts/values.ts";

/** The name of what every module sees, `JSON.stringify` and `globalThis.JSON.stringify` alike; `undefined` for anything that is imported. */
export function globalName({ module, path }: External): string | undefined {
  if (module !== "global:" && !sameAsGlobal.has(module)) return undefined;
  const names = path.filter((name, index) => !(index === 0 && spaces.has(name)));
  return names.join(".");
}

const spaces: ReadonlySet<string> = new Set(["globalThis", "window", "self", "global", "default"]);

/** Modules of Node whose exports are the globals of the same names. */
const sameAsGlobal: ReadonlySet<string> = new Set(["node:url", "url"]);
