import type { ts } from "ts-morph";
import { isFields } from "../../src/adapters/wire/fields.ts";
import { compiler } from "../compiler.ts";
import type { Choose } from "../facts/explore.ts";
import { keysOf, property } from "../facts/read.ts";
import { absent, argument, unknown, type Arguments, type Lazy, type Unknown, type Value } from "../facts/values.ts";
import { addressOf, below, type SeenAddress } from "./address.ts";
import { globalName } from "./global-name.ts";
import { hole } from "./hole.ts";
import type { SeenRequest } from "./lowering.ts";
import { plainBody } from "./plain-body.ts";
import type { Sender } from "./sender.ts";
import { textOf, type SeenText } from "./text.ts";
import { unseenBody } from "./unseen-body.ts";
import type { Writing } from "./writing.ts";

/** What one call of a client of HTTP sends. */
export interface Sent {
  readonly address: SeenAddress;
  /** In capitals; unknown where it is not seen. */
  readonly method: string | Unknown;
  readonly headers: readonly Value[];
  readonly body: SeenRequest["body"];
  readonly writing: Writing | undefined;
  /** The argument that takes `headers`. */
  readonly options: Lazy | undefined;
  /** What the client is told to send with. */
  readonly fetch: Value;
}

/** Reads the arguments of a sender for one outcome; `undefined` for what asks no host, or sends nothing to it. */
export function sentBy({ client, verb, defaults }: Sender, args: Arguments, choose: Choose): Sent | undefined {
  const { input, options, data } = placesOf(client.shape, verb, args, choose);
  const request = input === undefined ? absent : choose(input.value());
  const isRequest = request.kind === "result" && request.isNew && request.callee.kind === "external" && globalName(request.callee) === "Request";
  const inner = isRequest ? request.args?.[1]?.value : undefined;
  const sources: readonly Lazy[] = [...defaults.map((value): Lazy => ({ node: undefined, value: () => value })), ...(inner === undefined ? [] : [inner]), ...(options === undefined ? [] : [options])];
  const option = (...names: readonly string[]): Lazy => firstOf(sources, names, choose);

  const url = client.shape === "node" ? nodeAddress(input, option, choose) : textOf(isRequest ? argument(request.args, 0) : request, choose) ?? textOf(option("url").value(), choose);
  if (url === undefined) return undefined;
  const base = textOf(option("baseURL", "prefixUrl", "prefix").value(), choose);
  const address = addressOf(base === undefined || /^[a-z][\w+.-]*:\/\//iu.test(url.text) ? url : below(base, url));
  if (address === undefined) return undefined;
  const stated = choose(option("method").value());
  const method = verb ?? (stated.kind === "literal" && typeof stated.value === "string" ? stated.value.toUpperCase() : stated.kind === "absent" ? "GET" : unknown("a method that is not known"));
  if (typeof method === "string" && method !== "POST") return undefined;
  if (client.shape === "node") return { address, method, headers: [], body: { kind: "json", value: unseenBody(unknown("written to the request later", input?.node)) }, writing: undefined, options: undefined, fetch: absent };
  const given = data ?? jsonOr(option("json"), option("body", "data"), choose);
  return { address, method, headers: sources.map((source) => property(source.value(), "headers", choose)), ...bodyIn(given, choose), options: options ?? inner, fetch: choose(option("fetch").value()) };
}

/** Node takes an address, or the parts of one. */
function nodeAddress(input: Lazy | undefined, option: (...names: readonly string[]) => Lazy, choose: Choose): SeenText | undefined {
  const whole = input === undefined ? undefined : textOf(input.value(), choose);
  if (whole !== undefined) return whole;
  const host = textOf(option("hostname", "host").value(), choose);
  const path = textOf(option("path").value(), choose);
  return host === undefined || path === undefined ? undefined : { text: `https://${host.text}${path.text.startsWith(hole) ? "/" : ""}${path.text}`, unseen: host.unseen ?? path.unseen };
}

interface Places {
  readonly input: Lazy | undefined;
  readonly options: Lazy | undefined;
  readonly data: Lazy | undefined;
}

function placesOf(shape: Sender["client"]["shape"], verb: string | undefined, args: Arguments, choose: Choose): Places {
  const [first, second, third] = args.some(({ spread }) => spread) ? [] : args.map(({ value }) => value);
  if (first === undefined) return { input: undefined, options: undefined, data: undefined };
  if (shape === "axios" && verb !== undefined && ["POST", "PUT", "PATCH"].includes(verb)) return { input: first, options: third, data: second ?? { node: undefined, value: () => absent } };
  // A configuration in place of an address.
  if ((shape === "axios" || shape === "got" || shape === "node") && choose(first.value()).kind === "object") return { input: undefined, options: first, data: undefined };
  return { input: first, options: second, data: undefined };
}

function jsonOr(json: Lazy, body: Lazy, choose: Choose): Lazy {
  return choose(json.value()).kind === "absent" ? body : json;
}

/** What stands under one of the names in the last of the options that has it, with its expression. */
function firstOf(sources: readonly Lazy[], names: readonly string[], choose: Choose): Lazy {
  for (const source of [...sources].reverse()) {
    for (const name of names) {
      const value = property(source.value(), name, choose);
      if (value.kind !== "absent") return { node: expressionAt(source.value(), name, choose), value: () => value };
    }
  }
  return { node: undefined, value: () => absent };
}

function expressionAt(of: Value, key: string, choose: Choose): ts.Node | undefined {
  const object = choose(of);
  const node = object.kind === "object" ? keysOf(object, choose).stated.get(key) : undefined;
  return node !== undefined && compiler.isPropertyAssignment(node) ? node.initializer : undefined;
}

function bodyIn(given: Lazy, choose: Choose): Pick<Sent, "body" | "writing"> {
  const value = choose(given.value());
  if (value.kind === "absent" || (value.kind === "literal" && value.value === null)) return { body: { kind: "none" }, writing: undefined };
  if (value.kind === "object") return json(given, choose);
  if (value.kind === "literal") return { body: parsed(value.value), writing: undefined };
  if (value.kind === "result" && value.callee.kind === "external") {
    const name = globalName(value.callee);
    const [content, replacer] = value.args ?? [];
    if (name === "JSON.stringify" && content !== undefined && !content.spread && isNothing(replacer?.value.value(), choose)) return json(content.value, choose);
    if (name === "FormData") return { body: { kind: "form", value: unseenBody(unknown("a form")) }, writing: undefined };
    if (name === "URLSearchParams") return { body: { kind: "none" }, writing: undefined };
  }
  const why = value.kind === "unknown" ? value : unknown("made by code that is not followed", given.node);
  return { body: { kind: "json", value: unseenBody(why) }, writing: undefined };
}

function json(object: Lazy, choose: Choose): Pick<Sent, "body" | "writing"> {
  return { body: { kind: "json", value: plainBody(object, choose) }, writing: { object, path: [], style: "wire", typed: false } };
}

function parsed(text: unknown): SeenRequest["body"] {
  try {
    const value: unknown = typeof text === "string" ? JSON.parse(text) : undefined;
    return isFields(value) ? { kind: "json", value } : { kind: "none" };
  } catch {
    return { kind: "none" };
  }
}

function isNothing(value: Value | undefined, choose: Choose): boolean {
  if (value === undefined) return true;
  const settled = choose(value);
  return settled.kind === "absent" || (settled.kind === "literal" && settled.value === null);
}
