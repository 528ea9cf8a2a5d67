import { subscribe } from "node:diagnostics_channel";
import Module from "node:module";
import { GuardError } from "../../model/errors.ts";
import { guardDispatch, isGuardedDispatch, originOf, type DispatchOptions } from "./dispatch.ts";
import type { DispatchHandler } from "./answer-dispatch.ts";
import { dispatchHeaders } from "./dispatch-request.ts";
import type { Screen } from "./screen.ts";

interface Dispatching {
  dispatch?: (options: DispatchOptions, handler: DispatchHandler) => boolean;
}

/**
 * Guards every copy of undici that the process loads: at the class below all dispatchers where it can be reached, which
 * is where the global `fetch`, `WebSocket` and `EventSource`, and the functions of the package `undici` end up. A copy
 * inside of somebody's bundle is met at its requests, which cannot be read there any more.
 */
export function guardUndici(screen: Screen): void {
  const loader = Module as unknown as { _load: (request: unknown, ...rest: unknown[]) => unknown };
  const load = loader._load;
  loader._load = function (request, ...rest) {
    const loaded = Reflect.apply(load, this, [request, ...rest]) as unknown;
    if (typeof request === "string" && /\bdispatcher-base(?:\.js)?$/u.test(request)) {
      guardClass(screen, (loaded as { prototype?: Dispatching } | undefined)?.prototype);
      guardGlobalDispatcher(screen);
    }
    return loaded;
  };
  subscribe("undici:request:create", (message) => watch(screen, (message as { request: CreatedRequest }).request));
}

/** Guards the class of the dispatchers that are used where none is named. */
export function guardGlobalDispatcher(screen: Screen): void {
  for (const name of ["undici.globalDispatcher.1", "undici.globalDispatcher.2"]) {
    let place: object | null | undefined = (globalThis as Record<symbol, object | undefined>)[Symbol.for(name)];
    while (place !== null && place !== undefined && !Object.hasOwn(place, "dispatch")) place = Object.getPrototypeOf(place) as object | null;
    guardClass(screen, place as Dispatching | null | undefined);
  }
}

const guarded = new WeakSet<object>();

function guardClass(screen: Screen, prototype: Dispatching | null | undefined): void {
  if (prototype === null || prototype === undefined || guarded.has(prototype) || typeof prototype.dispatch !== "function") return;
  guarded.add(prototype);
  prototype.dispatch = guardDispatch(screen, prototype.dispatch);
}

/** What undici shows of a request that it has just made. */
interface CreatedRequest extends Pick<DispatchOptions, "origin" | "path" | "method" | "headers" | "body" | "upgrade"> {
  onError?: (error: Error) => void;
}

function watch(screen: Screen, request: CreatedRequest): void {
  if (isGuardedDispatch()) return;
  const origin = originOf(request.origin);
  if (origin === undefined || !screen.hosts.hasOrigin(origin) || !URL.canParse(request.path ?? "/", origin)) return;
  // The next one will be met earlier.
  guardGlobalDispatcher(screen);
  const url = new URL(request.path ?? "/", origin);
  const method = request.method ?? "GET";
  const way = screen.wayTo(url, "undici", watch);
  const voucher = screen.voucherFor(url);
  if (voucher !== undefined) return screen.pass(voucher, way, method, () => undefined);
  const isEmpty = request.body === null || request.body === undefined;
  if (isEmpty && !request.upgrade) return;
  const refusal = screen.judgeUnread(way, new Headers(dispatchHeaders(request.headers)));
  if (refusal === undefined) return;
  const error = new GuardError("call_denied", "call denied: this copy of undici hides its requests; load it as a package of its own, or use `guardFetch`");
  if (typeof request.onError !== "function") throw error;
  request.onError(error);
}
