import { GuardError } from "../model/errors.ts";
import type { PolicyData } from "../model/policy-data.ts";
import { embeddedData, embeddedWasm } from "../policy/embedded.ts";
import { loadPolicy } from "../policy/load.ts";
import { createGuardFrom, type Guard, type GuardOptions } from "./guard.ts";

export interface CreateGuardOptions extends GuardOptions {
  /** A compiled policy (`policy.wasm` of a bundle); the embedded one when left out. */
  readonly policy?: BufferSource;
  /** Catalogue and organisation; the embedded catalogue with the baseline when left out. */
  readonly data?: PolicyData;
}

/**
 * Makes a guard of the embedded baseline, or of the policy and data given.
 *
 * @throws {GuardError} `policy_unavailable` when the policy cannot be loaded, `invalid_configuration` when the data are
 * of another shape. Nothing is guarded on half a policy.
 * @example
 * const guard = await createGuard();
 * guard.decide({ categories: ["pii"], gateway: "vercel", model: "zai/glm-4.7" }).effect; // "amend"
 */
export async function createGuard(options: CreateGuardOptions = {}): Promise<Guard> {
  const policy = await loadPolicy(options.policy ?? embeddedWasm(), options.data === undefined ? embeddedData() : await checked(options.data));
  return createGuardFrom(policy, options);
}

async function checked(data: PolicyData): Promise<PolicyData> {
  // Loaded on need: the embedded data were checked when they were made.
  const { PolicyData: shape } = await import("../model/policy-data.ts");
  const { success, error } = shape.safeParse(data);
  if (success) return data;
  const [issue] = error.issues;
  throw new GuardError("invalid_configuration", `\`data.${issue?.path.map(String).join(".") ?? ""}\` is not as the policy reads it; make it with \`cordon build\``);
}
