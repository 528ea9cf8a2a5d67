import { readdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { findConfiguration } from "../src/node/configuration/find.ts";

export interface WatchOptions {
  readonly cwd: string;
  readonly config: string | undefined;
  /** Milliseconds between two looks. */
  readonly every: number;
  /** What the configuration that holds was made of. */
  readonly files: () => { readonly files: readonly string[]; readonly folders: readonly string[] };
  readonly onChange: () => void;
}

/**
 * Looks at the files of a configuration again and again, and tells once each time that they have changed and then kept
 * still for one look, so that nothing is read that is only half written. Looking finds what notices of the system
 * miss: files that are replaced, links of mounted volumes that turn elsewhere.
 */
export function watchFiles({ cwd, config, every, files, onChange }: WatchOptions): { close(): void } {
  let told = look();
  let last = told;
  const timer = setInterval(() => {
    const now = look();
    const isStill = now === last;
    last = now;
    if (now === told || !isStill) return;
    told = now;
    onChange();
  }, every);
  timer.unref();
  return { close: () => clearInterval(timer) };

  function look(): string {
    const known = files();
    const main = config === undefined ? Object.values(findConfiguration(cwd)) : [resolve(cwd, config)];
    // Another file beside the ones that hold may be one that they shall extend.
    const beside = [...new Set([...known.files, ...main].map((file) => dirname(file)))].flatMap((folder) => namesIn(folder).filter((name) => /\.ya?ml$/u.test(name)).map((name) => join(folder, name)));
    const rego = known.folders.flatMap((folder) => namesIn(folder, true).filter((name) => name.endsWith(".rego")).map((name) => join(folder, name)));
    return [...new Set([...main, ...known.files, ...beside, ...rego])].map(stampOf).join("\n");
  }
}

function stampOf(file: string): string {
  try {
    const { ino, size, mtimeMs } = statSync(file);
    return `${file} ${ino} ${size} ${mtimeMs}`;
  } catch {
    return file;
  }
}

function namesIn(folder: string, recursive = false): readonly string[] {
  try {
    return readdirSync(folder, { recursive, encoding: "utf8" });
  } catch {
    return [];
  }
}
