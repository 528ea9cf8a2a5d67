import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import type { Engine, Position } from "./engine.ts";
import { equality, testOf, truth, wordsOf } from "./tests.ts";
import { scopesOf, type Binding } from "./scopes.ts";
import { absent, argument, known, lazy, unknown, type Arguments, type FunctionValue, type Lazy, type Value } from "./values.ts";

/** A function of the project as a value, closed over the run in which it was made. */
export function functionValue(engine: Engine, node: ts.FunctionLikeDeclaration, at: Position): FunctionValue {
  const { module } = at;
  return {
    kind: "function",
    node,
    module,
    call: (args) => {
      if (node.body === undefined || node.asteriskToken !== undefined) return unknown("a function that is not followed", node);
      // Arrows keep the `this` around them.
      const self = compiler.isArrowFunction(node) ? at.frame?.self : undefined;
      const frame = engine.enter(node, bindParameters(engine, node, args, at), self, at.frame);
      return frame === undefined ? unknown("nested too deeply", node) : engine.value(node.body, { module, frame });
    },
  };
}

/** What each parameter is in a run with these arguments. */
export function bindParameters(engine: Engine, node: ts.FunctionLikeDeclaration, args: Arguments, at: Position): ReadonlyMap<Binding, Lazy> {
  const names = new Map<Binding, Lazy>();
  const scopes = scopesOf(at.module.source);
  node.parameters.forEach((parameter, index) => {
    const given = parameter.dotDotDotToken === undefined ? lazy(parameter, () => argument(args, index)) : known({ kind: "list", items: args.slice(index), node: undefined }, parameter);
    // By what it is given a parameter is known in tests, too.
    const words = parameter.dotDotDotToken === undefined && parameter.initializer === undefined && !args.slice(0, index + 1).some(({ spread }) => spread) ? args[index]?.value.words : undefined;
    bindName(parameter.name, withDefault(engine, words === undefined ? given : { ...given, words }, parameter.initializer, at));
  });
  return names;

  function bindName(name: ts.BindingName, value: Lazy): void {
    if (compiler.isIdentifier(name)) {
      const binding = scopes.resolve(name);
      if (binding !== undefined) names.set(binding, value);
      return;
    }
    for (const element of name.elements) {
      if (compiler.isBindingElement(element)) bindName(element.name, elementOf(engine, name, element, value, at));
    }
  }
}

/** What an element of a destructuring pattern takes out of a value. */
export function elementOf(engine: Engine, pattern: ts.BindingPattern, element: ts.BindingElement, value: Lazy, at: Position): Lazy {
  return withDefault(engine, lazy(element, taken), element.initializer, at);

  function taken(): Value {
    const whole = value.value();
    if (compiler.isArrayBindingPattern(pattern)) {
      if (element.dotDotDotToken !== undefined) return unknown("the rest of a list", element);
      return engine.member(whole, String(pattern.elements.indexOf(element)), element, at);
    }
    if (element.dotDotDotToken !== undefined) return restOf(pattern, element, value);
    const name = element.propertyName ?? element.name;
    if (compiler.isIdentifier(name) || compiler.isStringLiteralLike(name) || compiler.isNumericLiteral(name)) return engine.member(whole, name.text, element, at);
    return unknown("under a key that is computed", element);
  }
}

function restOf(pattern: ts.BindingPattern, rest: ts.BindingElement, value: Lazy): Value {
  const taken = pattern.elements.flatMap((each) => {
    if (!compiler.isBindingElement(each) || each === rest) return [];
    const name = each.propertyName ?? each.name;
    return compiler.isIdentifier(name) || compiler.isStringLiteralLike(name) ? [name.text] : [];
  });
  // What was taken out by name is no longer there.
  return {
    kind: "object",
    parts: [{ kind: "spread", value, node: rest }, ...taken.map((key) => ({ kind: "named" as const, key, value: known(absent), node: rest }))],
    node: undefined,
    module: undefined,
  };
}

