import { relative, resolve } from "node:path";
import picomatch from "picomatch";
import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import type { Module } from "../module.ts";
import type { Evaluator } from "./evaluate.ts";
import { unknown, type Unknown, type Value } from "./values.ts";

/** A category that the source states outside of the call itself; one that is stated and cannot be read is `unknown`. */
export interface StatedCategory {
  readonly from: "tag" | "withCategory" | "paths";
  readonly category: string | Unknown;
}

export interface PathCategory {
  readonly glob: string;
  readonly categories: readonly string[];
  /** The folder that the pattern counts from. */
  readonly folder: string;
}

/** The categories of a file by its path. */
export function categoriesOfPath(file: string, paths: readonly PathCategory[]): readonly StatedCategory[] {
  return paths.flatMap(({ glob, categories, folder }) => {
    const path = relative(resolve(folder), file).replaceAll("\\", "/");
    return !path.startsWith("../") && matcher(glob)(path) ? categories.map((category): StatedCategory => ({ from: "paths", category })) : [];
  });
}

const matchers = new Map<string, (path: string) => boolean>();

function matcher(glob: string): (path: string) => boolean {
  const made = matchers.get(glob) ?? picomatch(glob.replace(/^\.\//u, ""), { dot: true });
  matchers.set(glob, made);
  return made;
}

const tag = /@dataCategory\b[^\S\n]*([^\n*@]*)/gu;

/** The categories of the nearest tag `@dataCategory`: on a statement, function, method or class around a node, or on the file. */
export function categoriesOfTags(node: ts.Node, { source }: Module): readonly StatedCategory[] {
  if (!source.text.includes("@dataCategory")) return [];
  for (let here: ts.Node = node; here !== undefined && !compiler.isSourceFile(here); here = here.parent) {
    if (!mayBearTag(here)) continue;
    const stated = commentsBefore(here, source).filter((comment) => !isFileComment(comment, here, source)).flatMap(tagsIn);
    if (stated.length > 0) return stated;
  }
  const [first] = source.statements;
  if (first === undefined) return [];
  return commentsBefore(first, source).filter((comment) => isFileComment(comment, first, source)).flatMap(tagsIn);
}

function mayBearTag(node: ts.Node): boolean {
  return compiler.isStatement(node) || compiler.isFunctionLike(node) || compiler.isClassLike(node) || compiler.isClassElement(node) || compiler.isPropertyAssignment(node) || compiler.isVariableDeclaration(node);
}

interface Comment {
  readonly text: string;
  readonly pos: number;
  readonly end: number;
}

function commentsBefore(node: ts.Node, source: ts.SourceFile): readonly Comment[] {
  return (compiler.getLeadingCommentRanges(source.text, node.pos) ?? []).flatMap(({ pos, end }) => {
    const text = source.text.slice(pos, end);
    return text.startsWith("/**") ? [{ text, pos, end }] : [];
  });
}

/** A comment at the head of a file is the file's where it says so, where an import follows, or where another comment or an empty line does. */
function isFileComment({ text, end }: Comment, node: ts.Node, source: ts.SourceFile): boolean {
  if (node !== source.statements[0]) return false;
  if (/@(?:file|fileoverview|overview|module|packageDocumentation)\b/u.test(text)) return true;
  const isHead = compiler.isImportDeclaration(node) || compiler.isImportEqualsDeclaration(node) || (compiler.isExpressionStatement(node) && compiler.isStringLiteral(node.expression)) || isRequire(node);
  return isHead || /^[^\S\n]*\r?\n[^\S\n]*\r?\n/u.test(source.text.slice(end)) || commentsBefore(node, source).some((other) => other.pos > end);
}

function isRequire(node: ts.Node): boolean {
  if (!compiler.isVariableStatement(node)) return false;
  const value = node.declarationList.declarations[0]?.initializer;
  return value !== undefined && compiler.isCallExpression(value) && compiler.isIdentifier(value.expression) && value.expression.text === "require";
}

function tagsIn({ text }: Comment): readonly StatedCategory[] {
  return [...text.matchAll(tag)].flatMap(([, list = ""]) => {
    const names = list.replace(/\/$/u, "").split(",").map((name) => name.trim().split(/\s/u)[0] ?? "").filter((name) => name !== "");
    return names.length > 0 ? names.map((category): StatedCategory => ({ from: "tag", category })) : [{ from: "tag", category: unknown("a tag without a name") } as const];
  });
}

const own = new Set(["cordon", "cordon/node"]);

/** The categories of every `withCategory` around a node. */
export function categoriesOfContext(node: ts.Node, module: Module, evaluator: Evaluator): readonly StatedCategory[] {
  if (!module.source.text.includes("withCategory") && !/from\s*["']\./u.test(module.source.text)) return [];
  const stated: StatedCategory[] = [];
  for (let here = node; here.parent !== undefined; here = here.parent) {
    const { parent } = here;
    if (!(compiler.isArrowFunction(here) || compiler.isFunctionExpression(here)) || !compiler.isCallExpression(parent) || parent.arguments[1] !== here) continue;
    const callee = evaluator.evaluate(parent.expression, module);
    if (callee.kind === "external" && own.has(callee.module) && callee.path.at(-1) === "withCategory") {
      stated.push(...namesIn(evaluator.evaluate(parent.arguments[0]!, module)).map((category): StatedCategory => ({ from: "withCategory", category })));
    }
  }
  return stated;
}

/** The category names in a value: a text, or a list of texts. */
export function namesIn(value: Value): readonly (string | Unknown)[] {
  if (value.kind === "literal" && typeof value.value === "string") return [value.value];
  if (value.kind === "list") return value.items.flatMap((item) => (item.spread ? [unknown("a list that is not known")] : namesIn(item.value.value())));
  return [value.kind === "unknown" ? value : unknown("a category that is not written out")];
}
