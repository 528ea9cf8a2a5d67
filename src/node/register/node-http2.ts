import http2, { type ClientHttp2Session, type ClientHttp2Stream, type ClientSessionRequestOptions, type OutgoingHttpHeaders } from "node:http2";
import type { Outgoing } from "../../adapters/fetch/outgoing.ts";
import { categoryHeader } from "../../adapters/wire/declared.ts";
import { HeldStream } from "./held-stream.ts";
import type { Screen } from "./screen.ts";

type Connect = (authority: unknown, ...rest: unknown[]) => ClientHttp2Session;

/** Guards the requests of HTTP/2 sessions with model hosts. */
export function guardHttp2(screen: Screen): void {
  const place = http2 as unknown as { connect: Connect };
  const native = place.connect;
  place.connect = function connect(authority, ...rest) {
    const session = native(authority, ...rest);
    const origin = originOf(authority, rest[0]);
    if (origin !== undefined && screen.hosts.hasOrigin(origin)) guardSession(screen, session, origin);
    return session;
  };
}

function guardSession(screen: Screen, session: ClientHttp2Session, origin: string): void {
  const native = session.request.bind(session);

  session.request = function request(given: OutgoingHttpHeaders = {}, options?: ClientSessionRequestOptions): ClientHttp2Stream {
    const url = new URL(String(given[":path"] ?? "/"), origin);
    const way = screen.wayTo(url, "http2", request);
    const method = String(given[":method"] ?? "GET");
    const voucher = screen.voucherFor(url);
    if (voucher !== undefined) return screen.pass(voucher, way, method, () => native(given, options));

    const headers = withoutCategory(given);
    // As Node decides it where the options say nothing.
    if (options?.endStream ?? /^(?:get|head|delete)$/iu.test(method)) return native(headers, options);
    const lines = linesOf(given);
    // What is no JSON may be a conversation that ends with the answer: waiting for its end would end it.
    if (!/json/iu.test(String(given["content-type"] ?? "json"))) {
      const refusal = screen.judgeUnread(way, new Headers(lines));
      return refusal === undefined ? native(headers, options) : (HeldStream.answering(session, refusal) as unknown as ClientHttp2Stream);
    }
    const judge = async (body: Buffer): Promise<Response | (() => ClientHttp2Stream)> => {
      const settled = await screen.judge(way, { method, headers: lines, body: new Uint8Array(body) });
      return settled instanceof Response ? settled : sending(native, given, options, settled);
    };
    return new HeldStream(session, judge) as unknown as ClientHttp2Stream;
  };
}

async function sending(native: ClientHttp2Session["request"], given: OutgoingHttpHeaders, options: ClientSessionRequestOptions | undefined, { url, headerForm, body }: Outgoing): Promise<() => ClientHttp2Stream> {
  const bytes = Buffer.from(await new Response(body.payload ?? null).arrayBuffer());
  const pseudo = Object.entries(given).filter(([name]) => name.startsWith(":"));
  const judged = Object.fromEntries((headerForm as [string, string][]).filter(([name]) => name !== "content-length"));
  return () => native({ ...Object.fromEntries(pseudo), ":path": url.pathname + url.search, ...judged }, options).end(bytes);
}

function withoutCategory(headers: OutgoingHttpHeaders): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== categoryHeader));
}

function linesOf(headers: OutgoingHttpHeaders): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) => (name.startsWith(":") ? [] : [value ?? []].flat().map((each): [string, string] => [name, String(each)])));
}

function originOf(authority: unknown, options: unknown): string | undefined {
  if (typeof authority === "string" || authority instanceof URL) return URL.canParse(String(authority)) ? new URL(String(authority)).origin : undefined;
  const { protocol = "https:", hostname, host, port } = { ...(options as object), ...(authority as object) } as Record<string, string | undefined>;
  const text = `${protocol}//${hostname ?? host ?? "localhost"}${port === undefined ? "" : `:${port}`}`;
  return URL.canParse(text) ? new URL(text).origin : undefined;
}
