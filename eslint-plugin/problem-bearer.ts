/** Milliseconds without a file after which what comes is another run. */
const pause = 1_000;

let told: { readonly problem: string; readonly file: string; at: number } | undefined;

/**
 * Whether a problem that concerns all files is to be told on this one: on the first of a run, and again whenever that
 * file is linted again, as between passes of --fix. A pause ends the run, so that an editor shows it on the file that is
 * worked on.
 */
export function bears(file: string, problem: string): boolean {
  const now = Date.now();
  if (told === undefined || told.problem !== problem || told.file === file || now - told.at > pause) {
    told = { problem, file, at: now };
    return true;
  }
  told.at = now;
  return false;
}
