import { renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { CommandError } from "./failure.ts";

/** Writes a file whole or not at all; what is no plain file, such as `/dev/stdout`, is written to as it is. */
export function writeOutput(cwd: string, name: string, contents: string | Uint8Array): void {
  const file = resolve(cwd, name);
  const draft = `${file}.${process.pid}.part`;
  try {
    if (statSync(file, { throwIfNoEntry: false })?.isFile() === false) return writeFileSync(file, contents);
    writeFileSync(draft, contents);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new CommandError(`\`${name}\` cannot be written: ${hindrance(error)}`, { cause: error });
  }
}

const hindrances: Readonly<Record<string, string>> = {
  ENOENT: "its folder does not exist; make it first",
  ENOTDIR: "its folder is no folder; check the name",
  EISDIR: "it is a folder; name a file in it",
  EACCES: "that is not permitted; check its permissions and those of its folder",
  EPERM: "that is not permitted; check its permissions and those of its folder",
  EROFS: "the disk can only be read; name another place",
  ENOSPC: "the disk is full; make room",
};

/** Why a file could not be written, and what to do, in words. */
export function hindrance(error: unknown): string {
  const { code = "unknown" } = error as NodeJS.ErrnoException;
  return hindrances[code] ?? `the system says ${code}; check its name and permissions`;
}
