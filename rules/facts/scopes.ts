import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";

/** What a name stands for, by its declaration. One object a declaration. */
export type Binding =
  | { readonly kind: "import"; readonly specifier: string; /** `*` for the namespace. */ readonly name: string; readonly typeOnly: boolean; readonly node: ts.Node }
  | { readonly kind: "variable"; readonly node: ts.VariableDeclaration; readonly element: ts.BindingElement | undefined; readonly constant: boolean; readonly scope: ts.Node }
  | { readonly kind: "parameter"; readonly node: ts.ParameterDeclaration; readonly element: ts.BindingElement | undefined; readonly scope: ts.Node }
  | { readonly kind: "function"; readonly node: ts.FunctionLikeDeclaration; readonly scope: ts.Node }
  | { readonly kind: "class"; readonly node: ts.ClassLikeDeclaration }
  | { readonly kind: "enum"; readonly node: ts.EnumDeclaration }
  | { readonly kind: "namespace"; readonly node: ts.ModuleDeclaration }
  | { readonly kind: "type"; readonly node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration | ts.TypeParameterDeclaration }
  | { readonly kind: "other"; readonly node: ts.Node };

/** What happens to a name after its declaration: `x = …`, `x.a = …`, `delete x.a`, `Object.assign(x, …)`, `x.push(…)`. */
export type Write = ts.BinaryExpression | ts.DeleteExpression | ts.CallExpression | ts.PrefixUnaryExpression | ts.PostfixUnaryExpression;

/** The names of one source file, by the rules of the language and without a checker. */
export interface Scopes {
  /** What a name stands for where it is used; `undefined` for what no declaration in this file gives, as a global. */
  readonly resolve: (name: ts.Identifier) => Binding | undefined;
  /** In the order in which they stand. */
  readonly writes: (binding: Binding) => readonly Write[];
  /** Names that are declared as this very thing: `const other = x`. */
  readonly aliases: (binding: Binding) => readonly Binding[];
  /** Calls whose result nobody takes, which are given what the name stands for and may thus change it: `harden(x);`. */
  readonly handed: (binding: Binding) => readonly ts.CallExpression[];
  readonly top: ReadonlyMap<string, Binding>;
}

const made = new WeakMap<ts.SourceFile, Scopes>();

export function scopesOf(source: ts.SourceFile): Scopes {
  let scopes = made.get(source);
  if (scopes === undefined) made.set(source, (scopes = createScopes(source)));
  return scopes;
}

type Names = Map<string, Binding>;

