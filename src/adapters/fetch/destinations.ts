import type { Catalog, GatewayEntry } from "../../model/catalog.ts";
import { hostLabel, hostNames, hostPattern, type HostPattern } from "./hosts.ts";
import { matchApi, type PathApi, pathPattern, type PathMatch, plainPath, wellKnownApi } from "./paths.ts";

/** Where a request goes, as far as its address tells. */
export interface Destination {
  /** The catalogue's id, or the host of a gateway that it lacks. */
  readonly gateway: string;
  /** `undefined` for an unknown gateway. */
  readonly entry: GatewayEntry | undefined;
  /** The API behind the path; `undefined` where the gateway's entry lists none, or the address says too little. */
  readonly api: PathMatch | undefined;
  readonly path: string;
  readonly region: string | undefined;
  /** The model patterns that the catalogue has for this gateway. */
  readonly modelPatterns: readonly string[];
}

/** Finds the gateway and the API that an address belongs to. */
export type FindDestination = (url: URL) => Destination;

const found = new WeakMap<Catalog, FindDestination>();

/** The finder for a catalogue, made once. */
export function destinationsOf(catalog: Catalog): FindDestination {
  const known = found.get(catalog);
  if (known !== undefined) return known;
  const made = createFinder(catalog);
  found.set(catalog, made);
  return made;
}

function createFinder(catalog: Catalog): FindDestination {
  const hosts = Object.entries(catalog.gateways).flatMap(([id, entry]) => {
    const apis = entry.apis.map(({ dialect, endpoint, paths }) => ({ dialect, endpoint, patterns: paths.map(pathPattern) }));
    return entry.hosts.map((host) => ({ id, entry, apis, ...hostPattern(host) }));
  });

  return (url) => {
    const path = plainPath(url);
    const names = hostNames(url);
    // A host at another port is still that operator's, but none of its APIs; on this machine the port is the service.
    const served = (host: KnownHost): boolean => isAtPort(host, url) || (host.port === "" && !names.includes("localhost"));
    const best = names.flatMap((name) => hosts.filter((host) => host.matches(name) && served(host)).toReversed().toSorted(closer(url))).at(0);
    if (best === undefined) {
      return { gateway: unknownName(catalog, url), entry: undefined, api: wellKnownApi(path), path, region: undefined, modelPatterns: [] };
    }
    const { id, entry, apis } = best;
    const api = !isAtPort(best, url) ? undefined : apis.length > 0 ? matchApi(apis, path) : wellKnownApi(path);
    return { gateway: id, entry, api, path, region: regionOf(best, names[0] ?? ""), modelPatterns: patternsOf(catalog, entry) };
  };
}

interface KnownHost extends HostPattern {
  readonly id: string;
  readonly entry: GatewayEntry;
  readonly apis: readonly PathApi[];
}

// Where two entries claim an address: the one with its port, then the one that names it in full, then the later one,
// which is the organisation's.
function closer(url: URL): (left: KnownHost, right: KnownHost) => number {
  const weight = (host: KnownHost): number => (isAtPort(host, url) ? 2 : 0) + (host.literal ? 1 : 0);
  return (left, right) => weight(right) - weight(left);
}

function isAtPort(host: KnownHost, { port, protocol }: URL): boolean {
  if (host.port === "") return port === "";
  return host.port === (port === "" ? (protocol === "https:" ? "443" : "80") : port);
}

// INVARIANT: a host named like an entry of the catalogue, as in a container network, is not taken for that entry.
function unknownName(catalog: Catalog, url: URL): string {
  const label = hostLabel(url);
  return Object.hasOwn(catalog.gateways, label) ? `${label}:${url.protocol === "https:" ? 443 : 80}` : label;
}

function patternsOf(catalog: Catalog, { models = [], opaqueModels = [] }: GatewayEntry): readonly string[] {
  return [...catalog.models.map(({ match }) => match), ...models.map(({ match }) => match), ...opaqueModels];
}

function regionOf({ entry, region }: KnownHost, name: string): string | undefined {
  const captured = region(name);
  const labels = captured === undefined ? name.split(".").slice(0, -2) : [captured];
  return entry.regions?.find((each) => labels.includes(each.toLowerCase()));
}
