import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import type { Engine, Position } from "./engine.ts";
import { absent, lazy, literal, unknown, type ClassValue, type External, type Instance, type ObjectValue, type Part, type Result, type Unknown, type Value } from "./values.ts";
import { bindParameters } from "./functions.ts";
import { typed } from "./typed.ts";

/** The global object under its names. */
const globals = new Set(["globalThis", "window", "self", "global"]);

/** What stands under a key of a value. */
export function memberOf(engine: Engine, of: Value, key: string, node: ts.Node, at: Position): Value {
  switch (of.kind) {
    case "object":
      if (of.namespaceOf !== undefined) return engine.exported(of.namespaceOf, key);
      return memberOfObject(engine, of.parts, of.parts.length - 1, key, undefined, node, at);
    case "choice":
      return { ...of, options: of.options.map((option) => lazy(option.node, () => memberOf(engine, option.value(), key, node, at))) };
    case "list": {
      if (/^\d+$/u.test(key)) {
        const before = of.items.slice(0, Number(key) + 1);
        return before.some(({ spread }) => spread) ? unknown("behind a spread", node) : (before[Number(key)]?.value.value() ?? absent);
      }
      if (key === "length") return of.items.some(({ spread }) => spread) ? unknown("the length of a list", node) : literal(of.items.length);
      return unknown("a method of a list", node);
    }
    case "external":
      if (of.module === "global:" && of.path.length === 0 && globals.has(key)) return of;
      if (of.module === "global:" && of.path[0] === "process" && of.path[1] === "env") return unknown("read from the environment", node);
      return { kind: "external", module: of.module, path: [...of.path, key] };
    case "result":
    case "member":
      return { kind: "member", of, name: key };
    case "instance":
      return memberOfInstance(engine, of, key, node, at);
    case "class":
      return staticMember(engine, of, key, node, at);
    case "unknown":
      return of;
    case "literal":
      return of.value === null ? absent : unknown("a property of a plain value", node);
    case "absent":
      return absent;
    default:
      return unknown("a property of what is not followed", node);
  }
}

/** Looks from the last part to the first, so that later ones win; what cannot be seen hides what stands before it. */
function memberOfObject(engine: Engine, parts: readonly Part[], from: number, key: string, hidden: Unknown | undefined, node: ts.Node, at: Position): Value {
  for (let index = from; index >= 0; index--) {
    const part = parts[index]!;
    if (part.kind === "named") {
      if (part.key === key) return hidden ?? part.value.value();
    } else if (part.kind === "computed") hidden ??= unknown("under a key that is computed", part.node);
    else {
      const rest = (value: Value): Value => {
        if (value.kind === "choice") return { ...value, options: value.options.map((option) => lazy(option.node, () => rest(option.value()))) };
        if (value.kind === "object") {
          const inner = [...parts.slice(0, index), ...value.parts];
          return memberOfObject(engine, inner, inner.length - 1, key, hidden, node, at);
        }
        const isOpen = value.kind === "unknown" || value.kind === "result" || value.kind === "member" || value.kind === "instance" || value.kind === "text" || value.kind === "external";
        // `export * from` a package: whatever it is, it is the package's.
        if (value.kind === "external" && value.module !== "global:" && value.path.length === 0) return { kind: "external", module: value.module, path: [...value.path, key] };
        const now = isOpen ? (hidden ?? (value.kind === "unknown" ? value : unknown("spread from what is not known", part.node))) : hidden;
        return memberOfObject(engine, parts, index - 1, key, now, node, at);
      };
      return rest(part.value.value());
    }
  }
  return hidden ?? absent;
}

