import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
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
export async function compiledPolicy({ regoSources }: Configuration): Promise<Uint8Array<ArrayBuffer>> {
  if (Object.keys(withoutTests(regoSources)).length === 0) return embeddedWasm();
  const sources = { ...shippedRego(), ...regoSources };
  const capabilities = shippedCapabilities();
  const key = createHash("sha256").update(canonicalJson({ sources: withoutTests(sources), capabilities, version: packageVersion() })).digest("hex");
  const kept = readKept(key);
  if (kept !== undefined) return kept;
  const wasm = await compile(withoutTests(sources), capabilities);
  keep(key, wasm);
  return wasm;
}

async function compile(sources: RegoTexts, capabilities: unknown): Promise<Uint8Array<ArrayBuffer>> {
  // Loaded on need: most configurations have no Rego, and the compiler is most of the package.
  const { compileRego, OpaError } = await import("../../opa/index.ts");
  try {
    const { wasm } = await compileRego({ sources, entrypoints, capabilities });
    return Uint8Array.from(wasm);
  } catch (error) {
    if (!(error instanceof OpaError)) throw error;
    throw new ConfigurationError(
      error.problems.map(({ file, line, column, message }) => ({ file: file === "" ? "policies" : file, line: Math.max(1, line), column: Math.max(1, column), message })),
    );
  }
}

/** Beside the packages of the project where there are any, else where the user keeps such things. */
function cacheFolders(): readonly string[] {
  const modules = packageRoot().split(/[/\\]node_modules[/\\]/u);
  const project = modules.length > 1 ? [join(modules[0]!, "node_modules", ".cache", "cordon")] : [join(packageRoot(), "node_modules", ".cache", "cordon")];
  const user = process.env["XDG_CACHE_HOME"] ?? (process.platform === "win32" ? process.env["LOCALAPPDATA"] : undefined) ?? join(homedir(), ".cache");
  return [...project, join(user, "cordon")];
}

// The digest stands before the bytes: what was cut short or changed is compiled again.
function readKept(key: string): Uint8Array<ArrayBuffer> | undefined {
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

function keep(key: string, wasm: Uint8Array): void {
  const digest = createHash("sha256").update(key).update(wasm).digest();
  for (const folder of cacheFolders()) {
    const file = join(folder, `${key}.wasm`);
    const draft = `${file}.${randomUUID()}`;
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(draft, Buffer.concat([digest, wasm]));
      renameSync(draft, file);
      return;
    } catch {
      rmSync(draft, { force: true });
    }
  }
}
