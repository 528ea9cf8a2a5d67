import { at, isFields, listed } from "./fields.ts";

/** Whether messages name files that lie with a provider already. The content of a message is passed by, only names are looked for. */
export function refersToFiles(messages: unknown): boolean {
  return listed(messages).some((message) => isReference(message) || ["content", "parts"].some((key) => listed(at(message, [key])).some(isReference)));
}

// In the forms of OpenAI's two APIs, Anthropic, Gemini and the AI SDK.
function isReference(part: unknown): boolean {
  if (!isFields(part)) return false;
  const data = at(part, ["data"]);
  return (
    [["file_id"], ["fileId"], ["file", "file_id"], ["source", "file_id"], ["image_url", "file_id"]].some((place) => typeof at(part, place) === "string") ||
    at(data, ["type"]) === "reference" ||
    (at(part, ["type"]) === "file" && typeof data === "string" && data.startsWith("file-")) ||
    [at(part, ["fileData", "fileUri"]), at(part, ["file_data", "file_uri"]), data].some(isFileOfGemini)
  );
}

function isFileOfGemini(value: unknown): boolean {
  return (typeof value === "string" || value instanceof URL) && /^https:\/\/generativelanguage\.googleapis\.com\//u.test(String(value).slice(0, 64));
}
