import type { ts } from "ts-morph";
import type { Choose } from "./explore.ts";
import { absent, unknown, type ObjectValue, type Unknown, type Value } from "./values.ts";

type Settled = ReturnType<Choose>;

/**
 * What stands under a key for one outcome. A spread that is not known hides what stands before it and nothing behind;
 * a key that is not known may be this one.
 */
export function property(of: Value, key: string, choose: Choose): Settled {
  return propertyOf(of, key, choose, []);
}

/** `around` are the objects into which this one is spread: one of them in itself makes no sense, and no end. */
function propertyOf(of: Value, key: string, choose: Choose, around: readonly Value[]): Settled {
  const value = choose(of);
  if (around.includes(value)) return unknown("defined by itself", "node" in value ? value.node : undefined);
  if (value.kind === "unknown") return value;
  if (value.kind === "literal" || value.kind === "absent" || value.kind === "function" || value.kind === "class" || value.kind === "text") return absent;
  if (value.kind !== "object") return unknown("a property of what is not followed", "node" in value ? value.node : undefined);
  let hidden: Unknown | undefined;
  for (const part of [...value.parts].reverse()) {
    if (part.kind === "named") {
      if (part.key !== key) continue;
      return hidden ?? choose(part.value.value());
    }
    if (part.kind === "computed") {
      hidden ??= unknown("under a key that is computed", part.node);
      continue;
    }
    const spread = choose(part.value.value());
    if (spread.kind === "object") {
      const inner = propertyOf(spread, key, choose, [...around, value]);
      // A key with `undefined` in a spread still wins, which no reader tells from a missing one.
      if (inner.kind !== "absent" || hasKey(spread, key, choose)) return hidden ?? inner;
    } else if (mayHaveKeys(spread)) hidden ??= spread.kind === "unknown" ? spread : unknown("spread from what is not known", part.node);
  }
  return hidden ?? absent;
}

/** What stands at a path of keys. */
export function at(of: Value, path: readonly string[], choose: Choose): Settled {
  return path.reduce<Settled>((value, key) => property(value, key, choose), choose(of));
}

/** The keys that an object certainly has, later ones over earlier, each with the node that states it; and whether there may be others. */
export interface Keys {
  readonly stated: ReadonlyMap<string, ts.Node>;
  /** Where knowledge of the keys ends. */
  readonly open: Unknown | undefined;
}

export function keysOf(object: ObjectValue, choose: Choose, around: readonly Value[] = []): Keys {
  if (around.includes(object)) return { stated: new Map(), open: unknown("defined by itself", object.node) };
  const stated = new Map<string, ts.Node>();
  let open: Unknown | undefined;
  for (const part of object.parts) {
    if (part.kind === "named") stated.set(part.key, part.node);
    else if (part.kind === "computed") open ??= unknown("under a key that is computed", part.node);
    else {
      const spread = choose(part.value.value());
      if (spread.kind === "object") {
        const inner = keysOf(spread, choose, [...around, object]);
        for (const [key, node] of inner.stated) stated.set(key, node);
        open ??= inner.open;
      } else if (mayHaveKeys(spread)) open ??= spread.kind === "unknown" ? spread : unknown("spread from what is not known", part.node);
    }
  }
  return { stated, open };
}

/** Stands in plain data where the source does not show what will be there. */
export class Unseen {
  readonly value: Unknown;

  constructor(value: Unknown) {
    this.value = value;
  }
}

/** The key under which an object of plain data says that it may have more keys than are seen. */
export const more: unique symbol = Symbol("more");

/**
 * The value as plain data for one outcome. What is not known is an `Unseen`; an object that may have more keys than are
 * seen bears `more`. Functions, instances and what other packages made are `Unseen` too.
 */
export function plain(of: Value, choose: Choose, depth = 12): unknown {
  const value = choose(of);
  if (depth === 0) return new Unseen(unknown("nested too deeply"));
  switch (value.kind) {
    case "literal":
      return value.value;
    case "absent":
      return undefined;
    case "unknown":
      return new Unseen(value);
    case "text":
      return new Unseen(unknown("a text that is put together"));
    case "list":
      return value.items.flatMap((item): unknown[] => {
        const read = plain(item.value.value(), choose, depth - 1);
        if (!item.spread) return [read];
        return Array.isArray(read) ? (read as unknown[]) : [read instanceof Unseen ? read : new Unseen(unknown("a spread of what is no list", item.value.node))];
      });
    case "object": {
      const { stated, open } = keysOf(value, choose);
      const fields = [...stated.keys()].map((key) => [key, plain(property(value, key, choose), choose, depth - 1)] as const);
      return { ...Object.fromEntries(fields), ...(open === undefined ? {} : { [more]: open }) };
    }
    default:
      return new Unseen(unknown("made by code that is not followed", "node" in value ? value.node : undefined));
  }
}

function hasKey(object: ObjectValue, key: string, choose: Choose): boolean {
  return keysOf(object, choose).stated.has(key);
}

/** `undefined`, `null`, `false` and numbers spread into nothing. */
function mayHaveKeys(value: Settled): boolean {
  return !(value.kind === "absent" || value.kind === "function" || value.kind === "class" || (value.kind === "literal" && typeof value.value !== "string"));
}
