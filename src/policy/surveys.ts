import type { Call } from "../model/call.ts";
import type { PolicyData } from "../model/policy-data.ts";
import type { Engine } from "../vendor/opa-wasm.ts";
import type { Ask } from "./load.ts";

const seenAtMost = 1024;
const keptAtMost = 64;

/**
 * Keeps the policy's own survey of a gateway as data, from the second call of a kind on, so that what depends on the
 * gateway and the day is worked out once. The policy gives the survey and reads it back; here it is only stored.
 */
export function keepSurveys(engine: Engine, ask: Ask, data: PolicyData): { prepare(call: Call): void } {
  const text = JSON.stringify(data).slice(0, -1);
  const seen = new Map<string, "once" | "kept">();
  let prepared: Record<string, unknown> = {};

  const load = (): void => {
    engine.setData(new TextEncoder().encode(`${text},"prepared":${JSON.stringify(prepared)}}`).buffer as ArrayBuffer);
  };
  load();

  return {
    prepare(call) {
      const kind = JSON.stringify([call.gateway, call.endpoint, call.tier, call.region, call.now]);
      const state = seen.get(kind);
      if (state === "kept") return;
      if (state === undefined) {
        if (seen.size >= seenAtMost) seen.clear();
        seen.set(kind, "once");
        return;
      }
      seen.set(kind, "kept");
      const made = ask("cordon/surveyed", call) as { readonly key: string; readonly survey: unknown } | undefined;
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
