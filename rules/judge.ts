import type { ts } from "ts-morph";
import type { Guard } from "../src/guard/guard.ts";
import type { Call } from "../src/model/call.ts";
import type { Decision } from "../src/model/decision.ts";
import type { FoundCall } from "./facts/call-sites.ts";
import type { StatedCategory } from "./facts/categories.ts";
import { isRuledOut, settledBy } from "./facts/conditions.ts";
import type { Evaluator } from "./facts/evaluate.ts";
import { explore } from "./facts/explore.ts";
import type { Declared, SourceRequest } from "./facts/site.ts";
import type { Unknown } from "./facts/values.ts";

/** A category with where it is stated; one that is stated and cannot be read is `unknown`. */
export interface Category {
  readonly from: "options" | "guard" | "withCategory" | "tag" | "type" | "paths";
  readonly category: string | Unknown;
}

/** What the types of the content say. */
export interface TypedCategories {
  readonly categories: readonly string[];
  /** Whether the types were understood; else they may say more. */
  readonly decided: boolean;
}

/** One request that a call may make, with what the policy says of it. */
export interface Outcome {
  readonly request: SourceRequest;
  readonly categories: readonly Category[];
  /** Whether every category is known that is stated anywhere. */
  readonly complete: boolean;
  /** In the best reading of what is not seen; `null` where too little is. */
  readonly decision: Decision | null;
  /** What is not seen, and where knowledge ended. */
  readonly doubts: readonly { readonly about: string; readonly value: Unknown | undefined }[];
}

export interface JudgedCall {
  readonly found: FoundCall;
  readonly sdk: string;
  /** None where the call has more outcomes than can be looked at. */
  readonly outcomes: readonly Outcome[];
  /** Whether the types of the content were understood. */
  readonly typesDecided: boolean;
}

export interface JudgeOptions {
  readonly guard: Pick<Guard, "decide">;
  readonly stated: readonly StatedCategory[];
  /** Asked only where the answer may change what is found. */
  readonly types: (content: readonly ts.Expression[]) => TypedCategories;
  readonly evaluate: Evaluator["evaluate"];
}

/** Judges every request that a call may make. */
export function judge(found: FoundCall, { guard, stated, types, evaluate }: JudgeOptions): JudgedCall {
  let typed: TypedCategories | undefined;
  const outcomes = found.recognised.flatMap((recognised) => {
    return requestsOf(found, recognised, evaluate).map((request): Outcome => {
      const declared: readonly Category[] = [...stated, ...request.declared.map(({ from, category }: Declared): Category => ({ from, category }))];
      const first = outcomeOf(request, declared, guard);
      // Types can only add categories, and a denial cannot become harsher.
      if (first.decision?.effect === "deny" && namesOf(declared).length > 0) return first;
      typed ??= types(recognised.content);
      const { categories, decided } = typed;
      if (categories.length === 0 && decided) return first;
      const all: readonly Category[] = [...declared, ...categories.map((category): Category => ({ from: "type", category }))];
      return categories.length === 0 && namesOf(declared).length > 0 ? first : outcomeOf(request, all, guard);
    });
  });
  return { found, sdk: found.recognised[0]?.sdk ?? "", outcomes, typesDecided: typed?.decided ?? true };
}

/** Every request that a call may make where it stands; none where there are too many to look at. */
function requestsOf({ conditions, module }: FoundCall, { request, given }: FoundCall["recognised"][number], evaluate: Evaluator["evaluate"]): readonly SourceRequest[] {
  const settled = settledBy(conditions, module, given);
  if (settled === undefined) return [];
  const requests = explore(request, settled) ?? [];
  if (conditions.length === 0 || requests.length === 0) return requests;
  const reached = explore((choose) => (conditions.some((each) => isRuledOut(each, module, evaluate, choose)) ? [] : [request(choose)]), settled);
  return reached?.flat() ?? requests;
}

const nowhere = "(not known)";

function outcomeOf(request: SourceRequest, categories: readonly Category[], guard: Pick<Guard, "decide">): Outcome {
  const unread = categories.find(({ category }) => typeof category !== "string");
  const names = namesOf(categories);
  const unseen = request.unseen.map(({ fact, value }) => ({ about: fact as string, value }));
  const doubts = [...unseen, ...(unread === undefined ? [] : [{ about: "category", value: unread.category as Unknown }])];
  const outcome = { request, categories, complete: unread === undefined, doubts };
  // Categories add up, so that those which are known are a lower bound; none known is none to judge by.
  if (unread !== undefined && names.length === 0) return { ...outcome, decision: null };
  const open = request.unseen.filter(({ fact }) => fact !== "controls");
  const call = { ...request.facts, gateway: request.facts.gateway || nowhere, categories: names } as Call;
  const decision = guard.decide(call);
  if (open.length === 0) return { ...outcome, decision };
  // Whatever the rest may be, these stand.
  const certain = decision.reasons.filter(({ code }) => code === "prohibited-category" || code === "unknown-category" || code === "unclassified");
  return { ...outcome, decision: certain.length > 0 ? { ...decision, reasons: certain } : null };
}

export function namesOf(categories: readonly Category[]): readonly string[] {
  return [...new Set(categories.flatMap(({ category }) => (typeof category === "string" ? [category] : [])))].sort();
}
