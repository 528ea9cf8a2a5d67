import { loadPolicy as loadEngine } from "../vendor/opa-wasm.ts";
import type { Call } from "../model/call.ts";
import { GuardError } from "../model/errors.ts";
import type { PolicyData } from "../model/policy-data.ts";

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

type Engine = Awaited<ReturnType<typeof loadEngine>>;

/**
 * Loads a compiled policy and its data.
 *
 * @throws {GuardError} `policy_unavailable` when the bytes are no policy with the entry points of ours.
 */
export async function loadPolicy(wasm: BufferSource, data: PolicyData): Promise<Policy> {
  try {
    const engine = await loadEngine(wasm);
    const missing = entrypoints.filter((entrypoint) => !Object.hasOwn(engine.entrypoints, entrypoint));
    if (missing.length > 0) throw new Error(`the policy answers no \`${missing.join("`, `")}\``);
    const surveys = keepSurveys(engine, data);
    return {
      data,
      ask(call) {
        surveys.prepare(call);
        return ask(engine, "cordon/decision", call);
      },
      explain: (call) => ask(engine, "cordon/explanation", call),
    };
  } catch (cause) {
    throw new GuardError("policy_unavailable", "the policy could not be loaded; build it again with `cordon build`", { cause });
  }
}

function ask(engine: Engine, entrypoint: (typeof entrypoints)[number], call: Call): unknown {
  return (engine.evaluate({ call }, entrypoint) as { readonly result?: unknown }[])[0]?.result;
}

const seenAtMost = 1024;
const keptAtMost = 64;

/**
 * Keeps the policy's own survey of a gateway as data, from the second call of a kind on, so that what depends on the
 * gateway and the day is worked out once. The policy gives the survey and reads it back; here it is only stored.
 */
function keepSurveys(engine: Engine, data: PolicyData) {
  const text = JSON.stringify(data).slice(0, -1);
  const seen = new Map<string, "once" | "kept">();
  let prepared: Record<string, unknown> = {};

  const load = () => {
    engine.setData(new TextEncoder().encode(`${text},"prepared":${JSON.stringify(prepared)}}`).buffer as ArrayBuffer);
  };
  load();

  return {
    prepare(call: Call): void {
      const kind = `${call.gateway}\n${call.endpoint}\n${call.tier}\n${call.region}\n${call.now}`;
      const state = seen.get(kind);
      if (state === "kept") return;
      if (state === undefined) {
        if (seen.size >= seenAtMost) seen.clear();
        seen.set(kind, "once");
        return;
      }
      seen.set(kind, "kept");
      const made = ask(engine, "cordon/surveyed", call) as { readonly key: string; readonly survey: unknown } | undefined;
      if (made === undefined) return;
      if (Object.keys(prepared).length >= keptAtMost) {
        prepared = {};
        seen.clear();
        seen.set(kind, "kept");
      }
      prepared[made.key] = made.survey;
      load();
    },
  };
}
