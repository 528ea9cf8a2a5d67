import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import type { Module, ModuleStore } from "../module.ts";
import { callExternal } from "./calls.ts";
import type { Engine, Frame, Position } from "./engine.ts";
import { enumValue, exportedValue, imported } from "./exports.ts";
import { functionValue, returned } from "./functions.ts";
import { foreignAncestor, keyOf, memberOf } from "./members.ts";
import { holder, typed } from "./typed.ts";
import { scopesOf, type Binding } from "./scopes.ts";
import { equality, isNothing, testOf, truth, typeOfValue, wordsOf } from "./tests.ts";
import { absent, known, lazy, literal, over, unknown, type Arguments, type ClassValue, type Lazy, type Part, type Text, type Value } from "./values.ts";
import { anyItem, functionAround, variableValue } from "./variables.ts";

/** Finds what expressions may be, on demand, without running anything and without a type checker. */
export interface Evaluator {
  readonly evaluate: (node: ts.Expression, module: Module) => Value;
  /** The arguments of a call, each to be evaluated when it is asked for. */
  readonly args: (nodes: readonly ts.Expression[], module: Module) => Arguments;
}

// What an ordinary call takes is far below; beyond it the analysis says that it does not know.
const stepsAtMost = 40_000;
const depthAtMost = 120;
const framesAtMost = 12;

