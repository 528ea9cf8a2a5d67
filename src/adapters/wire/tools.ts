import { at, isFields, type Fields } from "./fields.ts";

/** The features that a tool stands for; none for one that the caller runs, `hosted-tools` for one that nobody knows. */
export function toolFeatures(tool: unknown): readonly string[] {
  if (!isFields(tool)) return ["hosted-tools"];
  const names = namesOf(tool).filter((name) => !own.some((pattern) => pattern.test(name)));
  return names.map((name) => hosted.find(([pattern]) => pattern.test(name))?.[1] ?? "hosted-tools");
}

// Run where the call was made: the vendor only describes them to the model.
const own = [
  /^(?:function|custom|client|local_shell|apply_patch)$/u,
  /^(?:functionDeclarations|function_declarations|computer_use|computerUse)$/u,
  /^(?:toolSpec|cachePoint)$/u,
  /^(?:(?:anthropic|bedrock)\.)?(?:bash|text_editor|computer|memory)_\d+$/u,
  /^(?:openai|azure)\.(?:local_shell|apply_patch|custom)$/u,
];

const hosted: readonly (readonly [RegExp, string])[] = [
  [/maps/iu, "maps-grounding"],
  [/file_?search|collections_?search|document_library|vertex_?rag|^retrieval$/iu, "vector-stores"],
  [/tool_?search/iu, "hosted-tools"],
  [/search|sonar/iu, "web-search"],
  [/fetch|url_?context|browse/iu, "web-fetch"],
  [/code_?(?:execution|interpreter)|(?:^|\.)shell|container/iu, "containers"],
  [/skill/iu, "skills"],
];

/**
 * What a tool calls itself. A tool with a `type` is that; one of Gemini's is its keys; a plain object with a name and
 * a schema is a function of Anthropic's, Bedrock's or Cohere's form.
 */
function namesOf(tool: Fields): readonly string[] {
  const type = at(tool, ["type"]);
  const id = at(tool, ["id"]);
  // Of the AI SDK, in the words of its versions.
  if (type === "provider" || type === "provider-defined" || type === "provider-executed") return [typeof id === "string" ? id : "unnamed"];
  if (typeof type === "string") return [type];
  if (type !== undefined && type !== null) return ["unnamed"];
  if (["name", "input_schema", "parameters", "inputSchema", "function"].some((key) => Object.hasOwn(tool, key))) return [];
  return Object.keys(tool);
}
