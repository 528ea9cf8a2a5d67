import type { Controls } from "../../model/call.ts";
import type { WirePlace } from "../../model/catalog.ts";
import { at } from "./fields.ts";
import type { WireRequest } from "./request.ts";

/** The controls that are on, by their exact value at their exact place; anything else is as good as absent. */
export function readControls({ entry, body, header }: Pick<WireRequest, "entry" | "body" | "header">): Controls {
  const { noTraining, zeroRetention, maxRetentionDays } = entry?.controls ?? {};
  const isOn = (place: WirePlace): boolean => ("body" in place ? at(body, place.body) : header(place.header.toLowerCase())?.trim()) === place.value;
  const found = maxRetentionDays === undefined ? undefined : days(maxRetentionDays.place);
  return {
    ...(noTraining !== undefined && isOn(noTraining.place) ? { noTraining: true } : {}),
    ...(zeroRetention !== undefined && isOn(zeroRetention.place) ? { zeroRetention: true } : {}),
    ...(found === undefined ? {} : { maxRetentionDays: found }),
  };

  function days(place: WirePlace): number | undefined {
    const value = "body" in place ? at(body, place.body) : numeric(header(place.header.toLowerCase()));
    return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? Math.abs(value) : undefined;
  }
}

function numeric(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*\d{1,9}\s*$/u.test(text) ? Number(text) : undefined;
}
