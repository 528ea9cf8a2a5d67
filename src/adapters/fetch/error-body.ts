import type { Destination } from "./destinations.ts";
import type { Dialect } from "./paths.ts";

/** What a client is told about a request that its API did not answer. */
export interface Told {
  readonly status: number;
  readonly message: string;
  readonly code: string;
}

type Shape = (told: Told) => Readonly<Record<string, unknown>>;

/**
 * The body of an error in the shape of the API that was asked, so that its client raises the error that it has for this
 * status. For a request that leads to no API it is one that the clients of OpenAI and of Anthropic both read.
 */
export function errorBody(destination: Pick<Destination, "api" | "gateway"> | undefined, told: Told): Readonly<Record<string, unknown>> {
  if (destination === undefined) return { type: "error", ...openai(told) };
  const shape = byGateway[destination.gateway] ?? byDialect[destination.api?.dialect ?? "other"] ?? openai;
  return shape(told);
}

// The message also stands alone: clients without a schema of their own look there.
const openai: Shape = ({ status, message, code }) => ({
  error: { message, type: kindOf(status), param: null, code },
  message,
});
const anthropic: Shape = ({ status, message }) => ({
  type: "error",
  error: { type: kindOf(status), message },
  message,
});
const aiSdk: Shape = ({ status, message, code }) => ({
  error: { message, type: aiSdkKinds.get(status) ?? (status < 500 ? "invalid_request_error" : "internal_server_error"), param: { ruleId: `cordon/${code}` } },
});
const openrouter: Shape = ({ status, message, code }) => ({
  type: "error",
  error: { code: status, message, type: kindOf(status), metadata: { reason: code } },
  message,
});
const google: Shape = ({ status, message }) => ({
  error: { code: status, message, status: googleKinds.get(status) ?? (status < 500 ? "INVALID_ARGUMENT" : "UNAVAILABLE") },
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
  mistral: ({ status, message, code }: Told) => ({ object: "error", message, type: kindOf(status), param: null, code }),
});

function kindOf(status: number): string {
  return kinds.get(status) ?? (status < 500 ? "invalid_request_error" : "api_error");
}

const kinds: ReadonlyMap<number, string> = new Map([
  [401, "authentication_error"],
  [403, "permission_error"],
  [404, "not_found_error"],
  [413, "request_too_large"],
  [504, "timeout_error"],
]);
const aiSdkKinds: ReadonlyMap<number, string> = new Map([
  [401, "authentication_error"],
  [403, "forbidden"],
]);
const googleKinds: ReadonlyMap<number, string> = new Map([
  [401, "UNAUTHENTICATED"],
  [403, "PERMISSION_DENIED"],
  [404, "NOT_FOUND"],
  [504, "DEADLINE_EXCEEDED"],
]);
