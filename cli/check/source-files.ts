import { existsSync, readdirSync, readFileSync, statSync, type Dirent } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import ignore, { type Ignore } from "ignore";
import { CommandError, unreadable } from "../failure.ts";

export interface SourceFiles {
  /** Absolute, in order, each once. */
  readonly files: readonly string[];
  /** Files that were named and hold no source that can be read, as they were typed. */
  readonly strange: readonly string[];
  /** Folders that were named and hold no source, as they were typed. */
  readonly empty: readonly string[];
}

const source = /\.(?:[cm]?[jt]sx?|vue|svelte)$/u;
const declaration = /\.d\.(?:[^./]+\.)?[cm]?ts$/u;
const minified = /[.-]min\.[cm]?js$/u;
const made = new Set(["node_modules", "dist", "build", "out", "coverage"]);

/**
 * The files that a person means by some paths. A file that is named counts always; of a folder those that people write:
 * no dependencies, build output, declarations and minified files, nothing in folders that begin with a dot, and nothing
 * that `.gitignore` leaves out.
 *
 * @throws {CommandError} for a path that does not exist
 */
export function sourceFiles(paths: readonly string[], cwd: string): SourceFiles {
  const found = new Set<string>();
  const strange: string[] = [];
  const empty: string[] = [];
  for (const path of paths) {
    const place = resolve(cwd, path);
    const entry = look(place, path);
    if (entry === "file") {
      if (!source.test(place)) strange.push(path);
      else found.add(place);
      continue;
    }
    const before = found.size;
    const seen = walk(place, ancestors(place), found);
    if (found.size === before && seen === 0) empty.push(path);
  }
  return { files: [...found].sort(), strange, empty };
}

function look(place: string, path: string): "file" | "folder" {
  try {
    const entry = statSync(place);
    return entry.isDirectory() ? "folder" : "file";
  } catch (error) {
    const isPattern = /[*?{]/u.test(path) && (error as NodeJS.ErrnoException).code === "ENOENT";
    throw isPattern ? new CommandError(`\`${path}\` does not exist; name files or folders, patterns are not read here`, { cause: error }) : unreadable(path, error);
  }
}

/** What a `.gitignore` says, and from where. */
interface Ignoring {
  readonly folder: string;
  readonly patterns: Ignore;
}

/** Adds the sources below a folder; how many there are. */
function walk(folder: string, above: readonly Ignoring[], found: Set<string>): number {
  const own = readIgnoring(folder, join(folder, ".gitignore"));
  const ignoring = own === undefined ? above : [...above, own];
  let count = 0;
  for (const entry of entriesOf(folder)) {
    const { name } = entry;
    if (name.startsWith(".")) continue;
    const path = join(folder, name);
    if (entry.isDirectory()) {
      if (!made.has(name) && !isIgnored(`${path}/`, ignoring)) count += walk(path, ignoring, found);
    } else if (entry.isFile() && source.test(name) && !declaration.test(name) && !minified.test(name) && !isIgnored(path, ignoring)) {
      found.add(path);
      count += 1;
    }
  }
  return count;
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // A folder that may not be read holds nothing that its reader wrote.
    return [];
  }
}

/** As git does: the innermost file that says something of a path decides. */
function isIgnored(path: string, ignoring: readonly Ignoring[]): boolean {
  for (const { folder, patterns } of ignoring.toReversed()) {
    const { ignored, unignored } = patterns.test(`${relative(folder, path).replaceAll("\\", "/")}${path.endsWith("/") ? "/" : ""}`);
    if (ignored || unignored) return ignored;
  }
  return false;
}

/** The files of the repository around a folder that say what to leave out. None where they leave out the folder itself: it was named. */
function ancestors(folder: string): readonly Ignoring[] {
  const root = repositoryOf(folder);
  if (root === undefined || root === folder) return root === undefined ? [] : excluded(root);
  const between: string[] = [];
  for (let current = dirname(folder); ; current = dirname(current)) {
    between.unshift(current);
    if (current === root) break;
  }
  const ignoring = [...excluded(root), ...between.flatMap((each) => readIgnoring(each, join(each, ".gitignore")) ?? [])];
  const parts = relative(root, folder).split(/[\\/]/u);
  const isLeftOut = parts.some((_, index) => isIgnored(`${join(root, ...parts.slice(0, index + 1))}/`, ignoring.filter((each) => each.folder.length <= join(root, ...parts.slice(0, index)).length)));
  return isLeftOut ? [] : ignoring;
}

function excluded(root: string): readonly Ignoring[] {
  return [readIgnoring(root, join(root, ".git", "info", "exclude")) ?? []].flat();
}

function repositoryOf(folder: string): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    if (existsSync(join(current, ".git"))) return current;
    if (dirname(current) === current) return undefined;
  }
}

function readIgnoring(folder: string, file: string): Ignoring | undefined {
  try {
    return { folder, patterns: ignore({ ignorecase: process.platform !== "linux" }).add(readFileSync(file, "utf8").replace(/^\uFEFF/u, "")) };
  } catch {
    return undefined;
  }
}

/** Whether a path is of a file that is read when it is named. */
export function isSource(path: string): boolean {
  return source.test(basename(path));
}
