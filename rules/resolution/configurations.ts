import { dirname, join } from "node:path/posix";
import { compiler } from "../compiler.ts";
import { fileAt } from "./candidates.ts";
import type { Disk, Memory } from "./disk.ts";
import { ancestors } from "./folders.ts";

/** What a tsconfig or jsconfig says of specifiers, `extends` followed. */
interface Aliases {
  readonly baseUrl: string | undefined;
  readonly paths: readonly (readonly [pattern: string, targets: readonly string[]])[];
}

const nothing: Aliases = { baseUrl: undefined, paths: [] };
const names = ["tsconfig.json", "jsconfig.json"];
const deepest = 8;

/** Aliases of the nearest tsconfig or jsconfig. */
export interface Configurations {
  /** The file that an alias leads to. */
  find(folder: string, specifier: string): string | undefined;
}

export function createConfigurations(disk: Disk): Configurations {
  const byFolder: Memory<Aliases> = new Map();
  const parsed = new Map<string, { readonly text: string; readonly content: Content }>();

  function nearest(folder: string): Aliases {
    return disk.recall(byFolder, folder, () => read(folder));
  }

  function read(folder: string): Aliases {
    for (const name of names) if (disk.isFile(join(folder, name))) return aliases(join(folder, name), folder, 0);
    const parent = dirname(folder);
    return parent === folder ? nothing : nearest(parent);
  }

  function aliases(file: string, home: string, depth: number): Aliases {
    const content = contentOf(file);
    if (content === undefined || depth > deepest) return nothing;
    const folder = dirname(file);
    const inherited = strings(content.extends)
      .map((each) => extended(each, folder))
      .map((each) => (each === undefined ? nothing : aliases(each, home, depth + 1)))
      .reduce((before, next) => ({ baseUrl: next.baseUrl ?? before.baseUrl, paths: next.paths.length > 0 ? next.paths : before.paths }), nothing);
    const options = isRecord(content.compilerOptions) ? content.compilerOptions : {};
    const at = (path: string, base: string): string => (path.startsWith("${configDir}") ? join(home, path.slice(12)) : path.startsWith("/") ? path : join(base, path));
    const baseUrl = typeof options["baseUrl"] === "string" ? at(options["baseUrl"], folder) : inherited.baseUrl;
    const base = baseUrl ?? folder;
    const own = isRecord(options["paths"])
      ? Object.entries(options["paths"]).map(([pattern, targets]) => [pattern, strings(targets).map((target) => at(target, base))] as const)
      : inherited.paths;
    if (own.length > 0 || baseUrl !== undefined || !Array.isArray(content.references)) return { baseUrl, paths: own };
    // A tsconfig that only names others, as Vite's templates have it: the first of them that has aliases speaks for all.
    for (const reference of content.references) {
      if (!isRecord(reference) || typeof reference["path"] !== "string") continue;
      const path = join(folder, reference["path"]);
      const referred = aliases(path.endsWith(".json") ? path : join(path, "tsconfig.json"), folder, depth + 1);
      if (referred.paths.length > 0) return referred;
    }
    return { baseUrl, paths: own };
  }

  function extended(specifier: string, folder: string): string | undefined {
    const endings = specifier.endsWith(".json") ? [""] : [".json", "", "/tsconfig.json"];
    const bases = /^\.{0,2}\//u.test(specifier) || specifier === ".." || specifier === "."
      ? [specifier.startsWith("/") ? specifier : join(folder, specifier)]
      : ancestors(folder).filter((each) => disk.isFolder(join(each, "node_modules"))).map((each) => join(each, "node_modules", specifier));
    return bases.flatMap((base) => endings.map((ending) => base + ending)).find((file) => disk.isFile(file));
  }

  function contentOf(file: string): Content | undefined {
    const text = disk.text(file);
    if (text === undefined) return undefined;
    const known = parsed.get(file);
    if (known?.text === text) return known.content;
    const config: unknown = compiler.parseConfigFileTextToJson(file, text).config;
    const content: Content = isRecord(config) ? config : {};
    parsed.set(file, { text, content });
    return content;
  }

  return {
    find(folder, specifier) {
      const { baseUrl, paths } = nearest(folder);
      const matches = paths
        .flatMap(([pattern, targets]) => {
          const star = matched(pattern, specifier);
          return star === undefined ? [] : [{ pattern, targets, star }];
        })
        .sort((one, other) => rank(other.pattern) - rank(one.pattern));
      for (const target of matches[0]?.targets ?? []) {
        const file = fileAt(target.replace("*", () => matches[0]?.star ?? ""), disk);
        if (file !== undefined) return file;
      }
      return baseUrl === undefined ? undefined : fileAt(join(baseUrl, specifier), disk);
    },
  };
}

interface Content {
  readonly extends?: unknown;
  readonly references?: unknown;
  readonly compilerOptions?: unknown;
}

/** What stands where a pattern has its star: `""` for a pattern without one; `undefined` where it does not fit. */
export function matched(pattern: string, specifier: string): string | undefined {
  const star = pattern.indexOf("*");
  if (star < 0) return pattern === specifier ? "" : undefined;
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  const fits = specifier.length >= before.length + after.length && specifier.startsWith(before) && specifier.endsWith(after);
  return fits ? specifier.slice(before.length, specifier.length - after.length) : undefined;
}

/** Exact patterns come first, then the one with the longest beginning. */
export function rank(pattern: string): number {
  const star = pattern.indexOf("*");
  return star < 0 ? Infinity : star;
}

function strings(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === "string");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
