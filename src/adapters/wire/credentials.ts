import type { CallFacts } from "../../guard/judge.ts";
import { at, isFields } from "./fields.ts";
import { isNames } from "./provider-lists.ts";
import type { WireRequest } from "./request.ts";

/** Whose credentials a request asks for, as far as it says so itself. Of the keys only the names of their providers are read. */
export function readCredentials({ body, header }: Pick<WireRequest, "body" | "header">): Pick<CallFacts, "credentials" | "byokProviders"> {
  const stated = [at(body, ["providerOptions", "gateway", "byok"]), keysIn(header("x-provider-api-keys"))].filter((keys) => keys !== undefined && keys !== null);
  if (stated.some((keys) => !isFields(keys))) return { credentials: "unknown" };
  const byokProviders = [...new Set(stated.flatMap((keys) => Object.keys(keys as object)))].sort();
  if (byokProviders.length > 0) return isNames(byokProviders) ? { credentials: "byok", byokProviders } : { credentials: "unknown" };
  if (ownKeyHeaders.some((name) => header(name) !== undefined)) return { credentials: "byok" };
  return header("cf-aig-authorization") === undefined ? {} : { credentials: "unknown" };
}

// A gateway's own authorization beside a provider's key, or the name of a key that the gateway keeps for the caller.
const ownKeyHeaders = ["cf-aig-byok-alias", "x-portkey-virtual-key", "helicone-auth"];

/** OpenRouter's header is JSON from providers to keys; a text where it is there and is none. */
function keysIn(header: string | undefined): unknown {
  if (header === undefined) return undefined;
  try {
    return JSON.parse(header) ?? "";
  } catch {
    return header;
  }
}
