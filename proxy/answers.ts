import type { ServerResponse } from "node:http";
import type { Destination } from "../src/adapters/fetch/destinations.ts";
import { type Denial, denialOf, shapedDenial } from "../src/adapters/fetch/denial.ts";
import { errorBody } from "../src/adapters/fetch/error-body.ts";
import type { Judgement } from "../src/guard/judge.ts";
import { denialMessage } from "../src/model/errors.ts";
import { Refusal } from "./refusal.ts";

/** Answers with JSON of our own. */
export function answerJson(response: ServerResponse, status: number, body: string, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store", ...headers, "content-length": String(Buffer.byteLength(body)) });
  response.end(body);
}

/** Answers a request that was not sent: 403 where it was denied, 400 where it is no call, 503 where no policy answers. */
export function answerDenied(response: ServerResponse, destination: Destination, { decision, call }: Judgement): number {
  const denial = denialFor(destination, decision, call.features ?? []);
  answerJson(response, denial.status, denial.body, denial.headers);
  return denial.status;
}

function denialFor(destination: Destination, decision: Judgement["decision"], features: readonly string[]): Denial {
  const codes = decision.reasons.map(({ code }) => code);
  if (codes.includes("policy-unavailable")) return shapedDenial(destination, decision, { status: 503, message: "the policy gives no answer, and without one nothing is sent" });
  if (codes.includes("invalid-call")) return shapedDenial(destination, decision, { status: 400, message: denialMessage(decision) });
  return denialOf(destination, decision, features);
}

/** Answers with a refusal, in the shape of the API that was asked. What is no refusal is an error of ours, of which nothing is told. */
export function answerRefused(response: ServerResponse, destination: Destination | undefined, error: unknown): Refusal {
  const refusal = error instanceof Refusal ? error : new Refusal(500, "internal", "the proxy stopped by an error of its own; nothing was sent on, its log says where");
  // Who waits to be asked for a body may send it or not: on this connection nothing could be told from it any more.
  const isUninvited = response.req.headers.expect !== undefined && !response.req.complete;
  answerJson(response, refusal.status, JSON.stringify(errorBody(destination, refusal)), {
    ...(refusal.status < 500 && { "x-should-retry": "false" }),
    ...(refusal.status === 401 && { "www-authenticate": "Bearer" }),
    ...(isUninvited && { connection: "close" }),
  });
  return refusal;
}
