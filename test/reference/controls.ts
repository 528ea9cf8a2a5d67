import type { ControlEntry } from "../../src/model/catalog.ts";
import { agreementsOn } from "./agreements.ts";
import type { Hop } from "./hops.ts";
import type { Question } from "./question.ts";
import type { Route } from "./routes.ts";
import { best, changedTo, type OrderedTrait } from "./traits.ts";

export type ControlName = "noTraining" | "zeroRetention" | "maxRetentionDays";

/** What one control that binds a route promises of it. */
export type Guarantee = {
  readonly training?: number;
  readonly retention?: number;
  /** Whether the gateway drops what does not meet it; one that holds by an agreement only lifts. */
  readonly drops: boolean;
};

/** The guarantees of the controls that are on and bind the route (reading 18). */
export function guaranteesOf(question: Question, route: Route, providerHop: Hop): Guarantee[] {
  const { noTraining, zeroRetention, maxRetentionDays } = route.lead.controls;
  const isBound = (name: ControlName): boolean => binds(question, route, providerHop, route.lead.gateway.controls?.[name]);
  const drops = (name: ControlName): boolean => route.lead.gateway.controls?.[name]?.binds[route.credential] === true;
  return [
    ...(noTraining === true && isBound("noTraining") ? [{ training: best, drops: drops("noTraining") }] : []),
    ...(zeroRetention === true && isBound("zeroRetention") ? [{ training: best, retention: best, drops: drops("zeroRetention") }] : []),
    ...(maxRetentionDays !== undefined && isBound("maxRetentionDays")
      ? [{ retention: maxRetentionDays, drops: drops("maxRetentionDays") }]
      : []),
  ];
}

function binds(question: Question, route: Route, providerHop: Hop, control: ControlEntry | undefined): boolean {
  if (control === undefined || !control.endpoints.includes(question.endpoint)) return false;
  const word = control.binds[route.credential];
  if (word !== "agreement") return word;
  return agreementsOn(question, route, providerHop).some(({ retentionDays }) => retentionDays === 0);
}

/** A provider hop's trait once the guarantees hold, never below its floor (reading 19). */
export function lift(trait: OrderedTrait, guaranteed: readonly (number | undefined)[]): OrderedTrait {
  const limit = Math.min(...guaranteed.filter((each) => each !== undefined), Number.POSITIVE_INFINITY);
  return changedTo(trait, Math.max(Math.min(trait.value, limit), trait.floor));
}

/** Whether the gateway drops a route: a guarantee that is not met, and not for want of a carve-out. */
export function isDropped(
  route: Route,
  guarantees: readonly Guarantee[],
  { training, retention }: { training: OrderedTrait; retention: OrderedTrait },
): boolean {
  const fails = (trait: OrderedTrait, limit: number | undefined): boolean =>
    limit !== undefined && trait.value > limit && !trait.isHard;
  return (
    route.lead.gateway.kind === "gateway" &&
    route.provider !== "*" &&
    guarantees.some((guarantee) => guarantee.drops && (fails(training, guarantee.training) || fails(retention, guarantee.retention)))
  );
}
