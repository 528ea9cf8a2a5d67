import type { JudgedCall } from "./judge.ts";
import type { Objection, RuleContext } from "./report.ts";
import { lineOf } from "./places.ts";

/** What `reportUnprovable` tells of a call that the source does not show completely. */
export function* unprovable({ outcomes, found }: JudgedCall, { options }: RuleContext): Iterable<Objection> {
  if (options.reportUnprovable !== true) return;
  if (outcomes.length === 0) {
    yield { messageId: "unprovable", message: "This call cannot be judged: it has more outcomes than can be looked at one by one.", decision: null };
    return;
  }
  const open = outcomes.find(({ doubts, decision }) => doubts.length > 0 && (decision === null || decision.effect !== "deny"));
  const doubt = open?.doubts[0];
  if (doubt === undefined) return;
  const node = doubt.value?.node;
  const where = node === undefined ? "" : ` (line ${lineOf(node, found.module)})`;
  const why = doubt.value === undefined ? "" : `: ${doubt.value.why}${where}`;
  yield { messageId: "unprovable", message: `This call cannot be judged, because its ${doubt.about} ${doubt.about === "controls" || doubt.about === "providers" || doubt.about === "credentials" ? "are" : "is"} not seen${why}.`, decision: open?.decision ?? null };
}

export const unprovableMessage = "This call cannot be judged, because its {{fact}} is not seen: {{why}}.";
