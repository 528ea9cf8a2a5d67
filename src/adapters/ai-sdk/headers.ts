import { isFields, type Fields } from "../wire/fields.ts";
import type { Destination } from "./host.ts";
import { configOf, providerOf, resolved, type Model, type Params } from "./model.ts";

/**
 * The headers of a call, by their names in lower case: the call's over the model's. The model's are asked for only
 * where a gateway reads more than a key in them, since asking may fetch a key.
 */
export function headersOf(model: Model, destination: Destination, params: Params): (name: string) => string | undefined {
  const own = isRead(model, destination) && isFields(model.config) ? resolved(bound(configOf(model, "headers"), model.config)) : undefined;
  const headers: Fields = { ...(isFields(own) ? own : {}), ...(isFields(params["headers"]) ? params["headers"] : {}) };
  const lines = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value !== "string") continue;
    const before = lines.get(name.toLowerCase());
    // As `fetch` joins the spellings of one name.
    lines.set(name.toLowerCase(), before === undefined ? value.trim() : `${before}, ${value.trim()}`);
  }
  return (name) => lines.get(name);
}

function isRead(model: Model, { entry }: Destination): boolean {
  if (Object.values(entry?.controls ?? {}).some((control) => control !== undefined && "header" in control.place)) return true;
  // Vercel's own provider has nothing there but its key.
  return entry?.kind === "gateway" && providerOf(model) !== "gateway";
}

function bound(value: unknown, owner: object): unknown {
  return typeof value === "function" ? (value.bind(owner) as unknown) : value;
}
