import type { Served } from "../../guard/verify.ts";
import type { Catalog } from "../../model/catalog.ts";
import { at, isFields } from "../wire/fields.ts";

type Answer = Omit<Served, "call">;

/** Who served an answer, where its metadata says so; `undefined` where no gateway left word. */
export function servedBy(providerMetadata: unknown, catalog: Catalog): Answer | undefined {
  const routing = at(providerMetadata, ["gateway", "routing"]);
  if (isFields(routing)) return byVercel(routing);
  const provider = at(providerMetadata, ["openrouter", "provider"]);
  return typeof provider === "string" && provider !== "" ? { provider: slug(provider, catalog) } : undefined;
}

function byVercel(routing: unknown): Answer {
  const provider = [at(routing, ["finalProvider"]), at(routing, ["resolvedProvider"])].find((name) => typeof name === "string");
  const attempts = listed(at(routing, ["modelAttempts"])).flatMap((attempt) => listed(at(attempt, ["providerAttempts"])));
  const credential = at(attempts.findLast((attempt) => at(attempt, ["success"]) === true), ["credentialType"]);
  return {
    ...(provider === undefined ? {} : { provider: provider as string }),
    ...(credential === "system" || credential === "byok" ? { credential } : {}),
  };
}

/** OpenRouter answers with a provider's title (`Google AI Studio`); its lists and the catalogue have slugs. */
function slug(title: string, catalog: Catalog): string {
  const lower = title.trim().toLowerCase();
  const listed = catalog.gateways["openrouter"]?.providers?.find((provider) => provider.title.toLowerCase() === lower);
  return listed?.slug ?? lower.replace(/[\s_]+/gu, "-");
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
