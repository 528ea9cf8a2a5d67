import type { Call } from "../../model/call.ts";
import type { Headers } from "./controls.ts";
import { at, isFields, type Fields } from "./plain-data.ts";

/** The facts of a request that each gateway writes in its own way and that no control covers. */
type Routing = Pick<Call, "fallbackModels" | "credentials" | "byokProviders">;

type Reader = (body: Fields, headers: Headers, url: URL | undefined) => Routing;

const readers: Readonly<Record<string, Reader>> = { vercel, openrouter };

/** Fallback models and own keys, as the gateway would read them from this request. */
export function routingOf(gateway: string, body: Fields, headers: Headers, url: URL | undefined): Routing {
  return Object.hasOwn(readers, gateway) ? readers[gateway]!(body, headers, url) : {};
}

function vercel(body: Fields): Routing {
  const options = at(body, ["providerOptions", "gateway"]);
  const keys = at(options, ["byok"]);
  return { ...fallbacks([at(options, ["models"]), body["models"]]), ...ownKeys(isFields(keys) ? Object.keys(keys) : []) };
}

function openrouter(body: Fields, headers: Headers, url: URL | undefined): Routing {
  const preset = /\/presets\/([^/]+)/u.exec(url?.pathname ?? "")?.[1] ?? body["preset"];
  // A preset may hold anything: it stands in the list under the name that the catalogue knows as opaque.
  const presets = preset === undefined || preset === null ? [] : [`@preset/${String(preset)}`];
  return { ...fallbacks([body["models"], presets]), ...ownKeys(keysIn(headers["x-provider-api-keys"])) };
}

function fallbacks(lists: readonly unknown[]): Routing {
  const models = lists
    .filter((list) => list !== undefined && list !== null)
    // A list of another shape is handed on, for the policy to refuse.
    .flatMap((list) => (Array.isArray(list) ? list.map((entry: unknown) => at(entry, ["model"]) ?? entry) : [list]));
  return models.length === 0 ? {} : { fallbackModels: models as readonly string[] };
}

function ownKeys(providers: readonly string[]): Routing {
  return providers.length === 0 ? {} : { credentials: "byok", byokProviders: [...providers].sort() };
}

/** The providers in a header that maps providers to keys; `*` where it is there and cannot be read. The keys stay. */
function keysIn(header: string | undefined): readonly string[] {
  if (header === undefined) return [];
  try {
    const keys: unknown = JSON.parse(header);
    return isFields(keys) ? Object.keys(keys) : ["*"];
  } catch {
    return ["*"];
  }
}