/** An evaluator over the modules of a store, with a budget: it may be asked about one file, and is then thrown away. */
export function createEvaluator(store: Pick<ModuleStore, "resolve">): Evaluator {
  let steps = 0;
  let depth = 0;
  let frames = 0;
  let tired = 0;
  const memo = new Map<ts.Node, Value>();
  const running = new Set<ts.Node>();
  const engine: Engine = { value, lazy: lazyAt, name, member, call, construct, exported: (module, key) => exportedValue(engine, module, key), resolve: (from, specifier) => store.resolve(from, specifier), enter, frameOf };

  return {
    evaluate(node, module) {
      steps = 0;
      return value(node, { module, frame: undefined });
    },
    args: (nodes, module) => argumentsOf(nodes, { module, frame: undefined }),
  };

  function lazyAt(node: ts.Node, at: Position): Lazy {
    return { ...lazy(node, () => value(node, at)), words: () => wordsOf(node, at) };
  }

  function value(node: ts.Node, at: Position): Value {
    const kept = (at.frame?.memo ?? memo).get(node);
    if (kept !== undefined) return kept;
    if (++steps > stepsAtMost || depth > depthAtMost) {
      tired++;
      return unknown("more than can be followed", node);
    }
    // The same expression in another run of its function is another one.
    if (at.frame === undefined) {
      if (running.has(node)) return unknown("defined by itself", node);
      running.add(node);
    }
    depth++;
    const before = tired;
    try {
      const found = evaluated(node, at);
      if (tired === before) (at.frame?.memo ?? memo).set(node, found);
      return found;
    } finally {
      depth--;
      if (at.frame === undefined) running.delete(node);
    }
  }

  function evaluated(node: ts.Node, at: Position): Value {
    if (compiler.isParenthesizedExpression(node) || compiler.isAsExpression(node) || compiler.isSatisfiesExpression(node) || compiler.isNonNullExpression(node) || compiler.isTypeAssertionExpression(node) || compiler.isAwaitExpression(node)) {
      return value(node.expression, at);
    }
    if (compiler.isExpressionWithTypeArguments(node)) return value(node.expression, at);
    if (compiler.isStringLiteralLike(node)) return literal(node.text);
    if (compiler.isNumericLiteral(node)) return literal(Number(node.text));
    if (compiler.isIdentifier(node)) return name(node, at);
    if (compiler.isPropertyAccessExpression(node)) return member(value(node.expression, at), node.name.text, node, at);
    if (compiler.isElementAccessExpression(node)) return element(node, at);
    if (compiler.isCallExpression(node)) return called(node, at);
    if (compiler.isNewExpression(node)) return construct(value(node.expression, at), argumentsOf(node.arguments ?? [], at), node, at);
    if (compiler.isObjectLiteralExpression(node)) return { kind: "object", parts: node.properties.map((each) => partOf(each, at)), node, module: at.module };
    if (compiler.isArrayLiteralExpression(node)) return { kind: "list", items: argumentsOf(node.elements, at), node };
    if (compiler.isTemplateExpression(node)) return template(node, at);
    if (compiler.isConditionalExpression(node)) return conditional(node, at);
    if (compiler.isBinaryExpression(node)) return binary(node, at);
    if (compiler.isPrefixUnaryExpression(node)) return prefix(node, at);
    if (compiler.isTypeOfExpression(node)) return over(value(node.expression, at), (each) => typeOfValue(each, node));
    if (compiler.isArrowFunction(node) || compiler.isFunctionExpression(node) || compiler.isFunctionDeclaration(node) || compiler.isMethodDeclaration(node)) return functionValue(engine, node, at);
    if (compiler.isClassExpression(node) || compiler.isClassDeclaration(node)) return classValue(node, at);
    if (compiler.isTypeAliasDeclaration(node)) return typed(engine, node.type, at, node);
    if (compiler.isInterfaceDeclaration(node)) return holder(engine, node.members, at, node);
    if (compiler.isBlock(node)) return returned(engine, node, at);
    if (compiler.isVoidExpression(node) || compiler.isOmittedExpression(node)) return absent;
    if (compiler.isMetaProperty(node)) return { kind: "external", module: "global:", path: ["process"] };
    switch (node.kind) {
      case compiler.SyntaxKind.TrueKeyword:
        return literal(true);
      case compiler.SyntaxKind.FalseKeyword:
        return literal(false);
      case compiler.SyntaxKind.NullKeyword:
        return literal(null);
      case compiler.SyntaxKind.ThisKeyword:
        return self(node, at);
      case compiler.SyntaxKind.SuperKeyword:
        return parentOf(node, at);
      default:
        return unknown("written in a way that is not followed", node);
    }
  }

  function name(node: ts.Identifier, at: Position): Value {
    if (node.text === "undefined") return absent;
    const binding = scopesOf(at.module.source).resolve(node);
    if (binding === undefined) return { kind: "external", module: "global:", path: globalName(node.text) };
    switch (binding.kind) {
      case "import":
        return importedValue(binding, node, at);
      case "variable":
        return variableValue(engine, binding, node, at);
      case "parameter":
        return parameter(binding, node, at);
      case "function":
        return functionValue(engine, binding.node, { module: at.module, frame: frameOf(binding.scope, at.frame) });
      case "class":
        return value(binding.node, { module: at.module, frame: undefined });
      case "enum":
        return enumValue(engine, binding.node, at);
      case "type":
        return value(binding.node, { module: at.module, frame: undefined });
      default:
        return unknown("given by code that is not followed", node);
    }
  }

  function importedValue(binding: Extract<Binding, { readonly kind: "import" }>, node: ts.Identifier, at: Position): Value {
    const found = imported(engine, at.module, binding.specifier, binding.name);
    // What other packages export is what it is; what this project made may be changed here too.
    if (found.kind === "external" || scopesOf(at.module.source).writes(binding).length === 0) return found;
    return unknown("changed after it was imported", node);
  }

  function parameter(binding: Extract<Binding, { readonly kind: "parameter" }>, node: ts.Identifier, at: Position): Value {
    if (scopesOf(at.module.source).writes(binding).some((write) => !compiler.isBinaryExpression(write) || compiler.isIdentifier(write.left))) return unknown("a parameter that is changed", node);
    for (let frame = at.frame; frame !== undefined; frame = frame.parent) {
      const given = frame.names.get(binding);
      if (given === undefined) continue;
      const found = given.value();
      // What nobody sees coming may still be named by its type.
      const byType = found.kind === "unknown" ? typeOf(binding, node, at) : found;
      return byType.kind === "unknown" ? found : byType;
    }
    return (binding.element === undefined ? itemOfCallback(binding.node, at) : undefined) ?? typeOf(binding, node, at);
  }

  function typeOf({ node: declaration, element }: Extract<Binding, { readonly kind: "parameter" }>, node: ts.Identifier, { module }: Position): Value {
    const at: Position = { module, frame: undefined };
    if (declaration.type === undefined) return unknown("a parameter", node);
    const whole = typed(engine, declaration.type, at, node);
    if (element === undefined || whole.kind !== "object" || !compiler.isObjectBindingPattern(declaration.name) || element.parent !== declaration.name || element.dotDotDotToken !== undefined) {
      return element === undefined ? whole : unknown("a parameter", node);
    }
    const key = element.propertyName ?? element.name;
    return compiler.isIdentifier(key) ? member(whole, key.text, node, at) : unknown("a parameter", node);
  }

  /** The parameter of a function that goes through a list: `models.map((model) => …)`. */
  function itemOfCallback(node: ts.ParameterDeclaration, at: Position): Value | undefined {
    const { parent } = node;
    const call = parent.parent;
    if (!compiler.isCallExpression(call) || call.arguments[0] !== parent || parent.parameters[0] !== node || !compiler.isPropertyAccessExpression(call.expression)) return undefined;
    if (!["map", "forEach", "flatMap"].includes(call.expression.name.text)) return undefined;
    const list = value(call.expression.expression, { module: at.module, frame: frameOf(functionAround(call), at.frame) });
    return list.kind === "list" ? anyItem(list, node, at) : undefined;
  }

  function member(of: Value, key: string, node: ts.Node, at: Position): Value {
    return memberOf(engine, of, key, node, at);
  }

  function element(node: ts.ElementAccessExpression, at: Position): Value {
    const of = value(node.expression, at);
    const access = (key: Value): Value => {
      if (key.kind === "choice") return { ...key, options: key.options.map((option) => lazy(option.node, () => access(option.value()))) };
      if (key.kind === "literal") return member(of, String(key.value), node, at);
      // One of several, when nobody knows which: each of them may be meant.
      if (of.kind === "object" && of.parts.length > 0 && of.parts.length <= 16 && of.parts.every((part) => part.kind === "named")) {
        return oneOf(of.parts, wordsOf(node.argumentExpression, at));
      }
      return unknown("under a key that is computed", node);
    };
    return access(value(node.argumentExpression, at));
  }

  /** What stands under a key that nobody knows, asked for key by key, so that tables with the same keys answer alike. */
  function oneOf(parts: readonly Part[], words: string): Value {
    const named = parts.flatMap((part) => (part.kind === "named" ? [part] : [])).sort((one, other) => (one.key < other.key ? -1 : 1));
    const [last, ...others] = named.reverse();
    return others.reduce<Value>((rest, { key, value: option }) => ({ kind: "choice", test: equality(JSON.stringify(key), words), options: [option, known(rest)] }), last!.value.value());
  }

  function called(node: ts.CallExpression, at: Position): Value {
    if (node.expression.kind === compiler.SyntaxKind.ImportKeyword) {
      const specifier = node.arguments[0] === undefined ? absent : value(node.arguments[0], at);
      return specifier.kind === "literal" && typeof specifier.value === "string" ? imported(engine, at.module, specifier.value, "*") : unknown("loaded by a name that is computed", node);
    }
    const callee = value(node.expression, at);
    if (callee.kind === "external" && callee.module === "global:" && callee.path.length === 1 && callee.path[0] === "require" && node.arguments[0] !== undefined) {
      const specifier = value(node.arguments[0], at);
      if (specifier.kind === "literal" && typeof specifier.value === "string") return imported(engine, at.module, specifier.value, "*");
    }
    return call(callee, argumentsOf(node.arguments, at), node, at);
  }

  function call(callee: Value, args: Arguments, node: ts.CallExpression, at: Position): Value {
    if (callee.kind === "choice") return { ...callee, options: callee.options.map((option) => lazy(option.node, () => call(option.value(), args, node, at))) };
    if (callee.kind === "function") return callee.call(args);
    if (callee.kind === "unknown") return callee;
    if (callee.kind !== "external" && callee.kind !== "member" && callee.kind !== "result") return unknown("given by a call that is not followed", node);
    return callExternal(engine, callee, args, node, at) ?? { kind: "result", callee, isNew: false, args, node, module: at.module };
  }

  function construct(callee: Value, args: Arguments, node: ts.NewExpression, at: Position): Value {
    if (callee.kind === "choice") return { ...callee, options: callee.options.map((option) => lazy(option.node, () => construct(option.value(), args, node, at))) };
    if (callee.kind === "class") return { kind: "instance", class: callee, args, node };
    if (callee.kind === "unknown") return callee;
    if (callee.kind !== "external" && callee.kind !== "member" && callee.kind !== "result") return unknown("made by what is not followed", node);
    return { kind: "result", callee, isNew: true, args, node, module: at.module };
  }

  function argumentsOf(nodes: readonly ts.Expression[], at: Position): Arguments {
    return nodes.map((node) => (compiler.isSpreadElement(node) ? { spread: true, value: lazyAt(node.expression, at) } : { spread: false, value: lazyAt(node, at) })).flatMap((each) => {
      if (!each.spread) return [each];
      // A list that is known is its items.
      const node = each.value.node;
      return node !== undefined && compiler.isArrayLiteralExpression(node) ? argumentsOf(node.elements, at) : [each];
    });
  }

  function partOf(node: ts.ObjectLiteralElementLike, at: Position): Part {
    if (compiler.isSpreadAssignment(node)) return { kind: "spread", value: lazyAt(node.expression, at), node };
    const read = (): Value => {
      if (compiler.isShorthandPropertyAssignment(node)) return name(node.name, at);
      if (compiler.isPropertyAssignment(node)) return value(node.initializer, at);
      if (compiler.isMethodDeclaration(node)) return functionValue(engine, node, at);
      if (compiler.isGetAccessorDeclaration(node)) return node.body === undefined ? absent : value(node.body, at);
      return absent;
    };
    const made = lazy(compiler.isPropertyAssignment(node) ? node.initializer : compiler.isShorthandPropertyAssignment(node) ? node.name : node, read);
    if (compiler.isComputedPropertyName(node.name)) {
      const key = value(node.name.expression, at);
      return key.kind === "literal" ? { kind: "named", key: String(key.value), value: made, node } : { kind: "computed", value: made, node };
    }
    return { kind: "named", key: keyOf(node.name) ?? "", value: made, node };
  }

  function template(node: ts.TemplateExpression, at: Position): Value {
    const join = (left: Value, right: Value): Value => concatenated(left, right);
    return node.templateSpans.reduce<Value>((text, span) => join(join(text, value(span.expression, at)), literal(span.literal.text)), literal(node.head.text));
  }

  function conditional({ condition, whenTrue, whenFalse }: ts.ConditionalExpression, at: Position): Value {
    return over(value(condition, at), (tested) => {
      const decided = truth(tested);
      if (decided !== undefined) return value(decided ? whenTrue : whenFalse, at);
      const { words, negated } = testOf(condition, at);
      const [yes, no] = [lazyAt(whenTrue, at), lazyAt(whenFalse, at)];
      return { kind: "choice", test: words, options: negated ? [no, yes] : [yes, no] };
    });
  }

  function binary(node: ts.BinaryExpression, at: Position): Value {
    const { left, right, operatorToken } = node;
    const K = compiler.SyntaxKind;
    switch (operatorToken.kind) {
      case K.AmpersandAmpersandToken: {
        const settle = (first: Value): Value => {
          if (first.kind === "choice") return { ...first, options: first.options.map((option) => lazy(option.node, () => settle(option.value()))) };
          const decided = truth(first);
          if (decided !== undefined) return decided ? value(right, at) : first;
          const { words, negated } = testOf(left, at);
          const [yes, no] = [lazy(right, () => value(right, at)), lazy(left, () => literal(false))];
          return { kind: "choice", test: words, options: negated ? [no, yes] : [yes, no] };
        };
        return settle(value(left, at));
      }
      case K.BarBarToken:
      case K.QuestionQuestionToken: {
        // `client = client ?? create()`: it is that, or was it before.
        if (isAssignedTo(node, left)) return value(right, at);
        const settle = (first: Value): Value => {
          if (first.kind === "choice") return { ...first, options: first.options.map((option) => lazy(option.node, () => settle(option.value()))) };
          const stands = operatorToken.kind === K.BarBarToken ? truth(first) : not(isNothing(first));
          if (stands !== undefined) return stands ? first : value(right, at);
          const { words, negated } = testOf(left, at);
          const [yes, no] = [lazy(left, () => first), lazy(right, () => value(right, at))];
          return { kind: "choice", test: words, options: negated ? [no, yes] : [yes, no] };
        };
        return settle(value(left, at));
      }
      case K.EqualsToken:
      case K.CommaToken:
        return value(right, at);
      case K.QuestionQuestionEqualsToken:
      case K.BarBarEqualsToken:
        return compiler.isIdentifier(left) || isOwnField(left) ? value(right, at) : unknown("assigned where it may be set already", node);
      case K.PlusToken:
        return concatenated(value(left, at), value(right, at));
      case K.EqualsEqualsEqualsToken:
      case K.ExclamationEqualsEqualsToken:
      case K.EqualsEqualsToken:
      case K.ExclamationEqualsToken: {
        const negated = operatorToken.kind === K.ExclamationEqualsEqualsToken || operatorToken.kind === K.ExclamationEqualsToken;
        return over(value(left, at), (one) => over(value(right, at), (other) => (one.kind === "literal" && other.kind === "literal" ? literal((one.value === other.value) !== negated) : unknown("a comparison", node))));
      }
      case K.AsteriskToken: {
        const [one, other] = [value(left, at), value(right, at)];
        return one.kind === "literal" && other.kind === "literal" ? literal(Number(one.value) * Number(other.value)) : unknown("computed", node);
      }
      default:
        return unknown("computed", node);
    }
  }

  function prefix(node: ts.PrefixUnaryExpression, at: Position): Value {
    const operand = value(node.operand, at);
    if (node.operator === compiler.SyntaxKind.ExclamationToken) {
      return over(operand, (tested) => {
        const decided = truth(tested);
        return decided === undefined ? unknown("a test", node) : literal(!decided);
      });
    }
    if (operand.kind !== "literal" || typeof operand.value !== "number") return unknown("computed", node);
    return node.operator === compiler.SyntaxKind.MinusToken ? literal(-operand.value) : literal(operand.value);
  }

  function classValue(node: ts.ClassLikeDeclaration, at: Position): ClassValue {
    const heritage = node.heritageClauses?.find(({ token }) => token === compiler.SyntaxKind.ExtendsKeyword)?.types[0];
    const parent = lazy(heritage, () => (heritage === undefined ? absent : value(heritage.expression, at)));
    return { kind: "class", node, module: at.module, parent: parent.value };
  }

  function self(node: ts.Node, at: Position): Value {
    for (let frame = at.frame; frame !== undefined; frame = frame.parent) if (frame.self !== undefined) return frame.self;
    const around = classAround(node);
    if (around === undefined) return unknown("`this`", node);
    const anything = [{ spread: true, value: lazy(undefined, () => unknown("made elsewhere", node)) }];
    return { kind: "instance", class: classValue(around, { module: at.module, frame: undefined }), args: anything, node };
  }

  /** `super`: in a constructor the class that is extended, elsewhere an object of it. */
  function parentOf(node: ts.Node, at: Position): Value {
    const around = classAround(node);
    if (around === undefined) return unknown("`super`", node);
    if (compiler.isCallExpression(node.parent) && node.parent.expression === node) return classValue(around, { module: at.module, frame: undefined }).parent();
    const instance = self(node, at);
    return instance.kind === "instance" ? (foreignAncestor(engine, instance) ?? unknown("`super`", node)) : instance;
  }

  function classAround(node: ts.Node): ts.ClassLikeDeclaration | undefined {
    for (let here = node.parent; here !== undefined; here = here.parent) {
      if (compiler.isClassLike(here)) return here;
      // These have a `this` of their own.
      if (compiler.isFunctionDeclaration(here) || compiler.isFunctionExpression(here)) return undefined;
    }
    return undefined;
  }

  function enter(node: ts.Node, names: Frame["names"], own: Value | undefined, parent: Frame | undefined): Frame | undefined {
    let nesting = 0;
    for (let frame = parent; frame !== undefined; frame = frame.parent) nesting++;
    if (nesting >= framesAtMost || depth > depthAtMost - 20) {
      tired++;
      return undefined;
    }
    return { id: ++frames, node, names, self: own, parent, memo: new Map() };
  }

  /** The run that a scope belongs to, from the inside outwards. */
  function frameOf(scope: ts.Node, frame: Frame | undefined): Frame | undefined {
    for (let each = frame; each !== undefined; each = each.parent) {
      if (each.node === scope) return each;
      // A function that was made within a run sees that run, and those around it.
      if (compiler.isSourceFile(scope)) continue;
      if (each.node.getSourceFile() === scope.getSourceFile() && each.node.pos >= scope.pos && each.node.end <= scope.end) continue;
    }
    return undefined;
  }
}

