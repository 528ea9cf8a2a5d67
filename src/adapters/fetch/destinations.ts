import type { Catalog, GatewayEntry } from "../../model/catalog.ts";
import { hostOf, type Host } from "../wire/hosts.ts";
import { matchApi, type PathApi, pathPattern, type PathMatch, plainPath, wellKnownApi } from "./paths.ts";

/** Where a request goes, as far as its address tells. */
export interface Destination extends Host {
  /** The API behind the path; `undefined` where the gateway's entry lists none, or the address says too little. */
  readonly api: PathMatch | undefined;
  readonly path: string;
}

/** Finds the gateway and the API that an address belongs to. */
export function destinationOf(catalog: Catalog, url: URL): Destination {
  const path = plainPath(url);
  const host = hostOf(catalog, url);
  return { ...host, path, api: apiOf(host, path) };
}

function apiOf({ entry, atPort }: Host, path: string): PathMatch | undefined {
  if (entry === undefined) return wellKnownApi(path);
  if (!atPort) return undefined;
  return entry.apis.length > 0 ? matchApi(patternsOf(entry), path) : wellKnownApi(path);
}

const compiled = new WeakMap<GatewayEntry, readonly PathApi[]>();

function patternsOf(entry: GatewayEntry): readonly PathApi[] {
  const apis = compiled.get(entry) ?? entry.apis.map(({ dialect, endpoint, paths }) => ({ dialect, endpoint, patterns: paths.map(pathPattern) }));
  compiled.set(entry, apis);
  return apis;
}
