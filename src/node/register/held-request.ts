import type { ClientRequest, IncomingMessage, OutgoingHttpHeaders, RequestOptions } from "node:http";
import type { Socket } from "node:net";
import type { Outgoing } from "../../adapters/fetch/outgoing.ts";
import { AnsweringSocket } from "./answering-socket.ts";
import { gateFor } from "./connection-gate.ts";
import { headersAsObject } from "./request-options.ts";
import type { Whole } from "./screen.ts";

/** Makes a request of Node's own; it is given options and a callback, never an address. */
export type MakeRequest = (options: RequestOptions, callback: ((response: IncomingMessage) => void) | undefined) => ClientRequest;

/** What is asked about a request that is held. */
export interface Judges {
  /** About a body that is whole. */
  readonly whole: (request: Whole) => Promise<Outgoing | Response>;
  /** About one that is too long to hold, or an upgrade; `undefined` lets it go. */
  readonly unread: (headers: [string, string][]) => Response | undefined;
}

export interface HeldRequest {
  readonly options: RequestOptions;
  readonly callback: ((response: IncomingMessage) => void) | undefined;
  readonly secure: boolean;
}

/** Bytes of a body that are held; what is longer counts as unreadable. */
export const heldAtMost = 64 << 20;

const isUpgrade = ({ upgrade, connection }: OutgoingHttpHeaders): boolean => upgrade !== undefined || /\bupgrade\b/iu.test(String(connection ?? ""));

/** A judgement carried out: send this, or answer that. */
type Verdict = Response | { readonly headers: [string, string][]; readonly chunks: readonly Buffer[]; readonly url?: URL };

/**
 * A request of Node's own HTTP client that does not connect before its body is whole and judged. Until then it takes
 * what is written to it; from then on it is the request that it would have been. A refused one never connects, and gets
 * its answer as from a server.
 */
