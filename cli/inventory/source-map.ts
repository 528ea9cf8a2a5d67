import { readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { SourcePlace } from "../../src/report/inventory-sighting.ts";

const pointer = /^[\t ]*\/[/*][#@][\t ]*sourceMappingURL=(\S+?)(?:[\t ]*\*\/)?[\t ]*$/gmu;

/** The way from built code back to the source. */
export interface Origins {
  /** Where a place comes from; `undefined` where the map does not tell. */
  readonly at: (line: number, column: number) => SourcePlace | undefined;
}

/**
 * The source map of a built file: in it, where its last line points, or beside it. `undefined` where there is none that
 * can be read. `root` is the project's folder, from which bundlers count.
 */
export function originsOf(file: string, text: string, root: string): Origins | undefined {
  const url = [...text.matchAll(pointer)].at(-1)?.[1];
  const place = url === undefined || url.startsWith("data:") ? `${file}.map` : resolve(dirname(file), decoded(url));
  try {
    const json = url?.startsWith("data:") === true ? inline(url) : readFileSync(place, "utf8");
    // Against JSON hijacking, some tools begin with a line that is none.
    const payload = JSON.parse(json.replace(/^\)\]\}'[^\n]*\n/u, "")) as SourceMapPayload;
    const map = new SourceMap(payload);
    const sourceRoot = payload.sourceRoot ?? "";
    return {
      at(line, column) {
        const origin = map.findOrigin(line, column);
        return "fileName" in origin ? { file: pathOf(origin.fileName, sourceRoot, dirname(place), root), line: origin.lineNumber, column: origin.columnNumber } : undefined;
      },
    };
  } catch {
    return undefined;
  }
}

function inline(url: string): string {
  const [head = "", ...rest] = url.split(",");
  return head.endsWith(";base64") ? Buffer.from(rest.join(","), "base64").toString() : decodeURIComponent(rest.join(","));
}

const bundled = /^(?:webpack|turbopack):\/\/[^/]*\/(?:\[project\]\/)?(?:\.\/)?/u;

function pathOf(source: string, sourceRoot: string, folder: string, root: string): string {
  const path = source.replace(/\?\w+$/u, "");
  if (bundled.test(path)) return resolve(root, path.replace(bundled, ""));
  if (path.startsWith("file:")) return fileURLToPath(path);
  return resolve(folder, sourceRoot.startsWith("file:") ? fileURLToPath(sourceRoot) : sourceRoot, decoded(path));
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
