import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import type { Module } from "../module.ts";
import type { Evaluator } from "./evaluate.ts";
import type { Choose, Settled } from "./explore.ts";
import { keysOf } from "./read.ts";
import { isNothing, testOf, truth } from "./tests.ts";
import type { Value } from "./values.ts";

/** A test that must have come out one way for a node to be reached. */
export interface Condition {
  readonly test: ts.Expression;
  readonly holds: boolean;
}

/** The tests around a node: branches that it stands in, and what left before it. `undefined` for a node that is never reached. */
export function conditionsAround(node: ts.Node): readonly Condition[] | undefined {
  const found: Condition[] = [];
  for (let here = node; here.parent !== undefined && !compiler.isSourceFile(here); here = here.parent) {
    const { parent } = here;
    if (compiler.isIfStatement(parent) && here !== parent.expression) found.push(...atoms(parent.expression, here === parent.thenStatement));
    else if (compiler.isConditionalExpression(parent) && here !== parent.condition) found.push(...atoms(parent.condition, here === parent.whenTrue));
    else if (compiler.isBinaryExpression(parent) && here === parent.right) {
      if (parent.operatorToken.kind === compiler.SyntaxKind.AmpersandAmpersandToken) found.push(...atoms(parent.left, true));
      if (parent.operatorToken.kind === compiler.SyntaxKind.BarBarToken) found.push(...atoms(parent.left, false));
    }
    const statements = "statements" in parent ? (parent.statements as readonly ts.Node[]) : [];
    for (const before of statements.slice(0, Math.max(statements.indexOf(here), 0))) {
      // A function is there before anything runs.
      if (leaves(before)) {
        if (compiler.isFunctionDeclaration(here)) break;
        return undefined;
      }
      found.push(...passed(before));
    }
  }
  return found;
}

/** The outcomes of tests that conditions settle, by the words of the tests; `undefined` where they contradict each other. */
export function settledBy(conditions: readonly Condition[], module: Module, given: Settled): Settled | undefined {
  const settled = new Map(given);
  for (const { test, holds } of conditions) {
    const { words, negated } = testOf(test, { module, frame: undefined });
    const outcome = holds === negated ? 1 : 0;
    if ((settled.get(words) ?? outcome) !== outcome) return undefined;
    settled.set(words, outcome);
  }
  return [...settled];
}

/** Whether a condition certainly does not hold in one outcome. */
export function isRuledOut({ test, holds }: Condition, module: Module, evaluate: Evaluator["evaluate"], choose: Choose): boolean {
  return outcomeOf(test) === !holds;

  function outcomeOf(node: ts.Expression): boolean | undefined {
    if (compiler.isParenthesizedExpression(node)) return outcomeOf(node.expression);
    if (compiler.isPrefixUnaryExpression(node) && node.operator === compiler.SyntaxKind.ExclamationToken) {
      const inner = outcomeOf(node.operand);
      return inner === undefined ? undefined : !inner;
    }
    if (!compiler.isBinaryExpression(node)) return truth(read(node));
    const { left, right, operatorToken } = node;
    switch (operatorToken.kind) {
      case compiler.SyntaxKind.EqualsEqualsEqualsToken:
      case compiler.SyntaxKind.EqualsEqualsToken:
        return isEqual(left, right);
      case compiler.SyntaxKind.ExclamationEqualsEqualsToken:
      case compiler.SyntaxKind.ExclamationEqualsToken: {
        const equal = isEqual(left, right);
        return equal === undefined ? undefined : !equal;
      }
      case compiler.SyntaxKind.InKeyword: {
        const [key, object] = [read(left), read(right)];
        if (key.kind !== "literal" || object.kind !== "object") return undefined;
        const { stated, open } = keysOf(object, choose);
        return stated.has(String(key.value)) ? undefined : open === undefined ? false : undefined;
      }
      default:
        return truth(read(node));
    }
  }

  function isEqual(left: ts.Expression, right: ts.Expression): boolean | undefined {
    const [one, other] = [textOf(left), textOf(right)];
    if (one.kind === "literal" && other.kind === "literal") return one.value === other.value;
    if (isNothing(one) === true) return isNothing(other);
    return isNothing(other) === true ? isNothing(one) : undefined;
  }

  function textOf(node: ts.Expression): Value {
    return compiler.isTypeOfExpression(node) ? typeOf(read(node.expression)) : read(node);
  }

  function read(node: ts.Expression): Value {
    return choose(evaluate(node, module));
  }
}

function typeOf(value: Value): Value {
  const name =
    value.kind === "literal" ? (value.value === null ? "object" : typeof value.value)
    : value.kind === "text" ? "string"
    : value.kind === "absent" ? "undefined"
    : value.kind === "object" || value.kind === "list" || value.kind === "instance" ? "object"
    // What a package gives is a thing of its own, whatever it is; nobody gives a text for a model.
    : value.kind === "result" ? "object"
    : undefined;
  return name === undefined ? { kind: "unknown", why: "a type", node: undefined } : { kind: "literal", value: name };
}

/** What must hold for a test to come out one way. */
function atoms(test: ts.Expression, holds: boolean): readonly Condition[] {
  if (compiler.isParenthesizedExpression(test)) return atoms(test.expression, holds);
  if (compiler.isPrefixUnaryExpression(test) && test.operator === compiler.SyntaxKind.ExclamationToken) return atoms(test.operand, !holds);
  if (compiler.isBinaryExpression(test)) {
    const both = holds ? compiler.SyntaxKind.AmpersandAmpersandToken : compiler.SyntaxKind.BarBarToken;
    if (test.operatorToken.kind === both) return [...atoms(test.left, holds), ...atoms(test.right, holds)];
  }
  return [{ test, holds }];
}

const assertions = new Set(["assert", "invariant", "assert.ok"]);

/** What holds behind a statement, because it would not have been passed otherwise. */
function passed(statement: ts.Node): readonly Condition[] {
  if (compiler.isIfStatement(statement)) {
    if (leaves(statement.thenStatement)) return atoms(statement.expression, false);
    return statement.elseStatement !== undefined && leaves(statement.elseStatement) ? atoms(statement.expression, true) : [];
  }
  if (!compiler.isExpressionStatement(statement) || !compiler.isCallExpression(statement.expression)) return [];
  const { expression: callee, arguments: [first] } = statement.expression;
  return first !== undefined && assertions.has(callee.getText()) ? atoms(first, true) : [];
}

/** Whether nothing runs behind a statement. */
function leaves(statement: ts.Node): boolean {
  if (compiler.isReturnStatement(statement) || compiler.isThrowStatement(statement) || compiler.isContinueStatement(statement) || compiler.isBreakStatement(statement)) return true;
  if (compiler.isBlock(statement)) return statement.statements.some(leaves);
  return compiler.isIfStatement(statement) && statement.elseStatement !== undefined && leaves(statement.thenStatement) && leaves(statement.elseStatement);
}
