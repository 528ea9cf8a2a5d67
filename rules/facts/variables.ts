import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import type { Engine, Position } from "./engine.ts";
import { elementOf } from "./functions.ts";
import { mayChange } from "./handed.ts";
import { typed } from "./typed.ts";
import { scopesOf, type Binding, type Write } from "./scopes.ts";
import { testOf, truth, uniqueTest } from "./tests.ts";
import { absent, known, lazy, unknown, type Lazy, type Part, type Value } from "./values.ts";

type Variable = Extract<Binding, { readonly kind: "variable" }>;

/** What a variable is where it is used: its initializer, and what is written to it on the way. */
export function variableValue(engine: Engine, binding: Variable, use: ts.Identifier, at: Position): Value {
  const value = writtenValue(engine, binding, use, at);
  if (value.kind !== "object" && value.kind !== "list") return value;
  const scopes = scopesOf(at.module.source);
  const [renamed] = scopes.aliases(binding).flatMap((same) => scopes.writes(same).filter((write) => !compiler.isBinaryExpression(write) || !compiler.isIdentifier(write.left)));
  if (renamed !== undefined) return unknown("changed under another name", renamed);
  const changing = scopes
    .handed(binding)
    .find((call) => !isWithin(use, call) && (call.pos < use.pos || isElsewhere(use) || functionAround(call) !== functionAround(use)) && mayChange(engine, call, binding, at.module));
  return changing === undefined ? value : unknown("changed by a function that it is given to", changing);
}

function writtenValue(engine: Engine, binding: Variable, use: ts.Identifier, at: Position): Value {
  const here: Position = { module: at.module, frame: engine.frameOf(binding.scope, at.frame) };
  const writes = scopesOf(at.module.source).writes(binding).filter((write) => !isWithin(use, write) || !isTarget(use, write));
  if (writes.length === 0) return initial(engine, binding, here);
  if (binding.element === undefined) {
    const single = singleAssignment(binding, writes);
    if (single !== undefined) return engine.value(single, { module: at.module, frame: engine.frameOf(functionAround(single), at.frame) });
  }
  return alongTheWay(engine, binding, use, writes, here);
}

/** `let client; … client ??= new Client()`: whatever the time, it is that or nothing yet. */
function singleAssignment({ node }: Variable, writes: readonly Write[]): ts.Expression | undefined {
  const isEmpty = node.initializer === undefined || node.initializer.kind === compiler.SyntaxKind.NullKeyword || (compiler.isIdentifier(node.initializer) && node.initializer.text === "undefined");
  if (!isEmpty || isLoopVariable(node)) return undefined;
  const assigned = writes.flatMap((write) => {
    if (!compiler.isBinaryExpression(write) || !compiler.isIdentifier(write.left)) return [undefined];
    const { kind } = write.operatorToken;
    const plain = kind === compiler.SyntaxKind.EqualsToken || kind === compiler.SyntaxKind.QuestionQuestionEqualsToken || kind === compiler.SyntaxKind.BarBarEqualsToken;
    if (!plain) return [undefined];
    // Taken back, as when a connection is closed.
    return write.right.kind === compiler.SyntaxKind.NullKeyword || (compiler.isIdentifier(write.right) && write.right.text === "undefined") ? [] : [write.right];
  });
  return assigned.length === 1 ? assigned[0] : undefined;
}

function initial(engine: Engine, binding: Variable, at: Position): Value {
  const { node, element } = binding;
  const loop = loopOf(node);
  if (loop !== undefined) return destructured(engine, node, element, lazy(node, () => itemOf(engine, loop, at)), at);
  if (node.initializer === undefined) {
    if (node.type !== undefined) return typed(engine, node.type, at, node);
    return isAmbient(node) ? unknown("declared elsewhere", node) : absent;
  }
  const value = engine.lazy(node.initializer, at);
  const whole = element === undefined ? value.value() : undefined;
  // What cannot be followed may still be named by its type.
  if (whole?.kind === "unknown" && node.type !== undefined) {
    const named = typed(engine, node.type, at, node);
    return named.kind === "unknown" ? whole : named;
  }
  return whole ?? destructured(engine, node, element, value, at);
}

function destructured(engine: Engine, node: ts.VariableDeclaration, element: ts.BindingElement | undefined, value: Lazy, at: Position): Value {
  if (element === undefined) return value.value();
  const path: ts.BindingElement[] = [];
  for (let each: ts.Node = element; each !== node; each = each.parent) if (compiler.isBindingElement(each)) path.unshift(each);
  return path.reduce((whole, each) => elementOf(engine, each.parent, each, whole, at), value).value();
}

