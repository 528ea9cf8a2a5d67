import { findSourceMap } from "node:module";
import { isAbsolute, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { CallSite } from "../../model/inventory.ts";
import { framesOf, type Trace } from "./trace.ts";

/** Two folders up lies all of cordon that can be on the way to a request. */
const own = fileURLToPath(new URL("../../", import.meta.url));

/**
 * The first frame that is code of the project: none of Node, of a package or of cordon. With source maps on
 * (`--enable-source-maps`) it is the place in the source.
 */
export function siteIn(trace: Trace, root: string, which: "called" | "any"): CallSite | null {
  for (const frame of framesOf(trace)) {
    // An awaiting frame tells where it waits, which need not be where it called.
    if (which === "called" && frame.isAsync()) continue;
    const file = pathOf(frame.getFileName());
    if (file === undefined || isForeign(file)) continue;
    const line = frame.getLineNumber() ?? 0;
    const column = frame.getColumnNumber() ?? 0;
    return mapped(file, line, column, root) ?? { file: shown(file, root), line, column };
  }
  return null;
}

function pathOf(name: string | null | undefined): string | undefined {
  if (name === null || name === undefined) return undefined;
  if (name.startsWith("file:")) return URL.canParse(name) ? fileURLToPath(name) : undefined;
  return isAbsolute(name) ? name : undefined;
}

function isForeign(file: string): boolean {
  return file.includes(`${sep}node_modules${sep}`) || file.startsWith(own);
}

function mapped(file: string, line: number, column: number, root: string): CallSite | undefined {
  const origin = findSourceMap(file)?.findOrigin(line, column);
  if (origin === undefined || !("fileName" in origin)) return undefined;
  const source = pathOf(origin.fileName);
  return source === undefined ? undefined : { file: shown(source, root), line: origin.lineNumber, column: origin.columnNumber };
}

function shown(file: string, root: string): string {
  return relative(root, file).replaceAll(sep, "/");
}
