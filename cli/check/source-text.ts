import { chmodSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { CommandError } from "../failure.ts";
import { hindrance } from "../output-file.ts";
import { withoutMark } from "./places.ts";

/** A source file as it lies on the disk, for a fix that keeps all that is not its own. */
export interface SourceText {
  /** Without a byte order mark. */
  readonly text: string;
  /**
   * Writes the file whole or not at all: its mode, its byte order mark and, where it is a link, the link stay.
   *
   * @throws {CommandError} where it cannot be written, or was changed since it was read
   */
  write(text: string): void;
}

/** `undefined` for what is not UTF-8, which would be spoilt by being written again. */
export function openSource(file: string, shown: string): SourceText | undefined {
  const bytes = readFileSync(file);
  let whole: string;
  try {
    whole = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
  const mark = whole.length - withoutMark(whole).length;
  return {
    text: whole.slice(mark),
    write(text) {
      const place = realpathSync(file);
      const draft = `${place}.${process.pid}.part`;
      try {
        if (!readFileSync(place).equals(bytes)) throw new CommandError(`\`${shown}\` was changed by somebody else just now and is left as it is; run the command again`);
        writeFileSync(draft, whole.slice(0, mark) + text, { flag: "wx" });
        chmodSync(draft, statSync(place).mode);
        renameSync(draft, place);
      } catch (error) {
        rmSync(draft, { force: true });
        throw error instanceof CommandError ? error : new CommandError(`\`${shown}\` cannot be written: ${hindrance(error)}`, { cause: error });
      }
    },
  };
}