/** One of what a loop goes through. */
function itemOf(engine: Engine, loop: ts.ForOfStatement, at: Position): Value {
  return anyItem(engine.value(loop.expression, at), loop, at);
}

const itemsAtMost = 16;

export function anyItem(list: Value, node: ts.Node, at: Position): Value {
  if (list.kind !== "list" || list.items.length > itemsAtMost || list.items.length === 0 || list.items.some(({ spread }) => spread)) return unknown("one of a list", node);
  return list.items.length === 1 ? list.items[0]!.value.value() : { kind: "choice", test: uniqueTest(node, at), options: list.items.map(({ value }) => value) };
}

function loopOf(node: ts.VariableDeclaration): ts.ForOfStatement | undefined {
  const { parent } = node.parent;
  return compiler.isForOfStatement(parent) ? parent : undefined;
}

function isLoopVariable(node: ts.VariableDeclaration): boolean {
  return compiler.isForOfStatement(node.parent.parent) || compiler.isForInStatement(node.parent.parent);
}

function isAmbient(node: ts.VariableDeclaration): boolean {
  const statement = node.parent.parent;
  return compiler.isVariableStatement(statement) && (statement.modifiers ?? []).some(({ kind }) => kind === compiler.SyntaxKind.DeclareKeyword);
}

/**
 * Follows the statements from the declaration to the use. Only what certainly happens before it counts, in the order
 * in which it happens; writes from loops, closures and branches that cannot be told apart make the value unknown.
 */
