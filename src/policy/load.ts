import * as opaWasm from "@open-policy-agent/opa-wasm";
import { GuardError } from "../model/errors.ts";
import type { PolicyData } from "../model/policy-data.ts";

/** A compiled policy with its data, ready to be asked. */
export interface Policy {
  readonly data: PolicyData;
  /** The policy's raw answer to a call; `undefined` when it has none. May throw whatever the engine throws. */
  ask(call: unknown): unknown;
}

/**
 * Loads a compiled policy and its data.
 *
 * @throws {GuardError} `policy_unavailable` when the bytes are no policy with the entry point `cordon/decision`.
 */
export async function loadPolicy(wasm: BufferSource, data: PolicyData): Promise<Policy> {
  try {
    const policy = await opaWasm.loadPolicy(wasm);
    policy.setData(data as unknown as object);
    return {
      data,
      ask: (call) => policy.evaluate({ call }, "cordon/decision")?.[0]?.result,
    };
  } catch (cause) {
    throw new GuardError("policy_unavailable", "the policy could not be loaded; build it again with `cordon build`", { cause });
  }
}
