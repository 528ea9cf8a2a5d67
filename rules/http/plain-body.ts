import { isFields, type Fields } from "../../src/adapters/wire/fields.ts";
import type { Choose } from "../facts/explore.ts";
import { keysOf, more, plain, property, Unseen } from "../facts/read.ts";
import { unknown, type Lazy } from "../facts/values.ts";
import { unseenBody } from "./unseen-body.ts";

/** Where the content of a request stands: of it only the shape is kept. */
export const contentKeys: ReadonlySet<string> = new Set(["messages", "message", "input", "contents", "prompt", "system", "systemInstruction", "instructions", "documents", "query", "text", "inputs", "file", "image"]);

/**
 * A body as plain data for one outcome. Content makes no outcomes of its own: whatever is chosen in it, the settings of
 * the request stay the same.
 */
export function plainBody(of: Lazy, choose: Choose): Fields {
  const value = choose(of.value());
  if (value.kind !== "object") {
    const read = plain(value, choose);
    return isFields(read) && !(read instanceof Unseen) ? read : unseenBody(read instanceof Unseen ? read.value : unknown("not an object", of.node));
  }
  const blind = ((each) => (each.kind === "choice" ? unknown("content") : each)) as Choose;
  const { stated, open } = keysOf(value, choose);
  const fields = [...stated.keys()].map((key) => {
    const settle = contentKeys.has(key) ? blind : choose;
    return [key, plain(property(value, key, settle), settle)] as const;
  });
  return { ...Object.fromEntries(fields), ...(open === undefined ? {} : { [more]: open }) };
}
