import type { Mode } from "../guard/guard.ts";
import type { ConfigurationProblem } from "../model/errors.ts";
import { loadPolicy, type Policy } from "../policy/load.ts";
import { readBundle, type SigningKey } from "./bundle.ts";
import { compiledPolicy } from "./compile.ts";
import { loadConfiguration, type Configuration } from "./configuration/load.ts";
import { policyData } from "./policy-data.ts";

export interface OpenPolicyOptions {
  /** A configuration file; by default the nearest `cordon.yaml` from `cwd` upwards, and the baseline where there is none. */
  readonly config?: string | undefined;
  readonly cwd?: string | undefined;
  /** A bundle of `cordon build`, in place of any configuration. */
  readonly bundle?: string | undefined;
  /** Only a bundle that is signed with this key is used. */
  readonly verify?: SigningKey | undefined;
}

/** A policy, ready to be asked, with what it was made of. */
export interface OpenedPolicy {
  readonly policy: Policy;
  readonly mode: Mode;
  /** `undefined` with a bundle. */
  readonly configuration?: Configuration;
  readonly warnings: readonly ConfigurationProblem[];
}

/**
 * Opens the policy that holds for a folder.
 *
 * @throws {ConfigurationError} When the configuration is not sound.
 * @throws {GuardError} `policy_unavailable` when the policy cannot be loaded.
 */
export async function openPolicy(options: OpenPolicyOptions = {}): Promise<OpenedPolicy> {
  if (options.bundle !== undefined) {
    const { wasm, data, mode } = await readBundle(options.bundle, options.verify);
    return { policy: await loadPolicy(wasm, data), mode, warnings: [] };
  }
  const configuration = loadConfiguration({ file: options.config, cwd: options.cwd });
  const wasm = await compiledPolicy(configuration);
  const policy = await loadPolicy(wasm, policyData(configuration, wasm));
  return { policy, mode: configuration.guard.mode, configuration, warnings: configuration.warnings };
}
