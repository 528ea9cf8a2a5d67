import { heldAtMost } from "./held-request.ts";

/** The headers of a dispatch, a line each: they come as a flat list, as pairs, as an object or as `Headers`. */
export function dispatchHeaders(headers: unknown): [string, string][] {
  if (headers === undefined || headers === null) return [];
  // Requests that undici has made already hold them as text.
  if (typeof headers === "string") return headers.split("\r\n").flatMap((line) => (line.includes(":") ? [[line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()] as [string, string]] : []));
  if (Array.isArray(headers) && !Array.isArray(headers[0])) {
    return headers.flatMap((name: unknown, index) => (index % 2 === 0 ? lines(name, headers[index + 1]) : []));
  }
  const entries = Symbol.iterator in (headers as object) ? [...(headers as Iterable<[unknown, unknown]>)] : Object.entries(headers);
  return entries.flatMap(([name, value]) => lines(name, value));
}

function lines(name: unknown, value: unknown): [string, string][] {
  return [value].flat().flatMap((each: unknown) => (each === undefined || each === null ? [] : [[text(name), text(each)] as [string, string]]));
}

function text(value: unknown): string {
  return value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : String(value);
}

export type ReadBody = { readonly whole: true; readonly payload: BodyInit | undefined } | { readonly whole: false; readonly payload: unknown };

/** Reads the body of a dispatch to its end, or as far as it may be held; `payload` is what can be sent in its place. */
export async function readDispatchBody(body: unknown): Promise<ReadBody> {
  if (body === undefined || body === null) return { whole: true, payload: undefined };
  if (typeof body === "string" || body instanceof Blob || body instanceof ArrayBuffer || ArrayBuffer.isView(body) || body instanceof FormData) return { whole: true, payload: body as BodyInit };
  if (typeof body !== "object" || !(Symbol.asyncIterator in body || Symbol.iterator in body) || "append" in body) return { whole: false, payload: body };

  const chunks: Uint8Array[] = [];
  let size = 0;
  const source = Symbol.asyncIterator in body ? (body as AsyncIterable<unknown>)[Symbol.asyncIterator]() : (body as Iterable<unknown>)[Symbol.iterator]();
  for (let next = await source.next(); next.done !== true; next = await source.next()) {
    const chunk = typeof next.value === "string" ? Buffer.from(next.value) : Buffer.from(next.value as Uint8Array);
    chunks.push(chunk);
    size += chunk.length;
    if (size > heldAtMost) return { whole: false, payload: rest(chunks, source) };
  }
  return { whole: true, payload: new Uint8Array(Buffer.concat(chunks)) };
}

async function* rest(chunks: readonly Uint8Array[], source: Iterator<unknown> | AsyncIterator<unknown>): AsyncGenerator<unknown> {
  yield* chunks;
  for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value;
}
