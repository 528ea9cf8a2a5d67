import { categoriesInHeader, categoriesInOptions, categoryHeader } from "../wire/declared.ts";
import { isFields, type Fields } from "../wire/fields.ts";
import type { Params } from "./model.ts";

/** What a call says about itself to cordon, taken out of it. */
export interface Declared {
  readonly categories: readonly string[];
  /** The params without a trace of the declaration, at any level that can hold provider options. */
  readonly params: Params;
}

/**
 * Takes `providerOptions.cordon` out of a call, its messages, their parts and its tools, and the category header. What
 * it cannot understand becomes an empty category name, which every policy refuses: a slip must not lose a category.
 */
export function takeDeclared(params: Params): Declared {
  const categories: string[] = [];

  const takeOptions = <T>(value: T): T => {
    if (!isFields(value)) return value;
    const { providerOptions } = value;
    if (!isFields(providerOptions) || !Object.hasOwn(providerOptions, "cordon")) return value;
    const { cordon, ...others } = providerOptions;
    categories.push(...categoriesInOptions(cordon));
    return { ...value, providerOptions: others };
  };

  const takeHeader = (value: Fields): Fields => {
    const { headers } = value;
    if (!isFields(headers)) return value;
    const ours = Object.entries(headers).filter(([name, text]) => name.toLowerCase() === categoryHeader && text !== undefined);
    if (ours.length === 0) return value;
    categories.push(...ours.flatMap(([, text]) => categoriesInHeader(String(text))));
    const others = Object.entries(headers).filter(([name]) => name.toLowerCase() !== categoryHeader);
    return { ...value, headers: Object.fromEntries(others) };
  };

  // A part of a message, a file of an image call, a frame of a video: each may hold another one.
  const takePart = (part: unknown): unknown => {
    const taken = takeOptions(part);
    if (!isFields(taken)) return taken;
    return mapField(mapField(taken, "output", (output) => mapField(takeOptions(output), "value", takeOptions)), "image", takeOptions);
  };

  const takeMessage = (message: unknown): unknown => mapField(takeOptions(message), "content", takePart);

  let stripped: unknown = mapField(takeHeader(takeOptions(params)), "prompt", takeMessage);
  for (const key of ["tools", "files", "mask", "image", "frameImages", "inputReferences"]) stripped = mapField(stripped, key, takePart);
  return { categories, params: stripped as Params };
}

/** Puts categories where a guard further in takes them out again. */
export function withDeclared(params: Params, categories: readonly string[]): Params {
  if (categories.length === 0) return params;
  const providerOptions = isFields(params["providerOptions"]) ? params["providerOptions"] : {};
  return { ...params, providerOptions: { ...providerOptions, cordon: { category: categories } } };
}

/** `value` with the object under `key`, or each entry of the list there, mapped; the same `value` where nothing changes. */
function mapField(value: unknown, key: string, map: (entry: unknown) => unknown): unknown {
  if (!isFields(value)) return value;
  const before = value[key];
  if (!isFields(before) && !Array.isArray(before)) return value;
  const after = Array.isArray(before) ? before.map(map) : map(before);
  const isSame = Array.isArray(before) ? before.every((entry, index) => entry === (after as unknown[])[index]) : before === after;
  return isSame ? value : { ...value, [key]: after };
}
