import { isFields } from "../../src/adapters/wire/fields.ts";
import type { Method, NativeClient } from "../entry-points/clients.ts";
import { more, Unseen } from "../facts/read.ts";
import { snakeCase } from "../http/key-style.ts";

/** What an SDK makes of a body that is written in its own way. */
export function wireBody(written: unknown, style: NativeClient["body"], { providerKeys, adds }: Pick<Method, "providerKeys" | "adds">): unknown {
  if (!isFields(written) || written instanceof Unseen) return written;
  const body = style === "snake-case" ? snakeKeys(written, providerKeys) : style === "config" ? flattened(written) : written;
  return adds === undefined || !isFields(body) ? body : { ...body, ...adds };
}

/** In snake_case; keys that are so already are none that the SDK knows, and are dropped. */
function snakeKeys(value: unknown, providerKeys: readonly string[] | undefined, depth = 0): unknown {
  if (Array.isArray(value)) return value.map((each) => snakeKeys(each, undefined, depth + 1));
  if (!isFields(value) || value instanceof Unseen) return value;
  const kept = Object.entries(value).filter(([key]) => !key.includes("_") && !(depth === 0 && key === "providerOptions"));
  const fields = kept.map(([key, field]) => {
    const of = depth === 0 && key === "provider" && providerKeys !== undefined && isFields(field) && !(field instanceof Unseen) ? picked(field, providerKeys) : field;
    return [snakeCase(key), schemas.has(key) ? of : snakeKeys(of, undefined, depth + 1)] as const;
  });
  return { ...Object.fromEntries(fields), ...moreOf(value) };
}

/** Keys below which everything is the caller's own. */
const schemas: ReadonlySet<string> = new Set(["parameters", "schema", "metadata", "jsonSchema"]);

function picked(value: object, keys: readonly string[]): object {
  return Object.fromEntries(Object.entries(value).filter(([key]) => keys.includes(key)));
}

/** Google's SDK takes what stands beside the contents in `config`. */
function flattened({ config, ...rest }: Readonly<Record<string, unknown>>): unknown {
  if (config instanceof Unseen) return { ...rest, [more]: config.value };
  return { ...rest, ...(isFields(config) ? { ...config, ...moreOf(config) } : {}) };
}

function moreOf(value: object): object {
  const open = (value as { readonly [more]?: unknown })[more];
  return open === undefined ? {} : { [more]: open };
}
