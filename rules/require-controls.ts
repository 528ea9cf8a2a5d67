import type { Rule } from "./report.ts";
import { addition, asker, capitalised, demand, mainReason } from "./wording.ts";
import { unprovable, unprovableMessage } from "./unprovable.ts";

export const requireControls: Rule = {
  name: "require-controls",
  description: "Require the privacy controls that the policy asks for on calls to language models",
  recommended: "error",
  strict: "error",
  fixes: true,
  messages: {
    missing: "{{demand}}: {{addition}}; {{asker}}.",
    unsendable: "{{demand}}, and this client cannot send the control that would see to it ({{control}}); {{asker}}.",
    unprovable: unprovableMessage,
  },
  *check(call, context) {
    const lacking = call.outcomes.find(({ decision }) => decision?.effect === "amend");
    if (lacking?.decision == null) {
      yield* unprovable(call, context);
      return;
    }
    const { decision, request } = lacking;
    const reason = mainReason(decision);
    if (reason === undefined) return;
    const placements = decision.amendments.map(request.place);
    const why = capitalised(demand(reason));
    const what = addition(decision.amendments, request);
    const [first] = placements;
    const edits = placements.length === 1 ? first?.edits : undefined;
    yield {
      messageId: placements.some((placement) => placement === undefined) ? "unsendable" : "missing",
      message: `${why}: ${what}; ${asker(reason, context.profile)}.`,
      decision,
      suggestions: edits === undefined || edits.length === 0 ? [] : [{ message: capitalised(what), edits }],
      // A value that somebody wrote is not changed unasked.
      fixable: edits !== undefined && first?.flips === false,
      related: placements.flatMap((placement) => {
        if (placement?.elsewhere === undefined) return [];
        const { module, node } = placement.elsewhere;
        return [{ file: module.file, start: node.getStart(module.source), end: node.end, message: `\`${placement.setting}\` is missing here` }];
      }),
    };
  },
};
