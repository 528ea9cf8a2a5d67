import type { Catalog, GatewayEntry } from "../../model/catalog.ts";
import { configOf, providerOf, resolved, type Model } from "./model.ts";
import { isFields } from "./plain-data.ts";
import { namedGateway } from "./providers.ts";

/** Where a model's requests go, as far as the model shows it. */
export interface Destination {
  /** An id of the catalogue, or the bare host where the catalogue knows none. */
  readonly gateway: string;
  readonly entry: GatewayEntry | undefined;
  readonly region: string | undefined;
  /** The address, where the model shows it. */
  readonly url: URL | undefined;
}

/**
 * The gateway that a model talks to. A host that can be seen decides: the provider string is anybody's choice. Only a
 * model that shows no address is taken at its word.
 */
export function destinationOf(catalog: Catalog, model: Model): Destination {
  const named = namedGateway(providerOf(model));
  const address = addressOf(model);
  if (address === undefined) return { gateway: named, entry: entryOf(catalog, named), region: undefined, url: undefined };
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const known = url === undefined ? [] : claimsTo(catalog, url.host);
  // Several local runtimes may claim one port: among equals the name speaks, else the first in order.
  const claim = known.find(({ id }) => id === named) ?? known[0];
  if (claim === undefined) return { gateway: url?.host || "unknown-host", entry: undefined, region: undefined, url };
  return { gateway: claim.id, entry: entryOf(catalog, claim.id), region: claim.region ?? undefined, url };
}

function entryOf(catalog: Catalog, id: string): GatewayEntry | undefined {
  return Object.hasOwn(catalog.gateways, id) ? catalog.gateways[id] : undefined;
}

/** An entry to which a host belongs, and the region that the host binds to. */
interface Claim {
  readonly id: string;
  readonly region: string | null;
}

const remembered = new WeakMap<Catalog, Map<string, readonly Claim[]>>();

/** The entries to which a host belongs, in the order of their ids. A process talks to few hosts: they are remembered. */
function claimsTo(catalog: Catalog, host: string): readonly Claim[] {
  const claims = remembered.get(catalog) ?? new Map<string, readonly Claim[]>();
  remembered.set(catalog, claims);
  const known = claims.get(host);
  if (known !== undefined) return known;
  const found = Object.keys(catalog.gateways).sort().flatMap((id) => {
    const region = regionOf(catalog.gateways[id]!, host);
    return region === undefined ? [] : [{ id, region }];
  });
  if (claims.size < 256) claims.set(host, found);
  return found;
}

/** The address as the model would build it: a `url` function, or a base URL in one of the two spellings. */
function addressOf(model: Model): string | undefined {
  if (!isFields(model.config)) return undefined;
  const url = configOf(model, "url");
  if (typeof url === "function") {
    const address = resolved(url.bind(model.config), { path: "/", modelId: String(model.modelId) });
    if (typeof address === "string") return address;
  }
  return [configOf(model, "baseURL"), configOf(model, "baseUrl")].map((value) => resolved(value)).find((value) => typeof value === "string");
}

/** `undefined`: not a host of this entry; else the region that the host binds to, or `null` for none. */
function regionOf(entry: GatewayEntry, host: string): string | null | undefined {
  for (const pattern of entry.hosts) {
    const match = hostPattern(pattern).exec(host);
    if (match === null) continue;
    const label = (match.groups?.["region"] ?? host.split(".")[0] ?? "").toLowerCase();
    return entry.regions?.find((region) => region.toLowerCase() === label) ?? null;
  }
  return undefined;
}

/** `{name}` stands for one label or a part of one. */
function hostPattern(host: string): RegExp {
  const source = host.toLowerCase().replace(/[.*+?^$()|[\]\\]/gu, "\\$&").replace(/\{(\w+)\}/gu, "(?<$1>[^.:]+)");
  return new RegExp(`^${source}$`, "u");
}
