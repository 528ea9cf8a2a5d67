import { isFields, type Fields } from "../wire/fields.ts";

/** `fields` with another value at the path; `undefined` where something that is no object stands in the way. */
export function withAt(fields: Fields, path: readonly string[], value: unknown): Fields | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return undefined;
  if (rest.length === 0) return { ...fields, [key]: value };
  const below = (Object.hasOwn(fields, key) ? fields[key] : undefined) ?? {};
  const changed = isFields(below) ? withAt(below, rest, value) : undefined;
  return changed === undefined ? undefined : { ...fields, [key]: changed };
}

/**
 * A copy of plain objects and arrays at every depth; anything else stays the same object. What is read from the copy
 * is what is sent, whoever changes the original meanwhile.
 */
export function copied<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copied) as T;
  if (!isFields(value) || !isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, copied(entry)])) as T;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
