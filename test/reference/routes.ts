import type { Fact, GatewayEntry, ProviderEntry } from "../../src/model/catalog.ts";
import { factsFor } from "./hops.ts";
import type { Lead } from "./leads.ts";
import { gatewayDeclaration, gatewayEntry, type Question } from "./question.ts";

export type Credential = "system" | "byok";

/** One way the call may be served, as far as the tier and the region are not yet chosen. */
export type Path = {
  readonly lead: Lead;
  /** `*` stands for the providers that the gateway does not list. */
  readonly provider: string;
  readonly credential: Credential;
  /** The gateway's entry for the provider; none for `*`, for names it does not list, and on `api` and `local`. */
  readonly listed: ProviderEntry | undefined;
  /** The entry for the provider's own API. */
  readonly ownApi: { readonly id: string; readonly entry: GatewayEntry } | undefined;
};

/** A path on one tier and in one region; `undefined` is the case that none of the known ones is meant. */
export type Route = Path & { readonly tier: string | undefined; readonly region: string | undefined };

export function routesOf(question: Question, lead: Lead): Route[] {
  return pathsOf(question, lead).flatMap((path) => inEveryCase(question, path));
}

function pathsOf(question: Question, lead: Lead): Path[] {
  const { account, gateway } = lead;
  const providers = providersOf(lead);
  const ownKeyProviders = account.ownKeyProviders.length > 0 ? account.ownKeyProviders.filter((name) => isLetThrough(lead, name)) : providers;
  return [
    ...(account.hasSystemRoutes ? providers.map((provider) => ({ provider, credential: "system" as const })) : []),
    ...(account.hasOwnKeyRoutes ? ownKeyProviders.map((provider) => ({ provider, credential: "byok" as const })) : []),
  ].map(({ provider, credential }) => {
    const listed = (gateway.kind === "gateway" ? (gateway.providers ?? []) : []).find(({ slug }) => slug === provider);
    const entry = listed?.api === undefined ? undefined : gatewayEntry(question.data, listed.api);
    const ownApi = listed?.api === undefined || entry === undefined ? undefined : { id: listed.api, entry };
    return { lead, provider, credential, listed, ownApi };
  });
}

/** The providers that the gateway may use, `*` among them when no list says otherwise (readings 5 and 6). */
function providersOf(lead: Lead): string[] {
  const { gateway, gatewayId } = lead;
  if (gateway.kind !== "gateway") return [gatewayId].filter((name) => isLetThrough(lead, name));
  const named = lead.only.filter((list) => list.length > 0);
  const candidates = named.length > 0 ? named.flat() : [...(gateway.providers ?? []).map(({ slug }) => slug), "*"];
  return [...new Set(candidates)].filter((name) => isLetThrough(lead, name));
}

function isLetThrough(lead: Lead, name: string): boolean {
  const isIgnored = name !== "*" && lead.ignore.includes(name);
  return !isIgnored && lead.only.every((list) => list.length === 0 || list.includes(name));
}

/** Reading 9: every tier and region that could be meant, where the call does not say. */
function inEveryCase(question: Question, path: Path): Route[] {
  const withins = factsFor(question, path).flatMap(({ within }: Fact) => (within === undefined ? [] : [within]));
  const tier = tierOf(question, path.lead.gatewayId);
  const mentionedTiers = withins.map((within) => within.tier).filter((each) => each !== undefined && each !== "consumer");
  const tiers = tier === undefined ? new Set([undefined, ...mentionedTiers]) : [tier];
  const region = question.call.region === "unknown" ? undefined : question.call.region;
  const mentionedRegions = withins.map((within) => within.region).filter((each) => each !== undefined);
  const regions = region === undefined ? new Set([undefined, ...mentionedRegions]) : [region];
  return [...tiers].flatMap((eachTier) => [...regions].map((eachRegion) => ({ ...path, tier: eachTier, region: eachRegion })));
}

/** The tier that the call or the organisation says, if either does. */
export function tierOf({ data, call }: Question, gatewayId: string): string | undefined {
  const said = call.tier === undefined || call.tier === "unknown" ? gatewayDeclaration(data, gatewayId).tier : call.tier;
  return said === "unknown" ? undefined : said;
}
