import type { ts } from "ts-morph";
import { compiler } from "./compiler.ts";
import type { Choose } from "./facts/explore.ts";
import { keysOf, property } from "./facts/read.ts";
import { absent, known, literal, type Lazy, type ObjectValue, type Part, type Value } from "./facts/values.ts";
import type { Module } from "./module.ts";
import type { Edit } from "./rule.ts";

/** What it takes to make an object in the source hold a value at a path. */
export interface Written {
  /** `undefined` where no edit of the linted file is certain to be right. */
  readonly edits: readonly Edit[] | undefined;
  /** Where the object to edit stands, if not in the linted file. */
  readonly elsewhere?: { readonly module: Module; readonly node: ts.Node };
  /** Whether a value that somebody wrote is changed. */
  readonly flips: boolean;
}

export interface WriteOptions {
  readonly linted: Module;
  readonly choose: Choose;
}

const nowhere: Written = { edits: undefined, flips: false };

/**
 * The edits after which `object` has the code `text` at `path`, for this outcome of the tests: into the object that is
 * there, into a new one, behind the spread that would overwrite it, or into the branch that lacks it.
 */
export function written(object: Value | Lazy, path: readonly string[], text: string, options: WriteOptions): Written {
  return writeInto("value" in object && typeof object.value === "function" ? (object as Lazy) : known(object as Value), path, text, options);
}

function writeInto(target: Lazy, path: readonly string[], text: string, options: WriteOptions): Written {
  const { value, node } = settled(target, options.choose);
  const [key, ...rest] = path;
  if (key === undefined) return replaced(node, text, value, options);
  if (value.kind === "object") return intoObject(value, key, rest, text, options);
  const isNothing = value.kind === "absent" || (value.kind === "literal" && (value.value === null || value.value === false));
  return isNothing && node !== undefined ? replaced(node, nested(path, text), absent, options) : nowhere;
}

function intoObject(object: ObjectValue, key: string, rest: readonly string[], text: string, options: WriteOptions): Written {
  for (const part of [...object.parts].reverse()) {
    if (part.kind === "computed") return nowhere;
    if (part.kind === "named") {
      if (part.key === key) return intoPart(part, key, rest, text, options);
      continue;
    }
    const { value: spread } = settled(part.value, options.choose);
    if (spread.kind !== "object" || !keysOf(spread, options.choose).stated.has(key)) continue;
    // What is spread behind wins, unless the key stands behind it once more.
    if (rest.length > 0) return intoObject(spread, key, rest, text, options);
    return moved(object, key, spread, text, options);
  }
  return added(object, key, rest, text, options);
}

/** The key behind a spread that says something else, and no longer where it stood before. */
function moved(object: ObjectValue, key: string, spread: ObjectValue, text: string, options: WriteOptions): Written {
  const written = added(object, key, [], text, options);
  const earlier = object.parts.flatMap((part) => (part.kind === "named" && part.key === key && part.node.parent === object.node ? [part.node] : []));
  // A `false` in what is spread was written by somebody, who is not overruled unless another word stands right beside it.
  const spoken = property(spread, key, options.choose);
  if (earlier.length === 0) return { ...written, flips: spoken.kind === "literal" && spoken.value === false };
  const removals = earlier.map((node) => removal(node, options.linted));
  if (written.edits === undefined || removals.some((edit) => edit === undefined)) return { ...written, edits: undefined };
  return { ...written, edits: [...(removals as readonly Edit[]), ...written.edits] };
}

/** Takes a property out that others follow; `undefined` where a comment stands between it and its comma. */
function removal(node: ts.Node, { text, source }: Module): Edit | undefined {
  const { properties } = node.parent as ts.ObjectLiteralExpression;
  const next = properties[properties.indexOf(node as ts.ObjectLiteralElementLike) + 1];
  if (node.getSourceFile() !== source || next === undefined || text.slice(node.end, next.pos).trim() !== ",") return undefined;
  const start = node.getStart(source);
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const rest = /^[^\S\r\n]*(\r?\n)?/u.exec(text.slice(next.pos));
  const isWholeLine = rest?.[1] !== undefined && text.slice(lineStart, start).trim() === "";
  return isWholeLine ? { start: lineStart, end: next.pos + rest![0].length, text: "" } : { start, end: next.pos + (rest?.[0].length ?? 0) - (rest?.[1]?.length ?? 0), text: "" };
}

function intoPart(part: Extract<Part, { readonly kind: "named" }>, key: string, rest: readonly string[], text: string, options: WriteOptions): Written {
  const { node } = part;
  if (compiler.isShorthandPropertyAssignment(node)) {
    const inner = rest.length > 0 ? writeInto(part.value, rest, text, options) : nowhere;
    return inner.edits !== undefined || inner.elsewhere !== undefined ? inner : replaced(node, `${propertyName(key)}: ${nested(rest, text)}`, settled(part.value, options.choose).value, options);
  }
  if (compiler.isPropertyAssignment(node)) return writeInto({ node: node.initializer, value: part.value.value }, rest, text, options);
  if (compiler.isBinaryExpression(node)) return writeInto({ node: node.right, value: part.value.value }, rest, text, options);
  return nowhere;
}

