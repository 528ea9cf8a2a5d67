import type { WirePlace } from "../../model/catalog.ts";
import { at } from "./fields.ts";
import type { WireRequest } from "./request.ts";

export interface ProviderLists {
  readonly only?: readonly string[];
  readonly ignore?: readonly string[];
}

/** The provider lists of a request. A list that is not one of names counts as absent, which leaves more routes. */
export function readProviderLists({ entry, body, header }: Pick<WireRequest, "entry" | "body" | "header">): ProviderLists {
  const { only, ignore } = entry?.providerLists ?? {};
  return { ...list("only", only), ...list("ignore", ignore) };

  function list(name: keyof ProviderLists, place: WirePlace | undefined): ProviderLists {
    if (place === undefined) return {};
    const found = "body" in place ? at(body, place.body) : header(place.header.toLowerCase())?.split(",").map((each) => each.trim());
    return isNames(found) && found.length > 0 ? { [name]: found } : {};
  }
}

/** Names of a number and a length that the policy takes. */
export function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length <= 256 && value.every((each) => typeof each === "string" && each !== "" && each.length <= 512);
}