function memberOfInstance(engine: Engine, instance: Instance, key: string, node: ts.Node, at: Position): Value {
  const { class: made } = instance;
  const position: Position = { module: made.module, frame: undefined };
  for (const member of made.node.members) {
    if (member.name === undefined || isStatic(member) || keyOf(member.name) !== key) continue;
    if (instance.whole === undefined && isReplaced(made, member, key)) return unknown("what a class that extends this one replaces", member);
    if (compiler.isPropertyDeclaration(member)) {
      const assigned = assignedInConstructor(engine, instance, key);
      if (assigned !== undefined) return assigned;
      const change = member.initializer === undefined ? undefined : changeInMethods(instance, key);
      if (change !== undefined) return (isNothingYet(member.initializer) ? assignedInMethods(engine, instance, key) : undefined) ?? unknown("a field that methods change", change);
      if (member.initializer !== undefined) return engine.value(member.initializer, { module: made.module, frame: selfFrame(engine, instance) });
      return assignedInMethods(engine, instance, key) ?? (member.type === undefined ? unknown("a field that is set elsewhere", member) : typed(engine, member.type, position, member));
    }
    if (compiler.isMethodDeclaration(member)) return methodOf(engine, member, instance);
    if (compiler.isGetAccessor(member)) {
      const getter = methodOf(engine, member, instance);
      return getter.kind === "function" ? getter.call([]) : getter;
    }
  }
  const own = assignedInConstructor(engine, instance, key) ?? parameterProperty(engine, instance, key);
  if (own !== undefined) return own;
  const parent = made.parent();
  if (parent.kind === "class") return memberOfInstance(engine, { ...instance, class: parent, args: superArguments(engine, instance) ?? [], whole: instance.whole ?? instance }, key, node, at);
  if (parent.kind === "external") return memberOf(engine, inherited(engine, instance, parent), key, node, at);
  return parent.kind === "absent" ? absent : unknown("inherited from what is not followed", node);
}

/** What the class of another package would have made, for an instance of a class that extends it. */
export function inherited(engine: Engine, instance: Instance, parent: External): Result {
  return { kind: "result", callee: parent, isNew: true, args: superArguments(engine, instance), node: instance.node, module: instance.class.module };
}

/** The package's class at the end of the line of parents; `undefined` where there is none. */
export function foreignAncestor(engine: Engine, instance: Instance): Result | undefined {
  const parent = instance.class.parent();
  if (parent.kind === "external") return inherited(engine, instance, parent);
  return parent.kind === "class" ? foreignAncestor(engine, { ...instance, class: parent, args: superArguments(engine, instance) ?? [] }) : undefined;
}

function constructorOf(made: ClassValue): ts.ConstructorDeclaration | undefined {
  return made.node.members.find((member): member is ts.ConstructorDeclaration => compiler.isConstructorDeclaration(member) && member.body !== undefined);
}

/** The run of the constructor that made an instance. */
function selfFrame(engine: Engine, instance: Instance): Position["frame"] {
  const constructor = constructorOf(instance.class);
  const self = instance.whole ?? instance;
  if (constructor === undefined) return engine.enter(instance.class.node, new Map(), self, undefined);
  const names = bindParameters(engine, constructor, instance.args, { module: instance.class.module, frame: undefined });
  return engine.enter(constructor, names, self, undefined);
}

function superArguments(engine: Engine, instance: Instance): Instance["args"] | undefined {
  const constructor = constructorOf(instance.class);
  if (constructor === undefined) return instance.args;
  const call = constructor.body?.statements.map((statement) => (compiler.isExpressionStatement(statement) ? statement.expression : undefined)).find((each) => each !== undefined && compiler.isCallExpression(each) && each.expression.kind === compiler.SyntaxKind.SuperKeyword);
  if (call === undefined || !compiler.isCallExpression(call)) return undefined;
  const frame = selfFrame(engine, instance);
  if (frame === undefined) return undefined;
  return call.arguments.map((argument) => {
    const spread = compiler.isSpreadElement(argument);
    return { spread, value: engine.lazy(spread ? argument.expression : argument, { module: instance.class.module, frame }) };
  });
}

