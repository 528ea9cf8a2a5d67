import { denialMessage } from "../../model/errors.ts";
import type { Decision } from "../../model/decision.ts";
import { type Obstacle, obstacles } from "../wire/obstacles.ts";
import type { Destination } from "./destinations.ts";
import type { Dialect } from "./paths.ts";

interface Told {
  readonly status: number;
  readonly message: string;
  readonly code: string;
}
type Shape = (told: Told) => Readonly<Record<string, unknown>>;

/**
 * The answer to a request that was not sent: what the client of this API turns into its own permission error, once,
 * without a retry. It holds names only, and the whole decision under `cordon`.
 */
export function denialResponse({ api, gateway }: Destination, decision: Decision, features: readonly string[]): Response {
  const aboutData = decision.reasons.every(({ code }) => ["prohibited-category", "unknown-category", "unclassified"].includes(code));
  const met = aboutData ? [] : features.filter((feature): feature is Obstacle => Object.hasOwn(obstacles, feature));
  const message = [denialMessage(decision), ...met.map((obstacle) => obstacles[obstacle])].join(": ");
  const status = met.includes("ambiguous-body") ? 400 : 403;
  const code = decision.reasons[0]?.code ?? "policy-unavailable";
  const shape = byGateway[gateway] ?? byDialect[api?.dialect ?? "other"] ?? openai;
  return new Response(JSON.stringify({ ...shape({ status, message, code }), cordon: decision }), {
    status,
    headers: {
      "content-type": "application/json",
      "x-should-retry": "false",
      "x-cordon-effect": decision.effect,
      ...(api?.dialect === "bedrock" ? { "x-amzn-errortype": status === 400 ? "ValidationException" : "AccessDeniedException" } : {}),
    },
  });
}

// The message also stands alone: clients without a schema of their own look there.
const openai: Shape = ({ status, message, code }) => ({
  error: { message, type: status === 400 ? "invalid_request_error" : "permission_error", param: null, code },
  message,
});
const anthropic: Shape = ({ status, message }) => ({
  type: "error",
  error: { type: status === 400 ? "invalid_request_error" : "permission_error", message },
  message,
});
const aiSdk: Shape = ({ status, message, code }) => ({
  error: { message, type: status === 400 ? "invalid_request_error" : "forbidden", param: { ruleId: `cordon/${code}` } },
});
const openrouter: Shape = ({ status, message, code }) => ({
  type: "error",
  error: { code: status, message, type: "permission_error", metadata: { reason: code } },
  message,
});
const google: Shape = ({ status, message }) => ({
  error: { code: status, message, status: status === 400 ? "INVALID_ARGUMENT" : "PERMISSION_DENIED" },
});

const byDialect: Readonly<Partial<Record<Dialect, Shape>>> = {
  "ai-sdk": aiSdk,
  "anthropic-messages": anthropic,
  gemini: google,
  bedrock: ({ message }) => ({ message }),
  cohere: ({ message }) => ({ message }),
  ollama: ({ message }) => ({ error: message }),
};

// One API in several dialects, but one shape of errors.
const byGateway: Readonly<Record<string, Shape>> = Object.assign(Object.create(null), {
  openrouter,
  mistral: ({ message, code }: Told) => ({ object: "error", message, type: "permission_error", param: null, code }),
});
