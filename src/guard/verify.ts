import type { Decision } from "../model/decision.ts";
import { decide } from "../policy/decide.ts";
import type { Policy } from "../policy/load.ts";
import type { Call } from "../model/call.ts";

/** What an answer says about who served it. What it does not say is left out. */
export interface Served {
  /** The call as it was decided. */
  readonly call: Call;
  /** The provider's slug on the gateway. */
  readonly provider?: string;
  readonly credential?: "system" | "byok";
  readonly model?: string;
  /** The provider's own word on this call, such as xAI's `x-zero-data-retention`. */
  readonly zeroRetention?: boolean;
}

/** `unknown`: the answer says too little to tell. */
export interface Verification {
  readonly verdict: "kept" | "broken" | "unknown";
  readonly reasons: Decision["reasons"];
}

/** Judges the route that served as if it had been the only one allowed, with the amendments that were sent. */
export function verify(policy: Policy, decision: Decision, served: Served): Verification {
  if (decision.effect === "deny") return { verdict: "broken", reasons: decision.reasons };
  if (served.provider === undefined) return { verdict: "unknown", reasons: [] };
  const { call } = served;
  const controls = Object.fromEntries(decision.amendments.filter(({ control }) => control !== "only").map(({ control, value }) => [control, value]));
  const gateway = policy.data.catalog.gateways[call.gateway];
  const judged = decide(
    policy,
    {
      ...call,
      ...(served.model === undefined ? {} : { model: served.model, fallbackModels: [] }),
      controls: { ...call.controls, ...controls },
      ...(gateway?.kind === "gateway" ? { providers: { only: [served.provider] } } : {}),
      ...(served.credential === "byok" ? { credentials: "byok", byokProviders: [served.provider] } : {}),
    },
    () => new Date().toISOString().slice(0, 10),
  );
  return judged.effect === "allow" ? { verdict: "kept", reasons: [] } : { verdict: "broken", reasons: judged.reasons };
}
