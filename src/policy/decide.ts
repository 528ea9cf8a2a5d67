import * as z from "../vendor/zod.ts";
import { Call } from "../model/call.ts";
import { Decision, type Reason } from "../model/decision.ts";
import { offerFirst } from "./first-alternative.ts";
import type { Policy } from "./load.ts";

/** What the policy answers: a decision but for the alternatives, in whose place stand the calls that might be some. */
const Answer = Decision.omit({ alternatives: true }).extend({ nearby: z.array(Call) });
type Answer = z.infer<typeof Answer>;

const alternativesAtMost = 3;

/**
 * Asks the policy about a call. Anything but a well-formed decision is a denial, and so is a call of another shape;
 * never throws. The alternatives are asked for when they are first read.
 */
export function decide(policy: Policy, call: unknown, today: () => string): Decision {
  const read = readCall(call);
  if (typeof read === "string") return denial(policy, "invalid-call", read);
  const day = read.now ?? dayOf(today);
  const answer = day === undefined ? undefined : ask(policy, { ...read, now: day });
  return answer === undefined ? denial(policy, "policy-unavailable", null) : toDecision(policy, answer);
}

/**
 * The call as JSON shows it, which is what the policy judges; or what is wrong with it. What an object inherits, or
 * answers to the first reader only, is not there.
 */
function readCall(call: unknown): Call | string {
  try {
    const { success, data, error } = Call.safeParse(asPlain(call));
    return success ? data : problem(error.issues);
  } catch {
    return "not plain data";
  }
}

function asPlain(call: unknown): unknown {
  try {
    const text = JSON.stringify(call);
    return text === undefined ? call : JSON.parse(text);
  } catch {
    // No JSON, so no call: read as it is, it tells which field is wrong.
    const { success, data } = Call.safeParse(call);
    return success ? undefined : (data ?? call);
  }
}

function dayOf(today: () => string): string | undefined {
  try {
    return Call.shape.now.parse(today());
  } catch {
    return undefined;
  }
}

function ask(policy: Policy, call: Call): Answer | undefined {
  try {
    return Answer.safeParse(policy.ask(call)).data;
  } catch {
    return undefined;
  }
}

function toDecision(policy: Policy, { nearby, ...answer }: Answer): Decision {
  let alternatives: readonly Call[] | undefined;
  const decision: Decision = Object.defineProperty({ ...answer } as Decision, "alternatives", {
    enumerable: true,
    get: () => (alternatives ??= passing(policy, nearby, alternativesAtMost)),
  });
  let first: readonly Call[] | undefined;
  offerFirst(decision, () => (first ??= alternatives ?? passing(policy, nearby, 1)));
  return decision;
}

function passing(policy: Policy, nearby: readonly Call[], most: number): readonly Call[] {
  const found: Call[] = [];
  for (const call of nearby) {
    if (found.length === most) break;
    const effect = ask(policy, call)?.effect;
    if (effect === "allow" || effect === "amend") found.push(Object.freeze(call));
  }
  return Object.freeze(found);
}

function denial(policy: Policy, code: Reason["code"], found: string | null): Decision {
  return {
    effect: "deny",
    reasons: [{ code, category: null, route: null, need: null, found, source: null }],
    amendments: [],
    obligations: [],
    alternatives: [],
    assumptions: [],
    policyRevision: policy.data.revision,
  };
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
}

const pathAtMost = 200;

/** Names the first place that is wrong by its path. Values stay out: a stranger's call may hold anything. */
function problem(issues: readonly Issue[]): string {
  const issue = issues[0];
  if (issue === undefined) return "not a call";
  const path = [...issue.path, ...(issue.keys ?? []).slice(0, 1)].map(String).join(".");
  const what = issue.keys === undefined ? issue.message.toLowerCase() : "unknown key";
  return path === "" ? what : `\`${path.length > pathAtMost ? `${path.slice(0, pathAtMost)}…` : path}\`: ${what}`;
}