/** `this.key = …` among the statements of the constructor; several are too many. */
function assignedInConstructor(engine: Engine, instance: Instance, key: string): Value | undefined {
  const found: ts.Expression[] = [];
  for (const statement of constructorOf(instance.class)?.body?.statements ?? []) {
    if (!compiler.isExpressionStatement(statement) || !compiler.isBinaryExpression(statement.expression)) continue;
    const { left, right, operatorToken } = statement.expression;
    if (operatorToken.kind !== compiler.SyntaxKind.EqualsToken || !compiler.isPropertyAccessExpression(left)) continue;
    if (left.expression.kind === compiler.SyntaxKind.ThisKeyword && left.name.text === key) found.push(right);
  }
  if (found.length === 0) return undefined;
  if (found.length > 1) return unknown("assigned in several places", found[1]);
  return engine.value(found[0]!, { module: instance.class.module, frame: selfFrame(engine, instance) });
}

/** `this.key ??= …` in a method: whatever the time, it is that or nothing yet. */
function assignedInMethods(engine: Engine, instance: Instance, key: string): Value | undefined {
  const found: { readonly value: ts.Expression; readonly method: ts.ClassElement }[] = [];
  for (const method of instance.class.node.members) {
    if (!compiler.isMethodDeclaration(method) && !compiler.isGetAccessor(method)) continue;
    const visit = (node: ts.Node): void => {
      if (compiler.isBinaryExpression(node) && isAssignment(node.operatorToken.kind) && compiler.isPropertyAccessExpression(node.left) && node.left.expression.kind === compiler.SyntaxKind.ThisKeyword && node.left.name.text === key && node.right.kind !== compiler.SyntaxKind.NullKeyword) {
        found.push({ value: node.right, method });
      }
      compiler.forEachChild(node, visit);
    };
    if (method.body !== undefined) visit(method.body);
  }
  const [only] = found;
  if (only === undefined || found.length > 1) return undefined;
  return engine.value(only.value, { module: instance.class.module, frame: engine.enter(only.method, new Map(), instance, undefined) });
}

/** Whether a class that extends this one in the same file says something else under a key, and this one alone is none to go by. */
function isReplaced({ node, module }: ClassValue, member: ts.ClassElement, key: string): boolean {
  if (node.name === undefined || (compiler.getCombinedModifierFlags(node) & compiler.ModifierFlags.Abstract) === 0) return false;
  if ((compiler.getCombinedModifierFlags(member) & compiler.ModifierFlags.Private) !== 0) return false;
  return module.source.statements.some((statement) => {
    if (!compiler.isClassDeclaration(statement)) return false;
    const parent = statement.heritageClauses?.find(({ token }) => token === compiler.SyntaxKind.ExtendsKeyword)?.types[0]?.expression;
    return parent !== undefined && compiler.isIdentifier(parent) && parent.text === node.name?.text && statement.members.some(({ name }) => name !== undefined && keyOf(name) === key);
  });
}

const mutators = new Set(["push", "unshift", "splice", "fill", "pop", "shift"]);

/** Where a method changes a field, or what stands in it. */
function changeInMethods({ class: made }: Instance, key: string): ts.Node | undefined {
  for (const method of made.node.members) {
    if (!compiler.isMethodDeclaration(method) && !compiler.isAccessor(method) && !compiler.isPropertyDeclaration(method) && !compiler.isConstructorDeclaration(method)) continue;
    const change = changeIn(method, key, compiler.isConstructorDeclaration(method));
    if (change !== undefined) return change;
  }
  return undefined;
}

