import type { Decision } from "../model/decision.ts";
import { decide } from "../policy/decide.ts";
import type { Policy } from "../policy/load.ts";
import type { Call, Controls } from "../model/call.ts";

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

/**
 * Judges the route that served as if it had been the only one allowed, with the amendments that were sent; before that
 * come the lists that were decided on, and the provider's own word where it gives one.
 */
export function verify(policy: Policy, decision: Decision, served: Served, today: () => string): Verification {
  if (decision.effect === "deny") return { verdict: "broken", reasons: decision.reasons };
  if (served.provider === undefined) return { verdict: "unknown", reasons: [] };
  const controls = { ...served.call.controls, ...Object.fromEntries(decision.amendments.map(({ control, value }) => [control, value])) };
  const { only = served.call.providers?.only, ...settings } = controls as Controls & { only?: readonly string[] };
  const isListed = (only ?? []).length === 0 || only?.includes(served.provider);
  const isIgnored = served.call.providers?.ignore?.includes(served.provider) === true;
  if (!isListed || isIgnored) return broken("no-route", served, "a provider that the call allows");
  if (served.zeroRetention === false && settings.zeroRetention === true) return broken("retention", served, "0 days");
  const judged = decide(policy, asServed(policy, served, settings), today);
  return judged.effect === "allow" ? { verdict: "kept", reasons: [] } : { verdict: "broken", reasons: judged.reasons };
}

function asServed(policy: Policy, { call, provider, model, credential }: Served, controls: Controls): Call {
  const gateway = Object.hasOwn(policy.data.catalog.gateways, call.gateway) ? policy.data.catalog.gateways[call.gateway] : undefined;
  const { providers: _, ...rest } = call;
  return {
    ...rest,
    ...(model === undefined ? {} : { model, fallbackModels: [] }),
    controls,
    ...(gateway?.kind === "gateway" ? { providers: { only: [provider!] } } : {}),
    ...(credential === "byok" ? { credentials: "byok", byokProviders: [provider!] } : {}),
  };
}

function broken(code: string, { provider, credential = "system" }: Served, need: string): Verification {
  const route = { provider: provider!, credential };
  return { verdict: "broken", reasons: [{ code, category: null, route, need, found: null, source: null }] };
}
