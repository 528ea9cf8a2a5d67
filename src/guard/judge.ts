import type { Call } from "../model/call.ts";
import type { Decision } from "../model/decision.ts";
import { contextCategories } from "./context.ts";
import type { Guard, Outcome } from "./guard.ts";

/** What an adapter reads from a request: a call but for the categories, which come from more places than the request. */
export type CallFacts = Omit<Call, "categories">;

/** What an adapter is to do with a request. */
export interface Judgement {
  /** `send` it as it is, `amend` it with the decision's amendments and send, or `refuse` it. */
  readonly action: "send" | "amend" | "refuse";
  readonly call: Call;
  readonly decision: Decision;
}

/** Decides on a request for the categories given and those of the context, and turns the mode into an action. */
export function judge(guard: Guard, facts: CallFacts, categories: readonly string[]): Judgement {
  const call: Call = { ...facts, categories: [...new Set([...categories, ...contextCategories()])].sort() };
  const decision = guard.decide(call);
  return { call, decision, action: action(guard, decision) };
}

function action(guard: Guard, { effect }: Decision): Judgement["action"] {
  if (guard.mode === "observe" || effect === "allow") return "send";
  return effect === "amend" && guard.mode === "amend" ? "amend" : "refuse";
}

/**
 * Settles an amended request: `facts` are read again from the very request that will leave, and only an `allow` lets it.
 * Returns the judgement of what leaves; its action is `send` or `refuse`.
 */
export function confirm(guard: Guard, judgement: Judgement, facts: CallFacts): Judgement {
  const call: Call = { ...facts, categories: judgement.call.categories };
  const decision = guard.decide(call);
  // The refusal tells why the amended request still fails, not what the first one lacked.
  return decision.effect === "allow" ? { action: "send", call, decision: judgement.decision } : { action: "refuse", call, decision };
}

/** Tells the guard's listener what became of a request. */
export function settle(guard: Guard, { call, decision }: Judgement, sent: boolean): void {
  guard.record(call, decision, outcomeOf(guard, decision, sent));
}

/** What became of a request, in a word. */
export function outcomeOf(guard: Guard, decision: Decision, sent: boolean): Outcome {
  if (!sent) return "refused";
  return decision.effect === "allow" ? "sent" : guard.mode === "observe" ? "observed" : "amended";
}
