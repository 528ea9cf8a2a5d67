import { GuardError } from "../../model/errors.ts";
import { withCategory } from "../../guard/context.ts";
import type { Guard } from "../../guard/guard.ts";
import { vouchFor, voucherOf } from "../../guard/vouch.ts";
import { categoryHeader } from "../wire/declared.ts";
import { hostOf } from "../wire/hosts.ts";
import { takeCategories } from "./categories.ts";
import { denialResponse } from "./denial.ts";
import { destinationOf } from "./destinations.ts";
import { addressOf, type Outgoing, send, toOutgoing, withoutHeadersIn } from "./outgoing.ts";
import { carriesNothing } from "./passing.ts";
import { maxHops, redirected, redirectTarget } from "./redirects.ts";
import { settleRequest } from "./settle-request.ts";

export interface GuardFetchOptions {
  readonly guard: Guard;
  /** The categories of what is sent; those of the context and of the request itself are added. */
  readonly category?: string | readonly string[] | undefined;
  /** What sends; the runtime's own `fetch` of the moment when left out. */
  readonly fetch?: typeof fetch | undefined;
  /** A host that the catalogue lacks: judged as an unknown gateway, or let through untouched. */
  readonly unknownHosts?: "judge" | "pass" | undefined;
}

const inner = Symbol.for("cordon.inner-fetch");
type Wrapped = typeof fetch & { readonly [inner]?: typeof fetch | undefined };

/**
 * A `fetch` for model clients. What it sends was judged, to the byte; what the policy refuses is not sent, and is
 * answered with 403 in the shape of the API that was asked. Answers pass as they come, streams included.
 *
 * @example
 * const client = new OpenAI({ fetch: guardFetch({ guard, category: "pii" }) });
 */
export function guardFetch({ guard, category = [], fetch: own, unknownHosts = "judge" }: GuardFetchOptions): typeof fetch {
  const before = globalThis.fetch;
  const base: typeof fetch = own ?? ((input, init) => (leadsTo(globalThis.fetch, guarded) ? before : globalThis.fetch)(input, init));

  const guarded: Wrapped = Object.assign(
    async (input: RequestInfo | URL, init?: RequestInit) => {
      const url = addressOf(input);
      if (!/^https?:$/u.test(url.protocol)) return base(input, init);
      if (unknownHosts === "pass" && hostOf(guard.catalog, url).entry === undefined) {
        return base(input, withoutHeadersIn(input, init, (name) => name === categoryHeader));
      }
      const { categories, outgoing } = await takeCategories(await toOutgoing(input, init));
      return forward({ guard, base, categories: [...[category].flat(), ...categories] }, outgoing);
    },
    { [inner]: own },
  );
  return guarded;
}

// A guarded `fetch` that was made the global one, on its own or inside another, still ends at the one it replaced.
function leadsTo(start: Wrapped | undefined, end: Wrapped): boolean {
  for (let here = start; here !== undefined; here = here[inner]) if (here === end) return true;
  return false;
}

interface Setting {
  readonly guard: Guard;
  readonly base: typeof fetch;
  readonly categories: readonly string[];
}

/** Judges and sends, and does so again for every redirect that would take the body along. */
async function forward(setting: Setting, first: Outgoing): Promise<Response> {
  let outgoing = first;
  for (let hop = 0; hop <= maxHops; hop += 1) {
    const destination = destinationOf(setting.guard.catalog, outgoing.url);
    if (carriesNothing(destination, outgoing) && (destination.entry !== undefined || hop > 0)) return send(setting.base, outgoing);

    const { judgement, outgoing: settled } = await settleRequest(setting.guard, destination, outgoing, setting.categories);
    if (settled === undefined) return denialResponse(destination, judgement.decision, judgement.call.features ?? []);
    const follows = settled.redirect === "follow" && isReplayable(settled);
    const voucher = voucherOf(setting.guard, judgement, setting.categories, settled.url.href);
    const response = await vouchFor(voucher, () => sendWithin(setting.categories, setting.base, follows ? { ...settled, redirect: "manual" } : settled));
    if (!follows) return response;
    // A browser hides where it would go, so that nobody can judge it.
    if (response.type === "opaqueredirect") throw new TypeError("fetch failed", { cause: new Error("redirected out of sight of the guard") });
    const target = redirectTarget(response, settled.url);
    if (target === undefined) return response;
    await response.body?.cancel();
    outgoing = { ...redirected(settled, response.status, target), redirect: "follow" };
  }
  throw new TypeError("fetch failed", { cause: new Error("redirect count exceeded") });
}

function isReplayable({ body }: Outgoing): boolean {
  return body.kind !== "unreadable" || body.replayable;
}

// A guard further out, such as that of `cordon/register`, hears of the categories through the context: on the request
// they are no longer.
function sendWithin(categories: readonly string[], base: typeof fetch, outgoing: Outgoing): Promise<Response> {
  if (categories.length === 0) return send(base, outgoing);
  try {
    return withCategory(categories, () => send(base, outgoing));
  } catch (error) {
    if (GuardError.isInstance(error) && error.code === "context_unavailable") return send(base, outgoing);
    throw error;
  }
}
