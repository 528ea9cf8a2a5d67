import type { ts } from "ts-morph";
import { isFields } from "../../src/adapters/wire/fields.ts";
import type { Choose } from "../facts/explore.ts";
import { more, plain, Unseen } from "../facts/read.ts";
import { absent, known, literal, unknown, type Lazy, type Part, type Unknown, type Value } from "../facts/values.ts";
import { resultOf } from "./hook-calls.ts";

/** Plain data as a value again, for functions of the project that get it. What was not seen stays unknown. */
export function toValue(data: unknown, node: ts.Node): Value {
  if (data === undefined) return absent;
  if (data instanceof Unseen) return data.value;
  if (Array.isArray(data)) return { kind: "list", items: data.map((item: unknown) => ({ spread: false, value: lazyOf(item, node) })), node: undefined };
  if (!isFields(data)) return literal(data as string | number | boolean | null);
  const parts = Object.entries(data).map(([key, value]): Part => ({ kind: "named", key, value: lazyOf(value, node), node }));
  const open = openOf(data);
  return { kind: "object", parts: open === undefined ? parts : [{ kind: "spread", value: known(open), node }, ...parts], node: undefined, module: undefined };
}

/** What a function of the project makes of plain data; `Unseen` where nothing follows it. */
export function applied(transform: Value, data: unknown, choose: Choose): unknown {
  const settled = choose(transform);
  if (settled.kind === "unknown") return new Unseen(settled);
  if (settled.kind !== "function") return new Unseen(unknown("made by code that is not followed", "node" in settled ? settled.node : undefined));
  return plain(resultOf(settled, wordsOf(data), () => toValue(data, settled.node)), choose);
}

/** Data in words, equal where the data are. */
export function wordsOf(data: unknown): string {
  if (data instanceof Unseen) return `?${data.value.why}@${data.value.node?.pos ?? ""}`;
  if (Array.isArray(data)) return `[${data.map(wordsOf).join()}]`;
  if (!isFields(data)) return typeof data === "string" ? JSON.stringify(data) : String(data);
  const fields = Object.entries(data).map(([key, value]) => `${JSON.stringify(key)}:${wordsOf(value)}`);
  return `{${fields.join()}${openOf(data) === undefined ? "" : "…"}}`;
}

/** Why an object may have more keys than are seen. */
export function openOf(data: unknown): Unknown | undefined {
  return isFields(data) ? (data as { readonly [more]?: Unknown })[more] : undefined;
}

/** As `ai` merges defaults, call and step: deep through objects, the second wins, `undefined` says nothing. */
export function merged(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (base === undefined || !isPlainObject(base) || !isPlainObject(over)) return over;
  const keys = [...new Set([...Object.keys(base), ...Object.keys(over)])];
  const open = openOf(over) ?? openOf(base);
  const fields = keys.map((key) => {
    // What is not seen of the upper one may lie over everything.
    const upper = Object.hasOwn(over, key) ? over[key] : undefined;
    return [key, upper === undefined && openOf(over) !== undefined ? new Unseen(openOf(over)!) : merged(base[key], upper)] as const;
  });
  return { ...Object.fromEntries(fields), ...(open === undefined ? {} : { [more]: open }) };
}

/** The data with `template` in every place that is not seen, and nothing there that `template` does not have. */
export function completed(data: unknown, template: unknown): unknown {
  if (data instanceof Unseen) return template;
  if (Array.isArray(data)) return data.filter((item) => !(item instanceof Unseen)).map((item) => completed(item, undefined));
  if (!isFields(data)) return data;
  const filling = isFields(template) ? template : {};
  const known = Object.entries(data).map(([key, value]) => [key, completed(value, Object.hasOwn(filling, key) ? filling[key] : undefined)] as const);
  const added = openOf(data) === undefined ? [] : Object.entries(filling).filter(([key]) => !Object.hasOwn(data, key));
  return Object.fromEntries([...known, ...added].filter(([, value]) => value !== undefined));
}

/** Where knowledge of what stands at a path ends; `undefined` where it is known, or certainly not there. */
export function gapAt(data: unknown, path: readonly string[]): Unknown | undefined {
  if (data instanceof Unseen) return data.value;
  const [key, ...rest] = path;
  if (key === undefined) return Array.isArray(data) ? data.find((item): item is Unseen => item instanceof Unseen)?.value : undefined;
  if (!isFields(data)) return undefined;
  return Object.hasOwn(data, key) ? gapAt(data[key], rest) : openOf(data);
}

/** The first thing in the data that is not seen. */
export function anyGap(data: unknown): Unknown | undefined {
  if (data instanceof Unseen) return data.value;
  if (Array.isArray(data)) return first(data);
  return isFields(data) ? (openOf(data) ?? first(Object.values(data))) : undefined;
}

function first(values: readonly unknown[]): Unknown | undefined {
  for (const value of values) {
    const gap = anyGap(value);
    if (gap !== undefined) return gap;
  }
  return undefined;
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return isFields(value) && !(value instanceof Unseen);
}

function lazyOf(data: unknown, node: ts.Node): Lazy {
  return known(toValue(data, node), node);
}
