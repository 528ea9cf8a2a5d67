import type { Body } from "./body.ts";
import type { Destination } from "./destinations.ts";
import { isObject, type Json, type JsonObject, valueAt } from "./json.ts";
import { partsOf } from "./models.ts";
import { toolFeatures } from "./tools.ts";

/** What a request uses beside the model, under the names of the catalogue. */
export function readFeatures(destination: Destination, headers: Headers, body: Body): readonly string[] {
  const parts = body.kind === "json" ? partsOf(body.value) : [];
  return [
    ...ofAddress(destination),
    ...ofHeaders(headers),
    ...parts.flatMap((part) => [...ofKeys(part), ...ofTools(part)]),
    ...(body.kind === "json" && keeps(destination, body.value) ? ["store"] : []),
  ];
}

const addresses: readonly (readonly [RegExp, string])[] = [
  [/\/(?:files|uploads)(?:\/|$)/u, "files"],
  [/\/vector_stores(?:\/|$)/u, "vector-stores"],
  [/\/(?:conversations|threads|assistants|sessions)(?:\/|$)/u, "conversations"],
  [/\/(?:batches|batch|batchPredictionJobs)(?:\/|$)|:(?:batchGenerateContent|asyncBatchEmbedContent)$/u, "batches"],
  [/\/fine_tuning(?:\/|$)/u, "fine-tuning"],
  [/\/(?:videos?|video-model|async-invoke)(?:\/|$)|:predictLongRunning$/u, "video-jobs"],
  [/\/async\//u, "background"],
  [/\/cachedContents(?:\/|$)/u, "explicit-cache"],
  [/\/containers(?:\/|$)/u, "containers"],
  [/\/skills(?:\/|$)/u, "skills"],
  [/\/web_search$/u, "web-search"],
  [/\/web_fetch$/u, "web-fetch"],
];

function ofAddress({ path }: Destination): readonly string[] {
  return addresses.filter(([pattern]) => pattern.test(path)).map(([, feature]) => feature);
}

const off = /^\s*(?:false|0|off|no|disabled)?\s*$/iu;

function ofHeaders(headers: Headers): readonly string[] {
  const caches = ["x-openrouter-cache", "cf-aig-cache-ttl", "helicone-cache-enabled"].some((name) => !off.test(headers.get(name) ?? ""));
  return caches ? ["response-cache"] : [];
}

// A key counts when it is there with anything but nothing.
const keys: readonly (readonly [readonly string[], string])[] = [
  [["background"], "background"],
  [["previous_response_id"], "conversations"],
  [["conversation"], "conversations"],
  [["conversation_id"], "conversations"],
  [["thread_id"], "conversations"],
  [["web_search_options"], "web-search"],
  [["search_parameters"], "web-search"],
  [["enable_search"], "web-search"],
  [["connectors"], "web-search"],
  [["plugins"], "plugins"],
  [["mcp_servers"], "hosted-tools"],
  [["container"], "containers"],
  [["cachedContent"], "explicit-cache"],
  [["cached_content"], "explicit-cache"],
  [["agent_id"], "hosted-tools"],
  [["data_sources"], "hosted-tools"],
  [["providerOptions", "openai", "previousResponseId"], "conversations"],
  [["providerOptions", "openai", "conversation"], "conversations"],
  [["providerOptions", "anthropic", "mcpServers"], "hosted-tools"],
  [["providerOptions", "anthropic", "container"], "containers"],
  [["providerOptions", "xai", "searchParameters"], "web-search"],
  [["providerOptions", "google", "cachedContent"], "explicit-cache"],
];

function ofKeys(body: JsonObject): readonly string[] {
  const used = keys.filter(([path]) => isUsed(valueAt(body, path))).map(([, feature]) => feature);
  const webPlugin = asList(valueAt(body, ["plugins"])).some((plugin) => isObject(plugin) && /web|search/u.test(String(plugin["id"])));
  const cached = valueAt(body, ["prompt_cache_retention"]) ?? valueAt(body, ["providerOptions", "openai", "promptCacheRetention"]);
  const names = ["model", "models"].flatMap((key) => [valueAt(body, [key])].flat());
  const online = names.some((name) => typeof name === "string" && /:online\b/u.test(name));
  return [
    ...used,
    ...(webPlugin || online ? ["web-search"] : []),
    ...(isUsed(cached) && cached !== "in_memory" && cached !== "in-memory" ? ["extended-prompt-cache"] : []),
  ];
}

function isUsed(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === false || value === "") return false;
  return !(Array.isArray(value) && value.length === 0);
}

function ofTools(body: JsonObject): readonly string[] {
  const places = [["tools"], ["tool_config", "tools"], ["toolConfig", "tools"]];
  return places.flatMap((place) => asList(valueAt(body, place))).flatMap(toolFeatures);
}

function asList(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : isUsed(value) ? [value as Json] : [];
}

// The Responses API of a provider keeps answers unless told not to; a gateway or a runtime does so only when asked.
function keeps({ api, entry, path }: Destination, body: JsonObject): boolean {
  const asked = [["store"], ["providerOptions", "openai", "store"], ["providerOptions", "azure", "store"], ["providerOptions", "xai", "store"]];
  const byDefault = (api?.dialect === "openai-responses" || path.endsWith("/interactions")) && entry?.kind === "api";
  if (byDefault) return valueAt(body, ["store"]) !== false;
  return asked.some((place) => isUsed(valueAt(body, place)));
}
