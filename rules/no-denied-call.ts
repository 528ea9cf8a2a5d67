import type { Rule } from "./report.ts";
import { namesOf } from "./judge.ts";
import { asker, capitalised, demand, destination, instead, mainReason, quoted, withoutFeatures } from "./wording.ts";
import { unprovable, unprovableMessage } from "./unprovable.ts";

export const noDeniedCall: Rule = {
  name: "no-denied-call",
  description: "Disallow calls to language models that the policy denies",
  recommended: "error",
  strict: "error",
  fixes: false,
  messages: {
    denied: "{{categories}} may not go to {{destination}}: {{demand}}; {{asker}}. {{instead}}",
    unprovable: unprovableMessage,
  },
  *check(call, context) {
    const denied = call.outcomes.find(({ decision }) => decision?.effect === "deny");
    if (denied?.decision == null) {
      yield* unprovable(call, context);
      return;
    }
    const { decision, request, categories } = denied;
    const reason = mainReason(decision);
    if (reason === undefined) return;
    const names = namesOf(categories);
    const fallback = reason.category === null ? "" : ` counts as ${quoted(reason.category)}, which`;
    const data = names.length === 0 ? `Data without a declared category${fallback}` : names.map(quoted).join(" + ");
    yield {
      messageId: "denied",
      message: `${capitalised(data)} may not go to ${destination(request)}: ${demand(reason)}; ${asker(reason, context.profile)}.${withoutFeatures(request, names, context.decide) || instead(decision, context.decide)}`,
      decision,
    };
  },
};
