import type { CallFacts } from "../../guard/judge.ts";
import { isNames, type Wire } from "./controls.ts";
import { isObject, valueAt } from "./json.ts";

/** Whose credentials a request asks for, as far as it says so itself. */
export function readCredentials({ body, headers }: Wire): Pick<CallFacts, "credentials" | "byokProviders"> {
  const keys = valueAt(body, ["providerOptions", "gateway", "byok"]);
  if (isObject(keys)) {
    const byokProviders = Object.keys(keys);
    if (byokProviders.length === 0) return {};
    return isNames(byokProviders) ? { credentials: "byok", byokProviders } : { credentials: "unknown" };
  }
  if (keys !== undefined && keys !== null) return { credentials: "unknown" };
  if (ownKeyHeaders.some((name) => headers.has(name))) return { credentials: "byok" };
  return headers.has("cf-aig-authorization") ? { credentials: "unknown" } : {};
}

// A gateway's own authorization beside a provider's key, or the name of a key that the gateway keeps for the caller.
const ownKeyHeaders = ["cf-aig-byok-alias", "x-portkey-virtual-key", "helicone-auth"];
