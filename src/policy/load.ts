import type { Call } from "../model/call.ts";
import { GuardError } from "../model/errors.ts";
import type { PolicyData } from "../model/policy-data.ts";
import { type Engine, instantiate } from "../vendor/opa-wasm.ts";
import { keepSurveys } from "./surveys.ts";

/** A compiled policy with its data, ready to be asked. */
export interface Policy {
  readonly data: PolicyData;
  /** The policy's raw answer to a call that has its `now`; `undefined` when it has none. Throws whatever the engine throws. */
  ask(call: Call): unknown;
  /** What the policy knows of the call's routes, for people who want to know why. */
  explain(call: Call): unknown;
}

/** What may be asked of a compiled policy. */
export const entrypoints = ["cordon/decision", "cordon/explanation", "cordon/surveyed"] as const;
export type Entrypoint = (typeof entrypoints)[number];

/** Asks an engine; the answer is `undefined` where the policy has none. */
export type Ask = (entrypoint: Entrypoint, call: Call) => unknown;

/** Pages of 64 KB: what no honest call comes near. A call that needs more is denied, and the process lives. */
const memory = { initial: 5, maximum: 4096 };

/**
 * Loads a compiled policy and its data.
 *
 * @throws {GuardError} `policy_unavailable` when the bytes are no policy with the entry points of ours.
 */
export async function loadPolicy(wasm: BufferSource, data: PolicyData): Promise<Policy> {
  try {
    return policyOf(await WebAssembly.compile(wasm), data);
  } catch (cause) {
    throw unavailable(cause);
  }
}

/**
 * As `loadPolicy`, at once: for linters, whose rules cannot wait. Browsers refuse to compile so much on their main
 * thread.
 *
 * @throws {GuardError} `policy_unavailable` when the bytes are no policy with the entry points of ours.
 */
export function loadPolicySync(wasm: BufferSource, data: PolicyData): Policy {
  try {
    return policyOf(new WebAssembly.Module(wasm), data);
  } catch (cause) {
    throw unavailable(cause);
  }
}

function unavailable(cause: unknown): GuardError {
  return new GuardError("policy_unavailable", "the policy could not be loaded; build it again with `cordon build`", { cause });
}

function policyOf(module: WebAssembly.Module, data: PolicyData): Policy {
  const fresh = (): Asking => startEngine(module, data);
  let current = fresh();

  // INVARIANT: an engine that failed is never asked again; its memory may be half written.
  const guarded = (ask: (engine: Asking) => unknown): unknown => {
    try {
      return ask(current);
    } catch (error) {
      current = fresh();
      throw error;
    }
  };
  return {
    data,
    ask: (call) =>
      guarded(({ surveys, ask }) => {
        surveys.prepare(call);
        return ask("cordon/decision", call);
      }),
    explain: (call) => guarded(({ ask }) => ask("cordon/explanation", call)),
  };
}

interface Asking {
  readonly ask: Ask;
  readonly surveys: ReturnType<typeof keepSurveys>;
}

function startEngine(module: WebAssembly.Module, data: PolicyData): Asking {
  const engine: Engine = instantiate(module, memory);
  const missing = entrypoints.filter((entrypoint) => !Object.hasOwn(engine.entrypoints, entrypoint));
  if (missing.length > 0) throw new Error(`the policy answers no \`${missing.join("`, `")}\``);
  const ask: Ask = (entrypoint, call) => (engine.evaluate({ call }, entrypoint) as { readonly result?: unknown }[])[0]?.result;
  return { ask, surveys: keepSurveys(engine, ask, data) };
}
