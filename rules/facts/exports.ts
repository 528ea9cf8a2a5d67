import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import type { Module } from "../module.ts";
import type { Engine, Position } from "./engine.ts";
import { absent, known, lazy, unknown, type Lazy, type Part, type Value } from "./values.ts";

/** What a module gives to others, in both module systems. */
interface Exports {
  readonly named: ReadonlyMap<string, Source>;
  /** `export * from`. */
  readonly stars: readonly string[];
  /** `module.exports = …`, `export = …`. */
  readonly whole: ts.Expression | undefined;
}

type Source =
  | { readonly kind: "expression"; readonly node: ts.Node }
  | { readonly kind: "local"; readonly name: ts.Identifier }
  | { readonly kind: "other"; readonly specifier: string; readonly name: string };

const made = new WeakMap<ts.SourceFile, Exports>();

/** What a module exports under a name; `*` is all of it. Promises and the difference between the module systems are looked through. */
export function exportedValue(engine: Engine, module: Module, name: string, visited: readonly Module[] = []): Value {
  if (visited.includes(module) || !mayExport(module.text, name)) return absent;
  const at: Position = { module, frame: undefined };
  const { named, stars, whole } = exportsOf(module.source);
  if (name === "*") return whole === undefined ? namespaceOf(engine, module) : engine.value(whole, at);
  const source = named.get(name);
  if (source !== undefined) return valueOf(engine, source, at);
  if (whole !== undefined) return name === "default" ? engine.value(whole, at) : engine.member(engine.value(whole, at), name, whole, at);
  if (name === "default") return named.size > 0 && isCommonJs(module.source) ? namespaceOf(engine, module) : absent;
  for (const specifier of stars) {
    const value = imported(engine, module, specifier, name, [...visited, module]);
    if (value.kind !== "absent") return value;
  }
  return absent;
}

/** Whether a text may export a name: one that it does not even mention comes from elsewhere, and nothing needs to be parsed to see that. */
function mayExport(text: string, name: string): boolean {
  return name === "*" || name === "default" || text.includes(name) || handsOn.test(text);
}

const handsOn = /\bexport\s*(?:type\s*)?\*|\bexports\b|\bexport\s*=|\\u/u;

/** What a specifier in a module gives under a name. */
export function imported(engine: Engine, from: Module, specifier: string, name: string, visited: readonly Module[] = []): Value {
  const target = engine.resolve(from, specifier);
  if (target.kind === "package") return { kind: "external", module: target.name, path: name === "*" ? [] : [name] };
  if (target.kind === "missing") return unknown(`imported from \`${specifier}\`, which is not there`);
  return exportedValue(engine, target.module, name, visited);
}

function valueOf(engine: Engine, source: Source, at: Position): Value {
  if (source.kind === "other") return imported(engine, at.module, source.specifier, source.name);
  return source.kind === "local" ? engine.name(source.name, at) : engine.value(source.node, at);
}

function namespaceOf(engine: Engine, module: Module): Value {
  const { named, stars } = exportsOf(module.source);
  const at: Position = { module, frame: undefined };
  const node = module.source;
  const spread = (specifier: string): Part => ({ kind: "spread", node, value: lazy(node, () => imported(engine, module, specifier, "*")) });
  const one = ([key, source]: readonly [string, Source]): Part => ({ kind: "named", key, node, value: lazy(node, () => valueOf(engine, source, at)) });
  return { kind: "object", parts: [...stars.map(spread), ...[...named].map(one)], node: undefined, module, namespaceOf: module };
}

function exportsOf(source: ts.SourceFile): Exports {
  let exports = made.get(source);
  if (exports === undefined) made.set(source, (exports = readExports(source)));
  return exports;
}