function changeIn(node: ts.Node, key: string, isConstructor: boolean): ts.Node | undefined {
  const target =
    compiler.isBinaryExpression(node) && node.operatorToken.kind >= compiler.SyntaxKind.FirstAssignment && node.operatorToken.kind <= compiler.SyntaxKind.LastAssignment ? node.left
    : compiler.isDeleteExpression(node) ? node.expression
    : !compiler.isCallExpression(node) || !compiler.isPropertyAccessExpression(node.expression) ? undefined
    : mutators.has(node.expression.name.text) ? node.expression.expression
    : node.expression.name.text === "assign" ? node.arguments[0]
    : undefined;
  // What a constructor assigns is read there.
  const isRead = isConstructor && target !== undefined && compiler.isPropertyAccessExpression(target) && target.expression.kind === compiler.SyntaxKind.ThisKeyword && compiler.isBinaryExpression(node);
  if (target !== undefined && !isRead && isWithinField(target, key)) return node;
  return compiler.forEachChild(node, (child) => changeIn(child, key, isConstructor));
}

/** `this.key`, `this.key.more`, `this.key[0]`. */
function isWithinField(node: ts.Expression, key: string): boolean {
  if (compiler.isNonNullExpression(node) || compiler.isParenthesizedExpression(node) || compiler.isAsExpression(node) || compiler.isElementAccessExpression(node)) return isWithinField(node.expression, key);
  if (!compiler.isPropertyAccessExpression(node)) return false;
  return node.expression.kind === compiler.SyntaxKind.ThisKeyword ? node.name.text === key : isWithinField(node.expression, key);
}

function isNothingYet(node: ts.Expression | undefined): boolean {
  return node !== undefined && (node.kind === compiler.SyntaxKind.NullKeyword || (compiler.isIdentifier(node) && node.text === "undefined"));
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind === compiler.SyntaxKind.EqualsToken || kind === compiler.SyntaxKind.QuestionQuestionEqualsToken || kind === compiler.SyntaxKind.BarBarEqualsToken;
}

function parameterProperty(engine: Engine, instance: Instance, key: string): Value | undefined {
  const constructor = constructorOf(instance.class);
  const parameter = constructor?.parameters.find((each) => (compiler.getCombinedModifierFlags(each) & compiler.ModifierFlags.ParameterPropertyModifier) !== 0 && compiler.isIdentifier(each.name) && each.name.text === key);
  if (parameter === undefined || !compiler.isIdentifier(parameter.name)) return undefined;
  return engine.name(parameter.name, { module: instance.class.module, frame: selfFrame(engine, instance) });
}

function methodOf(engine: Engine, member: ts.MethodDeclaration | ts.GetAccessorDeclaration, instance: Instance): Value {
  const { module } = instance.class;
  return {
    kind: "function",
    node: member,
    module,
    call: (args) => {
      const names = bindParameters(engine, member, args, { module, frame: undefined });
      const frame = engine.enter(member, names, instance.whole ?? instance, undefined);
      return frame === undefined || member.body === undefined ? unknown("a method that is not followed", member) : engine.value(member.body, { module, frame });
    },
  };
}

function staticMember(engine: Engine, made: ClassValue, key: string, node: ts.Node, at: Position): Value {
  const position: Position = { module: made.module, frame: undefined };
  for (const member of made.node.members) {
    if (member.name === undefined || !isStatic(member) || keyOf(member.name) !== key) continue;
    if (compiler.isPropertyDeclaration(member) && member.initializer !== undefined) return engine.value(member.initializer, position);
    if (compiler.isMethodDeclaration(member)) return methodOf(engine, member, { kind: "instance", class: made, args: [], node });
    if (compiler.isGetAccessor(member) && member.body !== undefined) return engine.value(member.body, position);
  }
  const parent = made.parent();
  return parent.kind === "class" ? staticMember(engine, parent, key, node, at) : unknown("a static member that is not followed", node);
}

export function keyOf(name: ts.PropertyName): string | undefined {
  if (compiler.isIdentifier(name) || compiler.isStringLiteralLike(name) || compiler.isPrivateIdentifier(name)) return name.text;
  return compiler.isNumericLiteral(name) ? name.text : undefined;
}

function isStatic(member: ts.ClassElement): boolean {
  return (compiler.getCombinedModifierFlags(member) & compiler.ModifierFlags.Static) !== 0;
}

export function isObject(value: Value): value is ObjectValue {
  return value.kind === "object";
}
