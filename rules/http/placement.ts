import { settingOf } from "../../src/adapters/wire/amendments.ts";
import type { GatewayEntry } from "../../src/model/catalog.ts";
import type { Amendment } from "../../src/model/decision.ts";
import { appended, nested, propertyName, written } from "../edits.ts";
import type { Choose } from "../facts/explore.ts";
import { property } from "../facts/read.ts";
import type { Placement } from "../facts/site.ts";
import type { Lazy } from "../facts/values.ts";
import type { Module } from "../module.ts";
import { bodyOf, writtenPath, type Writing } from "./writing.ts";

export interface PlacementOptions {
  readonly entry: GatewayEntry | undefined;
  /** `undefined` where nobody writes a body of JSON. */
  readonly writing: Writing | undefined;
  /** The object under whose `headers` a header is written; `undefined` where none can be. */
  readonly options: Lazy | undefined;
  readonly linted: Module;
  readonly choose: Choose;
}

/** Where a control has to stand for a request; `undefined` where nothing that is written can carry it. */
export function placementOf(amendment: Amendment, { entry, writing, options, linted, choose }: PlacementOptions): Placement | undefined {
  const found = settingOf(entry, amendment);
  if (found === undefined) return undefined;
  const { place, value } = found;
  if ("header" in place) {
    const setting = codeOf([place.header], codeFor(String(value)));
    return options === undefined ? undefined : { setting, under: "`headers`", ...written(options, ["headers", place.header], codeFor(String(value)), { linted, choose }) };
  }
  if (writing === undefined) return undefined;
  const path = writtenPath(place.body, writing.style);
  const setting = codeOf(path.slice(-1), codeFor(value));
  const under = `\`${[...writing.path, ...path.slice(0, -1)].join(".") || "the body"}\``;
  const body = bodyOf(writing, choose);
  const isNew = body.kind === "object" && property(body, path[0] ?? "", choose).kind === "absent";
  // A key that the SDK's type does not know is an error in a literal, and none in a spread.
  if (writing.typed && isNew && body.node?.getSourceFile() === linted.source) {
    return { setting, under, edits: appended(body.node, `...{ ${codeOf(path, codeFor(value))} }`, linted.source), flips: false };
  }
  return { setting, under, ...written(writing.object, [...writing.path, ...path], codeFor(value), { linted, choose }) };
}

/** The code of a setting at a path: `provider: { zdr: true }`. */
export function codeOf([key = "", ...rest]: readonly string[], value: string): string {
  return `${propertyName(key)}: ${nested(rest, value)}`;
}

function codeFor(value: boolean | number | string | readonly string[]): string {
  return typeof value === "object" ? `[${value.map((each) => JSON.stringify(each)).join(", ")}]` : JSON.stringify(value);
}
