import type { Rule } from "./report.ts";
import { unprovable, unprovableMessage } from "./unprovable.ts";

export const noUnguardedCall: Rule = {
  name: "no-unguarded-call",
  description: "Disallow calls to language models that do not pass through the guard",
  recommended: "off",
  strict: "error",
  fixes: false,
  messages: { unguarded: "This call does not pass through the guard: {{instead}}.", unprovable: unprovableMessage },
  *check(call, context) {
    const bare = call.outcomes.find(({ request }) => request.guarded === "no");
    if (bare === undefined) {
      if (call.outcomes.some(({ request }) => request.guarded === "unknown")) yield* unprovable(call, context);
      return;
    }
    const wrapper = call.sdk === "ai" || call.sdk.startsWith("@ai-sdk/") ? "wrap its model with `guardModel` of `cordon/ai-sdk`" : "give its client the `fetch` of `guardFetch` of `cordon/fetch`";
    yield {
      messageId: "unguarded",
      message: `This call does not pass through the guard: ${wrapper}.`,
      decision: bare.decision,
      suggestions: bare.request.guard === undefined ? [] : [bare.request.guard],
      fixable: false,
    };
  },
};
