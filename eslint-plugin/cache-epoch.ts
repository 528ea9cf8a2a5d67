import { createHash, randomUUID } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { isAsKept, keptState, type KeptState } from "./file-state.ts";

/**
 * A name for the state of all files that findings rested on, beside those that ESLint itself looks at. It stays for as
 * long as none of them changes; more may be added. ESLint keeps its results by it.
 */
export interface CacheEpoch {
  /** The name that holds now. A change of any recorded file gives a new one, which was never used before. */
  current(): string;
  /** Adds files that a finding of the epoch rests on, as they stood at `since` (milliseconds). */
  record(epoch: string, files: readonly string[], since: number): void;
}

/** Milliseconds by which the clock of a file system may lag behind. */
const lag = 50;

/**
 * Keeps the epoch of a project in a file of lines: its name, then a file and its state in each. Lines are only ever
 * appended, so that threads and processes may write at once; a file that two of them saw differently ends the epoch.
 */
export function openEpoch(base: string, key: string): CacheEpoch {
  const file = recordFile(base, key);
  const recorded = new Set<string>();
  /** For a disk that takes nothing: no result outlives the process. */
  let fallback: string | undefined;

  function begin(): string {
    const epoch = randomUUID();
    const draft = `${file}.${epoch}`;
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(draft, `${JSON.stringify(epoch)}\n`);
      renameSync(draft, file);
      return epoch;
    } catch {
      rmSync(draft, { force: true });
      return (fallback ??= epoch);
    }
  }

  return {
    current() {
      const [epoch, ...states] = readLines(file);
      if (typeof epoch !== "string") return begin();
      return states.every((line) => isState(line) && isAsKept(resolve(base, line[0]), line[1])) ? epoch : begin();
    },
    record(epoch, files, since) {
      const fresh = files.filter((path) => !recorded.has(`${epoch} ${path}`));
      if (fresh.length === 0) return;
      const lines = fresh.map((path) => {
        const state = keptState(path);
        // What was written while it was read may have been read before.
        const settled = typeof state === "string" || state.modified < since - lag ? state : { ...state, digest: "unsettled", modified: 0 };
        return `${JSON.stringify([portable(base, path), settled])}\n`;
      });
      try {
        appendFileSync(file, lines.join(""));
        for (const path of fresh) recorded.add(`${epoch} ${path}`);
      } catch {
        // What cannot be recorded may change unseen; without its file the epoch ends with this run.
        rmSync(file, { force: true });
      }
    },
  };
}

function recordFile(base: string, key: string): string {
  if (existsSync(join(base, "node_modules"))) return join(base, "node_modules", ".cache", "cordon", `lint-${key}.jsonl`);
  const user = process.env["XDG_CACHE_HOME"] ?? (process.platform === "win32" ? process.env["LOCALAPPDATA"] : undefined) ?? join(homedir(), ".cache");
  return join(user, "cordon", `lint-${key}-${createHash("sha256").update(base).digest("hex").slice(0, 16)}.jsonl`);
}

/** Every line as what it says; one that says nothing is `undefined`, which no reader takes for a state. */
function readLines(file: string): readonly unknown[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return [];
  }
  return text.split("\n").slice(0, -1).map((line) => {
    try {
      return JSON.parse(line) as unknown;
    } catch {
      return undefined;
    }
  });
}

function isState(line: unknown): line is readonly [string, KeptState] {
  return Array.isArray(line) && typeof line[0] === "string" && (typeof line[1] === "string" || typeof line[1] === "object") && line[1] !== null;
}

/** Relative to the project, so that a cache may be carried to another machine. */
function portable(base: string, path: string): string {
  const below = relative(base, path);
  return isAbsolute(below) ? path : below.replaceAll("\\", "/");
}
