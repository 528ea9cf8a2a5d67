import { isAbsolute, join, resolve } from "node:path";

/**
 * The absolute path under which a text is analysed. A name that is no path (`<input>`, `<text>`) is a script in the
 * working directory, so that its imports still lead somewhere; a block that a processor took out of a file
 * (`notes.md/0.js`) keeps the name that ESLint gave it.
 */
export function lintedFile(filename: string | undefined, cwd: string): string {
  if (filename === undefined || /^<.*>$/u.test(filename)) return join(cwd, "input.js");
  return isAbsolute(filename) ? filename : resolve(cwd, filename);
}
