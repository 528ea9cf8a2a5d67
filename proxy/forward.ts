import type { IncomingMessage, ServerResponse } from "node:http";
import { takeCategories } from "../src/adapters/fetch/categories.ts";
import { type Destination, destinationOf } from "../src/adapters/fetch/destinations.ts";
import type { Outgoing } from "../src/adapters/fetch/outgoing.ts";
import { carriesNothing } from "../src/adapters/fetch/passing.ts";
import { settleRequest } from "../src/adapters/fetch/settle-request.ts";
import type { Guard } from "../src/guard/guard.ts";
import { type Judgement, outcomeOf } from "../src/guard/judge.ts";
import { admit } from "./callers.ts";
import { answerDenied } from "./answers.ts";
import { apiOf, departingBytes, readIncoming } from "./incoming.ts";
import { withKey } from "./keys.ts";
import { judgeRealtime } from "./realtime.ts";
import { malformed, Refusal } from "./refusal.ts";
import { readRequestHeaders } from "./request-headers.ts";
import type { RequestRecord } from "./request-record.ts";
import { answerHeaders } from "./response-headers.ts";
import { relay } from "./relay.ts";
import type { Target } from "./target.ts";
import type { Upstreams } from "./upstream-exchange.ts";
import type { Upstream } from "./upstreams.ts";

/** What is the same for every request of a listener. */
export interface Forwarding {
  readonly guard: () => Guard;
  readonly upstreams: ReadonlyMap<string, Upstream>;
  readonly exchange: Upstreams["exchange"];
  /** Categories of everything that comes in here. */
  readonly categories: readonly string[];
  /** What callers must show; `undefined` where they need nothing. */
  readonly token: string | undefined;
  /** Bytes. */
  readonly maxBody: number;
  /** Milliseconds without a piece of an answer. */
  readonly idle: number;
}

/**
 * Takes a request to its upstream and the answer back, when the policy lets it. `record` learns on the way what there is
 * to tell.
 *
 * @throws {Refusal} where it goes no further, for somebody else to answer
 */
export async function forward(setting: Forwarding, target: Target, request: IncomingMessage, response: ServerResponse, record: RequestRecord): Promise<void> {
  const { upstreams } = setting;
  const headers = readRequestHeaders(request.rawHeaders);
  const admitted = admit(headers, setting.token, target);
  refusePages(request);
  const upstream = upstreams.get(target.name);
  if (upstream === undefined) throw new Refusal(404, "unknown-upstream", `the path begins with the name of no upstream; there ${upstreams.size === 1 ? "is" : "are"} ${[...upstreams.keys()].map((name) => `\`/${name}/\``).join(", ")}`);
  record.upstream = upstream.name;
  const url = addressAt(upstream, target);
  const guard = setting.guard();
  const destination = destinationOf(guard.catalog, url);
  record.destination = destination;
  record.api = apiOf(destination);
  if (request.httpVersion === "1.0" && request.headers["transfer-encoding"] !== undefined) throw malformed("transfer-coding", "HTTP/1.0 has no transfer codings; send a length");
  if (!methods.has(request.method ?? "")) throw new Refusal(405, "method", "this method is not passed on");

  const incoming = await readIncoming(request, response, { url, headers: admitted, codings: headers.codings, maxBody: setting.maxBody });
  record.bytesIn = incoming.bytes;
  const start = performance.now();
  const { categories: declared, outgoing } = await takeCategories(incoming.outgoing);
  const categories = [...setting.categories, ...headers.categories, ...declared];
  if (headers.isUpgrade) return refuseRealtime(judgeRealtime(guard, destination, outgoing, categories), destination, response, record);

  let leaving: Outgoing | undefined = outgoing;
  if (!carriesNothing(destination, outgoing) || destination.entry === undefined) {
    const settled = await settleRequest(guard, destination, outgoing, categories);
    record.judgement = settled.judgement;
    leaving = settled.outgoing;
  }
  record.judgeMs = performance.now() - start;
  if (leaving === undefined) {
    record.outcome = "refused";
    record.status = answerDenied(response, destination, record.judgement!);
    return;
  }
  record.outcome = record.judgement === undefined ? "sent" : outcomeOf(guard, record.judgement.decision, true);
  await send(setting, upstream, { destination, outgoing: leaving, body: departingBytes(leaving, incoming.formBytes) }, { request, response, record });
}

interface Leaving {
  readonly destination: Destination;
  readonly outgoing: Outgoing;
  readonly body: Uint8Array | undefined;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly record: RequestRecord;
}

async function send(setting: Forwarding, upstream: Upstream, { destination, outgoing, body }: Leaving, { request, response, record }: Exchange): Promise<void> {
  const { headers, query } = withKey({ headers: outgoing.headerForm as [string, string][], query: outgoing.url.search }, upstream.key, { gateway: destination.gateway, path: outgoing.url.pathname });
  const url = new URL(outgoing.url);
  url.search = query;
  if (response.destroyed) throw new Error("the sender went away");
  const start = performance.now();
  const { answered, takeBack } = setting.exchange({ name: upstream.name, url, method: outgoing.method, headers, body });
  response.once("close", takeBack);
  const answer = await answered;
  response.off("close", takeBack);
  record.waitMs = performance.now() - start;
  const status = answer.statusCode ?? 502;
  try {
    const own = { origin: originOf(request), upstreams: setting.upstreams };
    response.writeHead(status, [...answerHeaders(status, answer.rawHeaders, url, own), ...(record.judgement ? ["x-cordon-effect", record.judgement.decision.effect] : [])]);
  } catch (error) {
    answer.destroy();
    throw error;
  }
  record.status = status;
  const { end, bytes } = await relay(answer, response, setting.idle);
  record.bytesOut = bytes;
  record.end = end;
}

// What WebSockets carry nobody here can read, and so nothing is carried: for data that may go anywhere there are other ways.
function refuseRealtime(judgement: Judgement, destination: Destination, response: ServerResponse, record: RequestRecord): void {
  record.judgement = judgement;
  record.outcome = "refused";
  if (judgement.decision.effect === "allow" || judgement.action === "send") throw new Refusal(501, "realtime", "this proxy carries no WebSockets, because it could not judge what goes through them; connect to the service itself for data that may go there");
  record.status = answerDenied(response, destination, judgement);
}

function addressAt(upstream: Upstream, { path, query }: Target): URL {
  const wanted = `${upstream.prefix}${path}`;
  const url = new URL(`${upstream.base.origin}${wanted}${query}`);
  // INVARIANT: the path that is judged is the path that was read; no parser has the last word on it.
  if (url.pathname !== wanted || url.origin !== upstream.base.origin) throw malformed("ambiguous-path", "the path would be read differently on its way; write it plainly");
  return url;
}

// A page in a browser of this machine could send a request here, and with it the keys that the proxy brings.
function refusePages(request: IncomingMessage): void {
  const site = request.headers["sec-fetch-site"];
  // Also of its own origin: it serves no page, but a name of somebody else's may point here.
  if (site !== undefined && site !== "none") throw new Refusal(403, "page", "a page in a browser asks for this; the proxy serves programs");
}

function originOf({ headers: { host = "" }, socket }: IncomingMessage): string {
  const scheme = "encrypted" in socket ? "https" : "http";
  return /^[\w.-]+(?::\d+)?$|^\[[\da-f:]+\](?::\d+)?$/iu.test(host) ? `${scheme}://${host}` : "";
}

const methods: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
