import { readdirSync, readFileSync, realpathSync, statSync, type Stats } from "node:fs";
import { createGenerations, type Generations } from "./generations.ts";

/** Saved files, looked at once per lint run: within one run a path has one answer. */
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
  /** Pretends that one file is there, which an editor may not have saved yet. */
  pretend(path: string): void;
  /** Tells `seen` of every file that `look` asks for, there or not. */
  watch<Answer>(seen: Set<string>, look: () => Answer): Answer;
  /** The answer that `look` gave earlier, as long as the folders and texts are the same that it rests on. */
  recall<Answer>(memory: Memory<Answer>, key: string, look: () => Answer, options?: RecallOptions): Answer;
}

export interface RecallOptions {
  /** Whether the files that were asked for are of no concern to who watches. */
  readonly quietly?: boolean;
}

/** Answers with what they rest on. */
export type Memory<Answer> = Map<string, Remembered<Answer>>;

interface Remembered<Answer> extends Recording {
  readonly answer: Answer;
  readonly pretended: string | undefined;
  run: number;
}

interface Recording {
  readonly seen: Set<string>;
  readonly folders: Map<string, ReadonlySet<string>>;
  readonly texts: Map<string, string | undefined>;
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

const mostAnswers = 50_000;

export function createDisk(): Disk {
  const texts = createGenerations<Read<string>>(mostText, ({ content }) => content.length + 100);
  const folders = createGenerations<Read<ReadonlySet<string>>>(mostNames, ({ content }) => content.size + 10);
  let stats = new Map<string, Stats | undefined>();
  let reals = new Map<string, string>();
  let listed = new Map<string, ReadonlySet<string>>();
  let run = 0;
  let pretended: string | undefined;
  let recording: Recording | undefined;

  function stat(path: string): Stats | undefined {
    if (stats.has(path)) return stats.get(path);
    const found = attempt(() => statSync(path, { throwIfNoEntry: false }));
    stats.set(path, found);
    return found;
  }

  function names(folder: string): ReadonlySet<string> {
    let here = listed.get(folder);
    if (here === undefined) {
      const before = folders.get(folder)?.content;
      here = reread(folders, folder, (found) => found.isDirectory(), () => unlessEqual(new Set(readdirSync(folder)), before, folder)) ?? none;
      listed.set(folder, here);
    }
    recording?.folders.set(folder, here);
    return here;
  }

  function reread<Content>(kept: Generations<Read<Content>>, path: string, fits: (found: Stats) => boolean, read: () => Content): Content | undefined {
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
    const folder = path.slice(0, slash);
    // What stands at the top of a disk: `/a`, `C:/a`.
    return path.length <= 1 || names(folder === "" || folder.endsWith(":") ? `${folder}/` : folder).has(path.slice(slash + 1));
  }

  function textAt(path: string): string | undefined {
    return isThere(path) ? reread(texts, path, (found) => found.isFile(), () => readFileSync(path, "utf8")) : undefined;
  }

  function record<Answer>(into: Recording, look: () => Answer): Answer {
    const outer = recording;
    recording = into;
    try {
      return look();
    } finally {
      recording = outer;
    }
  }

  function isFresh(remembered: Remembered<unknown>): boolean {
    if (remembered.run === run) return true;
    for (const [folder, before] of remembered.folders) if (names(folder) !== before) return false;
    for (const [path, before] of remembered.texts) if (textAt(path) !== before) return false;
    remembered.run = run;
    return true;
  }

  return {
    begin() {
      run++;
      stats = new Map();
      reals = new Map();
      listed = new Map();
    },
    isFile(path) {
      recording?.seen.add(path);
      return path === pretended || (isThere(path) && stat(path)?.isFile() === true);
    },
    isFolder: (path) => isThere(path) && stat(path)?.isDirectory() === true,
    text(path) {
      const text = textAt(path);
      recording?.seen.add(path);
      recording?.texts.set(path, text);
      return text;
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
      pretended = record(createRecording(), () => isThere(path)) ? undefined : path;
    },
    watch: (seen, look) => record({ ...createRecording(), seen }, look),
    recall(memory, key, look, { quietly = false } = {}) {
      let remembered = memory.get(key);
      if (remembered === undefined || remembered.pretended !== pretended || !record(createRecording(), () => isFresh(remembered!))) {
        const made = createRecording();
        remembered = { ...made, answer: record(made, look), pretended, run };
        if (memory.size > mostAnswers) memory.clear();
        memory.set(key, remembered);
      }
      if (recording !== undefined) {
        if (!quietly) for (const path of remembered.seen) recording.seen.add(path);
        for (const [folder, content] of remembered.folders) recording.folders.set(folder, content);
        for (const [path, text] of remembered.texts) recording.texts.set(path, text);
      }
      return remembered.answer;
    },
  };
}

function createRecording(): Recording {
  return { seen: new Set(), folders: new Map(), texts: new Map() };
}

/**
 * The earlier names where they are the same, so that equal is identical; but never of a folder of packages, where a name
 * may have become a link to somewhere else.
 */
function unlessEqual(now: ReadonlySet<string>, before: ReadonlySet<string> | undefined, folder: string): ReadonlySet<string> {
  if (before === undefined || before.size !== now.size || folder.includes("/node_modules")) return now;
  for (const name of now) if (!before.has(name)) return now;
  return before;
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