/** `this.client`. */
function isOwnField(node: ts.Expression): boolean {
  return compiler.isPropertyAccessExpression(node) && node.expression.kind === compiler.SyntaxKind.ThisKeyword;
}

/** Whether the name on the left is what the expression is assigned to. */
function isAssignedTo({ parent }: ts.BinaryExpression, left: ts.Expression): boolean {
  return compiler.isBinaryExpression(parent) && parent.operatorToken.kind === compiler.SyntaxKind.EqualsToken && compiler.isIdentifier(left) && compiler.isIdentifier(parent.left) && parent.left.text === left.text;
}

function not(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

function globalName(text: string): readonly string[] {
  return text === "globalThis" || text === "window" || text === "self" || text === "global" ? [] : [text];
}

/** Texts after each other, as far as they are known. */
export function concatenated(left: Value, right: Value): Value {
  if (left.kind === "choice") return { ...left, options: left.options.map((option) => lazy(option.node, () => concatenated(option.value(), right))) };
  if (right.kind === "choice") return { ...right, options: right.options.map((option) => lazy(option.node, () => concatenated(left, option.value()))) };
  if (left.kind === "literal" && right.kind === "literal") return literal(typeof left.value === "number" && typeof right.value === "number" ? left.value + right.value : `${left.value}${right.value}`);
  const parts = [...partsOf(left), ...partsOf(right)].reduce<(string | undefined)[]>((joined, part) => {
    const last = joined.at(-1);
    return joined.length > 0 && last !== undefined && part !== undefined ? [...joined.slice(0, -1), last + part] : [...joined, part];
  }, []);
  return { kind: "text", parts };
}

function partsOf(value: Value): Text["parts"] {
  if (value.kind === "text") return value.parts;
  if (value.kind !== "literal") return [undefined];
  return value.value === "" ? [] : [String(value.value)];
}
