import type { Headers } from "./controls.ts";
import type { Destination } from "./host.ts";
import { namespaceOf, providerOf, type Endpoint, type Model, type Params } from "./model.ts";
import { at, isFields, type Fields } from "./plain-data.ts";

interface Used {
  readonly model: Model;
  readonly endpoint: Endpoint;
  readonly destination: Destination;
}

/** Options of any provider, in the SDK's spelling or on the wire, that keep content or send it on. */
const optionFeatures: readonly (readonly [string, string])[] = [
  ["background", "background"],
  ["conversation", "conversations"],
  ["previousResponseId", "conversations"],
  ["previousInteractionId", "conversations"],
  ["cachedContent", "explicit-cache"],
  ["container", "containers"],
  ["mcpServers", "hosted-tools"],
  ["plugins", "plugins"],
  ["searchParameters", "web-search"],
  ["useSearchGrounding", "web-search"],
  ["web_search_options", "web-search"],
  ["store", "store"],
];

/** Gateways whose models read no options but their own: what a call says to others beside is not theirs. */
const readsOnlyItsOwn = new Set(["anthropic", "cerebras", "cohere", "deepseek", "groq", "mistral", "openrouter", "perplexity", "xai"]);

/** What a call uses beside the model itself, under the names that the catalogue gives to it. */
export function featuresOf({ model, endpoint, destination }: Used, params: Params, body: Fields, headers: Headers): readonly string[] {
  const features = [
    ...[...bagsOf(destination.gateway, params), body].flatMap(ofOptions),
    ...(destination.entry?.kind !== "gateway" && storesByDefault(model, params) ? ["store"] : []),
    ...[...listed(params["tools"]), ...listed(body["tools"])].flatMap(ofTool),
    ...(listed(body["plugins"]).some((plugin) => /web|search/u.test(String(at(plugin, ["id"])))) ? ["web-search"] : []),
    ...([body["model"], body["models"]].flat().some((name) => typeof name === "string" && /:online\b/u.test(name)) ? ["web-search"] : []),
    ...(/^\s*(?:false|0|off|no|disabled)?\s*$/iu.test(headers["x-openrouter-cache"] ?? "") ? [] : ["response-cache"]),
    ...(endpoint === "video" ? ["video-jobs"] : []),
    ...(refersToFiles(params["prompt"]) ? ["files"] : []),
  ];
  return [...new Set(features)].sort();
}

function bagsOf(gateway: string, { providerOptions }: Params): readonly unknown[] {
  return Object.entries(isFields(providerOptions) ? providerOptions : {})
    .filter(([name]) => !readsOnlyItsOwn.has(gateway) || name === gateway)
    .map(([, bag]) => bag);
}

function ofOptions(bag: unknown): readonly string[] {
  const used = optionFeatures.filter(([option]) => isUsed(at(bag, [option]))).map(([, feature]) => feature);
  const cached = at(bag, ["promptCacheRetention"]);
  return isUsed(cached) && cached !== "in_memory" ? [...used, "extended-prompt-cache"] : used;
}

/** The Responses APIs keep every answer unless told not to, and the SDK tells them nothing. */
function storesByDefault(model: Model, { providerOptions }: Params): boolean {
  const provider = providerOf(model);
  if (!provider.endsWith(".responses")) return false;
  const own = provider.includes("azure") ? "azure" : namespaceOf(model);
  const options = isFields(at(providerOptions, [own])) ? at(providerOptions, [own]) : at(providerOptions, ["openai"]);
  return at(options, ["store"]) !== false;
}

/** Tools that a provider only describes and that run where the caller is. */
const callersTools = /^(?:function|custom)$|(?:^|\.)(?:bash|text_editor|computer|memory|local_shell|apply_patch|custom)(?:_?use)?(?:_\d+)?$/u;

const toolFeatures: readonly (readonly [RegExp, string])[] = [
  [/maps/iu, "maps-grounding"],
  [/file_?search|collections_?search|document_library|vertex_?rag/iu, "vector-stores"],
  [/tool_?search/iu, "hosted-tools"],
  [/search|sonar/iu, "web-search"],
  [/fetch|url_?context|browse/iu, "web-fetch"],
  [/code_?(?:execution|interpreter)|shell|container/iu, "containers"],
  [/skill/iu, "skills"],
];

function ofTool(tool: unknown): readonly string[] {
  const type = at(tool, ["type"]);
  const name = String(at(tool, ["id"]) ?? type ?? "function");
  return callersTools.test(name) ? [] : [toolFeatures.find(([pattern]) => pattern.test(name))?.[1] ?? "hosted-tools"];
}

function refersToFiles(prompt: unknown): boolean {
  return listed(prompt).some((message) => listed(at(message, ["content"])).some(isFileReference));
}

function isFileReference(part: unknown): boolean {
  const data = at(part, ["data"]);
  return at(data, ["type"]) === "reference" || (at(part, ["type"]) === "file" && typeof data === "string" && data.startsWith("file-"));
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isUsed(value: unknown): boolean {
  return ![undefined, null, false, ""].includes(value as null) && !(Array.isArray(value) && value.length === 0) && at(value, ["mode"]) !== "off";
}
