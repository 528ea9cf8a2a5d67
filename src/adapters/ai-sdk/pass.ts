import type { Guard } from "../../guard/guard.ts";
import { confirm, judge, settle, type Judgement } from "../../guard/judge.ts";
import type { Verification, Served } from "../../guard/verify.ts";
import { CallDeniedError } from "../../model/errors.ts";
import { amended } from "./amended.ts";
import { carrierOf } from "./carrier.ts";
import { takeDeclared } from "./categories.ts";
import { destinationOf } from "./host.ts";
import type { Endpoint, Model, Params } from "./model.ts";
import { copied } from "./plain-data.ts";
import { readFacts, type Request } from "./read-facts.ts";

export interface GuardModelOptions {
  readonly guard: Guard;
  /** The category of the data in every call of this model; calls and `withCategory` add to it. */
  readonly category?: string | readonly string[];
  /** Told, after an answer whose gateway named who served it, whether that route kept to the decision. */
  readonly onVerified?: (verification: Verification, served: Served) => void;
}

/** A call that may leave. */
export interface Passed {
  readonly request: Request;
  /** What the model is to be called with, and nothing else. */
  readonly params: Params;
  readonly judgement: Judgement;
  readonly categories: readonly string[];
}

/**
 * Decides on one call of a model and amends it where that is what it lacks.
 *
 * @throws {CallDeniedError} where the call may not leave; nothing has left then.
 */
export function pass(model: Model, endpoint: Endpoint, original: Params, { guard, category = [] }: GuardModelOptions): Passed {
  const declared = takeDeclared(original);
  const params: Params = { ...declared.params, providerOptions: copied(declared.params["providerOptions"]) };
  const categories = [...new Set([category, declared.categories].flat())];
  const request: Request = { model, endpoint, destination: destinationOf(guard.catalog, model), carrier: carrierOf(model, endpoint) };

  const judgement = judge(guard, readFacts(request, params), categories);
  if (judgement.action !== "amend") return settled({ request, params, judgement, categories }, guard);

  // Where the model cannot carry an amendment the call stays as it was, and is refused for what it was refused for.
  const changed = amended(params, judgement.decision.amendments, request.destination.entry, request.carrier) ?? params;
  const confirmed = confirm(guard, judgement, readFacts(request, changed));
  return settled({ request, params: changed, judgement: confirmed, categories }, guard);
}

function settled(passed: Passed, guard: Guard): Passed {
  const { judgement } = passed;
  settle(guard, judgement, judgement.action === "send");
  if (judgement.action !== "send") throw new CallDeniedError(judgement.decision);
  return passed;
}
