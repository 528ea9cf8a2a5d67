import type { ts } from "ts-morph";
import { isFields } from "../../src/adapters/wire/fields.ts";
import { isMocked } from "../ai-sdk/mocks.ts";
import { compiler } from "../compiler.ts";
import type { Method } from "../entry-points/clients.ts";
import { explore, type Choose } from "../facts/explore.ts";
import { at, plain, property, Unseen } from "../facts/read.ts";
import type { CallNode, Family, Slip, SourceRequest, Surroundings } from "../facts/site.ts";
import { absent, argument, known, unknown, type Lazy, type Value } from "../facts/values.ts";
import { addressOf, below } from "../http/address.ts";
import { guardedClient } from "../http/guard-edit.ts";
import { guardingOf } from "../http/guarded.ts";
import { hole } from "../http/hole.ts";
import { snakeCase } from "../http/key-style.ts";
import type { SeenRequest } from "../http/lowering.ts";
import { plainBody } from "../http/plain-body.ts";
import { seenHeaders } from "../http/seen-headers.ts";
import { sourceRequest, unseenRequest } from "../http/source-request.ts";
import { textOf, type SeenText } from "../http/text.ts";
import type { Writing } from "../http/writing.ts";
import { baseAddress, filled, google } from "./base-address.ts";
import { calledMethod, type CalledMethod } from "./called-method.ts";
import { optionOf } from "./client.ts";
import { flatSlips, replacedSlips } from "./slips.ts";
import { isStandIn } from "./stand-in.ts";
import { wireBody } from "./wire-body.ts";

/** The vendors' own SDKs: a call is the request that its SDK would send. */
export const clients: Family = {
  recognise(call, surroundings) {
    const found = calledMethod(call.callee, call.args, compiler.isNewExpression(call.node));
    if (found === undefined || isMocked(call.module, found.client.entry.sdk) || isEmpty(found)) return undefined;
    const bases = explore((choose) => baseAddress(found.client, choose).text);
    const isSwitchable = new Set(bases).size !== 1;
    return { sdk: found.client.entry.sdk, content: contentOf(found), request: (choose) => requestOf({ ...found, isSwitchable }, call, surroundings, choose) };
  },
};

/** Whether a call only opens what content is sent to later. */
function isEmpty({ method, args }: CalledMethod): boolean {
  if (method.content === undefined) return false;
  const body = lazyArgument(args, method.body ?? 0).value();
  return body.kind === "absent" || (body.kind === "object" && body.parts.every((part) => part.kind === "named" && part.key !== method.content));
}

function requestOf(found: CalledMethod & { readonly isSwitchable: boolean }, call: CallNode, surroundings: Surroundings, choose: Choose): SourceRequest {
  const { client, method, args } = found;
  const { entry } = client;
  const place = method.body ?? 0;
  const given = lazyArgument(args, place);
  const options = lazyArgument(args, place + 1);
  const replacement = entry.options?.body === undefined ? absent : property(options.value(), entry.options.body, choose);
  const isReplaced = replacement.kind !== "absent";
  const wrapper = isReplaced ? undefined : method.wrappers?.find((key) => property(given.value(), key, choose).kind !== "absent");
  const writing: Writing = {
    object: isReplaced ? options : given,
    path: isReplaced ? [entry.options?.body ?? ""] : wrapper === undefined ? [] : [wrapper],
    style: entry.body === "snake-case" ? "camel" : "wire",
    typed: entry.typed,
  };
  const body = bodyIn(at(writing.object.value(), writing.path, choose), found, choose);
  const address = addressOf(addressText(found, body.value, options.value(), choose));
  if (address === undefined) return unseenRequest(unknown("an address that is put together", call.node));
  const sending = fetchOf(found, choose);
  if (isStandIn(sending)) return unseenRequest(unknown("answered without being sent", call.node));

  const headers = [entry.headers === undefined ? absent : optionOf(client, [entry.headers], choose), property(options.value(), "headers", choose)];
  const request: SeenRequest = { address, headers: seenHeaders(headers, choose), body: method.form === true ? { kind: "form", value: body.value } : { kind: "json", value: body.value } };
  const carries = (path: readonly string[]): boolean => sends(method, path);
  const slips = (destination: Parameters<typeof replacedSlips>[0]): readonly Slip[] => [
    ...(isReplaced ? replacedSlips(destination, { call, given: given.value(), replacement, choose }) : []),
    ...(wrapper === undefined && method.wrappers?.[0] !== undefined ? flatSlips(call, given, method.wrappers[0], surroundings.linted, choose) : []),
  ];
  return sourceRequest(
    {
      sdk: entry.sdk,
      call,
      request,
      guarding: guardingOf(sending, choose),
      writing: method.form === true ? undefined : writing,
      options: entry.options === undefined ? undefined : options,
      carries,
      isSwitchable: found.isSwitchable,
      guard: entry.fetch[0] === "fetch" && client.options.length === 1 ? guardedClient(client.options[0] ?? absent, client.made, surroundings.linted, choose) : undefined,
      slips,
    },
    surroundings,
    choose,
  );
}

