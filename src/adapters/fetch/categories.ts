import { categoriesInHeader, categoriesInOptions, categoryHeader } from "../wire/declared.ts";
import { at, isFields } from "../wire/fields.ts";
import { removeIn } from "./edit-json.ts";
import { type Outgoing, withBodyText, withoutHeadersNamed } from "./outgoing.ts";

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
  const inHeader = categoriesInHeader(outgoing.headers.get(categoryHeader) ?? "");
  const bare = withoutHeadersNamed(outgoing, (name) => name === categoryHeader);
  if (bare.body.kind !== "json") return { categories: inHeader, outgoing: bare };

  const { text, value } = bare.body;
  const { headers, providerOptions: options } = value;
  const copies = isFields(headers) ? Object.entries(headers).filter(([name]) => name.toLowerCase() === categoryHeader) : [];
  const inCopies = copies.flatMap(([, copy]) => [copy].flat().flatMap((each) => (typeof each === "string" ? categoriesInHeader(each) : [""])));
  const isDeclared = isFields(options) && Object.hasOwn(options, "cordon");
  const inOptions = isDeclared ? categoriesInOptions(at(options, ["cordon"])) : [];
  // Options that were ours alone go as a whole: an API that knows no such key refuses even an empty one.
  const ours = isDeclared && Object.keys(options).length === 1 ? ["providerOptions"] : ["providerOptions", "cordon"];
  const stripped = copies.reduce((rest, [name]) => removeIn(rest, ["headers", name]), removeIn(text, ours));
  return {
    categories: [...inHeader, ...inCopies, ...inOptions].map((name) => name || unreadable),
    outgoing: stripped === text ? bare : await withBodyText(bare, stripped),
  };
}

// No name of any taxonomy, so that the answer speaks of a category and not of a malformed call.
const unreadable = "(unreadable)";
