import type { Call, Controls } from "../../model/call.ts";
import type { GatewayEntry, WirePlace } from "../../model/catalog.ts";
import type { Amendment } from "../../model/decision.ts";
import type { Carrier } from "./carrier.ts";
import type { Params } from "./model.ts";
import { at, isFields, type Fields } from "./plain-data.ts";

/** Headers by their lower-case names. */
export type Headers = Readonly<Record<string, string>>;

const names = ["noTraining", "zeroRetention", "maxRetentionDays"] as const;

/** The controls that a request switches on, read where the gateway reads them. Anything else there switches nothing on. */
export function readControls(entry: GatewayEntry | undefined, body: Fields, headers: Headers): Controls {
  const on = names.flatMap((name) => {
    const place = entry?.controls?.[name]?.place;
    const value = place === undefined ? undefined : found(place, body, headers);
    if (name !== "maxRetentionDays") return value === place?.value && value !== undefined ? [[name, true]] : [];
    const days = typeof value === "string" && /^\d+$/u.test(value) ? Number(value) : value;
    return Number.isSafeInteger(days) && (days as number) >= 0 ? [[name, days]] : [];
  });
  return Object.fromEntries(on) as Controls;
}

/** The provider lists of a request; a list of another shape is handed on as it is, for the policy to refuse. */
export function readProviderLists(entry: GatewayEntry | undefined, body: Fields, headers: Headers): NonNullable<Call["providers"]> {
  const { only, ignore } = entry?.providerLists ?? {};
  return { ...list("only", only), ...list("ignore", ignore) };

  function list(name: "only" | "ignore", place: WirePlace | undefined): Readonly<Record<string, readonly string[]>> {
    const value = place === undefined ? undefined : found(place, body, headers);
    return value === undefined || value === null ? {} : { [name]: value as readonly string[] };
  }
}

/** The params with the amendments in their places on the wire; `undefined` where the model cannot carry one of them. */
export function amended(params: Params, amendments: readonly Amendment[], entry: GatewayEntry | undefined, carrier: Carrier): Params | undefined {
  return amendments.reduce<Params | undefined>((current, amendment) => {
    const place = amendment.control === "only" ? entry?.providerLists?.only : entry?.controls?.[amendment.control]?.place;
    if (current === undefined || place === undefined) return undefined;
    const value = amendment.control === "only" || amendment.control === "maxRetentionDays" ? amendment.value : place.value;
    return "body" in place ? carrier.write(current, place.body, value) : withHeader(current, place.header, String(value));
  }, params);
}

function found(place: WirePlace, body: Fields, headers: Headers): unknown {
  return "body" in place ? at(body, place.body) : at(headers, [place.header.toLowerCase()]);
}

function withHeader(params: Params, name: string, value: string): Params {
  const headers = isFields(params["headers"]) ? params["headers"] : {};
  const others = Object.entries(headers).filter(([key]) => key.toLowerCase() !== name.toLowerCase());
  return { ...params, headers: { ...Object.fromEntries(others), [name]: value } };
}
