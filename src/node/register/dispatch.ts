import { answerDispatch, failDispatch, type DispatchHandler } from "./answer-dispatch.ts";
import { dispatchHeaders, readDispatchBody, type ReadBody } from "./dispatch-request.ts";
import type { Screen } from "./screen.ts";

/** The options of a dispatch, of any version of undici. */
export interface DispatchOptions {
  readonly origin?: string | URL | undefined;
  readonly path?: string | undefined;
  readonly method?: string | undefined;
  readonly headers?: unknown;
  readonly body?: unknown;
  readonly upgrade?: unknown;
  readonly [judged]?: Judged | undefined;
}

type Dispatch = (this: object, options: DispatchOptions, handler: DispatchHandler) => boolean;

/** What was judged stands here, for the dispatchers that a dispatcher hands a request on to. It never leaves. */
const judged = Symbol("cordon.judged");

interface Judged {
  readonly request: string;
  readonly body: unknown;
}

let depth = 0;

/** Whether what happens right now happens within a dispatch that was let go. */
export function isGuardedDispatch(): boolean {
  return depth > 0;
}

/** A `dispatch` that lets a request to a model host go when it was judged, with its body whole. */
export function guardDispatch(screen: Screen, native: Dispatch): Dispatch {
  return function dispatch(options, handler) {
    const origin = originOf(options?.origin) ?? ownOrigin(this);
    if (origin === undefined || typeof handler !== "object" || handler === null) return Reflect.apply(native, this, [options, handler]);
    const target = addressOf(origin, options.path ?? "/");
    if (target === undefined || !screen.hosts.has(target)) return Reflect.apply(native, this, [options, handler]);

    const method = String(options.method ?? "GET");
    const name = `${method} ${target.href}`;
    const go = (own: DispatchOptions): boolean => {
      depth += 1;
      try {
        return Reflect.apply(native, this, [{ ...own, [judged]: { request: name, body: own.body } }, handler]);
      } finally {
        depth -= 1;
      }
    };
    // A redirect takes the mark along, and an interceptor may put in another body: each makes another request.
    const mark = options[judged];
    if (mark?.request === name && mark.body === options.body) return go(options);
    const way = screen.wayTo(target, "undici", dispatch);
    const voucher = screen.voucherFor(target);
    if (voucher !== undefined) return screen.pass(voucher, way, method, () => go(options));

    const headers = dispatchHeaders(options.headers);
    const unread = (body: ReadBody | undefined): boolean => {
      const refusal = screen.judgeUnread(way, new Headers(headers));
      if (refusal !== undefined) void answer(refusal, options, handler);
      else go({ ...options, headers: flat(headers), ...(body === undefined ? {} : { body: body.payload }) });
      return true;
    };
    if (options.upgrade) return unread(undefined);
    void (async () => {
      const body = await readDispatchBody(options.body);
      if (!body.whole) return unread(body);
      const settled = await screen.judge(way, { method, headers, body: body.payload });
      if (settled instanceof Response) return answer(settled, options, handler);
      const { payload } = settled.body;
      const bytes = payload === undefined ? undefined : typeof payload === "string" ? payload : Buffer.from(await new Response(payload).arrayBuffer());
      const path = /^https?:/iu.test(options.path ?? "") ? settled.url.href : settled.url.pathname + settled.url.search;
      return go({ ...options, path, headers: flat(settled.headerForm as [string, string][]), body: bytes });
    })().catch((error: unknown) => failDispatch(handler, error as Error));
    return true;
  };
}

async function answer(refusal: Response, options: DispatchOptions, handler: DispatchHandler): Promise<void> {
  if (options.upgrade) return failDispatch(handler, new Error(((await refusal.json()) as { message?: string }).message ?? "call denied"));
  return answerDispatch(handler, refusal);
}

/** The length follows the body, and undici counts it. */
function flat(headers: readonly [string, string][]): string[] {
  return headers.filter(([name]) => !/^(?:content-length|x-cordon-category)$/iu.test(name)).flat();
}

/** An origin in the form of the URL parser; `undefined` for what is none. */
export function originOf(origin: unknown): string | undefined {
  if (origin === undefined || origin === null) return undefined;
  const text = String(origin);
  return URL.canParse(text) ? new URL(text).origin : undefined;
}

function addressOf(origin: string, path: string): URL | undefined {
  // To a forward proxy the path is the whole address.
  const text = /^https?:\/\//iu.test(path) ? path : origin + (path.startsWith("/") ? path : `/${path}`);
  return URL.canParse(text) ? new URL(text) : undefined;
}

const origins = new WeakMap<object, string | undefined>();

/** The origin of a client or a pool, which are made for one and need not be told. */
function ownOrigin(dispatcher: object): string | undefined {
  if (!origins.has(dispatcher)) {
    const key = Object.getOwnPropertySymbols(dispatcher).find(({ description }) => description === "url");
    origins.set(dispatcher, key === undefined ? undefined : originOf((dispatcher as Record<symbol, { origin?: unknown } | undefined>)[key]?.origin));
  }
  return origins.get(dispatcher);
}
