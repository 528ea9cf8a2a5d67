import { join } from "node:path/posix";
import type { Disk, Memory } from "./disk.ts";
import { ancestors } from "./folders.ts";
import type { Manifest, Manifests } from "./packages.ts";

/** The packages that stand beside a folder in its workspace, whether or not they are linked into a node_modules. */
export interface Workspaces {
  find(folder: string, name: string): Manifest | undefined;
}

const deepest = 4;

export function createWorkspaces(disk: Disk, manifests: Manifests): Workspaces {
  const byRoot: Memory<ReadonlyMap<string, Manifest>> = new Map();

  function members(root: string, patterns: readonly string[]): ReadonlyMap<string, Manifest> {
    const excluded = patterns.filter((pattern) => pattern.startsWith("!")).map((pattern) => toExpression(pattern.slice(1)));
    const folders = patterns.filter((pattern) => !pattern.startsWith("!")).flatMap((pattern) => expand(root, pattern.replace(/^\.\//u, "").replace(/\/$/u, "").split("/")));
    const found = new Map<string, Manifest>();
    for (const folder of folders) {
      if (excluded.some((expression) => expression.test(folder.slice(root.length + 1)))) continue;
      const manifest = manifests.in(folder);
      const name = manifest?.content["name"];
      if (manifest !== undefined && typeof name === "string" && !found.has(name)) found.set(name, manifest);
    }
    return found;
  }

  function expand(folder: string, segments: readonly string[], depth = 0): string[] {
    const [first, ...rest] = segments;
    if (first === undefined) return [folder];
    if (first === "**") return [...expand(folder, rest, depth), ...(depth < deepest ? children(folder).flatMap((each) => expand(each, segments, depth + 1)) : [])];
    if (!first.includes("*")) return expand(join(folder, first), rest, depth);
    const expression = toExpression(first);
    return children(folder).filter((each) => expression.test(each.slice(folder.length + 1))).flatMap((each) => expand(each, rest, depth));
  }

  function children(folder: string): string[] {
    return [...disk.names(folder)].filter((name) => name !== "node_modules" && !name.startsWith(".")).map((name) => join(folder, name)).filter((path) => disk.isFolder(path));
  }

  function patternsAt(folder: string): readonly string[] | undefined {
    const pnpm = disk.text(join(folder, "pnpm-workspace.yaml"));
    if (pnpm !== undefined) return listed(pnpm);
    const stated = manifests.in(folder)?.content["workspaces"];
    const list = Array.isArray(stated) ? stated : typeof stated === "object" && stated !== null ? (stated as { readonly packages?: unknown }).packages : undefined;
    return Array.isArray(list) ? list.filter((each): each is string => typeof each === "string") : undefined;
  }

  return {
    find(folder, name) {
      for (const root of ancestors(folder)) {
        const patterns = patternsAt(root);
        if (patterns === undefined) continue;
        // Only the member's own package.json is told: the others say nothing of this name.
        const found = disk.recall(byRoot, root, () => members(root, patterns), { quietly: true }).get(name);
        if (found !== undefined) manifests.in(found.folder);
        return found;
      }
      return undefined;
    },
  };
}

/** The list under `packages:` of a pnpm-workspace.yaml. */
function listed(yaml: string): string[] {
  const flow = /^packages:\s*\[([^\]]*)\]/mu.exec(yaml)?.[1];
  const block = /^packages:[^\n]*\n((?:[ \t]*(?:-[^\n]*|#[^\n]*)?(?:\n|$))*)/mu.exec(yaml)?.[1];
  const entries = flow !== undefined ? flow.split(",") : (block ?? "").split("\n").filter((line) => /^\s*-/u.test(line)).map((line) => line.replace(/^\s*-/u, ""));
  return entries.map((entry) => entry.replace(/\s+#.*$/u, "").trim().replace(/^(["'])(.*)\1$/u, "$2")).filter((entry) => entry !== "");
}

function toExpression(pattern: string): RegExp {
  const source = pattern.replace(/[.+^${}()|[\]\\?]/gu, "\\$&").replace(/\*\*\/?|\*/gu, (star) => (star === "*" ? "[^/]*" : ".*"));
  return new RegExp(`^${source}$`, "u");
}
