import { takeCategories } from "../../adapters/fetch/categories.ts";
import { denialResponse } from "../../adapters/fetch/denial.ts";
import { destinationOf } from "../../adapters/fetch/destinations.ts";
import { readFacts } from "../../adapters/fetch/facts.ts";
import { type Outgoing, toOutgoing } from "../../adapters/fetch/outgoing.ts";
import { carriesNothing } from "../../adapters/fetch/passing.ts";
import { settleRequest } from "../../adapters/fetch/settle-request.ts";
import { categoriesInHeader, categoryHeader } from "../../adapters/wire/declared.ts";
import type { Guard } from "../../guard/guard.ts";
import { judge, settle } from "../../guard/judge.ts";
import { vouchFor, voucherHere, type Voucher } from "../../guard/vouch.ts";
import type { CallSite, InventoryEntry } from "../../model/inventory.ts";
import type { Inventory } from "./inventory.ts";
import { createModelHosts, type ModelHosts } from "./model-hosts.ts";

/** A request on its way to a model host. */
export interface Way {
  readonly url: URL;
  readonly over: InventoryEntry["over"];
  readonly site: CallSite | null;
}

/** A request as a client hands it over, its body whole. */
export interface Whole {
  readonly method: string;
  readonly headers: [string, string][];
  readonly body: BodyInit | undefined;
}

export interface Screen {
  readonly guard: Guard;
  readonly hosts: ModelHosts;
  /** The categories of all calls of the process, with those of a guard further in whose word does not hold here. */
  categories(): readonly string[];
  /** `below` is the function that the client called, so that a call site is looked for above it. */
  wayTo(url: URL, over: Way["over"], below: (...args: never[]) => unknown): Way;
  /** The guard of the process, counting what it decides on this way. */
  guardOn(way: Way): Guard;
  /** The word of a guard further in, where it holds for this request. */
  voucherFor(url: URL): Voucher | undefined;
  /** Sends what somebody vouches for, and counts it where that has not happened yet. */
  pass<T>(voucher: Voucher | undefined, way: Way, method: string, send: () => T): T;
  /** What may leave in place of a request, or the answer to one that may not leave. */
  judge(way: Way, request: Whole): Promise<Outgoing | Response>;
  /** The answer to a request whose body nobody can read here; `undefined` where it may leave all the same. */
  judgeUnread(way: Way, headers: Headers): Response | undefined;
}

export interface ScreenOptions {
  readonly guard: Guard;
  readonly category: readonly string[];
  readonly inventory?: Inventory | undefined;
  readonly siteOf?: ((below: (...args: never[]) => unknown) => CallSite | null) | undefined;
}

/** What all ways out of the process have in common: which hosts count, who judged already, and the judgement itself. */
export function createScreen({ guard, category, inventory, siteOf }: ScreenOptions): Screen {
  const hosts = createModelHosts(guard.catalog);
  const screen: Screen = {
    guard,
    hosts,
    categories: () => [...category, ...(voucherHere()?.categories ?? [])],
    // What was counted already needs no place.
    wayTo: (url, over, below) => ({ url, over, site: screen.voucherFor(url)?.counted === true ? null : (siteOf?.(below) ?? null) }),
    guardOn: ({ url, over, site }) =>
      inventory === undefined
        ? guard
        : {
            ...guard,
            record(call, decision, outcome) {
              guard.record(call, decision, outcome);
              inventory.add({ host: url.host, site, guard: "register", mode: guard.mode, over, call, decision, outcome });
            },
          },
    voucherFor(url) {
      const voucher = voucherHere();
      if (voucher === undefined) return undefined;
      const holds = voucher.address === undefined ? voucher.call.gateway === hosts.gatewayOf(url) : withoutHash(voucher.address) === withoutHash(url.href);
      return holds ? voucher : undefined;
    },
    pass(voucher, { url, over, site }, method, send) {
      if (voucher === undefined) return send();
      const { call, decision, outcome, mode, counted } = voucher;
      // A model may ask for its result more than once.
      if (!counted && !/^(?:get|head)$/iu.test(method)) inventory?.add({ host: url.host, site, guard: "adapter", mode, over, call, decision, outcome });
      return vouchFor({ ...voucher, counted: true }, send);
    },
    async judge(way, { method, headers, body }) {
      const whole = await toOutgoing(way.url.href, { method, headers, ...(body === undefined ? {} : { body }) });
      const { categories, outgoing } = await takeCategories(whole);
      const destination = destinationOf(guard.catalog, way.url);
      if (carriesNothing(destination, outgoing)) return outgoing;
      const { judgement, outgoing: settled } = await settleRequest(screen.guardOn(way), destination, outgoing, [...screen.categories(), ...categories]);
      return settled ?? denialResponse(destination, judgement.decision, judgement.call.features ?? []);
    },
    judgeUnread(way, headers) {
      const counting = screen.guardOn(way);
      const destination = destinationOf(guard.catalog, way.url);
      const facts = readFacts(destination, { headers, body: { kind: "unreadable", payload: "", replayable: false } });
      const judgement = judge(counting, facts, [...screen.categories(), ...categoriesInHeader(headers.get(categoryHeader) ?? "")]);
      // Nothing can be added to what cannot be read.
      settle(counting, judgement, judgement.action === "send");
      return judgement.action === "send" ? undefined : denialResponse(destination, judgement.decision, judgement.call.features ?? []);
    },
  };
  return screen;
}

function withoutHash(href: string): string {
  const start = href.indexOf("#");
  return start === -1 ? href : href.slice(0, start);
}
