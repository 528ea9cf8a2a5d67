import { at, isFields, isUsed, listed } from "./fields.ts";

/** The features that settings stand for, in a body or among the options of a provider, whatever the spelling of their keys. */
export function optionFeatures(settings: unknown): readonly string[] {
  if (!isFields(settings)) return [];
  return Object.entries(settings).flatMap(([key, value]) => {
    const setting = plain(key);
    const feature = features.get(setting);
    if (feature === undefined || !isUsed(value) || isOff(setting, value)) return [];
    return setting === "plugins" && listed(value).some(isWebPlugin) ? [feature, "web-search"] : [feature];
  });
}

/** `previous_response_id` and `previousResponseId` are one setting, on the wire and in the AI SDK. */
function plain(key: string): string {
  return key.replaceAll("_", "").toLowerCase();
}

// A setting counts when it is there with anything but nothing.
const features: ReadonlyMap<string, string> = new Map([
  ["store", "store"],
  ["background", "background"],
  ["previousresponseid", "conversations"],
  ["previousinteractionid", "conversations"],
  ["conversation", "conversations"],
  ["conversationid", "conversations"],
  ["threadid", "conversations"],
  ["websearchoptions", "web-search"],
  ["searchparameters", "web-search"],
  ["usesearchgrounding", "web-search"],
  ["enablesearch", "web-search"],
  ["connectors", "web-search"],
  ["plugins", "plugins"],
  ["mcpservers", "hosted-tools"],
  ["agent", "hosted-tools"],
  ["agentid", "hosted-tools"],
  ["datasources", "hosted-tools"],
  ["container", "containers"],
  ["cachedcontent", "explicit-cache"],
  ["promptcacheretention", "extended-prompt-cache"],
]);

function isOff(setting: string, value: unknown): boolean {
  if (setting === "searchparameters") return at(value, ["mode"]) === "off";
  return setting === "promptcacheretention" && (value === "in_memory" || value === "in-memory");
}

function isWebPlugin(plugin: unknown): boolean {
  return /web|search/u.test(String(at(plugin, ["id"])));
}
