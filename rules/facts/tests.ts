import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { isKnownPackage } from "../entry-points/packages.ts";
import type { Position } from "./engine.ts";
import { scopesOf, type Binding } from "./scopes.ts";
import type { Lazy, Value } from "./values.ts";

/** A test in words: two places with the same words have the same outcome. */
export interface Test {
  readonly words: string;
  /** Whether the outcome is turned around, as by `!`. */
  readonly negated: boolean;
}

export function testOf(node: ts.Expression, at: Position): Test {
  let here: ts.Expression = node;
  let negated = false;
  for (;;) {
    if (compiler.isParenthesizedExpression(here) || compiler.isAsExpression(here) || compiler.isNonNullExpression(here)) here = here.expression;
    else if (compiler.isPrefixUnaryExpression(here) && here.operator === compiler.SyntaxKind.ExclamationToken) {
      negated = !negated;
      here = here.operand;
    } else if (compiler.isCallExpression(here) && compiler.isIdentifier(here.expression) && here.expression.text === "Boolean" && here.arguments.length === 1) {
      here = here.arguments[0]!;
    } else {
      const named = testNamed(here, at);
      if (named === undefined) break;
      here = named;
    }
  }
  if (compiler.isBinaryExpression(here)) {
    const { kind } = here.operatorToken;
    const differs = kind === compiler.SyntaxKind.ExclamationEqualsEqualsToken || kind === compiler.SyntaxKind.ExclamationEqualsToken;
    if (differs || kind === compiler.SyntaxKind.EqualsEqualsEqualsToken || kind === compiler.SyntaxKind.EqualsEqualsToken) {
      // `x === true` and `x !== null` ask what `x` asks.
      for (const [side, other] of [[here.left, here.right], [here.right, here.left]] as const) {
        if (side.kind === compiler.SyntaxKind.TrueKeyword) return turned(testOf(other, at), negated !== differs);
        if (isFalsy(side)) return turned(testOf(other, at), negated === differs);
      }
      return { words: equality(wordsOf(here.left, at), wordsOf(here.right, at)), negated: negated !== differs };
    }
  }
  return { words: wordsOf(here, at), negated };
}

function turned({ words, negated }: Test, around: boolean): Test {
  return { words, negated: negated !== around };
}

function isFalsy(node: ts.Expression): boolean {
  return node.kind === compiler.SyntaxKind.FalseKeyword || node.kind === compiler.SyntaxKind.NullKeyword || (compiler.isIdentifier(node) && node.text === "undefined");
}

/** The words of a test whether two things are the same. */
export function equality(one: string, other: string): string {
  return [one, other].sort().join("==");
}

/** The test that a constant is the outcome of: `const strict = env === "production"`. */
function testNamed(node: ts.Expression, { module, frame }: Position): ts.Expression | undefined {
  if (!compiler.isIdentifier(node) || frame !== undefined) return undefined;
  const scopes = scopesOf(module.source);
  const binding = scopes.resolve(node);
  if (binding?.kind !== "variable" || binding.element !== undefined || scopes.writes(binding).length > 0) return undefined;
  const test = binding.node.initializer;
  return test !== undefined && (compiler.isPrefixUnaryExpression(test) || (compiler.isBinaryExpression(test) && isComparison(test))) ? test : undefined;
}

