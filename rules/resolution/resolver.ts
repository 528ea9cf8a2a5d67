import { builtinModules } from "node:module";
import { dirname, join } from "node:path/posix";
import { fileAt } from "./candidates.ts";
import { createConfigurations } from "./configurations.ts";
import type { Disk, Memory } from "./disk.ts";
import { ancestors } from "./folders.ts";
import { createManifests, exported, split, targetsOf, type Manifest } from "./packages.ts";
import { createWorkspaces } from "./workspaces.ts";

/** Where a specifier leads, before anything is parsed. */
export type Place = { readonly kind: "file"; readonly file: string } | { readonly kind: "package"; readonly name: string } | { readonly kind: "missing" };

export interface Resolver {
  resolve(from: string, specifier: string): Place;
}

/** What stands in the folders above a file, the nearest first. */
interface Surroundings {
  readonly modules: readonly string[];
  readonly manifests: readonly Manifest[];
}

/**
 * Finds what specifiers mean without a compiler's host: relative files, aliases of tsconfig, `imports` of package.json,
 * and packages of the same workspace; everything else is a package by its name.
 * @param isExternal names that stay packages even where the workspace holds their source
 */
export function createResolver(disk: Disk, isExternal: (name: string) => boolean): Resolver {
  const manifests = createManifests(disk);
  const configurations = createConfigurations(disk);
  const workspaces = createWorkspaces(disk, manifests);
  const known: Memory<Place> = new Map();
  const around: Memory<Surroundings> = new Map();

  function find(folder: string, specifier: string, depth: number): Place {
    if (/^\.{0,2}\//u.test(specifier) || specifier === "." || specifier === "..") {
      return toPlace(fileAt(specifier.startsWith("/") ? specifier : join(folder, specifier), disk));
    }
    const builtin = specifier.replace(/^node:/u, "");
    if (builtin !== specifier || builtins.has(builtin)) return { kind: "package", name: `node:${builtin}` };
    const remote = remoteName(specifier);
    if (remote !== undefined) return { kind: "package", name: remote };
    const aliased = configurations.find(folder, specifier);
    if (aliased !== undefined) return unlessExternal(aliased, specifier);
    const manifest = surroundings(folder).manifests[0];
    if (specifier.startsWith("#")) return imported(manifest, specifier, depth);
    if (/^(?:[@~]\/|~(?![@/])|\$)/u.test(specifier)) return conventional(manifest?.folder ?? folder, specifier);
    return inPackage(folder, manifest, specifier);
  }

  function surroundings(folder: string): Surroundings {
    return disk.recall(around, folder, () => {
      const folders = ancestors(folder);
      return {
        modules: folders.map((each) => (each === "/" ? "/node_modules" : `${each}/node_modules`)).filter((each) => disk.isFolder(each)),
        manifests: folders.flatMap((each) => manifests.in(each) ?? []),
      };
    });
  }

  function imported(manifest: Manifest | undefined, specifier: string, depth: number): Place {
    if (manifest === undefined || depth > 4) return missing;
    for (const target of targetsOf(manifest.content["imports"], specifier)) {
      const place = target.startsWith(".") ? toPlace(exportedFile(manifest, target)) : find(manifest.folder, target, depth + 1);
      if (place.kind !== "missing") return place;
    }
    return missing;
  }

  function exportedFile(manifest: Manifest, target: string): string | undefined {
    return exported({ folder: manifest.folder, content: { exports: target } }, ".", disk);
  }

  /** What frameworks alias in a tsconfig that they write themselves, which is not there before the first build. */
  function conventional(folder: string, specifier: string): Place {
    const rest = specifier.replace(/^(?:[@~]\/|~|\$lib\/?|\$)/u, "");
    const bases = specifier.startsWith("$lib") ? ["src/lib"] : ["src", ".", "app"];
    return toPlace(bases.map((base) => fileAt(join(folder, base, rest), disk)).find((file) => file !== undefined));
  }

  function inPackage(folder: string, manifest: Manifest | undefined, specifier: string): Place {
    const { name, subpath } = split(specifier);
    const outside: Place = { kind: "package", name: original(folder, name) + specifier.slice(name.length) };
    if (isExternal(name)) return outside;
    const found = manifest?.content["name"] === name ? manifest : linked(folder, name) ?? workspaces.find(folder, name);
    if (found === undefined || found === "outside") return outside;
    const file = exported(found, subpath, disk);
    return file === undefined ? outside : { kind: "file", file };
  }

  /** The package that a node_modules leads to, if that is a link into the workspace. */
  function linked(folder: string, name: string): Manifest | "outside" | undefined {
    for (const modules of surroundings(folder).modules) {
      const path = `${modules}/${name}`;
      if (!disk.isFolder(path)) continue;
      const real = disk.real(path);
      return real.includes("/node_modules/") ? "outside" : manifests.in(real);
    }
    return undefined;
  }

  /** The name under which a package is published, where `npm:` gives it another one. */
  function original(folder: string, name: string): string {
    for (const { content } of surroundings(folder).manifests) {
      for (const field of ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"]) {
        const versions = content[field] as Readonly<Record<string, unknown>> | undefined;
        const version = typeof versions === "object" && versions !== null && Object.hasOwn(versions, name) ? versions[name] : undefined;
        if (typeof version === "string") return remoteName(version) ?? name;
      }
    }
    return name;
  }

  function unlessExternal(file: string, specifier: string): Place {
    const { name } = split(specifier);
    return isExternal(name) && surroundings(dirname(file)).manifests[0]?.content["name"] === name ? { kind: "package", name: specifier } : { kind: "file", file };
  }

  return {
    resolve(from, specifier) {
      const folder = dirname(from);
      return disk.recall(known, `${folder}\0${specifier}`, () => find(folder, specifier.replace(/\?.*$/u, ""), 0));
    },
  };
}

const builtins = new Set(builtinModules.filter((name) => !name.startsWith("_")));
const missing: Place = { kind: "missing" };

function toPlace(file: string | undefined): Place {
  return file === undefined ? missing : { kind: "file", file };
}

/** `npm:openai@7/helpers` and `https://esm.sh/openai@7/helpers` as `openai/helpers`. */
function remoteName(specifier: string): string | undefined {
  const path = /^(?:npm:\/?|https:\/\/(?:esm\.sh|cdn\.skypack\.dev|cdn\.jsdelivr\.net\/npm|unpkg\.com)\/(?:v\d+\/)?)((?:@[^/@]+\/)?[^/@]+)(?:@[^/]*)?(\/.*)?$/u.exec(specifier);
  return path === null ? undefined : `${path[1]}${path[2] ?? ""}`;
}
