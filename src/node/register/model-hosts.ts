import { hostOf } from "../../adapters/wire/hosts.ts";
import type { Catalog } from "../../model/catalog.ts";

/** Tells the hosts of models from all others. */
export interface ModelHosts {
  /** Whether the catalogue or `cordon.yaml` names the host of an address. */
  has(url: URL): boolean;
  /** The same for an origin such as `https://api.openai.com`; what is none is no model host. */
  hasOrigin(origin: string): boolean;
  gatewayOf(url: URL): string;
}

/** Enough for the hosts of any honest process; one that meets more starts to forget. */
const rememberedAtMost = 4096;

export function createModelHosts(catalog: Catalog): ModelHosts {
  let known = new Map<string, boolean>();

  // Every request of the process comes by here, and nearly all of them go to hosts that were seen before.
  const hasOrigin = (origin: string): boolean => {
    const remembered = known.get(origin);
    if (remembered !== undefined) return remembered;
    if (known.size >= rememberedAtMost) known = new Map();
    const found = URL.canParse(origin) && hostOf(catalog, new URL(origin)).entry !== undefined;
    known.set(origin, found);
    return found;
  };
  return {
    hasOrigin,
    has: (url) => hasOrigin(`${url.protocol === "wss:" ? "https:" : url.protocol === "ws:" ? "http:" : url.protocol}//${url.host}`),
    gatewayOf: (url) => hostOf(catalog, url).gateway,
  };
}
