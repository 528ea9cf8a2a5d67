import { denialMessage } from "../../model/errors.ts";
import type { Decision } from "../../model/decision.ts";
import { type Obstacle, obstacles } from "../wire/obstacles.ts";
import type { Destination } from "./destinations.ts";
import { errorBody } from "./error-body.ts";

/** An answer of ours, before it is one of some runtime. */
export interface Denial {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * What a request that was not sent is answered with: what the client of this API turns into its own permission error,
 * once, without a retry. It holds names only, and the whole decision under `cordon`.
 */
export function denialOf(destination: Destination, decision: Decision, features: readonly string[]): Denial {
  const aboutData = decision.reasons.every(({ code }) => ["prohibited-category", "unknown-category", "unclassified"].includes(code));
  const met = aboutData ? [] : features.filter((feature): feature is Obstacle => Object.hasOwn(obstacles, feature));
  const message = [denialMessage(decision), ...met.map((obstacle) => obstacles[obstacle])].join(": ");
  return shapedDenial(destination, decision, { status: met.includes("ambiguous-body") ? 400 : 403, message });
}

/** The same with another status, for those who tell a refusal from a call that is none, or from a policy that is silent. */
export function shapedDenial(destination: Destination, decision: Decision, { status, message }: { readonly status: number; readonly message: string }): Denial {
  const code = decision.reasons[0]?.code ?? "policy-unavailable";
  return {
    status,
    headers: {
      "content-type": "application/json",
      "x-should-retry": "false",
      "x-cordon-effect": decision.effect,
      ...(destination.api?.dialect === "bedrock" ? { "x-amzn-errortype": status === 400 ? "ValidationException" : "AccessDeniedException" } : {}),
    },
    body: JSON.stringify({ ...errorBody(destination, { status, message, code }), cordon: decision }),
  };
}

/** The denial as `fetch` gives it. */
export function denialResponse(destination: Destination, decision: Decision, features: readonly string[]): Response {
  const { status, headers, body } = denialOf(destination, decision, features);
  return new Response(body, { status, headers });
}
