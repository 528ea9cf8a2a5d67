import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { root, run } from "../package/run.ts";

/** A diagnostic of Oxlint, its place as offsets of the text without a byte order mark. */
export interface OxlintFinding {
  /** From the folder in which it ran. */
  readonly file: string;
  readonly rule: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

interface Printed {
  readonly diagnostics: readonly {
    readonly message: string;
    readonly code?: string;
    readonly filename: string;
    readonly labels: readonly { readonly span: { readonly offset: number; readonly length: number } }[];
  }[];
}

const version = "1.94.0";
const home = join(root, `node_modules/.cache/oxlint-${version}`);
const program = join(home, "node_modules/oxlint/bin/oxlint");

/**
 * Whether the real Oxlint is there. It is installed beside the packages of the lock file, since its binaries for all
 * platforms are not to be had everywhere, and a lock file without them installs nowhere.
 */
export function hasOxlint(): boolean {
  if (!existsSync(program)) {
    mkdirSync(home, { recursive: true });
    spawnSync("npm", ["install", "--prefix", home, "--no-save", "--no-audit", "--no-fund", `oxlint@${version}`], { cwd: home, timeout: 90_000 });
  }
  return existsSync(program) && spawnSync(process.execPath, [program, "--version"]).status === 0;
}

/** Runs the real Oxlint over paths of a folder. */
export async function oxlint(folder: string, configuration: string, paths: readonly string[], words: readonly string[] = []): Promise<readonly OxlintFinding[]> {
  const { out, complaints } = await run(process.execPath, [program, "-c", configuration, "--format", "json", ...words, ...paths], { cwd: folder });
  let printed: Printed;
  try {
    printed = JSON.parse(out) as Printed;
  } catch {
    throw new Error(`oxlint printed no JSON: ${out}${complaints}`);
  }
  return printed.diagnostics.map(({ message, code = "", filename, labels }) => {
    const file = relative(folder, join(folder, filename)).replaceAll("\\", "/");
    // Oxlint counts bytes of the file as it lies on the disk.
    const bytes = readFileSync(join(folder, file));
    const { offset, length } = labels[0]?.span ?? { offset: 0, length: 0 };
    const units = (end: number): number => bytes.subarray(0, end).toString("utf8").replace(/^\uFEFF/u, "").length;
    return { file, rule: code.replace(/^cordon\((.*)\)$/u, "$1"), message, start: units(offset), end: units(offset + length) };
  });
}
