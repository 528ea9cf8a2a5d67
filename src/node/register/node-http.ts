import http, { type ClientRequest } from "node:http";
import https from "node:https";
import { GuardError } from "../../model/errors.ts";
import { holdRequest, type MakeRequest } from "./held-request.ts";
import { addressesOf, readArguments, type RequestArguments } from "./request-options.ts";
import type { Screen } from "./screen.ts";

type Scheme = "http:" | "https:";
type Request = (...args: unknown[]) => ClientRequest;

/** Guards `request` and `get` of `node:http` and `node:https`, and the class behind them. */
export function guardNodeHttp(screen: Screen): void {
  for (const [module, scheme] of [[http, "http:"], [https, "https:"]] as const) {
    const place = module as unknown as { request: Request; get: Request };
    const request = guardedRequest(screen, place.request, scheme);
    place.request = request;
    place.get = Object.defineProperty((...args: unknown[]) => request(...args).end(), "name", { value: "get" });
  }
  const place = http as { ClientRequest: typeof http.ClientRequest };
  const native = place.ClientRequest;
  place.ClientRequest = new Proxy(native, {
    construct(target, args, made) {
      const make: Request = (...own) => Reflect.construct(target, own, made) as ClientRequest;
      return send(screen, make, args, "http:", place.ClientRequest as never);
    },
    apply(target, owner, args) {
      if (targetOf(screen, args, "http:") === undefined) return Reflect.apply(target as never, owner, args) as unknown;
      throw new GuardError("unguardable_model", "a request that is made by calling `ClientRequest` as a function cannot be guarded; use `http.request`");
    },
  });
}

function guardedRequest(screen: Screen, native: Request, scheme: Scheme): Request {
  return function request(...args) {
    return send(screen, native, args, scheme, request);
  };
}

function send(screen: Screen, native: Request, args: unknown[], scheme: Scheme, below: Request): ClientRequest {
  const target = targetOf(screen, args, scheme);
  if (target === undefined) return native(...args);

  const { options, callback, url } = target;
  const method = String(options.method ?? "GET");
  const way = screen.wayTo(url, "http", below);
  const voucher = screen.voucherFor(url);
  if (voucher !== undefined) return screen.pass(voucher, way, method, () => native(...args));
  // What a tunnel carries is judged where it is put in.
  if (method.toUpperCase() === "CONNECT") return native(...args);
  return holdRequest(native as MakeRequest, { options, callback, secure: (options.protocol ?? scheme) === "https:" }, {
    whole: (request) => screen.judge(way, request),
    unread: (headers) => screen.judgeUnread(way, new Headers(headers)),
  });
}

interface Target extends RequestArguments {
  readonly url: URL;
}

/** The request, where it is meant for a model host. */
function targetOf(screen: Screen, args: readonly unknown[], scheme: Scheme): Target | undefined {
  const read = readArguments(args);
  if (read === undefined) return undefined;
  const url = addressesOf(read.options, scheme).find((each) => screen.hosts.has(each));
  return url === undefined ? undefined : { ...read, url };
}
