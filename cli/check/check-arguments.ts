import { statSync } from "node:fs";
import { resolve } from "node:path";
import { CommandError } from "../failure.ts";
import { isSource } from "./source-files.ts";

/** What a command line names: `true` stands for the usual file. */
export interface CheckArguments {
  readonly paths: readonly string[];
  readonly baseline: string | true | undefined;
  readonly manifest: string | true | undefined;
}

export interface StatedArguments {
  readonly baseline?: string | true;
  readonly updateBaseline?: boolean;
  readonly pruneBaseline?: boolean;
  readonly manifest?: string | true;
  readonly fix?: boolean;
  readonly fixDryRun?: boolean;
  readonly format: string;
}

/**
 * Sorts out what was typed. In `--baseline src` the folder is what to check, since no baseline can be written there; a
 * source file is never taken for a file to write.
 *
 * @throws {CommandError} for options that do not go together
 */
export function checkArguments(stated: StatedArguments, args: readonly string[], cwd: string): CheckArguments {
  const paths = [...args];
  const fileIn = (value: string | true | undefined): string | true | undefined => {
    if (typeof value !== "string" || !(isSource(value) || isFolder(resolve(cwd, value)))) return value;
    paths.push(value);
    return true;
  };
  const { updateBaseline = false, pruneBaseline = false, fix = false, fixDryRun = false, format } = stated;
  const manifest = fileIn(stated.manifest);
  const baseline = fileIn(stated.baseline) ?? (updateBaseline || pruneBaseline ? true : undefined);
  if (updateBaseline && pruneBaseline) throw new CommandError("`--update-baseline` takes out what is gone, too; leave `--prune-baseline` out");
  if (fix && fixDryRun) throw new CommandError("`--fix` changes files and `--fix-dry-run` does not; choose one");
  if (fixDryRun && format !== "text") throw new CommandError(`\`--fix-dry-run\` prints a difference, which has no form \`${format}\`; leave one of them out`);
  if (fixDryRun && (updateBaseline || pruneBaseline || manifest !== undefined)) throw new CommandError("`--fix-dry-run` prints a difference and nothing else; leave the baseline and the manifest for another run");
  if (manifest === true && format !== "text" && format !== "json") throw new CommandError(`a manifest has no form \`${format}\`; name a file for it, as in \`--manifest calls.json\`, or use \`--format json\``);
  return { paths: paths.length === 0 ? ["."] : paths, baseline, manifest };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
