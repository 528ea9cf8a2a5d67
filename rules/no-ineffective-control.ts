import type { Slip } from "./facts/site.ts";
import type { Outcome } from "./judge.ts";
import type { Rule } from "./report.ts";

export const noIneffectiveControl: Rule = {
  name: "no-ineffective-control",
  description: "Disallow privacy settings that have no effect where they stand",
  recommended: "error",
  strict: "error",
  fixes: true,
  messages: {
    misspelt: "`{{key}}` is no option of {{owner}}: {{instead}}.",
    "wrong-namespace": "{{owner}} does not read `{{namespace}}`: {{instead}}.",
    "wrong-style": "`{{key}}` is not how {{owner}} spells it: {{instead}}.",
    "wrong-value": "`{{key}}: {{value}}` switches nothing on: {{instead}}.",
    dropped: "{{owner}} drops `{{key}}` on the way: {{instead}}.",
    replaced: "`{{key}}` is replaced on the way: {{instead}}.",
    false: "`{{key}}: false` loosens nothing and protects nothing: {{instead}}.",
    overridden: "`{{key}}` is overwritten by what stands behind it: {{instead}}.",
    "ignored-place": "`{{key}}` is not read in this place: {{instead}}.",
    "ignored-endpoint": "`{{key}}` is not read on this endpoint: {{instead}}.",
    "ignored-model": "`{{key}}` does not hold for `{{model}}`: {{instead}}.",
    "flat-call": "The SDK takes `{{key}}` under `{{wrapper}}` only: {{instead}}.",
    removed: "`{{key}}` is no longer an option of {{owner}}: {{instead}}.",
    "not-retention": "`{{key}}` is no zero data retention: {{instead}}.",
  },
  *check({ outcomes }) {
    const told = new Set<string>();
    for (const outcome of outcomes) {
      for (const slip of outcome.request.slips) {
        const { module, node } = slip.at;
        const key = `${slip.messageId}:${module.file}:${node.pos}:${node.end}`;
        if (told.has(key) || !matters(slip, outcome) || isForAnother(slip, outcome, outcomes)) continue;
        told.add(key);
        yield {
          messageId: slip.messageId,
          message: slip.message,
          decision: outcome.decision,
          suggestions: slip.suggestion === undefined ? [] : [slip.suggestion],
          fixable: slip.suggestion !== undefined && slip.certain,
          related: [{ file: module.file, start: node.getStart(module.source), end: node.end, message: "the setting stands here" }],
        };
      }
    }
  },
};

/** Options for several gateways beside each other are meant for calls that may go to either. */
function isForAnother({ messageId, at }: Slip, { request }: Outcome, outcomes: readonly Outcome[]): boolean {
  if (messageId !== "wrong-namespace") return false;
  return outcomes.some((other) => other.request.facts.gateway !== request.facts.gateway && !other.request.slips.some((slip) => slip.at.node === at.node));
}

/** What only looks like zero retention is harmless where nobody asked for it. */
function matters({ messageId }: Slip, { decision }: Outcome): boolean {
  return messageId !== "not-retention" || (decision !== null && decision.effect !== "allow" && decision.reasons.some(({ code }) => code === "retention"));
}
