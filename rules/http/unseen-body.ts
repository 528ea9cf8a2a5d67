import type { Fields } from "../../src/adapters/wire/fields.ts";
import { more } from "../facts/read.ts";
import type { Unknown } from "../facts/values.ts";

/** A body of which nothing is seen. */
export function unseenBody(why: Unknown): Fields {
  return { [more]: why } as Fields;
}
