/** A problem that concerns all files of a project. */
export interface ProjectProblem {
  readonly cwd: string;
  readonly sentence: string;
}

/** Milliseconds without a file after which what comes is another run. */
const pause = 1_000;

interface Told {
  readonly sentence: string;
  readonly file: string;
  readonly at: number;
}

const told = new Map<string, Told>();

/**
 * Whether a problem is to be told on this file: on the first of a run, and again whenever that file is linted again, as
 * between passes of --fix. A pause ends the run, so that an editor shows it on the file that is worked on.
 */
export function bears(file: string, { cwd, sentence }: ProjectProblem): boolean {
  const at = Date.now();
  const before = told.get(cwd);
  const isSilent = before !== undefined && before.sentence === sentence && before.file !== file && at - before.at <= pause;
  told.set(cwd, isSilent ? { ...before, at } : { sentence, file, at });
  return !isSilent;
}
