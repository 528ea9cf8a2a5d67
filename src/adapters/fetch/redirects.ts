import type { Outgoing } from "./outgoing.ts";
import { withoutHeadersNamed } from "./outgoing.ts";

/** How many redirects `fetch` follows. */
export const maxHops = 20;

/** Where an answer sends a request on; `undefined` when it does not. */
export function redirectTarget(response: Response, from: URL): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(response.status)) return undefined;
  const location = response.headers.get("location");
  return location === null ? undefined : new URL(location, from);
}

/** The request as `fetch` would send it on: without credentials to another origin, without a body where it drops it. */
export function redirected(outgoing: Outgoing, status: number, target: URL): Outgoing {
  const { url, method } = outgoing;
  const dropsBody = (status === 303 && !/^(?:get|head)$/iu.test(method)) || (status < 303 && /^post$/iu.test(method));
  const moved: Outgoing = { ...outgoing, url: target.hash === "" ? withHash(target, url.hash) : target };
  const kept = target.origin === url.origin ? moved : withoutHeadersNamed(moved, (name) => credentials.has(name));
  if (!dropsBody) return kept;
  return {
    ...withoutHeadersNamed(kept, (name) => /^content-|^transfer-encoding$/u.test(name)),
    method: "GET",
    body: { kind: "none", payload: undefined },
  };
}

const credentials: ReadonlySet<string> = new Set([
  "authorization",
  "proxy-authorization",
  "cookie",
  "host",
  "x-api-key",
  "api-key",
  "x-goog-api-key",
  "cf-aig-authorization",
]);

function withHash(target: URL, hash: string): URL {
  const url = new URL(target);
  url.hash = hash;
  return url;
}