function readExports(source: ts.SourceFile): Exports {
  const named = new Map<string, Source>();
  const stars: string[] = [];
  let whole: ts.Expression | undefined;
  for (const statement of source.statements) {
    if (compiler.isExportDeclaration(statement)) readExportDeclaration(statement);
    else if (compiler.isExportAssignment(statement)) {
      if (statement.isExportEquals === true) whole = statement.expression;
      else named.set("default", { kind: "expression", node: statement.expression });
    } else if (compiler.isExpressionStatement(statement)) readCommonJs(statement.expression);
    else if (hasExport(statement)) readDeclaration(statement);
  }
  // A JSON file is one expression.
  if (source.fileName.endsWith(".json") && source.statements[0] !== undefined && compiler.isExpressionStatement(source.statements[0])) whole = source.statements[0].expression;
  return { named, stars, whole };

  function readExportDeclaration({ exportClause: clause, moduleSpecifier }: ts.ExportDeclaration): void {
    const specifier = moduleSpecifier !== undefined && compiler.isStringLiteralLike(moduleSpecifier) ? moduleSpecifier.text : undefined;
    if (clause === undefined) {
      if (specifier !== undefined) stars.push(specifier);
    } else if (compiler.isNamespaceExport(clause)) {
      if (specifier !== undefined) named.set(clause.name.text, { kind: "other", specifier, name: "*" });
    } else {
      for (const { name, propertyName } of clause.elements) {
        const local = propertyName ?? name;
        if (specifier !== undefined) named.set(name.text, { kind: "other", specifier, name: local.text });
        else if (compiler.isIdentifier(local)) named.set(name.text, { kind: "local", name: local });
      }
    }
  }

  function readDeclaration(statement: ts.Statement): void {
    if (compiler.isInterfaceDeclaration(statement) || compiler.isTypeAliasDeclaration(statement)) {
      // A value of the same name says more.
      if (!named.has(statement.name.text)) named.set(statement.name.text, { kind: "expression", node: statement });
      return;
    }
    if (compiler.isVariableStatement(statement)) {
      for (const { name } of statement.declarationList.declarations) for (const each of namesOf(name)) named.set(each.text, { kind: "local", name: each });
      return;
    }
    const isDefault = compiler.canHaveModifiers(statement) && (compiler.getModifiers(statement) ?? []).some(({ kind }) => kind === compiler.SyntaxKind.DefaultKeyword);
    if (!(compiler.isFunctionDeclaration(statement) || compiler.isClassDeclaration(statement) || compiler.isEnumDeclaration(statement) || compiler.isModuleDeclaration(statement))) return;
    const name = statement.name;
    if (isDefault) named.set("default", { kind: "expression", node: statement });
    else if (name !== undefined && compiler.isIdentifier(name)) named.set(name.text, { kind: "local", name });
  }

  function readCommonJs(expression: ts.Expression): void {
    if (!compiler.isBinaryExpression(expression) || expression.operatorToken.kind !== compiler.SyntaxKind.EqualsToken) return;
    const { left, right } = expression;
    if (!compiler.isPropertyAccessExpression(left)) return;
    const value = compiler.isBinaryExpression(right) && right.operatorToken.kind === compiler.SyntaxKind.EqualsToken ? right.right : right;
    if (isModuleExports(left)) whole = value;
    else if (isModuleExports(left.expression) || isNamed(left.expression, "exports")) named.set(left.name.text, { kind: "expression", node: value });
  }
}

function isCommonJs(source: ts.SourceFile): boolean {
  return !source.statements.some((statement) => compiler.isExportDeclaration(statement) || compiler.isExportAssignment(statement) || hasExport(statement));
}

function isModuleExports(node: ts.Expression): boolean {
  return compiler.isPropertyAccessExpression(node) && node.name.text === "exports" && isNamed(node.expression, "module");
}

function isNamed(node: ts.Expression, name: string): boolean {
  return compiler.isIdentifier(node) && node.text === name;
}

function hasExport(statement: ts.Statement): boolean {
  return compiler.canHaveModifiers(statement) && (compiler.getModifiers(statement) ?? []).some(({ kind }) => kind === compiler.SyntaxKind.ExportKeyword);
}

function namesOf(name: ts.BindingName): readonly ts.Identifier[] {
  if (compiler.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) => (compiler.isBindingElement(element) ? namesOf(element.name) : []));
}

/** The values of an enum by name. */
export function enumValue(engine: Engine, node: ts.EnumDeclaration, at: Position): Value {
  let next: number | undefined = 0;
  const parts = node.members.map((member): Part => {
    const key = compiler.isIdentifier(member.name) || compiler.isStringLiteralLike(member.name) ? member.name.text : "";
    const { initializer } = member;
    let value: Lazy;
    if (initializer === undefined) {
      value = known(next === undefined ? unknown("counted from what is not known", member) : { kind: "literal", value: next }, member);
      next = next === undefined ? undefined : next + 1;
    } else {
      value = engine.lazy(initializer, at);
      next = compiler.isNumericLiteral(initializer) ? Number(initializer.text) + 1 : undefined;
    }
    return { kind: "named", key, value, node: member };
  });
  return { kind: "object", parts, node: undefined, module: at.module };
}
