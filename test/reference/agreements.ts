import type { Agreement } from "../../src/model/organisation.ts";
import { gatewayEntry, matches, type Question } from "./question.ts";
import type { Hop } from "./hops.ts";
import type { Route } from "./routes.ts";
import { changedTo } from "./traits.ts";
import type { AssurancesTrait, OrderedTrait, PlainTrait, Settled } from "./traits.ts";

/** The agreements in force that cover a hop of a route (reading 17). */
export function agreementsOn(question: Question, route: Route, hop: Hop): Agreement[] {
  return question.data.organisation.agreements.filter(
    (agreement) =>
      question.now <= agreement.validUntil &&
      coversModel(agreement, route) &&
      (coversOnGateway(question, agreement, route, hop.gatewayId) || (hop.is === "provider" && coversOwnKey(agreement, route))),
  );
}

function coversModel({ models }: Agreement, { lead }: Route): boolean {
  const { model } = lead;
  return models === undefined || (model !== undefined && models.some((pattern) => matches(pattern, model)));
}

function coversOnGateway({ data }: Question, agreement: Agreement, route: Route, gatewayId: string): boolean {
  const { provider = "*", credential } = agreement;
  const comparesCredential = gatewayEntry(data, gatewayId)?.kind === "gateway";
  return (
    agreement.gateway === gatewayId &&
    (provider === "*" || (provider === route.provider && gatewayId === route.lead.gatewayId)) &&
    (credential === undefined || !comparesCredential || credential === route.credential)
  );
}

function coversOwnKey(agreement: Agreement, { credential, ownApi }: Route): boolean {
  const { provider = "*" } = agreement;
  return (
    credential === "byok" &&
    ownApi !== undefined &&
    agreement.gateway === ownApi.id &&
    (provider === "*" || provider === ownApi.id) &&
    (agreement.credential === undefined || agreement.credential === "byok")
  );
}

/** What an agreement makes of an ordered trait; one that names what set the floor lowers the floor too. */
export function improveOrdered(
  question: Question,
  route: Route,
  hop: Hop,
  trait: OrderedTrait,
  stated: (agreement: Agreement) => number | undefined,
): OrderedTrait {
  return agreementsOn(question, route, hop).reduce((improved, agreement) => {
    const rank = stated(agreement);
    if (rank === undefined) return improved;
    const isNaming = names(question, agreement, route, hop, trait.settled);
    const lowered = isNaming && rank < improved.floor ? { ...improved, floor: rank, floorSource: null } : improved;
    return changedTo(lowered, Math.min(improved.value, isNaming ? rank : Math.max(rank, lowered.floor)));
  }, trait);
}

/** The values of a plain trait that are not accepted; none when an agreement offers an accepted alternative. */
export function unaccepted(
  question: Question,
  route: Route,
  hop: Hop,
  trait: PlainTrait,
  { key, accepted }: { key: "deployment" | "region" | "headquarters"; accepted: readonly string[] },
): PlainTrait["values"] {
  const isAccepted = (value: string): boolean => value !== "unknown" && accepted.includes(value);
  const hasAlternative = agreementsOn(question, route, hop).some((agreement) => {
    const offered = agreement[key];
    if (offered === undefined || !isAccepted(offered)) return false;
    return names(question, agreement, route, hop, trait.settled) || trait.floor.length === 0;
  });
  return hasAlternative ? [] : trait.values.filter(({ value }) => !isAccepted(value));
}

export function heldAssurances(question: Question, route: Route, hop: Hop, trait: AssurancesTrait): string[] {
  const { held, ceiling } = trait;
  const added = agreementsOn(question, route, hop).flatMap((agreement) => {
    const isFree = ceiling === undefined || names(question, agreement, route, hop, trait.settled);
    return (agreement.assurances ?? []).filter((assurance) => isFree);
  });
  return [...held, ...added];
}

/** Whether an agreement names what set a floor, so that the floor yields to it. */
function names(question: Question, agreement: Agreement, route: Route, hop: Hop, settled: Settled | undefined): boolean {
  if (settled === undefined || hop.is === "gateway") return true;
  switch (settled.level) {
    case "5":
      return settled.hardFeatures.every((feature) => (agreement.features ?? []).includes(feature));
    case "4a":
    case "4b":
      return agreement.models !== undefined;
    default:
      if (gatewayEntry(question.data, agreement.gateway)?.kind !== "gateway") return true;
      // `*` is every provider and so names none, not even the route of the same name.
      return route.provider !== "*" && agreement.provider === route.provider;
  }
}
