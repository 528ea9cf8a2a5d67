import { Call } from "../model/call.ts";
import { Decision, type Reason } from "../model/decision.ts";
import type { Policy } from "./load.ts";

/**
 * Asks the policy about a call. Anything but a well-formed decision is a denial, and so is a call of another shape;
 * never throws.
 */
export function decide(policy: Policy, call: unknown, today: () => string): Decision {
  const parsed = Call.safeParse(call);
  if (!parsed.success) return denial(policy, "invalid-call", problem(parsed.error.issues));
  const answer = Decision.safeParse(ask(policy, { ...parsed.data, now: parsed.data.now ?? today() }));
  return answer.success ? answer.data : denial(policy, "policy-unavailable", null);
}

function ask(policy: Policy, call: Call): unknown {
  try {
    return policy.ask(call);
  } catch {
    return undefined;
  }
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

/** Names the first place that is wrong by its path. Values stay out: a stranger's call may hold anything. */
function problem(issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string; readonly code?: string; readonly keys?: readonly string[] }[]): string {
  const issue = issues[0];
  if (issue === undefined) return "not a call";
  const path = [...issue.path, ...(issue.keys ?? []).slice(0, 1)].map(String).join(".");
  const what = issue.keys === undefined ? issue.message.toLowerCase() : "unknown key";
  return path === "" ? what : `\`${path}\`: ${what}`;
}
