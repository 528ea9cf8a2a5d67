import { categoryHeader } from "../../src/adapters/wire/declared.ts";
import type { Destination } from "../../src/adapters/fetch/destinations.ts";
import { settingOf } from "../../src/adapters/wire/amendments.ts";
import { written } from "../edits.ts";
import type { Choose } from "../facts/explore.ts";
import type { Lazy, Unknown } from "../facts/values.ts";
import type { CallNode, Slip, SourceRequest, Surroundings } from "../facts/site.ts";
import { declaredIn } from "./declared.ts";
import type { Suggestion } from "../rule.ts";
import type { Guarding } from "./guarded.ts";
import { lowered, type SeenRequest } from "./lowering.ts";
import { placementOf } from "./placement.ts";
import { headerSlips } from "./slips/headers.ts";
import type { LookedAt } from "./slips/looked-at.ts";
import { bodySlips } from "./slips/slips.ts";
import { bodyOf, type Writing } from "./writing.ts";

/** What a call of any client comes to: the request that leaves, and where in the source it is written. */
export interface Written {
  readonly sdk: string;
  readonly call: CallNode;
  readonly request: SeenRequest;
  readonly guarding: Guarding;
  /** `undefined` where no JSON is written. */
  readonly writing: Writing | undefined;
  /** The argument that takes `headers`, and its place; `undefined` where there is none. */
  readonly options: Lazy | undefined;
  /** Whether the SDK sends what stands at a path of the body. */
  readonly carries: (path: readonly string[]) => boolean;
  /** Whether the same body may go to several hosts, each of which reads options of its own. */
  readonly isSwitchable?: boolean;
  /** An edit that puts the guard around what sends. */
  readonly guard?: Suggestion | undefined;
  /** Slips that only the reader of this client can see. */
  readonly slips: (destination: Destination) => readonly Slip[];
}

/** The request as the rules take it. */
export function sourceRequest(source: Written, { catalog, linted }: Surroundings, choose: Choose): SourceRequest {
  const { sdk, call, request, guarding, writing, options } = source;
  const { destination, facts, unseen } = lowered(request, catalog);
  const { entry, path } = destination;
  const body = writing === undefined ? undefined : bodyOf(writing, choose);
  const looked: LookedAt | undefined =
    entry === undefined || writing === undefined || body?.kind !== "object"
      ? undefined
      : { sdk, entry, catalog, endpoint: facts.endpoint, model: facts.model, writing, carries: source.carries, body, call, linted, choose };
  return {
    facts,
    unseen,
    declared: [...guarding.declared, ...declaredIn(request.headers, body, choose)],
    guarded: guarding.guarded,
    place(amendment) {
      const place = settingOf(entry, amendment)?.place;
      if (place !== undefined && "body" in place && !source.carries(place.body)) return undefined;
      return placementOf(amendment, { entry, writing, options, linted, choose });
    },
    slips: [...(looked === undefined ? [] : bodySlips(looked).filter(({ messageId }) => source.isSwitchable !== true || messageId !== "wrong-namespace")), ...(entry === undefined ? [] : headerSlips(request.headers, entry, path, call)), ...source.slips(destination)],
    address: request.address.shown,
    ...(guarding.guarded === "no" && source.guard !== undefined ? { guard: source.guard } : {}),
    // Without the guard the header would leave the process.
    ...(guarding.guarded === "yes" && options !== undefined
      ? {
          declare(category: string) {
            const { edits } = written(options, ["headers", categoryHeader], JSON.stringify(category), { linted, choose });
            return edits === undefined ? undefined : { message: `State \`${category}\` in the header \`${categoryHeader}\``, edits };
          },
        }
      : {}),
  };
}

/** A call of which this outcome shows nothing that could be judged. */
export function unseenRequest(why: Unknown): SourceRequest {
  return { facts: { gateway: "" }, unseen: [{ fact: "gateway", value: why }], declared: [], guarded: "unknown", place: () => undefined, slips: [] };
}