function alongTheWay(engine: Engine, binding: Variable, use: ts.Node, writes: readonly Write[], at: Position): Value {
  const statement = binding.node.parent.parent;
  const block = statement.parent;
  if (!compiler.isVariableStatement(statement) || !hasStatements(block)) return unknown("assigned in several places", use);
  const inSameRun = !isElsewhere(use) && functionAround(use) === functionAround(binding.node);
  // A closure runs after the statements around it, as far as anybody can tell.
  const relevant = writes.filter((write) => !inSameRun || write.pos < use.pos);
  if (relevant.some((write) => functionAround(write) !== functionAround(binding.node))) return unknown("assigned in another function", use);
  const start = block.statements.indexOf(statement) + 1;
  const begun = initial(engine, binding, at);
  return follow(block.statements.slice(start), begun) ?? unknown("assigned in several places", use);

  function follow(statements: readonly ts.Statement[], before: Value): Value | undefined {
    let value: Value | undefined = before;
    for (const each of statements) {
      const mine = relevant.filter((write) => isWithin(write, each));
      if (inSameRun && isWithin(use, each)) return mine.length === 0 ? value : inside(each, mine, value);
      if (mine.length > 0) value = after(each, mine, value);
      if (value === undefined) return undefined;
    }
    return value;
  }

  /** The value at the use, which stands within this statement as some of the writes do. */
  function inside(each: ts.Statement, mine: readonly Write[], value: Value): Value | undefined {
    if (compiler.isBlock(each)) return follow(each.statements, value);
    if (compiler.isTryStatement(each) && isWithin(use, each.tryBlock)) return follow(each.tryBlock.statements, value);
    if (compiler.isIfStatement(each)) {
      const branch = [each.thenStatement, each.elseStatement].find((one) => one !== undefined && isWithin(use, one));
      if (branch !== undefined) return follow(compiler.isBlock(branch) ? branch.statements : [branch], value);
    }
    return mine.length === 0 ? value : undefined;
  }

  /** The value after a statement with writes. */
  function after(each: ts.Statement, mine: readonly Write[], value: Value): Value | undefined {
    if (compiler.isExpressionStatement(each)) return mine.length === 1 && mine[0] === unwrapped(each.expression) ? afterWrite(mine[0]!, value) : undefined;
    if (compiler.isBlock(each)) return follow(each.statements, value);
    if (compiler.isIfStatement(each)) {
      const decided = truth(engine.value(each.expression, at));
      const then = decided === false ? value : branch(each.thenStatement, value);
      const otherwise = decided === true || each.elseStatement === undefined ? value : branch(each.elseStatement, value);
      if (decided !== undefined) return decided ? then : otherwise;
      if (then === undefined || otherwise === undefined) return undefined;
      const test = testOf(each.expression, at);
      return { kind: "choice", test: test.words, options: (test.negated ? [otherwise, then] : [then, otherwise]).map((one) => known(one)) };
    }
    return undefined;
  }

  function branch(each: ts.Statement, value: Value): Value | undefined {
    return follow(compiler.isBlock(each) ? each.statements : [each], value);
  }

  function afterWrite(write: Write, value: Value): Value | undefined {
    if (compiler.isBinaryExpression(write)) {
      const { left, right, operatorToken } = write;
      const assigned = engine.lazy(right, at);
      if (operatorToken.kind === compiler.SyntaxKind.EqualsToken) {
        if (compiler.isIdentifier(left)) return assigned.value();
        const path = pathOf(left);
        return path === undefined ? unknown("written under a key that is computed", write) : withPart(value, path, assigned, write);
      }
      return compiler.isIdentifier(left) && operatorToken.kind === compiler.SyntaxKind.QuestionQuestionEqualsToken && value.kind === "absent" ? assigned.value() : undefined;
    }
    if (compiler.isDeleteExpression(write)) {
      const path = pathOf(write.expression);
      return path === undefined ? undefined : withPart(value, path, known(absent), write);
    }
    if (compiler.isCallExpression(write) && compiler.isPropertyAccessExpression(write.expression) && write.expression.name.text === "assign") {
      if (!compiler.isIdentifier(write.arguments[0]!)) return undefined;
      const spreads = write.arguments.slice(1).map((argument): Part => ({ kind: "spread", value: engine.lazy(argument, at), node: argument }));
      return { kind: "object", parts: [{ kind: "spread", value: known(value), node: write }, ...spreads], node: undefined, module: undefined };
    }
    return undefined;
  }

  function withPart(value: Value, path: readonly string[], assigned: Lazy, node: ts.Node): Value {
    const [key, ...rest] = path;
    if (key === undefined) return assigned.value();
    const inner = rest.length === 0 ? assigned : lazy(node, () => withPart(engine.member(value, key, node, at), rest, assigned, node));
    const whole: Part = { kind: "spread", value: known(value), node };
    return { kind: "object", parts: [whole, { kind: "named", key, value: inner, node }], node: value.kind === "object" ? value.node : undefined, module: value.kind === "object" ? value.module : undefined };
  }

  function pathOf(target: ts.Expression): readonly string[] | undefined {
    if (compiler.isIdentifier(target)) return [];
    if (compiler.isNonNullExpression(target) || compiler.isParenthesizedExpression(target) || compiler.isAsExpression(target)) return pathOf(target.expression);
    if (compiler.isPropertyAccessExpression(target)) {
      const path = pathOf(target.expression);
      return path === undefined ? undefined : [...path, target.name.text];
    }
    if (!compiler.isElementAccessExpression(target)) return undefined;
    const key = engine.value(target.argumentExpression, at);
    const path = pathOf(target.expression);
    return path === undefined || key.kind !== "literal" ? undefined : [...path, String(key.value)];
  }
}

function hasStatements(node: ts.Node): node is ts.Block | ts.SourceFile | ts.ModuleBlock | ts.CaseOrDefaultClause {
  return compiler.isBlock(node) || compiler.isSourceFile(node) || compiler.isModuleBlock(node) || compiler.isCaseOrDefaultClause(node);
}

function unwrapped(node: ts.Expression): ts.Node {
  return compiler.isParenthesizedExpression(node) || compiler.isAwaitExpression(node) || compiler.isVoidExpression(node) ? unwrapped(node.expression) : node;
}

export function functionAround(node: ts.Node): ts.Node {
  let here = node.parent;
  while (here !== undefined && !compiler.isFunctionLike(here) && !compiler.isSourceFile(here) && !compiler.isClassStaticBlockDeclaration(here) && !compiler.isModuleBlock(here)) here = here.parent;
  return here ?? node.getSourceFile();
}

/** Whether a name stands for what other modules see of it: after all that this one does. */
function isElsewhere({ parent }: ts.Node): boolean {
  return compiler.isVariableDeclaration(parent) || compiler.isBindingElement(parent) || compiler.isExportSpecifier(parent);
}

function isWithin(node: ts.Node, outer: ts.Node): boolean {
  return node.pos >= outer.pos && node.end <= outer.end;
}

/** Whether the use is what is written to, as `x` in `x.a = 1`. */
function isTarget(use: ts.Node, write: Write): boolean {
  if (compiler.isBinaryExpression(write)) return isWithin(use, write.left);
  return true;
}

