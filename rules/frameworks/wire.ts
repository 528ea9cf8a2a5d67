import type { ts } from "ts-morph";
import { isFields } from "../../src/adapters/wire/fields.ts";
import { compiler } from "../compiler.ts";
import type { Choose } from "../facts/explore.ts";
import { more, plain, Unseen } from "../facts/read.ts";
import type { CallNode, Slip, SourceRequest, Surroundings } from "../facts/site.ts";
import { absent, known, unknown, type Arguments, type Value } from "../facts/values.ts";
import { addressOf } from "../http/address.ts";
import { unguarded, type Guarding } from "../http/guarded.ts";
import { seenHeaders } from "../http/seen-headers.ts";
import { sourceRequest, unseenRequest } from "../http/source-request.ts";
import { hole } from "../http/hole.ts";
import { textOf, type SeenText } from "../http/text.ts";
import type { Writing } from "../http/writing.ts";

/** What a framework sends, put together from where it keeps the parts. */
export interface Wire {
  readonly sdk: string;
  readonly call: CallNode;
  /** `{model}` in it is the model's name. */
  readonly address: SeenText;
  readonly model: Value;
  /** Fields of the body, later ones over earlier. */
  readonly fields: readonly Value[];
  readonly writing: Writing | undefined;
  readonly guarding?: Guarding;
  readonly headers?: readonly Value[];
  readonly slips?: readonly Slip[];
}

/** The request of a framework as the rules take it: read by the same readers as a request that is written out. */
export function wireRequest(wire: Wire, surroundings: Surroundings, choose: Choose): SourceRequest {
  const { sdk, call, address, model, fields, writing, guarding = unguarded, headers = [], slips = [] } = wire;
  const name = textOf(model, choose);
  const text = address.text.replaceAll("{model}", encodeURIComponent(name?.text ?? hole));
  const seen = addressOf({ text, unseen: address.unseen ?? name?.unseen });
  if (seen === undefined) return unseenRequest(address.unseen ?? unknown("no address", call.node));
  const bodies = fields.map((each) => plain(each, choose)).filter((each) => each !== undefined && each !== null && each !== false);
  const unseen = bodies.find((each): each is Unseen => each instanceof Unseen);
  // Without a name it is the framework's own default, whichever that is.
  const value = { ...(choose(model).kind === "absent" ? {} : { model: plain(model, choose) }), ...Object.assign({}, ...bodies.filter((each) => isFields(each) && !(each instanceof Unseen))), ...(unseen === undefined ? {} : { [more]: unseen.value }) } as unknown;
  const request = { address: seen, headers: seenHeaders(headers, choose), body: { kind: "json" as const, value } };
  return sourceRequest({ sdk, call, request, guarding, writing, options: undefined, carries: () => writing !== undefined, slips: () => slips }, surroundings, choose);
}

/** An address that is known as it stands. */
export function seenText(text: string): SeenText {
  return { text, unseen: undefined };
}

/** The expressions of arguments that hold content. */
export function contentOf(args: Arguments): readonly ts.Expression[] {
  return args.slice(0, 1).flatMap(({ value }) => (value.node !== undefined && compiler.isExpression(value.node) ? [value.node] : []));
}

export const nothing = known(absent);
