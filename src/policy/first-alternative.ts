import type { Call } from "../model/call.ts";
import type { Decision } from "../model/decision.ts";

const firsts = new WeakMap<Decision, () => readonly Call[]>();

/** Says how the first alternative of a decision is found without the others. */
export function offerFirst(decision: Decision, find: () => readonly Call[]): void {
  firsts.set(decision, find);
}

/** The first of a decision's alternatives, for whom one is enough: the others are not asked for. */
export function firstAlternative(decision: Decision): Call | undefined {
  return (firsts.get(decision)?.() ?? decision.alternatives)[0];
}
