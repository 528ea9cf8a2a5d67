import type { Fact, GatewayEntry, Traits } from "../../src/model/catalog.ts";
import { gatewayDeclaration, matches, type Question } from "./question.ts";
import { type Path, type Route, tierOf } from "./routes.ts";

/** A fact as it bears on a route. */
export type Statement = {
  readonly traits: Traits;
  /** `null` for what no source states. */
  readonly source: string | null;
  /** `null` for what does not age. */
  readonly asOf: string | null;
  readonly hard: boolean;
  /** The feature it is about, on level 5. */
  readonly feature: string | null;
};

export type LevelName = "1" | "2" | "3" | "4a" | "4b" | "5";
export type Level = { readonly name: LevelName; readonly statements: readonly Statement[] };

/** One service that sees the request: the provider, or a gateway on the way to it. */
export type Hop = {
  readonly is: "provider" | "gateway";
  /** The gateway that the hop is, or on which the provider is. */
  readonly gatewayId: string;
  /** The most specific first. */
  readonly levels: readonly Level[];
};

type Possible = { readonly level: LevelName; readonly fact: Fact; readonly feature: string | null };
const mostSpecificFirst: readonly LevelName[] = ["5", "4b", "4a", "3", "2", "1"];

/** The hops of a route: the provider, the gateway before it, and the call's own gateway where that is another one. */
export function hopsOf(question: Question, route: Route): Hop[] {
  const { lead } = route;
  return [
    toHop("provider", lead.gatewayId, providerFacts(question, route), route.tier),
    ...gatewaysOf(route).map(({ id, entry }) => toHop("gateway", id, gatewayFacts(question, id, entry), tierOfHop(id))),
  ];

  // The tier is said of one gateway; the one before it goes by its own.
  function tierOfHop(id: string): string | undefined {
    return id === lead.gatewayId ? route.tier : tierOf(question, id);
  }

  function toHop(is: Hop["is"], gatewayId: string, possible: readonly Possible[], tier: string | undefined): Hop {
    const there = possible.filter(({ fact }) => applies(question, route, fact));
    const levels = mostSpecificFirst.map((name) => {
      const statements = there.filter(({ level }) => level === name).map(toStatement);
      return { name, statements: name === "3" ? [...statements, ...consumerStatement({ tier }, statements)] : statements };
    });
    return { is, gatewayId, levels };
  }
}

/** Every fact that could bear on a path, whatever its tier and region turn out to be. */
export function factsFor(question: Question, path: Path): Fact[] {
  const ofGateways = gatewaysOf(path).flatMap(({ id, entry }) => gatewayFacts(question, id, entry));
  return [...providerFacts(question, path), ...ofGateways].map(({ fact }) => fact);
}

function gatewaysOf({ lead }: Path): { id: string; entry: GatewayEntry }[] {
  return [
    ...(lead.gateway.kind === "gateway" ? [{ id: lead.gatewayId, entry: lead.gateway }] : []),
    ...(lead.through === undefined ? [] : [lead.through]),
  ];
}

/** Readings 10 and 13. */
function providerFacts(question: Question, path: Path): Possible[] {
  return [...generalFacts(path), ...modelFacts(question, path), ...featureFacts(question, path)];
}

function generalFacts({ lead, credential, listed, ownApi }: Path): Possible[] {
  const { gateway } = lead;
  if (gateway.kind !== "gateway") return byWithin("1", gateway.facts);
  const unlisted = byWithin("2", gateway.unlisted ?? []);
  if (credential === "byok") return ownApi === undefined ? unlisted : byWithin("1", ownApi.entry.facts);
  if (listed === undefined) return unlisted;
  return [...byWithin("1", ownApi?.entry.facts ?? []).filter(({ level }) => level === "1"), ...byWithin("2", listed.facts)];
}

function modelFacts({ data }: Question, { lead, credential }: Path): Possible[] {
  const { model, gateway } = lead;
  if (model === undefined) return [];
  const everywhere = data.catalog.models.filter(({ match }) => matches(match, model)).flatMap(({ facts }) => facts);
  const here = (gateway.models ?? [])
    .filter(({ match }) => matches(match, model))
    .flatMap(({ facts }) => facts)
    .filter((fact) => credential === "system" || fact.hard === true);
  return [
    ...everywhere.map((fact): Possible => ({ level: "4a", fact, feature: null })),
    ...here.map((fact): Possible => ({ level: "4b", fact, feature: null })),
  ];
}

function featureFacts({ data, features, endpoint }: Question, { lead }: Path): Possible[] {
  const implied = [...(lead.gateway.features ?? []), ...data.catalog.features]
    .filter(({ impliedBy }) => impliedBy?.includes(endpoint) === true)
    .map(({ feature }) => feature);
  return [...new Set([...features, ...implied])].flatMap((feature) => {
    const here = (lead.gateway.features ?? []).filter((each) => each.feature === feature);
    const everywhere = lead.gateway.kind === "local" ? [] : data.catalog.features.filter((each) => each.feature === feature);
    const facts = (here.length > 0 ? here : everywhere).flatMap((each) => each.facts);
    return facts.map((fact): Possible => ({ level: "5", fact, feature }));
  });
}

/** Reading 16. */
function gatewayFacts({ data }: Question, id: string, entry: GatewayEntry): Possible[] {
  const { logging } = gatewayDeclaration(data, id);
  const logs = logging === "on" || logging === "unknown" ? (entry.logging?.facts ?? []) : [];
  return [...byWithin("2", entry.facts), ...logs.map((fact): Possible => ({ level: "5", fact, feature: null }))];
}

/** Facts without `within` stand on the given level, those with one on level 3. */
function byWithin(level: LevelName, facts: readonly Fact[]): Possible[] {
  return facts.map((fact) => ({ level: fact.within === undefined ? level : "3", fact, feature: null }));
}

/** Reading 11. */
function applies({ endpoint }: Question, { tier, region }: Route, { within = {} }: Fact): boolean {
  return (
    (within.tier === undefined || within.tier === tier) &&
    (within.region === undefined || within.region === region) &&
    (within.endpoint === undefined || within.endpoint === endpoint)
  );
}

function toStatement({ fact, feature }: Possible): Statement {
  return { traits: fact, source: `${fact.source}, ${fact.asOf}`, asOf: fact.asOf, hard: fact.hard === true, feature };
}

/** Reading 12: what holds of a consumer's account unless a source says otherwise. */
function consumerStatement({ tier }: { readonly tier: string | undefined }, stated: readonly Statement[]): Statement[] {
  if (tier !== "consumer") return [];
  const isStated = (trait: keyof Traits): boolean => stated.some(({ traits }) => traits[trait] !== undefined);
  const traits: Traits = {
    ...(isStated("training") ? {} : { training: "unknown" }),
    ...(isStated("retentionDays") ? {} : { retentionDays: "unknown" }),
    ...(isStated("deployment") ? {} : { deployment: "consumer" }),
  };
  return [{ traits, source: null, asOf: null, hard: false, feature: null }];
}
