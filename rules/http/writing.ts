import type { Choose } from "../facts/explore.ts";
import { at } from "../facts/read.ts";
import type { Lazy } from "../facts/values.ts";
import { camelCase } from "./key-style.ts";

/** Where in the source the body of a request is written, and in which keys. */
export interface Writing {
  /** What is given to the call: the argument, or what `JSON.stringify` takes. */
  readonly object: Lazy;
  /** The way to the body in it: `["chatRequest"]`. */
  readonly path: readonly string[];
  /** `wire`: keys leave as they are written. `camel`: the SDK takes camelCase, sends snake_case and drops what it does not know. */
  readonly style: "wire" | "camel";
  /** Whether TypeScript refuses keys of a gateway in a literal, so that they are written as a spread. */
  readonly typed: boolean;
}

/** The body as it is written. */
export function bodyOf({ object, path }: Writing, choose: Choose): ReturnType<Choose> {
  return at(object.value(), path, choose);
}

/** A path on the wire in the keys of the SDK. */
export function writtenPath(wire: readonly string[], style: Writing["style"]): readonly string[] {
  return style === "wire" ? wire : wire.map(camelCase);
}
