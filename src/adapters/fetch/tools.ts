import { isObject, type Json, type JsonObject, valueAt } from "./json.ts";

/** The feature that a tool stands for; `undefined` for one that the caller runs. */
export function toolFeature(tool: Json): readonly string[] {
  if (!isObject(tool)) return ["hosted-tools"];
  const names = namesOf(tool);
  if (names.length === 0 || names.every((name) => ownTools.test(name))) return [];
  return names.filter((name) => !ownTools.test(name)).map((name) => hosted.find(([pattern]) => pattern.test(name))?.[1] ?? "hosted-tools");
}

// Run where the call was made: the vendor only describes them to the model.
const ownTools =
  /^(?:function|custom|client|local_shell|apply_patch|functionDeclarations|function_declarations|toolSpec|cachePoint|(?:anthropic\.|bedrock\.)?(?:bash|text_editor|computer|memory)_\d+|openai\.(?:local_shell|apply_patch|custom)|computer_?[uU]se)$/u;

const hosted: readonly (readonly [RegExp, string])[] = [
  [/maps/iu, "maps-grounding"],
  [/file_?search|collections_?search|document_library|vertex_?rag|^retrieval$/iu, "vector-stores"],
  [/tool_?search/iu, "hosted-tools"],
  [/search|sonar/iu, "web-search"],
  [/fetch|url_?context|browse/iu, "web-fetch"],
  [/code_?(?:execution|interpreter)|^shell|container/iu, "containers"],
  [/skill/iu, "skills"],
];

/**
 * What a tool calls itself. A tool with a `type` is that; one of Gemini's is its keys; a plain object with a name and
 * a schema is a function of Anthropic's, Bedrock's or Cohere's form.
 */
function namesOf(tool: JsonObject): readonly string[] {
  const type = valueAt(tool, ["type"]);
  const id = valueAt(tool, ["id"]);
  if (type === "provider" || type === "provider-defined" || type === "provider-executed") return [typeof id === "string" ? id : "unnamed"];
  if (typeof type === "string") return [type];
  if (type !== undefined && type !== null) return ["unnamed"];
  if (["name", "input_schema", "parameters", "inputSchema", "function"].some((key) => Object.hasOwn(tool, key))) return [];
  return Object.keys(tool);
}
