import { Call } from "../../src/model/call.ts";
import type { Decision, Reason } from "../../src/model/decision.ts";
import type { PolicyData } from "../../src/model/policy-data.ts";
import { amendmentsOf } from "./amendments.ts";
import { assumptionsOf } from "./assumptions.ts";
import { forEachAsking, judge } from "./judgement.ts";
import { gatewayEntry, type Question, toQuestion } from "./question.ts";
import { distinct, reason } from "./reasons.ts";
import { categoriesOf, obligationsOf, refusals } from "./taxonomy.ts";

/**
 * The decision as `docs/reading-the-policy-model.md` has it, written apart from the Rego to be compared with it.
 *
 * Gives no alternatives. Reasons are sorted by their JSON.
 *
 * @throws when a valid call has no `now`
 */
export function decide(data: PolicyData, call: unknown): Decision {
  const parsed = Call.safeParse(call);
  if (!parsed.success) {
    const found = parsed.error.issues[0]?.message ?? "invalid";
    return denial(data, [reason("invalid-call", { need: "a valid call", found })], []);
  }
  if (parsed.data.now === undefined) throw new Error("the call has no `now`: give the day of the decision");
  const categories = categoriesOf(data, parsed.data);
  if (categories === null) return denial(data, [reason("unclassified", { need: "a category", found: "none" })], []);
  const refused = refusals(data, categories);
  const obligations = obligationsOf(data, categories);
  if (refused.length > 0) return denial(data, refused, obligations);
  return decideByRoutes(toQuestion(data, { ...parsed.data, now: parsed.data.now }, categories), obligations);
}

function decideByRoutes(question: Question, obligations: readonly string[]): Decision {
  const { data, call, endpoint } = question;
  const gateway = gatewayEntry(data, call.gateway);
  if (gateway === undefined) {
    const need = "a gateway that the catalogue knows";
    return unlessNone(question, obligations, (category) => reason("unknown-gateway", { category, need, found: call.gateway }));
  }
  if (!gateway.endpoints.includes(endpoint)) {
    const need = "an endpoint that the catalogue covers";
    return unlessNone(question, obligations, (category) => reason("unsupported-endpoint", { category, need, found: endpoint }));
  }
  const { reasons } = judge(question, gateway);
  const amendments = reasons.length === 0 ? [] : amendmentsOf(question, gateway);
  const failing = amendments.length === 0 ? "deny" : "amend";
  return {
    effect: reasons.length === 0 ? "allow" : failing,
    reasons,
    amendments,
    obligations,
    alternatives: [],
    assumptions: assumptionsOf(question, gateway),
    policyRevision: data.revision,
  };
}

/** Denies for the categories that ask for something; allows where none does. */
function unlessNone(question: Question, obligations: readonly string[], toReason: (category: string) => Reason): Decision {
  const denied = denial(question.data, forEachAsking(question, toReason), obligations);
  return { ...denied, effect: denied.reasons.length === 0 ? "allow" : "deny" };
}

function denial({ revision }: PolicyData, reasons: readonly Reason[], obligations: readonly string[]): Decision {
  return {
    effect: "deny",
    reasons: distinct(reasons),
    amendments: [],
    obligations,
    alternatives: [],
    assumptions: [],
    policyRevision: revision,
  };
}
