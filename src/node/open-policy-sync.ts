import type { compileRegoSync, OpaError } from "../../opa/index.ts";
import { GuardError } from "../model/errors.ts";
import { embeddedWasm } from "../policy/embedded.ts";
import { loadPolicySync } from "../policy/load.ts";
import { compilationOf, keep, readKept, refusal } from "./compile.ts";
import { loadConfiguration, type Configuration } from "./configuration/load.ts";
import type { OpenedPolicy } from "./open-policy.ts";
import { policyData } from "./policy-data.ts";

export interface OpenPolicySyncOptions {
  /** `compileRegoSync` of `opa`, for organisations with Rego of their own: who cannot wait brings the compiler. */
  readonly compile?: typeof compileRegoSync;
  /** A configuration file; by default the nearest `cordon.yaml` from `cwd` upwards, and the baseline where there is none. */
  readonly config?: string | undefined;
  readonly cwd?: string | undefined;
}

/** A policy that came of a configuration, not of a bundle. */
export type ConfiguredPolicy = OpenedPolicy & { readonly configuration: Configuration };

/**
 * Opens the policy that holds for a folder as `openPolicy` does, at once: for linters, whose rules cannot wait. Where
 * the organisation has Rego of its own that was not compiled before, this thread stops for a second or two.
 *
 * @throws {ConfigurationError} When the configuration is not sound.
 * @throws {GuardError} `policy_unavailable` when the policy cannot be loaded.
 */
export function openPolicySync({ compile, config, cwd }: OpenPolicySyncOptions = {}): ConfiguredPolicy {
  const configuration = loadConfiguration({ file: config, cwd });
  const wasm = compiledPolicySync(configuration, compile);
  const policy = loadPolicySync(wasm, policyData(configuration, wasm));
  return { policy, mode: configuration.guard.mode, configuration, warnings: configuration.warnings };
}

function compiledPolicySync(configuration: Configuration, compile: typeof compileRegoSync | undefined): Uint8Array<ArrayBuffer> {
  const compilation = compilationOf(configuration);
  if (compilation === undefined) return embeddedWasm();
  const kept = readKept(compilation.key);
  if (kept !== undefined) return kept;
  if (compile === undefined) throw new GuardError("policy_unavailable", "the organisation's own requirements are not compiled yet; bring `compileRegoSync`, or use `openPolicy`");
  try {
    return keep(compilation.key, compile(compilation).wasm);
  } catch (error) {
    throw isRefused(error) ? refusal(error.problems) : error;
  }
}

function isRefused(error: unknown): error is OpaError {
  return error instanceof Error && error.name === "OpaError";
}
