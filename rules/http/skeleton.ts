import type { Json } from "../../src/adapters/fetch/json.ts";
import { isFields } from "../../src/adapters/wire/fields.ts";
import { Unseen } from "../facts/read.ts";

/** The shape of content without the content: what a part is and whether it names a file, and nothing that somebody wrote. */
export function skeleton(value: unknown, key = "", depth = 8): Json | undefined {
  if (typeof value === "string") return key === "type" ? value : /^(?:file-|https:\/\/generativelanguage\.googleapis\.com\/)/u.exec(value)?.[0] ?? "…";
  if (depth === 0 || value instanceof Unseen) return undefined;
  if (Array.isArray(value)) return value.map((each) => skeleton(each, "", depth - 1)).filter((each) => each !== undefined);
  if (!isFields(value)) return undefined;
  const fields = Object.entries(value).map(([name, field]) => [name, skeleton(field, name, depth - 1)] as const);
  return Object.fromEntries(fields.filter((field): field is readonly [string, Json] => field[1] !== undefined));
}
