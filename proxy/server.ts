import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerOptions, type ServerResponse } from "node:http";
import { createServer as createTlsServer, type Server as TlsServer } from "node:https";
import type { Socket } from "node:net";
import { answerRefused } from "./answers.ts";
import { forward, type Forwarding } from "./forward.ts";
import { readTls, type TlsFiles } from "./listening.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { operate, type Operations } from "./operations.ts";
import { malformed, Refusal } from "./refusal.ts";
import { type RequestRecord, tellRequest } from "./request-record.ts";
import { readTarget } from "./target.ts";

/** What one listener needs. */
export interface Serving {
  readonly forwarding: Forwarding;
  readonly operations: Operations;
  /** Counts what is under way, on all listeners together. */
  readonly load: { requests: number };
  readonly log: Log;
  readonly metrics: Metrics;
  readonly tls: TlsFiles | undefined;
  /** Milliseconds in which a request must be here, with its body. */
  readonly requestTimeout: number;
}

/** A server that is not listening yet. */
export function createProxyServer(setting: Serving): Server | TlsServer {
  const options: ServerOptions = {
    insecureHTTPParser: false,
    // Asked for where it can be answered in words.
    requireHostHeader: false,
    maxHeaderSize: 32 << 10,
    headersTimeout: Math.min(30_000, setting.requestTimeout),
    requestTimeout: setting.requestTimeout,
    connectionsCheckingInterval: 5_000,
    keepAliveTimeout: 75_000,
    noDelay: true,
  };
  const serve: RequestListener = (request, response) => void handle(setting, request, response);
  const server = setting.tls === undefined ? createServer(options, serve) : createTlsServer({ ...options, ...readTls(setting.tls) }, serve);
  // A header beyond Node's usual number would be dropped in silence, and with it perhaps a category; the size is bounded.
  server.maxHeadersCount = 0;
  server.on("checkContinue", serve);
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => refuseUnparsed(setting, error, socket));
  server.on("connect", (_: IncomingMessage, socket: Socket) => refuseUnparsed(setting, Object.assign(new Error(), { code: "CONNECT" }), socket));
  return server;
}

async function handle(setting: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { forwarding, operations, load, log, metrics } = setting;
  const record: RequestRecord = { id: randomUUID(), start: performance.now(), method: request.method ?? "" };
  const underWay = answering.get(request.socket) ?? new Set();
  answering.set(request.socket, underWay.add(response));
  load.requests += 1;
  response.once("close", () => {
    underWay.delete(response);
    load.requests -= 1;
  });
  if (operations.isEnding()) response.setHeader("connection", "close");
  let isOurs = false;
  try {
    if (request.headers.host === undefined && request.httpVersion !== "1.0") throw malformed("missing-host", "the request has no `host` header; send one");
    const target = readTarget(request.url ?? "");
    isOurs = target.name === "-";
    if (isOurs) record.status = await operate(operations, target, request, response);
    else await forward(forwarding, target, request, response, record);
  } catch (error) {
    end(request, response, record, error);
  }
  if (!isOurs || record.error !== undefined) tellRequest(record, log, metrics);
}

/** The responses under way on each connection. */
const answering = new WeakMap<Socket, Set<ServerResponse>>();

/** Responses to requests that turned out to be no HTTP after their headers were read. */
const unparsable = new WeakMap<ServerResponse, Refusal>();

function end(request: IncomingMessage, response: ServerResponse, record: RequestRecord, error: unknown): void {
  const unparsed = unparsable.get(response);
  if (unparsed !== undefined) {
    Object.assign(record, { error: unparsed, status: unparsed.status, outcome: "refused" });
    return;
  }
  const isGone = request.socket.destroyed || response.destroyed;
  if (isGone || response.headersSent) {
    response.destroy();
    record.status ??= 499;
    record.end = "client-gone";
    return;
  }
  record.error = error;
  record.status = answerRefused(response, record.destination, error).status;
  record.outcome ??= "refused";
}

/** Answers what is no HTTP, or could be read as two requests: 400, and nothing more is read from there. */
function refuseUnparsed({ log, metrics }: Serving, { code = "unknown" }: NodeJS.ErrnoException, socket: Socket): void {
  // Into an answer that has begun, or before one that is due first, no other can be written.
  const underWay = [...(answering.get(socket) ?? [])];
  if (!socket.writable || underWay.length > 1 || underWay.some(({ headersSent }) => headersSent) || gone.has(code)) return void socket.destroy();
  const refusal = refusalOf(code);
  const body = JSON.stringify({ type: "error", error: { message: refusal.message, type: "invalid_request_error", param: null, code: refusal.code }, message: refusal.message });
  socket.end(`HTTP/1.1 ${refusal.status} ${reasons.get(refusal.status) ?? "Bad Request"}\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  // What still comes is not read, and a sender that reads nothing does not keep the connection.
  socket.setTimeout(2_000, () => socket.destroy());
  socket.resume();
  if (underWay[0] !== undefined) return void unparsable.set(underWay[0], refusal);
  metrics.add("cordon_refusals_total", "Requests that went no further, but for those that the policy denied.", { upstream: "-", code: refusal.code });
  log("info", "request", { status: refusal.status, outcome: "refused", error: refusal.code, parser: code });
}

// Nobody is there any more who would read an answer.
const gone: ReadonlySet<string> = new Set(["ECONNRESET", "EPIPE", "HPE_INVALID_EOF_STATE"]);

const reasons: ReadonlyMap<number, string> = new Map([[400, "Bad Request"], [408, "Request Timeout"], [413, "Content Too Large"], [431, "Request Header Fields Too Large"]]);

function refusalOf(code: string): Refusal {
  if (code === "HPE_HEADER_OVERFLOW") return new Refusal(431, "headers-too-large", "the headers are larger than is read here; send fewer");
  if (code === "HPE_CHUNK_EXTENSIONS_OVERFLOW") return new Refusal(413, "body-too-large", "the extensions of the chunks are larger than is read here; send none");
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return new Refusal(408, "request-timeout", "the request did not come to its end in time");
  if (code === "CONNECT") return malformed("absolute-target", "this is no HTTP proxy; give the client its address as the base address");
  return malformed("malformed-http", "the request is no HTTP that can be read in one way only");
}
