import type { GatewayEntry } from "../../model/catalog.ts";
import type { Amendment } from "../../model/decision.ts";
import { settingOf } from "../wire/amendments.ts";
import { setIn } from "./edit-json.ts";
import { type Outgoing, withBodyText, withHeaderSet } from "./outgoing.ts";

/**
 * The request with the amendments at their places on the wire; everything else in it stays to the character.
 * `undefined` where a place cannot be reached: a body that is no JSON, a parent that is no object, a control that the
 * gateway's entry does not place.
 */
export async function amend(outgoing: Outgoing, entry: GatewayEntry | undefined, amendments: readonly Amendment[]): Promise<Outgoing | undefined> {
  let text = outgoing.body.kind === "json" ? outgoing.body.text : undefined;
  let amended = outgoing;
  for (const amendment of amendments) {
    const setting = settingOf(entry, amendment);
    if (setting === undefined) return undefined;
    const { place, value } = setting;
    if ("header" in place) {
      amended = withHeaderSet(amended, place.header, String(value));
      continue;
    }
    const [first, ...rest] = place.body;
    text = text === undefined || first === undefined ? undefined : setIn(text, [first, ...rest], value);
    if (text === undefined) return undefined;
  }
  return outgoing.body.kind === "json" && text !== undefined && text !== outgoing.body.text ? withBodyText(amended, text) : amended;
}
