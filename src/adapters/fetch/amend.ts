import type { GatewayEntry, WirePlace } from "../../model/catalog.ts";
import type { Amendment } from "../../model/decision.ts";
import { setIn } from "./edit-json.ts";
import type { Json } from "./json.ts";
import { type Outgoing, withBodyText, withHeaderSet } from "./outgoing.ts";

/**
 * The request with the amendments at their places on the wire; everything else in it stays to the character.
 * `undefined` where a place cannot be reached: a body that is no JSON, a parent that is no object, a control that the
 * gateway's entry does not place.
 */
export async function amend(outgoing: Outgoing, entry: GatewayEntry | undefined, amendments: readonly Amendment[]): Promise<Outgoing | undefined> {
  let text = outgoing.body.kind === "json" ? outgoing.body.text : undefined;
  let amended = outgoing;
  for (const { control, value } of amendments) {
    const place = control === "only" ? entry?.providerLists?.only : entry?.controls?.[control]?.place;
    if (place === undefined) return undefined;
    const put = control === "noTraining" || control === "zeroRetention" ? place.value : value;
    if ("header" in place) {
      amended = withHeaderSet(amended, place.header, String(put));
      continue;
    }
    text = text === undefined ? undefined : setAt(text, place, put);
    if (text === undefined) return undefined;
  }
  return outgoing.body.kind === "json" && text !== undefined && text !== outgoing.body.text ? withBodyText(amended, text) : amended;
}

function setAt(text: string, place: Extract<WirePlace, { body: unknown }>, value: Json): string | undefined {
  const [first, ...rest] = place.body;
  return first === undefined ? undefined : setIn(text, [first, ...rest], value);
}
