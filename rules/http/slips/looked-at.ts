import type { ts } from "ts-morph";
import type { Call } from "../../../src/model/call.ts";
import type { Catalog, GatewayEntry } from "../../../src/model/catalog.ts";
import type { CallNode, Slip } from "../../facts/site.ts";
import type { Choose } from "../../facts/explore.ts";
import { at } from "../../facts/read.ts";
import type { ObjectValue } from "../../facts/values.ts";
import type { Module } from "../../module.ts";
import { compiler } from "../../compiler.ts";
import { propertyName } from "../../edits.ts";
import type { Edit, Suggestion } from "../../rule.ts";
import { placementOf } from "../placement.ts";
import { writtenPath, type Writing } from "../writing.ts";
import type { Meaning } from "./meaning.ts";

/** A request whose settings are looked at for one outcome, where its gateway is known. */
export interface LookedAt {
  readonly sdk: string;
  readonly entry: GatewayEntry;
  readonly catalog: Catalog;
  readonly endpoint: Call["endpoint"];
  readonly model: string | undefined;
  readonly writing: Writing;
  /** Whether the SDK sends what stands at a path of the wire's body. */
  readonly carries: (path: readonly string[]) => boolean;
  /** The body as it is written. */
  readonly body: ObjectValue;
  readonly call: CallNode;
  readonly linted: Module;
  readonly choose: Choose;
}

type Settled = ReturnType<Choose>;

/** A control as the gateway reads it, in the keys that are written here; only where what is written is sent. */
export interface WrittenControl {
  readonly path: readonly string[];
  readonly on: boolean | string;
}

export function controlOf({ entry, writing, carries }: LookedAt, meaning: Meaning): WrittenControl | undefined {
  const place = entry.controls?.[meaning]?.place;
  return place === undefined || !("body" in place) || !carries(place.body) ? undefined : { path: writtenPath(place.body, writing.style), on: place.value };
}

export function isOn(value: Settled, on: boolean | string): boolean {
  return value.kind === "literal" && value.value === on;
}

/** Whether the request is kept out of training, or out of store, or may be: what else is written then does no harm. */
export function isKept(looked: LookedAt, meaning: Meaning): boolean {
  // Zero retention includes no training wherever both can be asked for.
  const sufficient: readonly Meaning[] = meaning === "noTraining" ? ["noTraining", "zeroRetention"] : ["zeroRetention"];
  return sufficient.some((each) => {
    const control = controlOf(looked, each);
    if (control === undefined) return false;
    const value = at(looked.body, control.path, looked.choose);
    return value.kind === "unknown" || isOn(value, control.on);
  });
}

/** `zeroDataRetention: true`, as it is written here. */
export function settingFor({ path, on }: WrittenControl): string {
  return `${propertyName(path.at(-1) ?? "")}: ${JSON.stringify(on)}`;
}

/** The suggestion to put a control where it is read. */
export function adding(looked: LookedAt, meaning: Meaning): Suggestion | undefined {
  const { entry, writing, linted, choose } = looked;
  const placed = placementOf({ control: meaning, value: true }, { entry, writing, options: undefined, linted, choose });
  return placed?.edits === undefined ? undefined : { message: `Add \`${placed.setting}\` under ${placed.under}`, edits: placed.edits };
}

/** The suggestion to write a setting under another key, or with another value. */
export function rewriting(looked: LookedAt, node: ts.Node, setting: { readonly key?: string; readonly value?: string }): Suggestion | undefined {
  const { source } = looked.linted;
  if (node.getSourceFile() !== source) return undefined;
  const edits: Edit[] = [];
  const { key, value } = setting;
  if (compiler.isShorthandPropertyAssignment(node)) {
    edits.push({ start: node.getStart(source), end: node.end, text: `${propertyName(key ?? node.name.text)}: ${value ?? node.name.text}` });
  } else if (compiler.isPropertyAssignment(node) && !compiler.isComputedPropertyName(node.name)) {
    if (key !== undefined) edits.push({ start: node.name.getStart(source), end: node.name.end, text: propertyName(key) });
    // A name says what it is somewhere else, where more may hang on it.
    if (value !== undefined && compiler.isLiteralExpression(node.initializer) === false && !isWord(node.initializer)) return undefined;
    if (value !== undefined) edits.push({ start: node.initializer.getStart(source), end: node.initializer.end, text: value });
  } else return undefined;
  return { message: `Write \`${propertyName(key ?? nameOf(node))}${value === undefined ? "" : `: ${value}`}\``, edits };
}

export function slip(looked: LookedAt, messageId: string, message: string, node: ts.Node, suggestion: Suggestion | undefined, isCertain: boolean): Slip {
  return { messageId, message, at: { module: moduleOf(looked, node), node }, ...(suggestion === undefined ? {} : { suggestion }), certain: isCertain && suggestion !== undefined };
}

/** The value in words, where it is certainly no content. */
export function shown(value: unknown): string {
  return typeof value === "boolean" || typeof value === "number" || (typeof value === "string" && /^[A-Za-z_-]{1,12}$/u.test(value)) ? `: ${JSON.stringify(value)}` : "";
}

/** A path in words. */
export function placeName(writing: Writing, path: readonly string[]): string {
  return [...writing.path, ...path].join(".");
}

function nameOf(node: ts.Node): string {
  return compiler.isPropertyAssignment(node) && (compiler.isIdentifier(node.name) || compiler.isStringLiteral(node.name)) ? node.name.text : "";
}

function isWord({ kind }: ts.Node): boolean {
  return kind === compiler.SyntaxKind.TrueKeyword || kind === compiler.SyntaxKind.FalseKeyword || kind === compiler.SyntaxKind.NullKeyword;
}

function moduleOf({ linted, call }: LookedAt, node: ts.Node): Module {
  const source = node.getSourceFile();
  if (source === linted.source) return linted;
  return source === call.module.source ? call.module : { file: source.fileName, text: source.text, source };
}
