import { run } from "./run.ts";
import { runSync } from "./run-sync.ts";
import type { RegoSources } from "./sources.ts";

export interface SignOptions {
  /** A PEM private key, or the shared secret of an `HS…` algorithm. */
  readonly key: string;
  /** `RS256` if not given. Those starting with `ES` or `PS` sign differently each time, by design. */
  readonly algorithm?: string | undefined;
  /** `default` if not given, as on OPA's command line. */
  readonly keyId?: string | undefined;
}

export interface CompileOptions {
  /** Leave test files out: their rules would become entrypoints too. */
  readonly sources: RegoSources;
  /** The base documents of the bundle, an object. A policy is compiled without them, unless it is optimized. */
  readonly data?: unknown;
  /** Such as `cordon/decision`. Rules annotated with `entrypoint: true` are added to them. */
  readonly entrypoints: readonly string[];
  readonly capabilities?: unknown;
  /**
   * 0 if not given. Above 0 the data given here becomes part of the policy, so later data no longer counts, and
   * OPA 1.22.0 fails on policies of which its optimizer leaves nothing as it was.
   */
  readonly optimize?: 0 | 1 | 2 | undefined;
  readonly revision?: string | undefined;
  /** The paths under `data` that the bundle owns; all of it if not given. */
  readonly roots?: readonly string[] | undefined;
  readonly bundle?: boolean | undefined;
  readonly sign?: SignOptions | undefined;
}

export interface CompiledRego {
  readonly wasm: Uint8Array;
  /** A `bundle.tar.gz`, if one was asked for. */
  readonly bundle?: Uint8Array;
}

interface EncodedRego {
  readonly wasm: string;
  readonly bundle?: string;
}

/**
 * Compiles sources to a Wasm policy as `opa build` does. The same options give the same bytes, on every machine.
 *
 * @throws {OpaError} When the sources do not compile or an entrypoint does not exist.
 */
export async function compileRego(options: CompileOptions): Promise<CompiledRego> {
  return compiled(await run<EncodedRego>("compile", requestOf(options)));
}

/**
 * As `compileRego`, at once: this thread stops for the second or two that it takes.
 *
 * @throws {OpaError} When the sources do not compile or an entrypoint does not exist.
 */
export function compileRegoSync(options: CompileOptions): CompiledRego {
  return compiled(runSync<EncodedRego>("compile", requestOf(options)));
}

function requestOf({ sign, ...options }: CompileOptions): object {
  return { ...options, sign: sign && { ...sign, keyId: sign.keyId ?? "default" } };
}

function compiled({ wasm, bundle }: EncodedRego): CompiledRego {
  return { wasm: toBytes(wasm), ...(bundle === undefined ? {} : { bundle: toBytes(bundle) }) };
}

function toBytes(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, "base64"));
}
