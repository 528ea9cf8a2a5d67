import { readFacts } from "../../src/adapters/fetch/facts.ts";
import { destinationOf, type Destination } from "../../src/adapters/fetch/destinations.ts";
import type { Body } from "../../src/adapters/fetch/body.ts";
import { wellKnownApi } from "../../src/adapters/fetch/paths.ts";
import type { Obstacle } from "../../src/adapters/wire/obstacles.ts";
import type { CallFacts } from "../../src/guard/judge.ts";
import type { Catalog } from "../../src/model/catalog.ts";
import type { UnseenFact } from "../facts/site.ts";
import { unknown, type Unknown } from "../facts/values.ts";
import type { SeenAddress } from "./address.ts";
import { bestReading } from "./best-reading.ts";
import { hasHole } from "./hole.ts";
import { headerIn, type SeenHeaders } from "./seen-headers.ts";

/** A request as an SDK would send it, as far as the source shows it. */
export interface SeenRequest {
  readonly address: SeenAddress;
  readonly headers: SeenHeaders;
  readonly body:
    /** Plain data, on the wire's own keys. */
    | { readonly kind: "json"; readonly value: unknown }
    | { readonly kind: "form"; readonly value: unknown }
    | { readonly kind: "none" };
}

export interface Lowered {
  readonly destination: Destination;
  readonly facts: CallFacts;
  readonly unseen: readonly { readonly fact: UnseenFact; readonly value: Unknown }[];
}

/** The facts of a request as the guard itself would read them, in the best reading of what is not seen. */
export function lowered(request: SeenRequest, catalog: Catalog): Lowered {
  const destination = destinationOfAddress(request.address, catalog);
  const { body, unseen } = bestReading(request.body.kind === "none" ? {} : request.body.value, destination.entry);
  const facts = readFacts(destination, { headers: plainHeaders(request.headers), body: asBody(request.body.kind, body) });
  const inPath = destination.api?.captures["model"] ?? destination.api?.captures["deployment"];
  const isNamed = inPath !== undefined && !hasHole(inPath);
  const found = [...unseen.filter(({ fact }) => fact !== "model" || !isNamed), ...unseenIn(destination, request, facts)];
  return { destination, facts: withoutHoles(facts, new Set(found.map(({ fact }) => fact))), unseen: found };
}

function withoutHoles({ gateway, endpoint, model, fallbackModels, features = [], ...rest }: CallFacts, open: ReadonlySet<UnseenFact>): CallFacts {
  const [first, ...others] = [model, ...(fallbackModels ?? [])].filter((name) => name !== undefined && !hasHole(name));
  // What is only not seen is no obstacle to a reader of the request itself.
  const left = features.filter((feature) => !(feature === unreadable && open.has("model")) && !(feature === unlisted && open.has("endpoint")));
  return {
    ...rest,
    gateway: open.has("gateway") ? "" : gateway,
    ...(endpoint === undefined || open.has("endpoint") ? {} : { endpoint }),
    ...(first === undefined ? {} : { model: first }),
    ...(others.length > 0 ? { fallbackModels: others.filter((name) => name !== undefined) } : {}),
    ...(left.length > 0 ? { features: left } : {}),
  };
}

const unreadable: Obstacle = "unreadable-model";
const unlisted: Obstacle = "unlisted-api";

/** Where an address leads; a host that is not seen is nobody's. */
export function destinationOfAddress({ url, path }: SeenAddress, catalog: Catalog): Destination {
  if (url !== undefined) return destinationOf(catalog, url);
  return { gateway: "", entry: undefined, region: undefined, atPort: false, path, api: wellKnownApi(path) };
}

function unseenIn({ entry, api, path }: Destination, { address, headers }: SeenRequest, { model, fallbackModels = [] }: CallFacts): Lowered["unseen"] {
  const hidden: { fact: UnseenFact; value: Unknown }[] = [];
  const why = address.unseen ?? unknown("a part of the address that is not known");
  if (address.unseen !== undefined && entry === undefined) hidden.push({ fact: "gateway", value: address.unseen });
  if (api === undefined && hasHole(path)) hidden.push({ fact: "endpoint", value: why });
  if ([model, ...fallbackModels].some((name) => name !== undefined && hasHole(name))) hidden.push({ fact: "model", value: why });
  const keys = headers.values.get("x-provider-api-keys")?.value;
  if (keys !== undefined && typeof keys !== "string") hidden.push({ fact: "credentials", value: keys });
  if (api?.dialect === "ai-sdk") {
    const named = headerIn(headers, "ai-language-model-id") ?? headerIn(headers, "ai-model-id");
    if (named !== undefined && typeof named !== "string") hidden.push({ fact: "model", value: named });
  }
  return hidden;
}

function plainHeaders({ values }: SeenHeaders): Headers {
  const headers = new Headers();
  for (const [name, { value }] of values) {
    try {
      if (typeof value === "string") headers.set(name, value);
    } catch {
      // No name or value of a header: it cannot be sent, and says nothing.
    }
  }
  return headers;
}

function asBody(kind: SeenRequest["body"]["kind"], value: ReturnType<typeof bestReading>["body"]): Body {
  if (kind === "json") return { kind, payload: "", text: "", value, duplicates: false };
  if (kind === "none") return { kind, payload: undefined };
  const payload = new FormData();
  if (typeof value["model"] === "string") payload.append("model", value["model"]);
  return { kind, payload };
}
