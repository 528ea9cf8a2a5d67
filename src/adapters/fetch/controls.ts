import type { Controls } from "../../model/call.ts";
import type { GatewayEntry, WirePlace } from "../../model/catalog.ts";
import { isObject, type Json, type JsonObject, valueAt } from "./json.ts";

/** What a request is read from: its body where that is JSON, and its headers. */
export interface Wire {
  readonly body: JsonObject | undefined;
  readonly headers: Headers;
}

/** The controls that are on, by their exact value at their exact place; anything else is as good as absent. */
export function readControls(entry: GatewayEntry | undefined, wire: Wire): Controls {
  const { noTraining, zeroRetention, maxRetentionDays } = entry?.controls ?? {};
  const days = maxRetentionDays === undefined ? undefined : daysAt(maxRetentionDays.place, wire);
  return {
    ...(noTraining !== undefined && isOn(noTraining.place, wire) ? { noTraining: true } : {}),
    ...(zeroRetention !== undefined && isOn(zeroRetention.place, wire) ? { zeroRetention: true } : {}),
    ...(days === undefined ? {} : { maxRetentionDays: days }),
  };
}

export interface ProviderLists {
  readonly only?: readonly string[];
  readonly ignore?: readonly string[];
}

/** The provider lists of a request. A list that is not one of names counts as absent, which leaves more routes. */
export function readProviders(entry: GatewayEntry | undefined, wire: Wire): ProviderLists {
  const { only, ignore } = entry?.providerLists ?? {};
  return { ...listAt("only", only, wire), ...listAt("ignore", ignore, wire) };
}

/** Whether keys on the way to a control differ from it in case alone: readers disagree about whether they are meant. */
export function hasLookAlikes(entry: GatewayEntry | undefined, body: JsonObject): boolean {
  const places = [...Object.values(entry?.controls ?? {}).map((control) => control?.place), ...Object.values(entry?.providerLists ?? {})];
  return places.some((place) => place !== undefined && "body" in place && pathHasLookAlikes(body, place.body, place.value));
}

function isOn(place: WirePlace, wire: Wire): boolean {
  return "body" in place ? valueAt(wire.body, place.body) === place.value : wire.headers.get(place.header)?.trim() === place.value;
}

function daysAt(place: WirePlace, { body, headers }: Wire): number | undefined {
  const found = "body" in place ? valueAt(body, place.body) : numeric(headers.get(place.header));
  return typeof found === "number" && Number.isSafeInteger(found) && found >= 0 ? Math.abs(found) : undefined;
}

function numeric(text: string | null): number | undefined {
  return text !== null && /^\s*\d{1,9}\s*$/u.test(text) ? Number(text) : undefined;
}

function listAt(name: keyof ProviderLists, place: WirePlace | undefined, { body, headers }: Wire): ProviderLists {
  if (place === undefined) return {};
  const found = "body" in place ? valueAt(body, place.body) : headers.get(place.header)?.split(",").map((each) => each.trim());
  return isNames(found) && found.length > 0 ? { [name]: found } : {};
}

/** Names of a number and a length that the policy takes. */
export function isNames(value: Json | undefined): value is readonly string[] {
  return Array.isArray(value) && value.length <= 256 && value.every((each) => typeof each === "string" && each !== "" && each.length <= 512);
}

function pathHasLookAlikes(body: JsonObject, path: readonly string[], on: boolean | string): boolean {
  let here: Json | undefined = body;
  for (const [index, key] of path.entries()) {
    if (!isObject(here)) return false;
    const isLast = index === path.length - 1;
    const object: JsonObject = here;
    // A misspelt control that says the same is only absent; one that says something else might win.
    const alike = Object.keys(object).filter((each) => each !== key && each.toLowerCase() === key.toLowerCase());
    if (alike.some((each) => !isLast || object[each] !== on)) return true;
    here = Object.hasOwn(object, key) ? object[key] : undefined;
  }
  return false;
}