function bodyIn(written: Value, { client, method, onTheWay }: CalledMethod, choose: Choose): { readonly value: unknown } {
  const read = choose(written).kind === "absent" ? {} : wireBody(plainBody(known(written), choose), client.entry.body, method);
  const value = isFields(read) ? read : {};
  if (method.modelOnTheWay !== true) return { value };
  // `model("name")`, or a configuration with the name in it.
  const first = argument(onTheWay, 0);
  const name = textOf(first, choose) ?? textOf(property(first, "model", choose), choose);
  const settings = choose(first).kind === "object" ? wireBody(plain(first, choose), client.entry.body, method) : {};
  return { value: { ...(isFields(settings) ? settings : {}), ...value, ...(name === undefined ? {} : { model: name.text === hole ? new Unseen(name.unseen ?? unknown("not known here")) : name.text }) } };
}

/** The address of a request: below what the options of the call say, else below the client's base. */
function addressText({ client, method, args, onTheWay }: CalledMethod, body: unknown, options: Value, choose: Choose): SeenText {
  const own = client.entry.options?.baseURL === undefined ? undefined : textOf(property(options, client.entry.options.baseURL, choose), choose);
  const moved = onTheWay === undefined ? undefined : textOf(property(argument(onTheWay, 1), "baseUrl", choose), choose);
  const base = own ?? moved ?? baseAddress(client, choose);
  const template = client.base.special === "azure" ? azurePath(method.path, base.text, client, choose) : method.path;
  const path = filled(template, (name) => {
    if (/^\d$/u.test(name)) return segment(textOf(argument(args, Number(name)), choose));
    if (name === "prefix") return { text: google(client, choose).prefix, unseen: undefined };
    if (name === "model") return modelIn(body, client.base.special === "google");
    return segment(textOf(optionOf(client, [name], choose), choose) ?? textOf(property(argument(args, 0), name, choose), choose));
  });
  return /^https?:/u.test(path.text) ? path : below(base, path);
}

/** Azure puts the deployment into the paths that it serves by deployment. */
function azurePath(path: string, base: string, client: CalledMethod["client"], choose: Choose): string {
  if (!deployed.has(path) || /\/deployments\//u.test(base)) return path;
  return optionOf(client, ["deployment"], choose).kind === "absent" ? `/deployments/{model}${path}` : `/deployments/{deployment}${path}`;
}

const deployed: ReadonlySet<string> = new Set(["/completions", "/chat/completions", "/embeddings", "/audio/transcriptions", "/audio/translations", "/audio/speech", "/images/generations", "/batches", "/images/edits"]);

function modelIn(body: unknown, hasPrefix: boolean): SeenText {
  const model = isFields(body) ? body["model"] : undefined;
  const bare = typeof model === "string" && hasPrefix ? model.replace(/^.*\/(?=[^/]+$)/u, "") : model;
  return typeof bare === "string" ? { text: encodeURIComponent(bare), unseen: undefined } : { text: hole, unseen: model instanceof Unseen ? model.value : unknown("not named here") };
}

function segment(text: SeenText | undefined): SeenText {
  if (text === undefined) return { text: hole, unseen: unknown("not named here") };
  return text.text.includes(hole) ? text : { ...text, text: encodeURIComponent(text.text) };
}

/** What the client is told to send with, directly or inside of an HTTP client of the SDK. */
function fetchOf({ client }: CalledMethod, choose: Choose): Value {
  if (client.entry.fetch.length === 0) return absent;
  const given = optionOf(client, client.entry.fetch, choose);
  if (given.kind !== "result" || given.callee.kind !== "external" || given.callee.path.at(-1) !== "HTTPClient") return given;
  return property(argument(given.args, 0), "fetcher", choose);
}

/** Whether an SDK sends what stands at a path of the wire's body. */
function sends({ form, providerKeys }: Omit<Method, "at" | "calls">, path: readonly string[]): boolean {
  if (form === true) return false;
  return providerKeys === undefined || path[0] !== "provider" || providerKeys.some((key) => snakeCase(key) === path[1]);
}

function lazyArgument(args: CalledMethod["args"], index: number): Lazy {
  return args.slice(0, index + 1).some(({ spread }) => spread) ? known(argument(args, index)) : (args[index]?.value ?? known(absent));
}

function contentOf({ args, method }: CalledMethod): readonly ts.Expression[] {
  const node = args[method.body ?? 0]?.value.node;
  return node !== undefined && compiler.isExpression(node) ? [node] : [];
}
