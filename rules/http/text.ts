import type { Choose } from "../facts/explore.ts";
import { argument, unknown, type Result, type Unknown, type Value } from "../facts/values.ts";
import { globalName } from "./global-name.ts";
import { hasHole, hole } from "./hole.ts";

/** A text as far as the source shows it, with a hole for each part that it does not. */
export interface SeenText {
  readonly text: string;
  /** Why there are holes. */
  readonly unseen: Unknown | undefined;
}

/** What a value is as a text; `undefined` for what is none, such as a missing argument. Addresses are texts too. */
export function textOf(of: Value, choose: Choose): SeenText | undefined {
  const value = choose(of);
  switch (value.kind) {
    case "literal":
      return value.value === null || typeof value.value === "boolean" ? undefined : { text: String(value.value), unseen: undefined };
    case "text":
      return { text: value.parts.map((part) => part ?? hole).join(""), unseen: unknown("a text that is put together") };
    case "unknown":
      return { text: hole, unseen: value };
    case "result":
      return ofResult(value, choose);
    case "member":
      // `url.href` of `new URL(…)`.
      if (value.of.kind === "result" && isUrl(value.of) && value.name === "href") return ofResult(value.of, choose);
      return { text: hole, unseen: unknown("made by code that is not followed") };
    case "external":
      return { text: hole, unseen: unknown("made by code that is not followed") };
    default:
      return undefined;
  }
}

function ofResult(result: Result, choose: Choose): SeenText {
  const { callee, args } = result;
  if (isUrl(result)) return ofUrl(textOf(argument(args, 0), choose), textOf(argument(args, 1), choose));
  if (callee.kind === "external" && globalName(callee) === "String") return textOf(argument(args, 0), choose) ?? nothing(result);
  if (callee.kind === "member" && /^to(?:String|JSON)$/u.test(callee.name) && callee.of.kind === "result" && isUrl(callee.of)) return ofResult(callee.of, choose);
  return nothing(result);
}

function ofUrl(path: SeenText | undefined, base: SeenText | undefined): SeenText {
  if (path === undefined) return { text: hole, unseen: unknown("an address that is put together") };
  if (base === undefined || /^[a-z][\w+.-]*:\/\//iu.test(path.text)) return path;
  const unseen = path.unseen ?? base.unseen;
  // What has no scheme is resolved against somebody else's.
  if (hasHole(base.text) && !URL.canParse(base.text)) return { text: `${hole}/${path.text.replace(/^\/+/u, "")}`, unseen };
  return URL.canParse(path.text, base.text) ? { text: new URL(path.text, base.text).href, unseen } : { text: hole, unseen: unseen ?? unknown("no address") };
}

function isUrl({ callee, isNew }: Result): boolean {
  return isNew && callee.kind === "external" && globalName(callee) === "URL";
}

function nothing({ node }: Result): SeenText {
  return { text: hole, unseen: unknown("made by code that is not followed", node) };
}
