import type { Reason } from "../../src/model/decision.ts";
import type { Requirement } from "../../src/model/organisation.ts";
import { heldAssurances, improveOrdered, unaccepted } from "./agreements.ts";
import { guaranteesOf, isDropped, lift } from "./controls.ts";
import { type Hop, hopsOf } from "./hops.ts";
import type { Question } from "./question.ts";
import { reason } from "./reasons.ts";
import type { Route } from "./routes.ts";
import { layersOf } from "./taxonomy.ts";
import * as traits from "./traits.ts";

export type JudgedRoute = {
  readonly route: Route;
  /** The gateway may still use it under the call's controls. */
  readonly isLeft: boolean;
  /** Every requirement that it does not meet, whether it is left or not. */
  readonly misses: readonly Reason[];
};

type JudgedHop = { readonly hop: Hop; readonly training: traits.OrderedTrait; readonly retention: traits.OrderedTrait };

export function judgeRoute(question: Question, route: Route): JudgedRoute {
  const [provider, ...gateways] = hopsOf(question, route).map((hop): JudgedHop => ({
    hop,
    training: improveOrdered(question, route, hop, traits.trainingOf(question, hop), traits.trainingRank),
    retention: improveOrdered(question, route, hop, traits.retentionOf(question, hop), traits.retentionRank),
  }));
  if (provider === undefined) throw new Error("a route has a provider");
  const guarantees = guaranteesOf(question, route, provider.hop);
  const lifted: JudgedHop = {
    hop: provider.hop,
    training: lift(provider.training, guarantees.map(({ training }) => training)),
    retention: lift(provider.retention, guarantees.map(({ retention }) => retention)),
  };
  return {
    route,
    isLeft: !isDropped(route, guarantees, provider),
    misses: question.categories.flatMap((category) =>
      layersOf(question.data, category).flatMap((layer) => missesOfLayer(question, route, [lifted, ...gateways], layer, category)),
    ),
  };
}

type Miss = Pick<Reason, "code" | "need" | "found" | "source">;

function missesOfLayer(
  question: Question,
  route: Route,
  hops: readonly JudgedHop[],
  layer: Requirement,
  category: string,
): Reason[] {
  const misses: Miss[] = [
    ...trainingMiss(hops, layer),
    ...retentionMiss(hops, layer),
    ...deploymentMisses(question, route, hops, layer),
    ...assuranceMisses(question, route, hops, layer),
    ...regionMisses(question, route, hops, layer),
  ];
  const hasFallbacks = (question.call.fallbackModels ?? []).length > 0;
  const model = hasFallbacks ? route.lead.calledModel : undefined;
  const shown = { provider: route.provider, credential: route.credential, ...(model === undefined ? {} : { model }) };
  return misses.map(({ code, need, found, source }) => ({
    ...reason("feature", { category, route: shown, need, found, source }),
    code,
  }));
}

function trainingMiss(hops: readonly JudgedHop[], layer: Requirement): Miss[] {
  if (layer.training === undefined) return [];
  const { value, source } = worst(hops.map(({ training }) => training));
  if (value === traits.best) return [];
  return [{ code: "training", need: "never", found: traits.trainingText(value), source }];
}

function retentionMiss(hops: readonly JudgedHop[], layer: Requirement): Miss[] {
  if (layer.retentionDays === undefined) return [];
  const { value, source } = worst(hops.map(({ retention }) => retention));
  if (value <= layer.retentionDays) return [];
  return [{ code: "retention", need: traits.daysText(layer.retentionDays), found: traits.retentionText(value), source }];
}

/** The worst of the hops; among equals the first, which is the provider. */
function worst(hops: readonly traits.OrderedTrait[]): traits.OrderedTrait {
  return hops.reduce((one, other) => (other.value > one.value ? other : one));
}

function deploymentMisses(question: Question, route: Route, hops: readonly JudgedHop[], layer: Requirement): Miss[] {
  return plainMisses(question, route, hops, "deployment", layer.deployments).map(({ value, source }) => ({
    code: "deployment",
    need: sortedText(layer.deployments),
    found: value,
    source,
  }));
}

function regionMisses(question: Question, route: Route, hops: readonly JudgedHop[], layer: Requirement): Miss[] {
  const { regions, headquarters } = layer;
  return [
    ...plainMisses(question, route, hops, "region", regions).map((found) => ({ found, need: sortedText(regions) })),
    ...plainMisses(question, route, hops, "headquarters", headquarters).map((found) => ({
      found,
      need: `headquarters in ${sortedText(headquarters)}`,
    })),
  ].map(({ found, need }) => ({ code: "region", need, found: found.value, source: found.source }));
}

/** Values that are not accepted on some hop, each once, with the source of the first hop that has it. */
function plainMisses(
  question: Question,
  route: Route,
  hops: readonly JudgedHop[],
  key: "deployment" | "region" | "headquarters",
  accepted: readonly string[] | undefined,
): { value: string; source: string | null }[] {
  if (accepted === undefined) return [];
  const failing = hops.flatMap(({ hop }) =>
    unaccepted(question, route, hop, traits.plainTrait(question, hop, key), { key, accepted }),
  );
  return failing.filter(({ value }, index) => failing.findIndex((other) => other.value === value) === index);
}

/** An assurance has to be held on every hop, but for those whose deployment waives it. */
function assuranceMisses(question: Question, route: Route, hops: readonly JudgedHop[], layer: Requirement): Miss[] {
  const asking = hops.filter(({ hop }) => !isWaived(question, route, hop, layer));
  const held = asking.map(({ hop }) => heldAssurances(question, route, hop, traits.assurancesOf(question, hop)));
  return (layer.assurances ?? [])
    .filter((assurance) => held.some((list) => !list.includes(assurance)))
    .map((assurance) => ({ code: "assurance", need: assurance, found: "not held", source: null }));
}

function isWaived(question: Question, route: Route, hop: Hop, { assurancesWaivedOn }: Requirement): boolean {
  if (assurancesWaivedOn === undefined) return false;
  const deployments = traits.plainTrait(question, hop, "deployment");
  return unaccepted(question, route, hop, deployments, { key: "deployment", accepted: assurancesWaivedOn }).length === 0;
}

function sortedText(list: readonly string[] | undefined): string {
  return [...(list ?? [])].sort().join(", ");
}
