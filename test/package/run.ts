import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** The folder of the package. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly complaints: string;
}

/** Runs a program to its end, as a user would: without what the test runner put into the environment. */
export function run(program: string, words: readonly string[], { cwd = root, input }: { cwd?: string; input?: string } = {}): Promise<Ran> {
  const { NODE_OPTIONS: _, NODE_ENV: __, ...environment } = process.env;
  const env = Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(npm_(?!config)|vitest)/iu.test(name)));
  return new Promise((resolve) => {
    const child = execFile(program, words, { cwd, env, maxBuffer: 64 << 20 }, (error, out, complaints) => {
      resolve({ code: error === null ? 0 : typeof error.code === "number" ? error.code : -1, out, complaints });
    });
    // A program that ends before it has read everything is no fault of its own.
    child.stdin?.on("error", () => {}).end(input ?? "");
  });
}

/** Runs a program that must succeed, and gives what it prints. */
export async function output(program: string, words: readonly string[], options: { cwd?: string; input?: string } = {}): Promise<string> {
  const { code, out, complaints } = await run(program, words, options);
  if (code !== 0) throw new Error(`\`${program} ${words.slice(0, 3).join(" ")}\` ended with ${code}: ${complaints}${out}`);
  return out;
}

/** Runs an ES module given as text in a folder, and gives the JSON that it prints. */
export async function evaluate(cwd: string, module: string): Promise<unknown> {
  return JSON.parse(await output(process.execPath, ["--input-type=module", "--eval", module], { cwd }));
}

/** A folder that is gone after the test. */
export async function scratch(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "cordon-package-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The files that git keeps, new ones that it does not ignore among them; `undefined` where there is no git to ask. */
export async function trackedFiles(): Promise<readonly string[] | undefined> {
  const { code, out } = await run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
  return code === 0 ? out.split("\0").filter(Boolean) : undefined;
}