/** A value and the expression that gives it in this outcome. */
function settled(target: Lazy, choose: Choose): { readonly value: Exclude<Value, { readonly kind: "choice" }>; readonly node: ts.Node | undefined } {
  let here = target;
  for (let depth = 0; depth < 20; depth++) {
    const value = here.value();
    if (value.kind !== "choice") return { value, node: here.node };
    const { options } = value;
    const picked = choose({ ...value, options: options.map((_, index) => known(literal(index))) });
    const option = picked.kind === "literal" ? options[Number(picked.value)] : undefined;
    if (option === undefined) break;
    here = option;
  }
  return { value: choose(target.value()), node: undefined };
}

function replaced(node: ts.Node | undefined, text: string, before: Value, { linted }: WriteOptions): Written {
  if (node === undefined || !isExpressionOrProperty(node)) return nowhere;
  const flips = before.kind !== "absent";
  if (node.getSourceFile() !== linted.source) return { edits: undefined, elsewhere: elsewhere(node), flips };
  const start = node.getStart(linted.source);
  // A name says what it is somewhere else, where more may hang on it.
  if (compiler.isExpression(node) && !compiler.isObjectLiteralElementLike(node) && before.kind !== "absent" && before.kind !== "literal") return { edits: undefined, flips };
  return { edits: [{ start, end: node.end, text }], flips };
}

function isExpressionOrProperty(node: ts.Node): boolean {
  return compiler.isExpression(node) || compiler.isObjectLiteralElementLike(node);
}

function elsewhere(node: ts.Node): NonNullable<Written["elsewhere"]> {
  const source = node.getSourceFile();
  return { module: { file: source.fileName, text: source.text, source }, node };
}

/** A new property at the end of an object. */
function added(object: ObjectValue, key: string, rest: readonly string[], text: string, { linted }: WriteOptions): Written {
  const { node } = object;
  if (node === undefined) return nowhere;
  const source = node.getSourceFile();
  if (source !== linted.source) return { edits: undefined, elsewhere: elsewhere(node), flips: false };
  return { edits: appended(node, `${propertyName(key)}: ${nested(rest, text)}`, source), flips: false };
}

/** The edits that put one more property behind those of a literal, in the style in which it is written. */
export function appended(node: ts.ObjectLiteralExpression, property: string, source: ts.SourceFile): readonly Edit[] {
  const { text } = source;
  const last = node.properties.at(-1);
  if (last === undefined) {
    const start = node.getStart(source);
    const inner = text.slice(start + 1, node.end - 1);
    return inner.trim() === "" ? [{ start, end: node.end, text: `{ ${property} }` }] : [{ start: start + 1, end: start + 1, text: ` ${property},` }];
  }
  const { hasTrailingComma = false } = node.properties;
  const comma = hasTrailingComma ? node.properties.end : last.end;
  const isSpread = /\n/u.test(text.slice(last.end, node.end)) && /\n/u.test(text.slice(node.getStart(source), last.getStart(source)));
  if (!isSpread) return [hasTrailingComma ? { start: comma, end: comma, text: ` ${property},` } : { start: last.end, end: last.end, text: `, ${property}` }];
  const lineEnd = text.slice(last.end, node.end).includes("\r\n") ? "\r\n" : "\n";
  const start = last.getStart(source);
  const indentation = /[^\S\n]*$/u.exec(text.slice(text.lastIndexOf("\n", start - 1) + 1, start))?.[0] ?? "";
  // A comment behind the last property stays with it.
  const comment = (compiler.getTrailingCommentRanges(text, comma) ?? []).filter(({ end }) => !text.slice(comma, end).includes("\n")).at(-1);
  const place = comment?.end ?? comma;
  const line = `${lineEnd}${indentation}${property}${hasTrailingComma ? "," : ""}`;
  if (hasTrailingComma) return [{ start: place, end: place, text: line }];
  return place === last.end ? [{ start: place, end: place, text: `,${line}` }] : [{ start: last.end, end: last.end, text: "," }, { start: place, end: place, text: line }];
}

/** Code for a value under a path of keys: `{ gateway: { zeroDataRetention: true } }`. */
export function nested(path: readonly string[], text: string): string {
  return path.reduceRight((inner, key) => `{ ${propertyName(key)}: ${inner} }`, text);
}

export function propertyName(key: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? key : JSON.stringify(key);
}

/** A text after edits that do not overlap; those at one place stand in the order in which they are given. */
export function edited(text: string, edits: readonly Edit[]): string {
  return edits
    .map((edit, order) => ({ ...edit, order }))
    .sort((one, other) => other.start - one.start || other.end - one.end || other.order - one.order)
    .reduce((result, { start, end, text: inserted }) => result.slice(0, start) + inserted + result.slice(end), text);
}
