import { join } from "node:path";
import type { ts } from "ts-morph";
import { compiler } from "../../../rules/compiler.ts";
import { argumentLists, type Scope } from "./arguments.ts";
import type { Site } from "./sites.ts";

/** A source that says, while it runs, at which site it is, and what there is to call in it. */
export function instrumented(file: string, text: string, sites: readonly Site[], read: Scope["read"]): string {
  const source = compiler.createSourceFile(file, text, compiler.ScriptTarget.Latest, true, scriptKind(file));
  const inserts = sites.flatMap(insertsAround);
  const marked = inserts
    // What is put in later stands further to the left of what is put in at the same place.
    .toSorted((one, other) => other.at - one.at || (one.closes !== other.closes ? Number(one.closes) - Number(other.closes) : one.closes ? other.length - one.length : one.length - other.length))
    .reduce((result, { at, code }) => result.slice(0, at) + code + result.slice(at), text);
  return `${marked}\n;globalThis.__lint.drive(${JSON.stringify(file)}, [${steps(source, { source, read }).join(",\n")}]);\n`;
}

function scriptKind(file: string): ts.ScriptKind {
  return /\.(?:jsx|tsx|js|cjs|mjs)$/u.test(file) ? compiler.ScriptKind.TSX : compiler.ScriptKind.TS;
}

interface Insert {
  readonly at: number;
  readonly code: string;
  readonly closes: boolean;
  /** Of what it stands around: of two that open at one place, the longer one is further out. */
  readonly length: number;
}

function insertsAround({ name, node, stated }: Site): readonly Insert[] {
  const start = node.getStart();
  const [head, tail] = around(node, `${JSON.stringify(name)}, ${JSON.stringify(stated)}`);
  const length = node.end - start;
  return [
    { at: start, code: head, closes: false, length },
    { at: node.end, code: tail, closes: true, length },
  ];
}

function around(node: Site["node"], which: string): readonly [string, string] {
  if (compiler.isNewExpression(node)) return [`globalThis.__lint.made(${which}, (`, `))`];
  if (node.expression.kind === compiler.SyntaxKind.SuperKeyword) return ["(", `, globalThis.__lint.made(${which}, this))`];
  return awaits(node) ? [`(await globalThis.__lint.site(${which}, async () => (`, `)))`] : [`globalThis.__lint.site(${which}, () => (`, `))`];
}

function awaits(node: ts.Node): boolean {
  if (compiler.isAwaitExpression(node)) return true;
  return !compiler.isFunctionLike(node) && compiler.forEachChild(node, awaits) === true;
}

/** Code that calls what a module declares: `["name", (exports) => name("text")]`. */
function steps(source: ts.SourceFile, scope: Scope): readonly string[] {
  return source.statements.flatMap((statement): readonly string[] => {
    if (compiler.isFunctionDeclaration(statement)) return callsOf(statement.name?.text ?? "exported.default", statement, scope);
    if (compiler.isClassDeclaration(statement)) return methods(statement.name?.text ?? "exported.default", statement, scope);
    if (compiler.isVariableStatement(statement)) {
      return statement.declarationList.declarations.flatMap(({ name, initializer }) => (compiler.isIdentifier(name) && initializer !== undefined ? ofValue(name.text, initializer, scope) : []));
    }
    if (compiler.isExportAssignment(statement)) return ofValue("exported.default", statement.expression, scope);
    if (compiler.isExpressionStatement(statement) && compiler.isBinaryExpression(statement.expression) && statement.expression.operatorToken.kind === compiler.SyntaxKind.EqualsToken) {
      return ofValue(statement.expression.left.getText(source), statement.expression.right, scope);
    }
    return [];
  });
}

function callsOf(called: string, node: ts.SignatureDeclaration, scope: Scope): readonly string[] {
  return argumentLists(node.parameters, scope).map((list) => step(`${called}(${list})`));
}

function step(code: string): string {
  return `[${JSON.stringify(code)}, (exported) => ${code}]`;
}

function ofValue(name: string, value: ts.Expression, scope: Scope): readonly string[] {
  if (compiler.isParenthesizedExpression(value) || compiler.isSatisfiesExpression(value) || compiler.isAsExpression(value)) return ofValue(name, value.expression, scope);
  if (compiler.isArrowFunction(value) || compiler.isFunctionExpression(value)) return callsOf(name, value, scope);
  if (compiler.isClassExpression(value)) return methods(name, value, scope);
  if (compiler.isObjectLiteralExpression(value)) {
    return value.properties.flatMap((property) => {
      const at = property.name === undefined || compiler.isComputedPropertyName(property.name) ? undefined : `${name}[${JSON.stringify(property.name.getText(scope.source).replaceAll(/["']/gu, ""))}]`;
      if (at === undefined) return [];
      if (compiler.isMethodDeclaration(property)) return callsOf(at, property, scope);
      return compiler.isPropertyAssignment(property) ? ofValue(at, property.initializer, scope) : [];
    });
  }
  return compiler.isCallExpression(value) ? [step(`globalThis.__lint.tryCall(${name})`)] : [];
}

function methods(name: string, node: ts.ClassLikeDeclaration, scope: Scope): readonly string[] {
  const constructor = node.members.find(compiler.isConstructorDeclaration);
  const made = argumentLists(constructor?.parameters ?? [], scope).map((list) => `new ${name}(${list})`);
  return made.flatMap((instance) => [
    step(instance),
    ...node.members.flatMap((member) => {
      const isHidden = member.name === undefined || compiler.isPrivateIdentifier(member.name) || compiler.isComputedPropertyName(member.name);
      if (isHidden) return [];
      const isStatic = compiler.canHaveModifiers(member) && compiler.getModifiers(member)?.some(({ kind }) => kind === compiler.SyntaxKind.StaticKeyword) === true;
      const at = `${isStatic ? name : `(${instance})`}.${member.name.getText(scope.source)}`;
      if (compiler.isMethodDeclaration(member)) return callsOf(at, member, scope);
      if (compiler.isPropertyDeclaration(member) && member.initializer !== undefined) return ofValue(at, member.initializer, scope);
      return [];
    }),
  ]);
}

/** What of a component is script, at its own place. */
export function scriptOf(file: string, text: string): string {
  if (!/\.(?:vue|svelte)$/u.test(file)) return text;
  let result = "";
  let at = 0;
  for (const { index, 0: whole, 1: code = "" } of text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/gu)) {
    const start = index + whole.indexOf(">") + 1;
    result += blank(text.slice(at, start)) + code;
    at = start + code.length;
  }
  return result + blank(text.slice(at));
}

function blank(text: string): string {
  return text.replaceAll(/[^\n]/gu, " ");
}

/** The files that a relative import may mean. */
export function candidates(folder: string, specifier: string): readonly string[] {
  const file = join(folder, specifier);
  const bare = file.replace(/\.([cm]?)js(x?)$/u, "");
  return [file, ...["ts", "tsx", "js", "jsx", "mjs", "cjs", "mts", "cts", "json"].flatMap((extension) => [`${file}.${extension}`, `${bare}.${extension}`, `${file}/index.${extension}`])];
}