function createScopes(source: ts.SourceFile): Scopes {
  const scopes = new Map<ts.Node, { readonly values: Names; readonly types: Names }>();
  const written = new Map<string, { readonly name: ts.Identifier; readonly write: Write }[]>();
  const renamings: { readonly name: ts.Identifier; readonly initializer: ts.Identifier }[] = [];
  const statementCalls: ts.CallExpression[] = [];
  const namesIn = (scope: ts.Node): { readonly values: Names; readonly types: Names } => {
    let names = scopes.get(scope);
    if (names === undefined) scopes.set(scope, (names = { values: new Map(), types: new Map() }));
    return names;
  };
  const declare = (scope: ts.Node, name: string, binding: Binding): void => {
    const { values, types } = namesIn(scope);
    if (binding.kind === "type") types.set(name, binding);
    // Of overloads and merged declarations the one with a body counts.
    else if (!values.has(name) || (binding.kind === "function" && binding.node.body !== undefined)) values.set(name, binding);
  };
  visit(source, source, source);
  const writes = new Map<Binding, Write[]>();
  const sames = new Map<Binding, Binding[]>();
  const handings = new Map<Binding, ts.CallExpression[]>();
  let joined = false;
  return { resolve, writes: writesOf, handed: (binding) => (writesOf(binding), handings.get(binding) ?? []), aliases: (binding) => (writesOf(binding), sames.get(binding) ?? []), top: namesIn(source).values };

  function resolve(name: ts.Identifier): Binding | undefined {
    const isType = isTypePosition(name);
    for (let node: ts.Node | undefined = name.parent; node !== undefined; node = node.parent) {
      const names = scopes.get(node);
      const found = names === undefined ? undefined : isType ? (names.types.get(name.text) ?? names.values.get(name.text)) : names.values.get(name.text);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function writesOf(binding: Binding): readonly Write[] {
    if (!joined) {
      joined = true;
      for (const entries of written.values()) {
        for (const { name, write } of entries) {
          const target = resolve(name);
          if (target !== undefined) writes.set(target, [...(writes.get(target) ?? []), write]);
        }
      }
      for (const { name, initializer } of renamings) {
        const [target, same] = [resolve(initializer), resolve(name)];
        if (target !== undefined && same !== undefined) sames.set(target, [...(sames.get(target) ?? []), same]);
      }
      for (const call of statementCalls) {
        for (const argument of call.arguments) {
          const target = compiler.isIdentifier(argument) ? resolve(argument) : undefined;
          if (target !== undefined) handings.set(target, [...(handings.get(target) ?? []), call]);
        }
      }
    }
    return writes.get(binding) ?? [];
  }

  function visit(node: ts.Node, scope: ts.Node, functionScope: ts.Node): void {
    let inner = scope;
    let innerFunction = functionScope;
    if (compiler.isImportDeclaration(node)) return declareImports(node);
    if (compiler.isImportEqualsDeclaration(node)) {
      const { moduleReference: reference, name } = node;
      if (compiler.isExternalModuleReference(reference) && compiler.isStringLiteralLike(reference.expression)) {
        declare(scope, name.text, { kind: "import", specifier: reference.expression.text, name: "*", typeOnly: node.isTypeOnly, node });
      } else declare(scope, name.text, { kind: "other", node });
      return;
    }
    if (compiler.isVariableDeclarationList(node)) {
      const isVar = (node.flags & compiler.NodeFlags.BlockScoped) === 0;
      const constant = (node.flags & compiler.NodeFlags.Const) !== 0;
      for (const declaration of node.declarations) {
        const target = isVar ? functionScope : scope;
        eachName(declaration.name, (name, element) => declare(target, name, { kind: "variable", node: declaration, element, constant, scope: functionScope }));
      }
    } else if (compiler.isFunctionDeclaration(node)) {
      if (node.name !== undefined) declare(scope, node.name.text, { kind: "function", node, scope: functionScope });
    } else if (compiler.isClassDeclaration(node)) {
      if (node.name !== undefined) declare(scope, node.name.text, { kind: "class", node });
    } else if (compiler.isEnumDeclaration(node)) declare(scope, node.name.text, { kind: "enum", node });
    else if (compiler.isModuleDeclaration(node)) {
      if (compiler.isIdentifier(node.name)) declare(scope, node.name.text, { kind: "namespace", node });
    } else if (compiler.isInterfaceDeclaration(node) || compiler.isTypeAliasDeclaration(node)) declare(scope, node.name.text, { kind: "type", node });
    noteWrite(node);
    if (compiler.isVariableDeclaration(node) && compiler.isIdentifier(node.name) && node.initializer !== undefined && compiler.isIdentifier(node.initializer)) renamings.push({ name: node.name, initializer: node.initializer });
    if (compiler.isExpressionStatement(node)) {
      const call = compiler.isAwaitExpression(node.expression) ? node.expression.expression : node.expression;
      if (compiler.isCallExpression(call) && call.arguments.some(compiler.isIdentifier)) statementCalls.push(call);
    }

    if (compiler.isFunctionLike(node) || compiler.isClassStaticBlockDeclaration(node)) {
      inner = innerFunction = node;
      if (compiler.isFunctionExpression(node) && node.name !== undefined) declare(node, node.name.text, { kind: "function", node, scope: functionScope });
      if ("parameters" in node) {
        for (const parameter of node.parameters) {
          eachName(parameter.name, (name, element) => declare(node, name, { kind: "parameter", node: parameter, element, scope: node }));
        }
      }
      if ("typeParameters" in node) for (const each of node.typeParameters ?? []) declare(node, each.name.text, { kind: "type", node: each });
    } else if (compiler.isClassLike(node)) {
      inner = node;
      if (compiler.isClassExpression(node) && node.name !== undefined) declare(node, node.name.text, { kind: "class", node });
    } else if (compiler.isModuleBlock(node)) inner = innerFunction = node;
    else if (compiler.isBlock(node) || compiler.isCaseBlock(node) || compiler.isForStatement(node) || compiler.isForInStatement(node) || compiler.isForOfStatement(node)) inner = node;
    else if (compiler.isCatchClause(node)) {
      inner = node;
      if (node.variableDeclaration !== undefined) eachName(node.variableDeclaration.name, (name) => declare(node, name, { kind: "other", node }));
    }
    compiler.forEachChild(node, (child) => visit(child, inner, innerFunction));
  }

  function declareImports(node: ts.ImportDeclaration): void {
    const { importClause: clause, moduleSpecifier } = node;
    if (clause === undefined || !compiler.isStringLiteralLike(moduleSpecifier)) return;
    const add = (local: string, name: string, typeOnly: boolean, at: ts.Node): void =>
      declare(source, local, { kind: "import", specifier: moduleSpecifier.text, name, typeOnly: typeOnly || clause.isTypeOnly, node: at });
    if (clause.name !== undefined) add(clause.name.text, "default", false, clause.name);
    const bindings = clause.namedBindings;
    if (bindings === undefined) return;
    if (compiler.isNamespaceImport(bindings)) return add(bindings.name.text, "*", false, bindings);
    for (const element of bindings.elements) add(element.name.text, (element.propertyName ?? element.name).text, element.isTypeOnly, element);
  }

  function noteWrite(node: ts.Node): void {
    const write = writtenTo(node);
    if (write === undefined) return;
    const targets = write.targets.flatMap((target) => rootsOf(target));
    for (const name of targets) {
      const list = written.get(name.text) ?? [];
      list.push({ name, write: write.node });
      written.set(name.text, list);
    }
  }
}

function eachName(name: ts.BindingName, add: (name: string, element: ts.BindingElement | undefined) => void, element?: ts.BindingElement): void {
  if (compiler.isIdentifier(name)) return add(name.text, element);
  for (const each of name.elements) if (compiler.isBindingElement(each)) eachName(each.name, add, each);
}

const mutators = new Set(["push", "unshift", "splice", "fill", "pop", "shift"]);

function writtenTo(node: ts.Node): { readonly node: Write; readonly targets: readonly ts.Expression[] } | undefined {
  if (compiler.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    const assigns = kind >= compiler.SyntaxKind.FirstAssignment && kind <= compiler.SyntaxKind.LastAssignment;
    return assigns ? { node, targets: targetsOf(node.left) } : undefined;
  }
  if (compiler.isDeleteExpression(node)) return { node, targets: [node.expression] };
  if (compiler.isPrefixUnaryExpression(node) || compiler.isPostfixUnaryExpression(node)) {
    const { operator } = node;
    return operator === compiler.SyntaxKind.PlusPlusToken || operator === compiler.SyntaxKind.MinusMinusToken ? { node, targets: [node.operand] } : undefined;
  }
  if (!compiler.isCallExpression(node) || !compiler.isPropertyAccessExpression(node.expression)) return undefined;
  const { expression: owner, name } = node.expression;
  if (name.text === "assign" && compiler.isIdentifier(owner) && owner.text === "Object") return node.arguments[0] === undefined ? undefined : { node, targets: [node.arguments[0]] };
  return mutators.has(name.text) ? { node, targets: [owner] } : undefined;
}

function targetsOf(target: ts.Expression): readonly ts.Expression[] {
  if (compiler.isArrayLiteralExpression(target)) return target.elements.flatMap((each) => targetsOf(compiler.isSpreadElement(each) ? each.expression : each));
  if (compiler.isObjectLiteralExpression(target)) {
    return target.properties.flatMap((each): readonly ts.Expression[] => {
      if (compiler.isShorthandPropertyAssignment(each)) return [each.name];
      if (compiler.isPropertyAssignment(each)) return targetsOf(each.initializer);
      return compiler.isSpreadAssignment(each) ? targetsOf(each.expression) : [];
    });
  }
  return [target];
}

function rootsOf(target: ts.Expression): readonly ts.Identifier[] {
  let node: ts.Expression = target;
  for (;;) {
    if (compiler.isIdentifier(node)) return [node];
    if (compiler.isPropertyAccessExpression(node) || compiler.isElementAccessExpression(node) || compiler.isNonNullExpression(node)) node = node.expression;
    else if (compiler.isParenthesizedExpression(node) || compiler.isAsExpression(node) || compiler.isSatisfiesExpression(node)) node = node.expression;
    else return [];
  }
}

function isTypePosition(name: ts.Identifier): boolean {
  const { parent } = name;
  return parent !== undefined && (compiler.isTypeReferenceNode(parent) || (compiler.isQualifiedName(parent) && parent.left === name) || (compiler.isExpressionWithTypeArguments(parent) && compiler.isHeritageClause(parent.parent) && parent.parent.token === compiler.SyntaxKind.ImplementsKeyword));
}
