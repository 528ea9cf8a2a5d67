import type { ClientRequestArgs, IncomingMessage, RequestOptions } from "node:http";
import { urlToHttpOptions } from "node:url";

type Callback = (response: IncomingMessage) => void;

/** The arguments of `http.request`, put together as Node does it. */
export interface RequestArguments {
  readonly options: RequestOptions;
  readonly callback: Callback | undefined;
}

/** Reads `(url, options?, callback?)` and `(options, callback?)`; `undefined` for what Node itself refuses. */
export function readArguments([first, second, third]: readonly unknown[]): RequestArguments | undefined {
  const address = typeof first === "string" ? (URL.canParse(first) ? new URL(first) : undefined) : first instanceof URL ? first : null;
  if (address === undefined) return undefined;
  if (address === null) return isOptions(first) ? { options: { ...first }, callback: asCallback(second) } : undefined;
  const base = urlToHttpOptions(address);
  return typeof second === "function" || !isOptions(second)
    ? { options: base, callback: asCallback(second) ?? asCallback(third) }
    : { options: { ...base, ...second }, callback: asCallback(third) };
}

/**
 * The addresses that a request may be meant for: the one that it connects to, and the one that it names in its path
 * (through a forward proxy) or in its `Host`. The first is what a server is reached by.
 */
export function addressesOf(options: RequestOptions, scheme: "http:" | "https:"): readonly URL[] {
  const path = String(options.path ?? "/");
  if (/^https?:\/\//iu.test(path)) return URL.canParse(path) ? [new URL(path)] : [];
  const protocol = options.protocol ?? (options as { _defaultAgent?: { protocol?: string } })._defaultAgent?.protocol ?? scheme;
  const name = String(options.hostname || options.host || "localhost");
  const port = options.port || options.defaultPort || "";
  const connected = [`${protocol}//${name.includes(":") && !name.startsWith("[") ? `[${name}]` : name}${port === "" ? "" : `:${port}`}`];
  const named = hostHeader(options.headers);
  const origins = named === undefined ? connected : [...connected, `${protocol}//${named}`];
  // A path such as `*` belongs to no address.
  return origins.map((origin) => origin + (path.startsWith("/") ? path : path.startsWith("?") ? `/${path}` : "/")).flatMap((text) => (URL.canParse(text) ? [new URL(text)] : []));
}

/** The headers of options as an object: Node sends a list of them at once, before anybody could judge the request. */
export function headersAsObject(headers: ClientRequestArgs["headers"]): Record<string, number | string | string[]> {
  const result: Record<string, number | string | string[]> = {};
  for (const [name, value] of headerEntries(headers)) {
    const before = result[name];
    result[name] = before === undefined ? value : [before, value].flat().map(String);
  }
  return result;
}

function hostHeader(headers: ClientRequestArgs["headers"]): string | undefined {
  const found = headerEntries(headers).find(([name]) => name.toLowerCase() === "host");
  return found === undefined ? undefined : String(found[1]);
}

function headerEntries(headers: unknown): readonly (readonly [string, number | string | string[]])[] {
  if (headers === undefined || headers === null) return [];
  if (!Array.isArray(headers)) return Object.entries(headers as Record<string, string>).filter(([, value]) => value !== undefined);
  if (Array.isArray(headers[0])) return headers as [string, string][];
  return headers.flatMap((name: string, index) => (index % 2 === 0 ? [[name, headers[index + 1] as string] as const] : []));
}

function isOptions(value: unknown): value is RequestOptions {
  return typeof value === "object" && value !== null;
}

function asCallback(value: unknown): Callback | undefined {
  return typeof value === "function" ? (value as Callback) : undefined;
}