export function holdRequest(make: MakeRequest, { options, callback, secure }: HeldRequest, judges: Judges): ClientRequest {
  const gate = gateFor(options, secure);
  const headers = headersAsObject(options.headers);
  const expectation = Object.keys(headers).find((name) => name.toLowerCase() === "expect");
  // Node would send the head at once, and the body waits for an answer to it.
  if (expectation !== undefined) delete headers[expectation];
  const isList = Array.isArray(options.headers);
  const request = make({ ...options, headers, agent: gate.agent, ...(isList ? { setHost: false, auth: null } : {}) }, callback);
  gate.settle(request);

  const native = { write: request.write, end: request.end, destroy: request.destroy };
  const chunks: Buffer[] = [];
  let size = 0;
  let state: "held" | "judged" | "gone" = "held";
  let ended = false;
  let paused = false;

  const release = (): void => {
    state = "gone";
    for (const name of ["write", "end", "destroy", "flushHeaders"] as const) delete (request as Partial<ClientRequest>)[name];
  };

  const carryOut = async (verdict: Verdict): Promise<void> => {
    const refusal = verdict instanceof Response ? await AnsweringSocket.of(verdict) : undefined;
    if (request.destroyed) return;
    release();
    (request as { finished: boolean }).finished = false;
    if (refusal !== undefined) {
      setHeaders(request, []);
      request.onSocket(refusal as unknown as Socket);
      request.end();
      // Whoever is still writing learns of it by the answer, as from a server that has heard enough.
      if (!ended) Object.assign(request, { write: () => true, end: () => request });
      return;
    }
    const { headers: judged, chunks: body, url } = verdict as Exclude<Verdict, Response>;
    setHeaders(request, judged);
    if (url !== undefined && request.path === options.path) request.path = judgedPath(request.path, url);
    gate.open(request);
    const [first, ...others] = body;
    if (others.length === 0 && ended) return void request.end(first);
    for (const chunk of body) request.write(chunk);
    if (ended) request.end();
    else if (paused) request.emit("drain");
  };

  const judge = (verdict: () => Promise<Verdict>): void => {
    state = "judged";
    // Fail closed: what could not be judged does not leave.
    verdict().then(carryOut).catch((error: unknown) => request.destroy(error as Error));
  };

  const judgeUnread = (): void => {
    const pairs = headersOf(request);
    judge(async () => judges.unread(pairs) ?? { headers: pairs.filter(([name]) => name.toLowerCase() !== "x-cordon-category"), chunks });
  };

  const judgeWhole = (): void => {
    const pairs = headersOf(request);
    const body = chunks.length === 0 ? undefined : new Uint8Array(Buffer.concat(chunks));
    judge(async () => {
      const settled = await judges.whole({ method: request.method, headers: pairs, body });
      return settled instanceof Response ? settled : toVerdict(settled);
    });
  };

  const take = (chunk: string | Uint8Array, encoding: BufferEncoding | undefined): void => {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk, encoding) : Buffer.from(chunk);
    if (bytes.length > 0) chunks.push(bytes);
    size += bytes.length;
    if (size > heldAtMost && state === "held") judgeUnread();
  };

  const own: Partial<Record<keyof ClientRequest, unknown>> = {
    write(chunk: unknown, encoding?: unknown, done?: unknown): boolean {
      // Node has its own words for what it does not take.
      if (request.finished || request.destroyed || !isChunk(chunk)) return Reflect.apply(native.write, request, [chunk, encoding, done]) as boolean;
      take(chunk, typeof encoding === "string" ? (encoding as BufferEncoding) : undefined);
      const called = [encoding, done].find((each) => typeof each === "function") as (() => void) | undefined;
      if (called !== undefined) process.nextTick(called);
      paused = state === "judged";
      return !paused;
    },
    end(chunk?: unknown, encoding?: unknown, done?: unknown): ClientRequest {
      const called = [chunk, encoding, done].find((each) => typeof each === "function") as (() => void) | undefined;
      if (request.finished || request.destroyed) return Reflect.apply(native.end, request, [called]) as ClientRequest;
      if (chunk !== undefined && chunk !== null && typeof chunk !== "function") {
        if (!isChunk(chunk)) return Reflect.apply(native.end, request, [chunk, encoding, done]) as ClientRequest;
        take(chunk, typeof encoding === "string" ? (encoding as BufferEncoding) : undefined);
      }
      if (called !== undefined) request.once("finish", called);
      ended = true;
      // From here on Node itself refuses a second `end` and what is written after it.
      (request as { finished: boolean }).finished = true;
      if (state === "held") (isUpgrade(request.getHeaders()) ? judgeUnread : judgeWhole)();
      return request;
    },
    destroy(error?: Error): ClientRequest {
      Reflect.apply(native.destroy, request, [error]);
      if (state === "gone") return request;
      release();
      // No agent will come back to it, so it is told here that there is no connection.
      request.onSocket(null as unknown as Socket);
      return request;
    },
    // The head leaves with the body.
    flushHeaders(): void {},
  };
  Object.assign(request, own);
  if (request.destroyed) request.onSocket(null as unknown as Socket);
  else if (expectation !== undefined) process.nextTick(() => request.emit("continue"));
  return request;
}

async function toVerdict({ headerForm, body, url }: Outgoing): Promise<Verdict> {
  const { payload } = body;
  const bytes = payload === undefined ? undefined : payload instanceof Uint8Array ? Buffer.from(payload) : Buffer.from(await new Response(payload).arrayBuffer());
  const headers = (headerForm as [string, string][]).map(([name, value]): [string, string] => [name, name.toLowerCase() === "content-length" ? String(bytes?.length ?? 0) : value]);
  return { headers, chunks: bytes === undefined ? [] : [bytes], url };
}

/** The path as it was judged: without `..` and whatever else a server could read in another way. */
function judgedPath(path: string, url: URL): string {
  if (path.startsWith("/")) return url.pathname + url.search;
  // A whole address, as forward proxies take it.
  return /^https?:\/\//iu.test(path) ? url.href : path;
}


function isChunk(chunk: unknown): chunk is string | Uint8Array {
  return typeof chunk === "string" || chunk instanceof Uint8Array;
}

/** The headers as they stand, in the spelling of the caller, a line each. */
function headersOf(request: ClientRequest): [string, string][] {
  return request.getRawHeaderNames().flatMap((name) => [request.getHeader(name) ?? []].flat().map((value): [string, string] => [name, String(value)]));
}

/** Judged is what leaves: the headers are put back as they were read. */
function setHeaders(request: ClientRequest, headers: readonly [string, string][]): void {
  for (const name of request.getHeaderNames()) request.removeHeader(name);
  const lines = new Map<string, [string, string[]]>();
  for (const [name, value] of headers) {
    const line = lines.get(name.toLowerCase()) ?? [name, []];
    line[1].push(value);
    lines.set(name.toLowerCase(), line);
  }
  for (const [name, values] of lines.values()) request.setHeader(name, values.length === 1 ? values[0]! : values);
}
