import type { GatewayEntry } from "../../src/model/catalog.ts";
import type { Reason } from "../../src/model/decision.ts";
import { type Lead, leadsOf, modelsOf } from "./leads.ts";
import { type JudgedRoute, judgeRoute } from "./misses.ts";
import type { Question } from "./question.ts";
import { distinct, reason } from "./reasons.ts";
import { routesOf } from "./routes.ts";
import { asksForSomething } from "./taxonomy.ts";

export type Judgement = { readonly reasons: readonly Reason[]; readonly routes: readonly JudgedRoute[] };

/** Judges a call as it stands on a gateway that is known and covers its endpoint. */
export function judge(question: Question, gateway: GatewayEntry): Judgement {
  const leads = modelsOf(question).flatMap((model) => leadsOf(question, gateway, model));
  const opaqueModels = leads.flatMap((lead) => ("opaqueModel" in lead ? [lead.opaqueModel] : []));
  const open = leads.filter((lead): lead is Lead => !("opaqueModel" in lead));
  const routes = open.flatMap((lead) => routesOf(question, lead)).map((route) => judgeRoute(question, route));
  if (opaqueModels.length === 0 && !routes.some(({ isLeft }) => isLeft)) {
    return { reasons: [reason("no-route", { need: "a provider that may serve the call", found: "none" })], routes };
  }
  const judgingGateways = [...open.map((lead) => lead.gateway), ...(opaqueModels.length > 0 ? [gateway] : [])];
  const reasons = [
    ...opaqueModels.flatMap((found) =>
      forEachAsking(question, (category) => reason("opaque-model", { category, need: "a model whose route is known", found })),
    ),
    ...judgingGateways.flatMap((each) => unknownFeatures(question, each)),
    ...routes.flatMap(({ misses }) => misses),
  ];
  return { reasons: distinct(reasons), routes };
}

/** One reason for every category that asks for something. */
export function forEachAsking(question: Question, toReason: (category: string) => Reason): Reason[] {
  return question.categories.filter((category) => asksForSomething(question.data, category)).map(toReason);
}

/** Reading 23. */
function unknownFeatures(question: Question, gateway: GatewayEntry): Reason[] {
  const known = [...(gateway.features ?? []), ...question.data.catalog.features].map(({ feature }) => feature);
  return question.features
    .filter((feature) => !known.includes(feature))
    .flatMap((found) =>
      forEachAsking(question, (category) => reason("feature", { category, need: "a feature that the catalogue knows", found })),
    );
}
