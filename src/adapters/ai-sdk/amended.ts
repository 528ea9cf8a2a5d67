import type { GatewayEntry } from "../../model/catalog.ts";
import type { Amendment } from "../../model/decision.ts";
import { settingOf } from "../wire/amendments.ts";
import { isFields } from "../wire/fields.ts";
import type { Carrier } from "./carrier.ts";
import type { Params } from "./model.ts";

/** The params with the amendments in their places on the wire; `undefined` where the model cannot carry one of them. */
export function amended(params: Params, amendments: readonly Amendment[], entry: GatewayEntry | undefined, carrier: Carrier): Params | undefined {
  return amendments.reduce<Params | undefined>((current, amendment) => {
    const setting = settingOf(entry, amendment);
    if (current === undefined || setting === undefined) return undefined;
    const { place, value } = setting;
    return "body" in place ? carrier.write(current, place.body, value) : withHeader(current, place.header, String(value));
  }, params);
}

function withHeader(params: Params, name: string, value: string): Params {
  const headers = isFields(params["headers"]) ? params["headers"] : {};
  const others = Object.entries(headers).filter(([key]) => key.toLowerCase() !== name.toLowerCase());
  return { ...params, headers: { ...Object.fromEntries(others), [name]: value } };
}
