import type { GatewayEntry, WirePlace } from "../../src/model/catalog.ts";
import type { Json, JsonObject } from "../../src/adapters/fetch/json.ts";
import { isFields } from "../../src/adapters/wire/fields.ts";
import { more, Unseen } from "../facts/read.ts";
import type { UnseenFact } from "../facts/site.ts";
import type { Unknown } from "../facts/values.ts";
import { contentKeys } from "./plain-body.ts";
import { skeleton } from "./skeleton.ts";

/** A body that readers can read, and what the source leaves open about it. */
export interface BestReading {
  readonly body: JsonObject;
  readonly unseen: readonly { readonly fact: UnseenFact; readonly value: Unknown }[];
}

/**
 * Completes a body that the source shows in part so that it keeps as much as it may: a control that may be on is on, a
 * feature that may be absent is absent, nothing is stored that need not be. Names that are not seen are left out and named.
 */
export function bestReading(seen: unknown, entry: GatewayEntry | undefined): BestReading {
  const unseen: { fact: UnseenFact; value: Unknown }[] = [];
  let body = (clean(seen) ?? {}) as JsonObject;

  for (const [name, control] of Object.entries(entry?.controls ?? {})) {
    const open = control === undefined ? undefined : openAt(seen, control.place);
    if (control === undefined || open === undefined || !("body" in control.place)) continue;
    unseen.push({ fact: "controls", value: open });
    body = withValue(body, control.place.body, name === "maxRetentionDays" ? 0 : control.place.value);
  }
  for (const place of Object.values(entry?.providerLists ?? {})) {
    const open = place === undefined ? undefined : openAt(seen, place);
    if (open !== undefined) unseen.push({ fact: "providers", value: open });
    if (place !== undefined && "body" in place && holdsUnseen(stated(seen, place.body))) body = withoutValue(body, place.body);
  }
  const model = openIn(seen, ["model"]);
  if (model !== undefined) unseen.push({ fact: "model", value: model });
  for (const place of otherModels) {
    const value = holdsUnseen(stated(seen, place));
    if (value === undefined) continue;
    unseen.push({ fact: "model", value });
    body = withoutValue(body, place);
  }
  const keys = holdsUnseen(stated(seen, ["providerOptions", "gateway", "byok"]));
  if (keys !== undefined) {
    unseen.push({ fact: "credentials", value: keys });
    body = withoutValue(body, ["providerOptions", "gateway", "byok"]);
  }
  if (openIn(seen, ["store"]) !== undefined) body = { ...body, store: false };
  return { body, unseen };
}

const otherModels: readonly (readonly string[])[] = [["models"], ["fallbacks"], ["preset"], ["providerOptions", "gateway", "models"]];

/** Why it is open what stands at a place; `undefined` where it is seen, also where nothing is there. */
function openAt(body: unknown, place: WirePlace): Unknown | undefined {
  return "body" in place ? openIn(body, place.body) : undefined;
}

function openIn(value: unknown, path: readonly string[]): Unknown | undefined {
  let here = value;
  for (const key of path) {
    if (here instanceof Unseen) return here.value;
    if (!isFields(here)) return undefined;
    if (!Object.hasOwn(here, key)) return moreIn(here);
    here = here[key];
  }
  return here instanceof Unseen ? here.value : undefined;
}

function stated(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((here, key) => (isFields(here) && Object.hasOwn(here, key) ? here[key] : undefined), value);
}

function holdsUnseen(value: unknown): Unknown | undefined {
  if (value instanceof Unseen) return value.value;
  return (Array.isArray(value) ? value : []).map(holdsUnseen).find((each) => each !== undefined);
}

function moreIn(object: object): Unknown | undefined {
  return (object as { readonly [more]?: Unknown })[more];
}

/** The value as JSON, without what is not seen and without content. */
function clean(value: unknown, key?: string): Json | undefined {
  if (key !== undefined && contentKeys.has(key)) return skeleton(value);
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map((each) => clean(each)).filter((each) => each !== undefined);
  if (!isFields(value) || value instanceof Unseen) return undefined;
  const fields = Object.entries(value).map(([name, field]) => [name, clean(field, name)] as const);
  return Object.fromEntries(fields.filter((field): field is readonly [string, Json] => field[1] !== undefined));
}


function withValue(body: JsonObject, path: readonly string[], value: Json): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined) return body;
  const here = body[key];
  return { ...body, [key]: rest.length === 0 ? value : withValue(isFields(here) ? (here as JsonObject) : {}, rest, value) };
}

function withoutValue(body: JsonObject, path: readonly string[]): JsonObject {
  const [key, ...rest] = path;
  const here = key === undefined ? undefined : body[key];
  if (key === undefined || here === undefined) return body;
  if (rest.length > 0) return isFields(here) ? { ...body, [key]: withoutValue(here as JsonObject, rest) } : body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== key));
}
