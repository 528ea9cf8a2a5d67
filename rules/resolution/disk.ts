import { readdirSync, readFileSync, realpathSync, statSync, type Stats } from "node:fs";
import { createGenerations } from "./generations.ts";

/**
 * Saved files, looked at once per lint run: within one run a path has one answer. Every path that is asked for, there
 * or not, is told to whoever records.
 */
export interface Disk {
  /** From now on, what changed on the disk is seen. */
  begin(): void;
  isFile(path: string): boolean;
  isFolder(path: string): boolean;
  /** `undefined` where there is none, or none that can be read. */
  text(path: string): string | undefined;
  /** The names in a folder; none where there is no folder. */
  names(folder: string): ReadonlySet<string>;
  /** Without symbolic links. */
  real(path: string): string;
  /** Pretends that one file is there, which an editor may not have saved yet. Says whether that changes an answer. */
  pretend(path: string): boolean;
  /** Runs `look` and tells which paths it asked for. */
  record<Answer>(look: () => Answer): { readonly answer: Answer; readonly seen: ReadonlySet<string> };
  /** Tells the recorder of paths that were asked for earlier. */
  tell(seen: Iterable<string>): void;
}

interface Stamp {
  readonly modified: number;
  readonly size: number;
  readonly inode: number;
}

/** What was read under a stamp. A stamp younger than the clock of the file system can tell apart is not trusted again. */
interface Read<Content> {
  readonly stamp: Stamp;
  readonly trusted: boolean;
  readonly content: Content;
  run: number;
}

/** File systems tell times apart by two seconds at worst. */
const clock = 2_000;
const mostText = 16_000_000;
const mostNames = 200_000;

export function createDisk(): Disk {
  const texts = createGenerations<Read<string>>(mostText, ({ content }) => content.length + 100);
  const folders = createGenerations<Read<ReadonlySet<string>>>(mostNames, ({ content }) => content.size + 10);
  let stats = new Map<string, Stats | undefined>();
  let reals = new Map<string, string>();
  let listed = new Map<string, ReadonlySet<string>>();
  let run = 0;
  let pretended: string | undefined;
  let recorder: Set<string> | undefined;

  function stat(path: string): Stats | undefined {
    if (stats.has(path)) return stats.get(path);
    const found = attempt(() => statSync(path, { throwIfNoEntry: false }));
    stats.set(path, found);
    return found;
  }

  function names(folder: string): ReadonlySet<string> {
    let here = listed.get(folder);
    if (here === undefined) {
      here = reread(folders, folder, (found) => found.isDirectory(), () => new Set(readdirSync(folder))) ?? none;
      listed.set(folder, here);
    }
    return here;
  }

  function reread<Content>(kept: ReturnType<typeof createGenerations<Read<Content>>>, path: string, fits: (found: Stats) => boolean, read: () => Content): Content | undefined {
    const before = kept.get(path);
    if (before?.run === run) return before.content;
    const found = stat(path);
    if (found === undefined || !fits(found)) return undefined;
    const stamp = { modified: found.mtimeMs, size: found.size, inode: found.ino };
    if (before !== undefined && before.trusted && isSame(before.stamp, stamp)) {
      before.run = run;
      return before.content;
    }
    const content = attempt(read);
    if (content === undefined) return undefined;
    kept.set(path, { stamp, trusted: Date.now() - stamp.modified > clock, content, run });
    return content;
  }

  /** The folder's names are asked first: one look at a folder answers for all candidates in it. */
  function isThere(path: string): boolean {
    const slash = path.lastIndexOf("/");
    return path.length <= 1 || names(slash <= 0 ? "/" : path.slice(0, slash)).has(path.slice(slash + 1));
  }

  return {
    begin() {
      run++;
      stats = new Map();
      reals = new Map();
      listed = new Map();
    },
    isFile(path) {
      recorder?.add(path);
      return path === pretended || (isThere(path) && stat(path)?.isFile() === true);
    },
    isFolder: (path) => isThere(path) && stat(path)?.isDirectory() === true,
    text(path) {
      recorder?.add(path);
      return isThere(path) ? reread(texts, path, (found) => found.isFile(), () => readFileSync(path, "utf8")) : undefined;
    },
    names,
    real(path) {
      const known = reals.get(path);
      if (known !== undefined) return known;
      const real = attempt(() => realpathSync(path).replaceAll("\\", "/")) ?? path;
      reals.set(path, real);
      return real;
    },
    pretend(path) {
      if (path === pretended) return false;
      const changes = [path, pretended].some((each) => each !== undefined && !isThere(each));
      pretended = path;
      return changes;
    },
    record(look) {
      const outer = recorder;
      const seen = (recorder = new Set<string>());
      try {
        return { answer: look(), seen };
      } finally {
        recorder = outer;
        if (outer !== undefined) for (const path of seen) outer.add(path);
      }
    },
    tell(seen) {
      for (const path of seen) recorder?.add(path);
    },
  };
}

const none: ReadonlySet<string> = new Set();

function isSame(one: Stamp, other: Stamp): boolean {
  return one.modified === other.modified && one.size === other.size && one.inode === other.inode;
}

function attempt<Answer>(read: () => Answer): Answer | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
