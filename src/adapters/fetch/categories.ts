import { removeIn } from "./edit-json.ts";
import { isObject, type Json, valueAt } from "./json.ts";
import { type Outgoing, withBodyText, withoutHeadersNamed } from "./outgoing.ts";

export const categoryHeader = "x-cordon-category";

/** What a request says about its own data, and the request without those words. */
export interface Declared {
  readonly categories: readonly string[];
  readonly outgoing: Outgoing;
}

/**
 * Takes the declared categories out of a request: from the header, from `providerOptions.cordon`, and from the copy of
 * the headers that the AI SDK puts into its body. None of them leaves the process.
 */
export async function takeCategories(outgoing: Outgoing): Promise<Declared> {
  const header = outgoing.headers.get(categoryHeader);
  const bare = withoutHeadersNamed(outgoing, (name) => name === categoryHeader);
  if (bare.body.kind !== "json") return { categories: split(header), outgoing: bare };

  const { text, value } = bare.body;
  const copies = isObject(value["headers"]) ? Object.keys(value["headers"]).filter((name) => name.toLowerCase() === categoryHeader) : [];
  // Options that were ours alone go as a whole: an API that knows no such key refuses even an empty one.
  const options = valueAt(value, ["providerOptions"]);
  const ours = isObject(options) && Object.keys(options).join() === "cordon" ? ["providerOptions"] : ["providerOptions", "cordon"];
  const stripped = copies.reduce((rest, name) => removeIn(rest, ["headers", name]), removeIn(text, ours));
  const copied = copies.flatMap((name) => named(valueAt(value, ["headers", name])).flatMap(split));
  return {
    categories: [...split(header), ...copied, ...named(valueAt(value, ["providerOptions", "cordon", "category"]))],
    outgoing: stripped === text ? bare : await withBodyText(bare, stripped),
  };
}

function split(text: string | null): readonly string[] {
  return (text ?? "").split(",").map((each) => each.trim()).filter((each) => each !== "");
}

// What is no name is no category of any taxonomy either, and is denied as such.
function named(value: Json | undefined): readonly string[] {
  if (value === undefined || value === null) return [];
  return [value].flat().map((each) => (typeof each === "string" && each !== "" ? each : "(unreadable)"));
}