function isComparison({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  const K = compiler.SyntaxKind;
  return kind === K.EqualsEqualsEqualsToken || kind === K.EqualsEqualsToken || kind === K.ExclamationEqualsEqualsToken || kind === K.ExclamationEqualsToken;
}

/** The words of a test that is like no other. */
export function uniqueTest(node: ts.Node, at: Position): string {
  return `${at.module.file}:${node.pos}:${node.end}:${at.frame?.id ?? 0}`;
}

export function wordsOf(node: ts.Node, at: Position): string {
  if (compiler.isParenthesizedExpression(node) || compiler.isNonNullExpression(node) || compiler.isAsExpression(node)) return wordsOf(node.expression, at);
  if (compiler.isStringLiteralLike(node) || compiler.isNumericLiteral(node)) return JSON.stringify(node.text);
  if (compiler.isPropertyAccessExpression(node)) return `${wordsOf(node.expression, at)}.${node.name.text}`;
  if (compiler.isElementAccessExpression(node)) return `${wordsOf(node.expression, at)}[${wordsOf(node.argumentExpression, at)}]`;
  if (compiler.isTypeOfExpression(node)) return `typeof ${wordsOf(node.expression, at)}`;
  if (compiler.isBinaryExpression(node) && !isAssignment(node)) return `(${wordsOf(node.left, at)}${node.operatorToken.getText(at.module.source)}${wordsOf(node.right, at)})`;
  if (node.kind === compiler.SyntaxKind.TrueKeyword || node.kind === compiler.SyntaxKind.FalseKeyword || node.kind === compiler.SyntaxKind.NullKeyword || node.kind === compiler.SyntaxKind.ThisKeyword) {
    return compiler.SyntaxKind[node.kind];
  }
  // Who asks twice in the same words means the same.
  if (compiler.isAwaitExpression(node)) return wordsOf(node.expression, at);
  if (compiler.isCallExpression(node)) return `${wordsOf(node.expression, at)}(${node.arguments.map((each) => wordsOf(each, at)).join()})`;
  if (compiler.isIdentifier(node)) {
    const scopes = scopesOf(at.module.source);
    const binding = scopes.resolve(node);
    if (binding === undefined) return node.text;
    // A name that changes may have changed between two tests.
    if (scopes.writes(binding).length > 0) return uniqueTest(node, at);
    const given = givenIn(at.frame, binding);
    if (given?.words !== undefined) return given.words();
    const inFrame = given !== undefined ? `#${at.frame?.id}` : "";
    return `${at.module.file}@${binding.node.pos}:${node.text}${inFrame}`;
  }
  return uniqueTest(node, at);
}

function givenIn(frame: Position["frame"], binding: Binding): Lazy | undefined {
  for (let each = frame; each !== undefined; each = each.parent) {
    const given = each.names.get(binding);
    if (given !== undefined) return given;
  }
  return undefined;
}

function isAssignment({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return kind >= compiler.SyntaxKind.FirstAssignment && kind <= compiler.SyntaxKind.LastAssignment;
}

/** Whether a value counts as true; `undefined` where that is not known. */
export function truth(value: Value): boolean | undefined {
  switch (value.kind) {
    case "literal":
      return Boolean(value.value);
    case "absent":
      return false;
    case "text":
      return value.parts.some((part) => part !== undefined && part !== "") ? true : undefined;
    case "object":
    case "list":
    case "function":
    case "class":
    case "instance":
      return true;
    case "result":
      return value.isNew ? true : undefined;
    case "external":
      return value.module === "global:" ? undefined : true;
    default:
      return undefined;
  }
}

/** Whether a value is `null` or `undefined`; `undefined` where that is not known. */
export function isNothing(value: Value): boolean | undefined {
  if (value.kind === "absent" || (value.kind === "literal" && value.value === null)) return true;
  if (value.kind === "literal" || value.kind === "text") return false;
  return truth(value) === true ? false : undefined;
}

/** What `typeof` says of a value, as far as that is known. */
export function typeOfValue(value: Value, node: ts.Node): Value {
  const name = typeName(value);
  return name === undefined ? { kind: "unknown", why: "a type", node } : { kind: "literal", value: name };
}

function typeName(value: Value): string | undefined {
  switch (value.kind) {
    case "literal":
      return value.value === null ? "object" : typeof value.value;
    case "text":
      return "string";
    case "absent":
      return "undefined";
    case "object":
    case "list":
    case "instance":
      return "object";
    case "result":
      return value.isNew || (value.callee.kind === "external" && isKnownPackage(value.callee.module)) ? "object" : undefined;
    default:
      return undefined;
  }
}
