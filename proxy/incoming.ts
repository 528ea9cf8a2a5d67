import type { IncomingMessage, ServerResponse } from "node:http";
import type { Destination } from "../src/adapters/fetch/destinations.ts";
import { isForm, readForm } from "./form.ts";
import { decoded } from "./content-coding.ts";
import { type Body, readBody } from "../src/adapters/fetch/body.ts";
import type { Outgoing } from "../src/adapters/fetch/outgoing.ts";
import { readStrictJson } from "../src/node/strict-json.ts";
import { malformed } from "./refusal.ts";
import { readRequestBody } from "./request-body.ts";
import type { RequestHeaders } from "./request-headers.ts";

/** A request as the adapters judge it, and the bytes of its body where they cannot be had from that. */
export interface Incoming {
  readonly outgoing: Outgoing;
  readonly formBytes: Uint8Array | undefined;
  /** Of the body, as it was read. */
  readonly bytes: number;
}

export interface IncomingOptions {
  readonly url: URL;
  readonly headers: RequestHeaders["forwarded"];
  readonly codings: readonly string[];
  readonly maxBody: number;
}

/**
 * Reads a request to its end. What is returned is what will leave: decoded, and with nothing in it that two readers
 * could understand differently.
 *
 * @throws {Refusal} 400, 413 or 415 for a body that cannot be read so
 */
export async function readIncoming(request: IncomingMessage, response: ServerResponse, { url, headers, codings, maxBody }: IncomingOptions): Promise<Incoming> {
  invite(request, response, maxBody);
  const received = await readRequestBody(request, maxBody);
  const bytes = await decoded(received, codings, maxBody);
  const contentType = headers.find(([name]) => name === "content-type")?.[1];
  const form = bytes.length > 0 && isForm(contentType) ? await readForm(bytes, contentType) : undefined;
  const headerForm = headers.map(([name, value]): [string, string] => [name, form !== undefined && name === "content-type" ? form.contentType : value]);
  const webHeaders = new Headers(headerForm);
  const body: Body = form === undefined ? await readBody(bytes as Uint8Array<ArrayBuffer>, webHeaders) : { kind: "form", payload: form.data };
  refuseMalformed(body, bytes, contentType);
  const method = request.method ?? "GET";
  const outgoing: Outgoing = { url, method, headerForm, headers: webHeaders, body, redirect: "manual", init: {}, request: undefined };
  return { outgoing, formBytes: form?.bytes, bytes: received.length };
}

/** What the body of a request is when it leaves; `undefined` where it has none. */
export function departingBytes({ body, method }: Outgoing, formBytes: Uint8Array | undefined): Uint8Array | undefined {
  if (body.kind === "form") return formBytes;
  if (body.payload instanceof Uint8Array && body.payload.length > 0) return body.payload;
  // Some servers wait for a length where a method usually has a body.
  return /^(?:post|put|patch)$/iu.test(method) ? new Uint8Array() : undefined;
}

/** Whether the path is one that the catalogue lists for the host, or one that looks like an API everywhere. */
export function apiOf({ api }: Destination): string {
  return api?.dialect ?? "unlisted";
}

/** Asks a sender that waits for it to go on, when what it announces will be read. */
export function invite(request: IncomingMessage, response: ServerResponse, maxBody: number): void {
  if (request.headers.expect?.toLowerCase() !== "100-continue") return;
  if (Number(request.headers["content-length"] ?? 0) <= maxBody) response.writeContinue();
}

function refuseMalformed(body: Body, bytes: Uint8Array, contentType: string | undefined): void {
  if (body.kind === "json" && body.duplicates) throw malformed("duplicate-key", "a key stands twice in one object of the body, and readers disagree about which one counts; send it once");
  if (body.kind !== "unreadable" || !/^\s*application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/iu.test(contentType ?? "")) return;
  // What is JSON and yet unreadable is a list, or bare text: no API takes it, and the policy is asked about it.
  const read = /charset=(?!"?utf-?8)/iu.test(contentType ?? "") ? { value: undefined } : readStrictJson(textOf(bytes));
  if (!("value" in read)) throw malformed("malformed-json", `the body is not JSON in UTF-8, though its header says so; line ${read.line}, column ${read.column}: ${read.message}`);
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw malformed("malformed-json", "the body is not UTF-8, though its header says that it is JSON");
  }
}
