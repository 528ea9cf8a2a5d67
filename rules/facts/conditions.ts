import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import type { Module } from "../module.ts";
import type { Evaluator } from "./evaluate.ts";
import type { Choose, Settled } from "./explore.ts";
import { keysOf } from "./read.ts";
import { scopesOf } from "./scopes.ts";
import { equality, isNothing, testOf, truth, typeOfValue, wordsOf } from "./tests.ts";
import type { Value } from "./values.ts";

/** A test that must have come out one way for a node to be reached. */
export interface Condition {
  readonly test: ts.Expression;
  /** What it is compared with, as by the cases of a `switch`. */
  readonly equals?: ts.Expression;
  readonly holds: boolean;
}

/** The tests around a node: branches that it stands in, and what left before it. `undefined` for a node that is never reached. */
export function conditionsAround(node: ts.Node): readonly Condition[] | undefined {
  const found: Condition[] = [];
  for (let here = node; here.parent !== undefined && !compiler.isSourceFile(here); here = here.parent) {
    const { parent } = here;
    if (compiler.isIfStatement(parent) && here !== parent.expression) found.push(...atoms(parent.expression, here === parent.thenStatement));
    else if (compiler.isWhileStatement(parent) && here === parent.statement) found.push(...atoms(parent.expression, true));
    else if (compiler.isCaseOrDefaultClause(parent) && here !== (compiler.isCaseClause(parent) ? parent.expression : undefined)) found.push(...casesFor(parent));
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
  for (const { test, equals, holds } of conditions) {
    const at = { module, frame: undefined };
    const { words, negated } = equals === undefined ? testOf(test, at) : { words: equality(wordsOf(test, at), wordsOf(equals, at)), negated: false };
    const outcome = holds === negated ? 1 : 0;
    if ((settled.get(words) ?? outcome) !== outcome) return undefined;
    settled.set(words, outcome);
  }
  return [...settled];
}

/** Whether a condition certainly does not hold in one outcome. */
export function isRuledOut({ test, equals, holds }: Condition, module: Module, evaluate: Evaluator["evaluate"], choose: Choose): boolean {
  return (equals === undefined ? outcomeOf(test) : isEqual(test, equals)) === !holds;

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
    return compiler.isTypeOfExpression(node) ? typeOfValue(read(node.expression), node) : read(node);
  }

  function read(node: ts.Expression): Value {
    return choose(evaluate(node, module));
  }
}

/** What must hold for the statements of a case to be reached, where no other case falls into it. */
function casesFor(clause: ts.CaseOrDefaultClause): readonly Condition[] {
  const { clauses, parent } = clause.parent;
  const { expression: test } = parent;
  const before = clauses[clauses.indexOf(clause) - 1];
  if (before !== undefined && !before.statements.some(leaves)) return [];
  if (compiler.isCaseClause(clause)) return test.kind === compiler.SyntaxKind.TrueKeyword ? atoms(clause.expression, true) : [{ test, equals: clause.expression, holds: true }];
  return clauses.flatMap((other): readonly Condition[] => (compiler.isCaseClause(other) ? [{ test, equals: other.expression, holds: false }] : []));
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
  if (compiler.isExpressionStatement(statement)) return compiler.isCallExpression(statement.expression) && neverReturns(statement.expression.expression);
  return compiler.isIfStatement(statement) && statement.elseStatement !== undefined && leaves(statement.thenStatement) && leaves(statement.elseStatement);
}

const thrown: Readonly<Record<string, readonly string[]>> = {
  "next/navigation": ["notFound", "redirect", "permanentRedirect", "forbidden", "unauthorized"],
  "@sveltejs/kit": ["error", "redirect"],
};

/** `process.exit`, what a framework throws for its caller, and a function here that does nothing else. */
function neverReturns(callee: ts.Expression): boolean {
  if (compiler.isPropertyAccessExpression(callee)) return callee.getText() === "process.exit";
  if (!compiler.isIdentifier(callee)) return false;
  const binding = scopesOf(callee.getSourceFile()).resolve(callee);
  if (binding?.kind === "import") return thrown[binding.specifier]?.includes(binding.name) === true;
  if (binding?.kind !== "function") return false;
  const { type, body } = binding.node;
  const last = body !== undefined && compiler.isBlock(body) ? body.statements.at(-1) : undefined;
  return type?.kind === compiler.SyntaxKind.NeverKeyword || (last !== undefined && compiler.isThrowStatement(last) && body !== undefined && !mayReturn(body));
}

function mayReturn(node: ts.Node): boolean {
  if (compiler.isReturnStatement(node)) return true;
  return !compiler.isFunctionLike(node) && compiler.forEachChild(node, (child) => mayReturn(child) || undefined) === true;
}
