import type { Destination } from "../src/adapters/fetch/destinations.ts";
import type { Outcome } from "../src/guard/guard.ts";
import type { Judgement } from "../src/guard/judge.ts";
import type { Log, LogLevel } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { Refusal } from "./refusal.ts";
import type { Relayed } from "./relay.ts";

/** What there is to tell about one request. Names and numbers only. */
export interface RequestRecord {
  readonly id: string;
  readonly start: number;
  readonly method: string;
  upstream?: string;
  destination?: Destination;
  /** The kind of API behind the path; a path itself may hold anything. */
  api?: string;
  judgement?: Judgement;
  outcome?: Outcome | undefined;
  status?: number;
  judgeMs?: number;
  /** Until the headers of the answer. */
  waitMs?: number;
  bytesIn?: number;
  bytesOut?: number;
  end?: Relayed["end"];
  error?: unknown;
}

/** Tells of a request that is over, in one line and in numbers. */
export function tellRequest(record: RequestRecord, log: Log, metrics: Metrics): void {
  const { upstream = "-", judgement, status = 0, end } = record;
  const seconds = (performance.now() - record.start) / 1000;
  const effect = judgement?.decision.effect ?? "none";
  metrics.add("cordon_requests_total", "Requests, with the status that was answered.", { upstream, status: String(status) });
  metrics.observe("cordon_request_duration_seconds", "From the first byte of a request to the last of its answer.", seconds, { upstream });
  if (judgement !== undefined) metrics.add("cordon_decisions_total", "Decisions about requests.", { upstream, effect, outcome: record.outcome ?? "refused" });
  if (record.judgeMs !== undefined) metrics.observe("cordon_judge_duration_seconds", "To read a request and to decide on it.", record.judgeMs / 1000);
  if (record.waitMs !== undefined) metrics.observe("cordon_upstream_wait_seconds", "Until an upstream sent the headers of its answer.", record.waitMs / 1000, { upstream });
  if (end !== undefined && end !== "whole") metrics.add("cordon_broken_answers_total", "Answers that did not come to their end.", { upstream, end });
  if (record.error instanceof Refusal) metrics.add("cordon_refusals_total", "Requests that went no further, but for those that the policy denied.", { upstream, code: record.error.code });
  log(levelOf(record), "request", { ...namesOf(record), durationMs: rounded(seconds * 1000), judgeMs: rounded(record.judgeMs), waitMs: rounded(record.waitMs) });
}

function namesOf({ id, method, upstream, destination, api, judgement, outcome, status, bytesIn, bytesOut, end, error }: RequestRecord): Readonly<Record<string, unknown>> {
  return {
    id,
    method,
    upstream,
    gateway: destination?.gateway,
    api,
    ...(judgement && {
      endpoint: judgement.call.endpoint,
      model: judgement.call.model,
      categories: judgement.call.categories.slice(0, 16).map((name) => name.slice(0, 64)),
      effect: judgement.decision.effect,
      reasons: namesIn(judgement.decision.reasons.map(({ code }) => code)),
      amendments: namesIn(judgement.decision.amendments.map(({ control }) => control)),
    }),
    outcome,
    status,
    bytesIn,
    bytesOut,
    ...(end !== undefined && end !== "whole" && { end }),
    ...(error !== undefined && { error: error instanceof Refusal ? error.code : placeOf(error) }),
  };
}

function levelOf({ status = 0, error, end }: RequestRecord): LogLevel {
  if (error !== undefined && !(error instanceof Refusal) && status === 500) return "error";
  return status >= 500 || (end !== undefined && end !== "whole" && end !== "client-gone") ? "warn" : "info";
}

function namesIn(names: readonly string[]): readonly string[] | undefined {
  return names.length === 0 ? undefined : [...new Set(names)];
}

// The message of an error may quote what it stumbled over.
function placeOf(error: unknown): string {
  const { name = "Error", stack = "" } = error as Error;
  return `${name}${stack.split("\n").find((line) => /^\s+at /u.test(line))?.replace(/^\s+at /u, " at ").replace(/\(?(?:file:\/\/)?\/\S*\/(?=[^/]+\)?$)/u, "(") ?? ""}`;
}

function rounded(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value * 1000) / 1000;
}
