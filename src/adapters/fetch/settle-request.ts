import type { Guard } from "../../guard/guard.ts";
import { confirm, judge, type Judgement, settle } from "../../guard/judge.ts";
import { amend } from "./amend.ts";
import type { Destination } from "./destinations.ts";
import { readFacts } from "./facts.ts";
import type { Outgoing } from "./outgoing.ts";

/** What became of a request: the judgement of it, and what may leave; `undefined` where nothing may. */
export interface SettledRequest {
  readonly judgement: Judgement;
  readonly outgoing: Outgoing | undefined;
}

/** Judges a request, amends it where that is the way, judges it again as it would leave, and tells the guard's listener. */
export async function settleRequest(guard: Guard, destination: Destination, outgoing: Outgoing, categories: readonly string[]): Promise<SettledRequest> {
  const judgement = judge(guard, readFacts(destination, outgoing), categories);
  if (judgement.action === "refuse") return refused(guard, judgement);
  if (judgement.action === "send") return sent(guard, judgement, outgoing);
  const amended = await amend(outgoing, destination.entry, judgement.decision.amendments);
  if (amended === undefined) return refused(guard, judgement);
  const confirmed = confirm(guard, judgement, readFacts(destination, amended));
  return confirmed.action === "refuse" ? refused(guard, confirmed) : sent(guard, confirmed, amended);
}

function sent(guard: Guard, judgement: Judgement, outgoing: Outgoing): SettledRequest {
  settle(guard, judgement, true);
  return { judgement, outgoing };
}

function refused(guard: Guard, judgement: Judgement): SettledRequest {
  settle(guard, judgement, false);
  return { judgement, outgoing: undefined };
}
