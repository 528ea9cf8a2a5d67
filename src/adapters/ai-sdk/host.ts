import type { Catalog } from "../../model/catalog.ts";
import { at, isFields } from "../wire/fields.ts";
import { hostOf, unknownName, type Host } from "../wire/hosts.ts";
import { configOf, providerOf, resolved, type Model } from "./model.ts";
import { namedGateway } from "./providers.ts";

/** Where a model's requests go, as far as the model shows it. */
export interface Destination extends Omit<Host, "atPort"> {
  /** The path of the address, where the model shows one. */
  readonly path: string;
}

/**
 * The gateway that a model talks to. A host that can be seen decides: the provider string is anybody's choice. Only a
 * model that shows no address is taken at its word.
 */
export function destinationOf(catalog: Catalog, model: Model): Destination {
  const address = addressOf(model);
  const unseen = { region: undefined, path: "" };
  if (address === undefined) {
    const gateway = namedGateway(providerOf(model));
    const entry = Object.hasOwn(catalog.gateways, gateway) ? catalog.gateways[gateway] : undefined;
    // The same package talks to this machine and to its vendor's cloud: only an address shows which.
    if (entry?.kind === "local") return { ...unseen, gateway: "unknown-host", entry: undefined };
    return { ...unseen, gateway, entry };
  }
  if (!URL.canParse(address)) return { ...unseen, gateway: "unknown-host", entry: undefined };
  const url = new URL(address);
  const { gateway, entry, region, atPort } = hostOf(catalog, url);
  const path = url.pathname;
  // None of an operator's APIs is at another port, and here nothing shows which API is meant.
  return atPort ? { gateway, entry, region, path } : { gateway: unknownName(catalog, url), entry: undefined, region: undefined, path };
}

/** The address as the model would build it: a `url` function, or a base URL in one of the two spellings. */
function addressOf(model: Model): string | undefined {
  if (!isFields(model.config)) return undefined;
  const url = configOf(model, "url");
  if (typeof url === "function") {
    const address = resolved(url.bind(model.config), { path: "/", modelId: String(model.modelId) });
    if (typeof address === "string") return address;
  }
  // `ai-sdk-ollama` carries the client of the package `ollama`.
  const client = at(configOf(model, "client"), ["config", "host"]);
  return [configOf(model, "baseURL"), configOf(model, "baseUrl"), client].map((value) => resolved(value)).find((value) => typeof value === "string");
}
