import type { GatewayEntry, WirePlace } from "../../model/catalog.ts";
import type { Amendment } from "../../model/decision.ts";

/** A place on the wire and what to put there. */
export interface Setting {
  readonly place: WirePlace;
  readonly value: boolean | number | string | readonly string[];
}

/** Where an amendment goes, and its value there; `undefined` where the gateway's entry does not place it. */
export function settingOf(entry: GatewayEntry | undefined, { control, value }: Amendment): Setting | undefined {
  const place = control === "only" ? entry?.providerLists?.only : entry?.controls?.[control]?.place;
  if (place === undefined) return undefined;
  return { place, value: control === "noTraining" || control === "zeroRetention" ? place.value : value };
}
