import { existsSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { packageRoot } from "../package-root.ts";
import type { Notes } from "./notes.ts";
import { readSourceFile, type SourceFile } from "./source-file.ts";
import { suggestion } from "./suggestion.ts";

export const profiles = ["baseline", "strict", "tiers"] as const;
export type Profile = (typeof profiles)[number];

/** A file with all that it extends. */
export interface Chain {
  readonly profile: Profile;
  /** From the one just above the profile to the one that was asked for. */
  readonly files: readonly SourceFile[];
  /** Whether every file could be read; if not, names may look unknown that are only unread. */
  readonly complete: boolean;
}

/** Follows `extends` from a file down to a profile; a file that extends nothing stands on `baseline`. Never throws. */
export function readChain(path: string, cwd: string, notes: Notes): Chain {
  const files: SourceFile[] = [];
  const seen = new Set<string>();
  let next = resolve(cwd, path);
  for (;;) {
    seen.add(realPath(next));
    const file = readSourceFile(next, cwd, notes);
    if (file === undefined) return { profile: "baseline", files: files.reverse(), complete: false };
    files.push(file);
    const target = file.statement.extends;
    if (target === undefined) return { profile: "baseline", files: files.reverse(), complete: !file.names([]).includes("extends") };
    if (isProfile(target)) return { profile: target, files: files.reverse(), complete: true };
    const stop = (message: string): Chain => {
      notes.problem(file.at(["extends"]), message);
      return { profile: "baseline", files: files.reverse(), complete: false };
    };
    if (!isAbsolute(target) && !/^\.\.?[/\\]/u.test(target)) {
      const near = existsSync(resolve(dirname(next), target)) ? `write \`./${target}\` for the file` : suggestion(target, profiles);
      return stop(`\`${target}\` is no profile; ${near}; a file begins with \`./\` or \`../\``);
    }
    next = resolve(dirname(next), target);
    if (seen.has(realPath(next))) return stop(`\`${target}\` leads back to a file that extends this one; let one of them extend a profile`);
    if (!existsSync(next)) return stop(`\`${target}\` does not exist; it is looked for from the folder of this file`);
  }
}

/** Reads one of the starting points that the package ships. */
export function readProfileFile(profile: Profile, cwd: string, notes: Notes): SourceFile | undefined {
  return readSourceFile(join(packageRoot(), "policies", "profiles", `${profile}.yaml`), cwd, notes);
}

function isProfile(name: string): name is Profile {
  return (profiles as readonly string[]).includes(name);
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
