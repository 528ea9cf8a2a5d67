import { existsSync } from "node:fs";

/**
 * Finds a file of this folder that is not TypeScript. Such files are shipped where they are,
 * so the compiled code, two folders deeper, has to look for them in the sources.
 */
export function resource(name: string): URL {
  const beside = new URL(`./${name}`, import.meta.url);
  return existsSync(beside) ? beside : new URL(`../../opa/${name}`, import.meta.url);
}
