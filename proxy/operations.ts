import type { IncomingMessage, ServerResponse } from "node:http";
import { readStrictJson } from "../src/node/strict-json.ts";
import type { Call } from "../src/model/call.ts";
import type { Decision } from "../src/model/decision.ts";
import { answerJson } from "./answers.ts";
import { admit } from "./callers.ts";
import { decoded } from "./content-coding.ts";
import { invite } from "./incoming.ts";
import type { Metrics } from "./metrics.ts";
import type { PolicyKeeper } from "./policy-keeper.ts";
import { Refusal } from "./refusal.ts";
import { readRequestBody } from "./request-body.ts";
import { readRequestHeaders } from "./request-headers.ts";
import type { Target } from "./target.ts";

/** What stands behind the proxy's own paths. */
export interface Operations {
  readonly keeper: PolicyKeeper;
  readonly metrics: Metrics;
  readonly token: string | undefined;
  readonly isEnding: () => boolean;
  /** Requests under way. */
  readonly load: { readonly requests: number };
}

const callAtMost = 1 << 20;

/**
 * Answers what is asked of the proxy itself, below `/-/`. Returns the status. Whether it lives anybody may know; the rest
 * is for its callers.
 *
 * @throws {Refusal} for any other path or method, and for a stranger
 */
export async function operate(setting: Operations, target: Target, request: IncomingMessage, response: ServerResponse): Promise<number> {
  const { path } = target;
  const method = request.method ?? "";
  if (path === "/health" && reads(method)) return answerHealth(setting, response);
  const headers = readRequestHeaders(request.rawHeaders);
  admit(headers, setting.token, target);
  if (path === "/metrics" && reads(method)) return answerMetrics(setting, response);
  if (path !== "/decision" && path !== "/metrics" && path !== "/health") throw new Refusal(404, "unknown-path", "the proxy has `/-/health`, `/-/metrics` and `/-/decision`, and nothing else below `/-/`");
  if (path !== "/decision" || method !== "POST") throw new Refusal(405, "method", path === "/decision" ? "`/-/decision` takes a Call by POST" : `\`/-${path}\` is read by GET`);
  invite(request, response, callAtMost);
  const bytes = await decoded(await readRequestBody(request, callAtMost), headers.codings, callAtMost);
  const { status, decision } = decide(setting.keeper, bytes);
  answerJson(response, status, JSON.stringify(decision));
  return status;
}

function reads(method: string): boolean {
  return method === "GET" || method === "HEAD";
}

// A call that is none still has its decision; a policy that is silent has none to give.
function decide({ guard }: PolicyKeeper, bytes: Uint8Array): { readonly status: number; readonly decision: Decision } {
  const text = textOf(bytes);
  const read = text === undefined ? { line: 1, column: 1, message: "it is not UTF-8 text" } : readStrictJson(text);
  const decision = guard.decide(("value" in read ? read.value : null) as Call);
  const codes = decision.reasons.map(({ code }) => code);
  if (!("value" in read)) {
    const found = `line ${read.line}, column ${read.column}: not JSON: ${read.message}`;
    return { status: 400, decision: { ...decision, reasons: decision.reasons.map((reason) => ({ ...reason, found })) } };
  }
  return { status: codes.includes("policy-unavailable") ? 503 : codes.includes("invalid-call") ? 400 : 200, decision };
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function answerHealth({ keeper, isEnding }: Operations, response: ServerResponse): number {
  const answers = keeper.guard.decide({ categories: ["public"], gateway: "openai" }).reasons.every(({ code }) => code !== "policy-unavailable");
  const status = answers && !isEnding() ? 200 : 503;
  const told = isEnding() ? "ending" : answers ? "ok" : "no policy";
  answerJson(response, status, JSON.stringify({ status: told, policyRevision: keeper.revision, configuration: keeper.stale ? "stale" : "current", mode: keeper.guard.mode }));
  return status;
}

function answerMetrics({ metrics, keeper, load }: Operations, response: ServerResponse): number {
  const { rss, heapUsed, external } = process.memoryUsage();
  metrics.set("cordon_requests_in_flight", "Requests under way.", load.requests);
  metrics.set("process_resident_memory_bytes", "Resident memory.", rss);
  metrics.set("nodejs_heap_size_used_bytes", "Used heap.", heapUsed);
  metrics.set("nodejs_external_memory_bytes", "Memory outside of the heap.", external);
  metrics.set("process_uptime_seconds", "Since the start of the process.", process.uptime());
  const text = `${metrics.text()}# HELP cordon_policy_info The policy that holds.\n# TYPE cordon_policy_info gauge\ncordon_policy_info{revision="${keeper.revision}",mode="${keeper.guard.mode}"} 1\n`;
  response.writeHead(200, { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store" }).end(text);
  return 200;
}
