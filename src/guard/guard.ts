import type { Call } from "../model/call.ts";
import type { Catalog } from "../model/catalog.ts";
import type { Decision } from "../model/decision.ts";
import { CallDeniedError } from "../model/errors.ts";
import { decide } from "../policy/decide.ts";
import type { Policy } from "../policy/load.ts";
import { remember } from "./memory.ts";
import { requirementsOf, type Requirements } from "./requirements.ts";
import { verify, type Served, type Verification } from "./verify.ts";

/** `amend` adds what is missing, `enforce` refuses instead, `observe` records and changes nothing. */
export type Mode = "amend" | "enforce" | "observe";

/** What happened to a call: sent as it was, sent with the amendments, sent though it should not (observe), refused. */
export type Outcome = "sent" | "amended" | "observed" | "refused";

/** One decided call. Names only: no prompt, no key. */
export interface DecisionRecord {
  readonly at: string;
  readonly call: Call;
  readonly decision: Decision;
  readonly mode: Mode;
  readonly outcome: Outcome;
}

export interface Guard {
  readonly mode: Mode;
  /** What the policy knows of gateways; adapters read the wire places of controls here. */
  readonly catalog: Catalog;
  /** Synchronous; denies where it cannot tell, never throws. */
  decide(call: Call): Decision;
  /**
   * The decision, where the call may go as it is.
   * @throws {CallDeniedError} on `deny`, and on `amend` in mode `enforce`. In mode `observe` nothing throws.
   */
  enforce(call: Call): Decision;
  /** After the answer: did the route that served keep to the decision? */
  verify(decision: Decision, served: Served): Verification;
  /** What categories need, for people and tools. */
  requirements(categories: readonly string[]): Requirements;
  /** Tells `onDecision` what became of a call; what the listener throws goes nowhere near the call. */
  record(call: Call, decision: Decision, outcome: Outcome): void;
}

export interface GuardOptions {
  readonly mode?: Mode;
  readonly onDecision?: (record: DecisionRecord) => void;
  /** The clock, as an ISO date; by default today in UTC. */
  readonly today?: () => string;
}

/** Makes a guard of a loaded policy. */
export function createGuardFrom(policy: Policy, options: GuardOptions = {}): Guard {
  const mode = options.mode ?? "amend";
  const today = options.today ?? createCalendar();
  const decideRemembered = remember((call) => decide(policy, call, today), today);

  const guard: Guard = {
    mode,
    catalog: policy.data.catalog,
    decide: decideRemembered,
    enforce(call) {
      const decision = decideRemembered(call);
      const refused = mode !== "observe" && (decision.effect === "deny" || (decision.effect === "amend" && mode === "enforce"));
      if (refused) {
        guard.record(call, decision, "refused");
        throw new CallDeniedError(decision);
      }
      return decision;
    },
    verify: (decision, served) => verify(policy, decision, served, today),
    requirements: (categories) => requirementsOf(policy.data.organisation, categories),
    record(call, decision, outcome) {
      try {
        options.onDecision?.({ at: new Date().toISOString(), call, decision, mode, outcome });
      } catch {
        // INVARIANT: a listener can neither stop a call nor let one through.
      }
    },
  };
  return guard;
}

const dayInMilliseconds = 86_400_000;

/** Today in UTC, written anew at midnight only: the day is part of every question. */
function createCalendar(): () => string {
  let [day, text] = [Number.NaN, ""];
  return () => {
    const current = Math.floor(Date.now() / dayInMilliseconds);
    if (current !== day) [day, text] = [current, new Date(current * dayInMilliseconds).toISOString().slice(0, 10)];
    return text;
  };
}
