import type { GatewayEntry } from "../../model/catalog.ts";
import { at, isFields, type Fields } from "./fields.ts";

/** Whether keys on the way to a control differ from it in case alone: readers disagree about whether they are meant. */
export function hasLookAlikes(entry: GatewayEntry | undefined, body: Fields): boolean {
  const places = [...Object.values(entry?.controls ?? {}).map((control) => control?.place), ...Object.values(entry?.providerLists ?? {})];
  return places.some((place) => place !== undefined && "body" in place && pathHasLookAlikes(body, place.body, place.value));
}

function pathHasLookAlikes(body: Fields, path: readonly string[], on: boolean | string): boolean {
  return path.some((key, index) => {
    const here = at(body, path.slice(0, index));
    if (!isFields(here)) return false;
    // A misspelt control that says the same is only absent; one that says something else might win.
    const alike = Object.keys(here).filter((each) => each !== key && each.toLowerCase() === key.toLowerCase());
    return alike.some((each) => index < path.length - 1 || here[each] !== on);
  });
}
