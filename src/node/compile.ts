import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import type { OpaProblem } from "../../opa/index.ts";
import { ConfigurationError } from "../model/errors.ts";
import { embeddedWasm } from "../policy/embedded.ts";
import { entrypoints } from "../policy/load.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { Configuration } from "./configuration/load.ts";
import type { RegoTexts } from "./configuration/rego-folder.ts";
import { packageRoot, packageVersion } from "./package-root.ts";
import { shippedCapabilities, shippedRego, withoutTests } from "./policy-source.ts";

export { entrypoints };

/**
 * The compiled policy of a configuration: the embedded one, or with requirements of the organisation's own one made
 * from both and kept for the next time.
 *
 * @throws {ConfigurationError} When the organisation's Rego does not compile.
 */
export async function compiledPolicy(configuration: Configuration): Promise<Uint8Array<ArrayBuffer>> {
  const compilation = compilationOf(configuration);
  if (compilation === undefined) return embeddedWasm();
  const kept = readKept(compilation.key);
  if (kept !== undefined) return kept;
  // Loaded on need: most configurations have no Rego, and the compiler is most of the package.
  const { compileRego, OpaError } = await import("../../opa/index.ts");
  try {
    const { wasm } = await compileRego(compilation);
    return keep(compilation.key, wasm);
  } catch (error) {
    throw error instanceof OpaError ? refusal(error.problems) : error;
  }
}

/** What is compiled, and what names the result. */
export interface Compilation {
  readonly sources: RegoTexts;
  readonly entrypoints: readonly string[];
  readonly capabilities: unknown;
  /** Names the compiled policy by everything that it is made of. */
  readonly key: string;
}

/** `undefined` where the organisation has no Rego of its own. */
export function compilationOf({ regoSources }: Configuration): Compilation | undefined {
  if (Object.keys(withoutTests(regoSources)).length === 0) return undefined;
  const sources = withoutTests({ ...shippedRego(), ...regoSources });
  const capabilities = shippedCapabilities();
  const key = createHash("sha256").update(canonicalJson({ sources, capabilities, version: packageVersion() })).digest("hex");
  return { sources, entrypoints, capabilities, key };
}

/** What the compiler refused, in the organisation's files. */
export function refusal(problems: readonly OpaProblem[]): ConfigurationError {
  return new ConfigurationError(
    problems.map(({ file, line, column, message }) => ({ file: file === "" ? "policies" : file, line: Math.max(1, line), column: Math.max(1, column), message })),
  );
}

/** Beside the packages of the project where there are any, else where the user keeps such things. */
function cacheFolders(): readonly string[] {
  const modules = packageRoot().split(/[/\\]node_modules[/\\]/u);
  const project = modules.length > 1 ? [join(modules[0]!, "node_modules", ".cache", "cordon")] : [join(packageRoot(), "node_modules", ".cache", "cordon")];
  const user = process.env["XDG_CACHE_HOME"] ?? (process.platform === "win32" ? process.env["LOCALAPPDATA"] : undefined) ?? join(homedir(), ".cache");
  return [...project, join(user, "cordon")];
}

/** A policy that was compiled before. Its digest stands before the bytes: what was cut short or changed is compiled again. */
export function readKept(key: string): Uint8Array<ArrayBuffer> | undefined {
  for (const folder of cacheFolders()) {
    try {
      const bytes = readFileSync(join(folder, `${key}.wasm`));
      const wasm = Uint8Array.from(bytes.subarray(32));
      if (createHash("sha256").update(key).update(wasm).digest().equals(bytes.subarray(0, 32))) return wasm;
    } catch {
      // Not there; the next folder, or the compiler.
    }
  }
  return undefined;
}

/** Keeps a compiled policy for the next time, where anything can be kept; another process sees all of it or nothing. */
export function keep(key: string, compiled: Uint8Array): Uint8Array<ArrayBuffer> {
  const wasm = Uint8Array.from(compiled);
  const digest = createHash("sha256").update(key).update(wasm).digest();
  for (const folder of cacheFolders()) {
    const file = join(folder, `${key}.wasm`);
    const draft = `${file}.${randomUUID()}`;
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(draft, Buffer.concat([digest, wasm]));
      renameSync(draft, file);
      return wasm;
    } catch {
      rmSync(draft, { force: true });
    }
  }
  return wasm;
}
