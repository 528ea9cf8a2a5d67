import { categoriesInHeader, categoryHeader } from "../../src/adapters/wire/declared.ts";
import type { Choose } from "../facts/explore.ts";
import { at } from "../facts/read.ts";
import type { Declared } from "../facts/site.ts";
import type { Value } from "../facts/values.ts";
import { categoriesOf } from "./guarded.ts";
import type { SeenHeaders } from "./seen-headers.ts";

/** The categories that a request names itself: in its header, and in `providerOptions.cordon` of its body. */
export function declaredIn(headers: SeenHeaders, body: Value | undefined, choose: Choose): readonly Declared[] {
  const header = headers.values.get(categoryHeader)?.value;
  const inHeader = header === undefined ? [] : typeof header === "string" ? categoriesInHeader(header) : [header];
  const options = body === undefined ? undefined : at(body, ["providerOptions", "cordon", "category"], choose);
  // Options that are not seen at all are no declaration.
  const inOptions = options === undefined || (options.kind === "unknown" && at(body!, ["providerOptions", "cordon"], choose).kind === "unknown") ? [] : categoriesOf(options, "options", choose);
  return [...inHeader.map((category): Declared => ({ from: "options", category })), ...inOptions];
}