function withDefault(engine: Engine, value: Lazy, initializer: ts.Expression | undefined, at: Position): Lazy {
  if (initializer === undefined) return value;
  const settle = (given: Value): Value => {
    if (given.kind === "absent") return engine.value(initializer, at);
    if (given.kind === "choice") return { ...given, options: given.options.map((option) => lazy(option.node, () => settle(option.value()))) };
    return given;
  };
  return lazy(value.node, () => settle(value.value()));
}

/** What a block returns; `undefined` where it never comes to its end. */
export function returned(engine: Engine, block: ts.Block, at: Position): Value {
  return ofStatements(engine, block.statements, at) ?? unknown("never reached", block);
}

function ofStatements(engine: Engine, statements: readonly ts.Statement[], at: Position): Value | undefined {
  for (let index = 0; index < statements.length; index++) {
    const statement = statements[index]!;
    const rest = statements.slice(index + 1);
    if (compiler.isReturnStatement(statement)) return statement.expression === undefined ? absent : engine.value(statement.expression, at);
    if (compiler.isThrowStatement(statement)) return undefined;
    if (!mayLeave(statement)) continue;
    if (compiler.isBlock(statement)) return ofStatements(engine, [...statement.statements, ...rest], at);
    if (compiler.isIfStatement(statement)) {
      const { expression, thenStatement, elseStatement } = statement;
      const decided = truth(engine.value(expression, at));
      const then = (): Value | undefined => ofStatements(engine, [thenStatement, ...rest], at);
      const otherwise = (): Value | undefined => ofStatements(engine, elseStatement === undefined ? rest : [elseStatement, ...rest], at);
      if (decided !== undefined) return decided ? then() : otherwise();
      const [yes, no] = [then(), otherwise()];
      if (yes === undefined || no === undefined) return yes ?? no;
      const test = testOf(expression, at);
      return { kind: "choice", test: test.words, options: (test.negated ? [no, yes] : [yes, no]).map((each) => known(each)) };
    }
    if (compiler.isTryStatement(statement)) return ofStatements(engine, [...statement.tryBlock.statements, ...rest], at);
    if (compiler.isSwitchStatement(statement)) return ofSwitch(engine, statement, rest, at);
    return unknown("returned from a loop", statement);
  }
  return absent;
}

function ofSwitch(engine: Engine, statement: ts.SwitchStatement, rest: readonly ts.Statement[], at: Position): Value | undefined {
  const { clauses } = statement.caseBlock;
  const asked = engine.value(statement.expression, at);
  const outcomeOf = (index: number): Value | undefined => {
    // A case without statements falls into the next one.
    const clause = clauses.slice(index).find(({ statements }) => statements.length > 0);
    return ofStatements(engine, [...(clause?.statements ?? []).filter((each) => !compiler.isBreakStatement(each)), ...rest], at);
  };
  const byDefault = clauses.findIndex((clause) => compiler.isDefaultClause(clause));
  const otherwise = byDefault < 0 ? ofStatements(engine, rest, at) : outcomeOf(byDefault);
  // From the last case to the first, each over what is left when it is not the one.
  return [...clauses.entries()].reduceRight<Value | undefined>((left, [index, clause]) => {
    if (compiler.isDefaultClause(clause)) return left;
    const value = outcomeOf(index);
    const named = engine.value(clause.expression, at);
    if (asked.kind === "literal" && named.kind === "literal") return asked.value === named.value ? value : left;
    if (value === undefined || left === undefined) return value ?? left;
    return { kind: "choice", test: equality(wordsOf(statement.expression, at), wordsOf(clause.expression, at)), options: [known(value), known(left)] };
  }, otherwise);
}

/** Whether a statement holds a `return` or a `throw` of this function. */
function mayLeave(node: ts.Node): boolean {
  if (compiler.isReturnStatement(node) || compiler.isThrowStatement(node)) return true;
  if (compiler.isFunctionLike(node) || compiler.isClassLike(node) || compiler.isExpressionStatement(node) || compiler.isVariableStatement(node)) return false;
  return compiler.forEachChild(node, (child) => mayLeave(child) || undefined) === true;
}
