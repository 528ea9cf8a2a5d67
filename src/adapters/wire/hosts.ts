import type { Catalog, GatewayEntry } from "../../model/catalog.ts";
import { hostLabel, hostNames, hostPattern, type HostPattern } from "./host-names.ts";

/** Whose host an address names. */
export interface Host {
  /** The catalogue's id, or the host itself where the catalogue knows none. */
  readonly gateway: string;
  /** `undefined` for an unknown gateway. */
  readonly entry: GatewayEntry | undefined;
  readonly region: string | undefined;
  /** Whether the port is the one that the entry names; another one is still that operator's, but none of its APIs. */
  readonly atPort: boolean;
}

/** The gateway to which an address belongs. Only the address counts, never what somebody calls it. */
export function hostOf(catalog: Catalog, url: URL): Host {
  const found = remembered.get(catalog) ?? new Map<string, Host>();
  const address = `${url.protocol}//${url.host}`;
  const known = found.get(address);
  if (known !== undefined) return known;
  const host = searched(catalog, url);
  // A process that speaks with ever more hosts does not hold all of them.
  if (found.size >= rememberedAtMost) found.clear();
  remembered.set(catalog, found.set(address, host));
  return host;
}

const remembered = new WeakMap<Catalog, Map<string, Host>>();
const rememberedAtMost = 256;

function searched(catalog: Catalog, url: URL): Host {
  const names = hostNames(url);
  // On this machine the port is the service.
  const served = (host: KnownHost): boolean => isAtPort(host, url) || (host.port === "" && !names.includes("localhost"));
  const best = names.flatMap((name) => hostsOf(catalog).filter((host) => host.matches(name) && served(host)).toReversed().toSorted(closer(url))).at(0);
  if (best === undefined) return { gateway: unknownName(catalog, url), entry: undefined, region: undefined, atPort: false };
  return { gateway: best.id, entry: best.entry, region: regionOf(best, names[0] ?? ""), atPort: isAtPort(best, url) };
}

/**
 * The host of an address as the name of a gateway that the catalogue lacks.
 * INVARIANT: a host named like an entry of the catalogue, as in a container network, is not taken for that entry.
 */
export function unknownName(catalog: Catalog, url: URL): string {
  const label = hostLabel(url);
  return Object.hasOwn(catalog.gateways, label) ? `${label}:${url.protocol === "https:" ? 443 : 80}` : label;
}

interface KnownHost extends HostPattern {
  readonly id: string;
  readonly entry: GatewayEntry;
}

const known = new WeakMap<Catalog, readonly KnownHost[]>();

function hostsOf(catalog: Catalog): readonly KnownHost[] {
  const made = known.get(catalog) ?? Object.entries(catalog.gateways).flatMap(([id, entry]) => entry.hosts.map((host) => ({ id, entry, ...hostPattern(host) })));
  known.set(catalog, made);
  return made;
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

function regionOf({ entry, region }: KnownHost, name: string): string | undefined {
  const captured = region(name);
  const labels = captured === undefined ? name.split(".").slice(0, -2) : [captured];
  return entry.regions?.find((each) => labels.includes(each.toLowerCase()));
}
