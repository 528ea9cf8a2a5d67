import { type JsonObject, readJson } from "./json.ts";

export interface JsonBody {
  readonly kind: "json";
  readonly payload: string | Uint8Array<ArrayBuffer> | Blob;
  /** What a reader makes of the payload. */
  readonly text: string;
  readonly value: JsonObject;
  readonly duplicates: boolean;
}

/** What a request carries, as far as it can be read; `payload` is our own copy, and is what leaves. */
export type Body =
  | { readonly kind: "none"; readonly payload: BodyInit | undefined }
  | JsonBody
  | { readonly kind: "form"; readonly payload: FormData }
  | { readonly kind: "unreadable"; readonly payload: BodyInit; readonly replayable: boolean };

/**
 * Reads a body once and copies what its owner could still change. A stream is not touched. Headers only name the
 * type of the body; JSON is read where they say so, or say nothing.
 */
export async function readBody(source: BodyInit | null | undefined, headers: Headers): Promise<Body> {
  if (source === null || source === undefined) return { kind: "none", payload: undefined };
  if (typeof source === "string") return source === "" ? { kind: "none", payload: source } : readText(source, headers);
  if (source instanceof FormData) return { kind: "form", payload: copyForm(source) };
  if (source instanceof URLSearchParams) return { kind: "unreadable", payload: new URLSearchParams(source), replayable: true };
  if (source instanceof Blob) return readBlob(source, headers);
  if (source instanceof ArrayBuffer) return readBytes(new Uint8Array(source.slice(0)), headers);
  if (ArrayBuffer.isView(source)) {
    return readBytes(new Uint8Array(source.buffer, source.byteOffset, source.byteLength).slice(), headers);
  }
  return { kind: "unreadable", payload: source, replayable: false };
}

/** The same body with another text, in the form that it had; read again, so that what is judged is what leaves. */
export function withText({ payload }: JsonBody, text: string, headers: Headers): Promise<Body> {
  if (typeof payload === "string") return readBody(text, headers);
  return readBody(payload instanceof Blob ? new Blob([text], { type: payload.type }) : new TextEncoder().encode(text), headers);
}

async function readBlob(blob: Blob, headers: Headers): Promise<Body> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const typed = new Headers(headers);
  if (!typed.has("content-type") && blob.type !== "") typed.set("content-type", blob.type);
  const body = readBytes(bytes, typed);
  if (body.kind === "none") return body;
  // Bytes alone would lose the type that a blob brings along.
  const payload = new Blob([bytes], { type: blob.type });
  return body.kind === "json" ? { ...body, payload } : { kind: "unreadable", payload, replayable: true };
}

function readBytes(payload: Uint8Array<ArrayBuffer>, headers: Headers): Body {
  if (payload.length === 0) return { kind: "none", payload };
  const text = decode(payload);
  const document = text === undefined || !saysJson(headers) ? undefined : readJson(text);
  return text === undefined || document === undefined
    ? { kind: "unreadable", payload, replayable: true }
    : { kind: "json", payload, text, ...document };
}

function readText(payload: string, headers: Headers): Body {
  // A lone surrogate leaves as U+FFFD, a byte order mark is dropped by readers: judged is what arrives.
  const text = /^\ufeff|[\ud800-\udfff]/u.test(payload) ? decode(new TextEncoder().encode(payload)) : payload;
  const document = text === undefined || !saysJson(headers) ? undefined : readJson(text);
  return text === undefined || document === undefined
    ? { kind: "unreadable", payload, replayable: true }
    : { kind: "json", payload, text, ...document };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Whether headers let a body be read as JSON in UTF-8, without decompression. */
function saysJson(headers: Headers): boolean {
  const encoding = headers.get("content-encoding")?.trim().toLowerCase() ?? "";
  if (encoding !== "" && encoding !== "identity") return false;
  const type = headers.get("content-type");
  // The second is what `Request` writes for a text when nobody has named a type.
  if (type === null || type === "text/plain;charset=UTF-8") return true;
  const [essence = "", ...parameters] = type.toLowerCase().split(";").map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith("charset="));
  return /^application\/(?:[\w.+-]+\+)?json$/u.test(essence) && (charset === undefined || /^charset="?utf-?8"?$/u.test(charset));
}

function copyForm(source: FormData): FormData {
  const copy = new FormData();
  for (const [name, value] of source) copy.append(name, value);
  return copy;
}
