import { type Body, readBody, withText } from "./body.ts";
import { copyHeaders, type HeaderForm, withHeader, withoutHeaders } from "./headers.ts";

/** A request that has not left yet: our own copy of everything that is judged, and the rest as it was given. */
export interface Outgoing {
  readonly url: URL;
  /** As the caller wrote it. */
  readonly method: string;
  readonly headerForm: HeaderForm;
  readonly headers: Headers;
  readonly body: Body;
  readonly redirect: RequestRedirect;
  /** What else the caller gave: `signal`, `duplex`, `dispatcher` and whatever the runtime knows. */
  readonly init: RequestInit;
  /** The caller's `Request`, for what it holds that cannot be read out of it. */
  readonly request: Request | undefined;
}

// Read by name, since an `init` may be a class instance, or a `Request`.
const initKeys =
  "body cache credentials duplex headers integrity keepalive method mode priority redirect referrer referrerPolicy signal".split(" ");

/**
 * Reads the arguments of `fetch`, `init` over `Request`, once: what they hold afterwards no longer matters.
 *
 * @throws {TypeError} for an address that is none, and for a `Request` whose body is used up, as `fetch` does
 */
export async function toOutgoing(input: RequestInfo | URL, given: RequestInit | undefined): Promise<Outgoing> {
  const request = isRequest(input) ? input : undefined;
  const url = addressOf(input);
  const { body: source, headers: headersInit, method: initMethod, ...init } = snapshot(given);
  const method = initMethod ?? request?.method ?? "GET";
  const headerForm = copyHeaders(headersInit ?? request?.headers);
  const headers = new Headers(headerForm);
  const body = await readBody(source ?? (await bodyOf(request)), headers);
  return { url, method, headerForm, headers, body, redirect: init.redirect ?? request?.redirect ?? "follow", init, request };
}

/** @throws {TypeError} for an address that is none */
export function addressOf(input: RequestInfo | URL): URL {
  return new URL(isRequest(input) ? input.url : String(input), globalThis.location?.href);
}

/** The arguments of `fetch` as they are but for unwanted headers: nothing else is looked at. */
export function withoutHeadersIn(
  input: RequestInfo | URL,
  init: RequestInit | undefined,
  isUnwanted: (name: string) => boolean,
): RequestInit | undefined {
  const form = copyHeaders(init?.headers ?? (isRequest(input) ? input.headers : undefined));
  return [...new Headers(form).keys()].some(isUnwanted) ? { ...init, headers: withoutHeaders(form, isUnwanted) } : init;
}

/** Sends exactly what was judged. */
export function send(base: typeof fetch, { url, method, headerForm, body, redirect, init, request }: Outgoing): Promise<Response> {
  const parts: RequestInit = {
    method,
    headers: headerForm,
    ...(body.payload === undefined ? {} : { body: body.payload }),
    ...(redirect === "follow" ? {} : { redirect }),
  };
  if (request === undefined) return base(url.href, { ...init, ...parts });
  const RequestClass = request.constructor as typeof Request;
  // A redirect may have taken the body away, which the caller's own request would bring back.
  const isSame = request.url === url.href && (body.payload !== undefined || request.body === null);
  const whole = isSame
    ? new RequestClass(request, { ...init, ...parts, redirect })
    : new RequestClass(url.href, { ...carried(request), ...init, ...parts, redirect });
  return Object.keys(init).length === 0 ? base(whole) : base(whole, { ...init, redirect });
}

export async function withBodyText(outgoing: Outgoing, text: string): Promise<Outgoing> {
  if (outgoing.body.kind !== "json") return outgoing;
  const body = await withText(outgoing.body, text, outgoing.headers);
  if (outgoing.headers.get("content-length") === null) return { ...outgoing, body };
  return withHeaderSet({ ...outgoing, body }, "content-length", String(new TextEncoder().encode(text).length));
}

export function withHeaderSet(outgoing: Outgoing, name: string, value: string): Outgoing {
  return withForm(outgoing, withHeader(outgoing.headerForm, name, value));
}

export function withoutHeadersNamed(outgoing: Outgoing, isUnwanted: (name: string) => boolean): Outgoing {
  return [...outgoing.headers.keys()].some(isUnwanted) ? withForm(outgoing, withoutHeaders(outgoing.headerForm, isUnwanted)) : outgoing;
}

function withForm(outgoing: Outgoing, headerForm: HeaderForm): Outgoing {
  return { ...outgoing, headerForm, headers: new Headers(headerForm) };
}

// By its shape, since a client may bring its own `Request`.
function isRequest(input: RequestInfo | URL): input is Request {
  return typeof input === "object" && "url" in input && "headers" in input && typeof input.clone === "function";
}

function snapshot(given: RequestInit | undefined): RequestInit {
  if (given === undefined || given === null) return {};
  const inherited = initKeys.flatMap((key) => {
    const value = (given as Record<string, unknown>)[key];
    return Object.hasOwn(given, key) || value === undefined ? [] : [[key, value] as const];
  });
  return { ...Object.fromEntries(inherited), ...given };
}

/** A clone is read, so that a request that is refused stays usable. */
async function bodyOf(request: Request | undefined): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (request === undefined || request.body === null || /^(?:get|head)$/iu.test(request.method)) return undefined;
  return new Uint8Array(await request.clone().arrayBuffer());
}

function carried(request: Request): RequestInit {
  const { cache, credentials, integrity, keepalive, mode, referrer, referrerPolicy, signal } = request;
  const values = { cache, credentials, integrity, keepalive, mode, referrer, referrerPolicy, signal };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
