import { guardFetch } from "../../adapters/fetch/index.ts";
import { voucherHere } from "../../guard/vouch.ts";
import type { Screen } from "./screen.ts";
import { guardGlobalDispatcher } from "./undici.ts";

/** Puts a guarded `fetch` in the place of the global one. Requests to other hosts go through as they are. */
export function guardGlobalFetch(screen: Screen): void {
  const native = globalThis.fetch;

  function fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const url = addressOf(input);
    return url === undefined || !screen.hosts.has(url) ? native(input, init) : send(url, input, init);
  }

  function send(url: URL, input: RequestInfo | URL, init: RequestInit | undefined): Promise<Response> {
    const way = screen.wayTo(url, "fetch", fetch);
    const voucher = screen.voucherFor(url);
    guardGlobalDispatcher(screen);
    if (voucher !== undefined) return screen.pass(voucher, way, methodOf(input, init), () => native(input, init));
    const guarded = guardFetch({
      guard: screen.guardOn(way),
      category: screen.categories(),
      // Counted already, since this very guard judged it.
      fetch: (settled, rest) => screen.pass(countedHere(), way, "", () => native(settled, rest)),
    });
    return guarded(input, init);
  }

  Object.defineProperty(globalThis, "fetch", { value: fetch, writable: true, enumerable: true, configurable: true });
}

function countedHere(): ReturnType<typeof voucherHere> {
  const voucher = voucherHere();
  return voucher === undefined ? undefined : { ...voucher, counted: true };
}

// What is no address is left to the runtime, which has its own words for it.
function addressOf(input: RequestInfo | URL): URL | undefined {
  const text = typeof input === "string" ? input : typeof input === "object" && input !== null && "url" in input ? input.url : String(input);
  return URL.canParse(text) ? new URL(text) : undefined;
}

function methodOf(input: RequestInfo | URL, init: RequestInit | undefined): string {
  return init?.method ?? (typeof input === "object" && "method" in input ? input.method : "GET");
}
