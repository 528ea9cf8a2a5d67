import { property } from "../facts/read.ts";
import type { Choose } from "../facts/explore.ts";
import type { Declared } from "../facts/site.ts";
import { argument, type Result, type Value } from "../facts/values.ts";
import { isMissing, textOf, unknownOf, type Settled } from "./scene.ts";

export type Guarded = "yes" | "no" | "unknown";

/** The arguments of one of our own wrappers; `undefined` for what is none. */
export function guardArguments(value: Settled, name: "guardModel" | "guardProvider" | "guardFetch"): Result["args"] {
  if (value.kind !== "result" || value.callee.kind !== "external") return undefined;
  const { module, path } = value.callee;
  return module === (name === "guardFetch" ? "cordon/fetch" : "cordon/ai-sdk") && path.length === 1 && path[0] === name ? value.args : undefined;
}

/** The categories that a wrapper's options state. */
export function categoriesOf(options: Value, choose: Choose): readonly Declared[] {
  return declaredIn(property(options, "category", choose), "guard", choose);
}

/** One category or a list of them. */
export function declaredIn(value: Value, from: Declared["from"], choose: Choose): readonly Declared[] {
  const settled = choose(value);
  if (isMissing(settled)) return [];
  const named = (name: Settled, why: string): Declared => ({ from, category: textOf(name) ?? unknownOf(name, why) });
  if (settled.kind !== "list") return [named(settled, "no plain text")];
  return settled.items.map(({ spread, value: item }) => named(choose(item.value()), spread ? "a spread" : "no plain text"));
}

/** What the option `fetch` of a client says of the guard. Where it changes bodies, what is sent is not known. */
export interface FetchOption {
  readonly guarded: Guarded;
  readonly categories: readonly Declared[];
  /** A function of the project that touches the body. */
  readonly rewrites: Value | undefined;
}

export function fetchOption(options: Value, choose: Choose): FetchOption {
  const fetch = property(options, "fetch", choose);
  const ours = guardArguments(fetch, "guardFetch");
  if (ours !== undefined) return { guarded: "yes", categories: categoriesOf(argument(ours, 0), choose), rewrites: undefined };
  if (isMissing(fetch) || (fetch.kind === "external" && fetch.path.at(-1) === "fetch")) return { guarded: "no", categories: [], rewrites: undefined };
  const rewrites = fetch.kind === "function" && /\bbody\b/u.test(fetch.node.getText(fetch.module.source)) ? fetch : undefined;
  return { guarded: "unknown", categories: [], rewrites };
}
