import type { Catalog, GatewayEntry } from "../../model/catalog.ts";
import { hostKey, hostLabel, hostPattern } from "./hosts.ts";
import { matchApi, pathPattern, type PathMatch, plainPath, wellKnownApi } from "./paths.ts";

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
    const { name, port } = hostKey(url);
    // A host at another port is still that operator's, but none of its APIs; on this machine the port is the service.
    const matches = hosts.filter((host) => host.name.test(name) && (host.port === port || (host.port === "" && name !== "localhost")));
    const candidates = matches.map((host) => {
      const api = host.port !== port ? undefined : host.apis.length > 0 ? matchApi(host.apis, path) : wellKnownApi(path);
      return { host, api };
    });
    const best = candidates.toReversed().toSorted((left, right) => weight(right) - weight(left))[0];
    if (best === undefined) return { gateway: unknownName(catalog, url), entry: undefined, api: wellKnownApi(path), path, region: undefined };
    const { id, entry } = best.host;
    return { gateway: id, entry, api: best.api, path, region: regionOf(entry, best.host.name, name) };
  };
}

// Two entries may share an address, such as two runtimes with one default port: the one with the path counts, then the
// one that is named in full, then the later one, which is the organisation's.
function weight({ host, api }: { readonly host: { readonly literal: boolean; readonly port: string }; readonly api: PathMatch | undefined }): number {
  return (api === undefined ? 0 : 4) + (host.literal ? 2 : 0) + (host.port === "" ? 0 : 1);
}

// INVARIANT: a host named like an entry of the catalogue, as in a container network, is not taken for that entry.
function unknownName(catalog: Catalog, url: URL): string {
  const label = hostLabel(url);
  return Object.hasOwn(catalog.gateways, label) ? `${label}:${url.protocol === "https:" ? 443 : 80}` : label;
}

function regionOf(entry: GatewayEntry, pattern: RegExp, name: string): string | undefined {
  const captured = pattern.exec(name)?.groups?.["region"];
  const labels = captured === undefined ? name.split(".").slice(0, 1) : [captured];
  return entry.regions?.find((region) => labels.includes(region.toLowerCase()));
}
