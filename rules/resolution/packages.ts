import { basename, dirname, join } from "node:path/posix";
import { fileAt, isDeclaration } from "./candidates.ts";
import { matched, rank } from "./configurations.ts";
import type { Disk } from "./disk.ts";

/** A package.json as far as resolution needs it. */
export interface Manifest {
  readonly folder: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** The package.json in a folder, read once while its text stays the same. */
export interface Manifests {
  in(folder: string): Manifest | undefined;
}

export function createManifests(disk: Disk): Manifests {
  const parsed = new Map<string, { readonly text: string; readonly manifest: Manifest | undefined }>();

  return {
    in(folder) {
      const file = join(folder, "package.json");
      const text = disk.text(file);
      if (text === undefined) return undefined;
      const known = parsed.get(file);
      if (known?.text === text) return known.manifest;
      const content = parse(text);
      const manifest = content === undefined ? undefined : { folder, content };
      parsed.set(file, { text, manifest });
      return manifest;
    },
  };
}

/** `@scope/name/sub/path` as its package and `./sub/path`; `.` for the package itself. */
export function split(specifier: string): { readonly name: string; readonly subpath: string } {
  const parts = specifier.split("/");
  const name = parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
  const rest = specifier.slice(name.length);
  return { name, subpath: rest === "" ? "." : `.${rest}` };
}

/** The source that a package of the workspace exports under a subpath, whether or not it has been built. */
export function exported({ folder, content }: Manifest, subpath: string, disk: Disk): string | undefined {
  const stated = content["exports"];
  const targets = isRecord(stated) && Object.keys(stated).some((key) => key.startsWith(".")) ? targetsOf(stated, subpath) : subpath === "." ? conditions(stated) : [];
  if (subpath === ".") for (const field of ["source", "module", "main", "types", "typings", "svelte"]) if (typeof content[field] === "string") targets.push(content[field]);
  const files = targets.filter((target) => !target.startsWith("#")).map((target) => join(folder, target));
  for (const file of files) {
    const source = sourceOf(file, folder, disk);
    if (source !== undefined) return source;
  }
  const plain = subpath === "." ? "index" : subpath;
  return fileAt(join(folder, "src", plain), disk) ?? fileAt(join(folder, plain), disk);
}

/** What `imports` or `exports` say of a key, best first. */
export function targetsOf(map: unknown, key: string): string[] {
  if (!isRecord(map)) return [];
  const matches = Object.keys(map)
    .flatMap((pattern) => {
      const star = matched(pattern, key);
      return star === undefined ? [] : [{ pattern, star }];
    })
    .sort((one, other) => rank(other.pattern) - rank(one.pattern));
  const best = matches[0];
  return best === undefined ? [] : conditions(map[best.pattern]).map((target) => target.replaceAll("*", () => best.star));
}

/** Conditions that lead to a source come before those that lead to what was built of it. */
const preferred = ["source", "development", "svelte", "import", "module", "node", "default", "require", "types"];

function conditions(target: unknown): string[] {
  if (typeof target === "string") return [target];
  if (Array.isArray(target)) return target.flatMap(conditions);
  if (!isRecord(target)) return [];
  const place = (name: string): number => {
    const index = preferred.indexOf(name);
    return index >= 0 ? index : /source|src|development/u.test(name) ? -1 : preferred.length;
  };
  return Object.keys(target)
    .sort((one, other) => place(one) - place(other))
    .flatMap((name) => conditions(target[name]));
}

const outputs = /^(?:dist|build|lib|out|output|esm|cjs|es|\.?dist-[\w-]+)$/u;
const flavours = /^(?:esm|cjs|es|mjs|types|node|browser|src)$/u;

/** What a target in an output folder was built of; the target itself where nothing else is there. */
function sourceOf(file: string, folder: string, disk: Disk): string | undefined {
  const segments = file.slice(folder.length + 1).split("/");
  const stem = (segments.pop() ?? "").replace(/(?:\.min)?(?:\.d)?\.[cm]?[jt]sx?$/u, "");
  if (outputs.test(segments[0] ?? "")) {
    let rest = segments.slice(1);
    while (rest.length > 0 && flavours.test(rest[0] ?? "")) rest = rest.slice(1);
    for (const base of ["src", "source", "."]) {
      const source = fileAt(join(folder, base, ...rest, stem), disk);
      if (source !== undefined && source !== file) return source;
    }
  }
  if (!isDeclaration(file)) return fileAt(file, disk);
  return fileAt(join(dirname(file), basename(stem)), disk);
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const content: unknown = JSON.parse(text.replace(/^\uFEFF/u, ""));
    return isRecord(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
