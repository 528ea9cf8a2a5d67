import { at, isFields, isUsed, listed } from "./fields.ts";
import { refersToFiles } from "./file-references.ts";
import { keepsByDefault } from "./keeping.ts";
import { optionFeatures } from "./options.ts";
import { partsOf } from "./parts.ts";
import type { WireRequest } from "./request.ts";
import { toolFeatures } from "./tools.ts";

/** What a request to these models uses beside them, under the names of the catalogue. */
export function readFeatures(request: WireRequest, models: readonly string[]): readonly string[] {
  const { body, header, options, tools, messages, endpoint } = request;
  const parts = partsOf(body);
  const bags = parts.map((part) => at(part, ["providerOptions"])).filter(isFields).flatMap(Object.values);
  const conversations = [messages, ...parts.flatMap((part) => messagePlaces.map((place) => at(part, [place])))];
  return [
    ...request.features,
    ...[...parts, ...bags, ...options].flatMap(optionFeatures),
    ...[...tools, ...parts.flatMap(toolsIn)].flatMap(toolFeatures),
    ...(keepsByDefault(request) ? ["store"] : []),
    ...(models.some((name) => /:online\b/iu.test(name)) ? ["web-search"] : []),
    ...(cacheHeaders.some((name) => !off.test(header(name) ?? "")) ? ["response-cache"] : []),
    ...(endpoint === "video" ? ["video-jobs"] : []),
    ...(conversations.some(refersToFiles) ? ["files"] : []),
  ];
}

const messagePlaces = ["messages", "input", "contents", "prompt"];

const toolPlaces = [["tools"], ["tool_config", "tools"], ["toolConfig", "tools"]];

function toolsIn(part: unknown): readonly unknown[] {
  const found = toolPlaces.map((place) => at(part, place)).filter(isUsed);
  return found.flatMap((tools) => (Array.isArray(tools) ? listed(tools) : [tools]));
}

const cacheHeaders = ["x-openrouter-cache", "cf-aig-cache-ttl", "helicone-cache-enabled"];

const off = /^\s*(?:false|0|off|no|disabled)?\s*$/iu;
