import { dirname, join } from "node:path";
import type { ts } from "ts-morph";
import { compiler } from "../../../rules/compiler.ts";

/** Where a type is looked up: the files that there are, by their absolute path. */
export interface Scope {
  readonly source: ts.SourceFile;
  readonly read: (file: string) => ts.SourceFile | undefined;
}

const most = 8;

/** Lists of arguments, as code, with which a function can be tried: each union and each boolean in all of its ways. */
export function argumentLists(parameters: readonly ts.ParameterDeclaration[], scope: Scope): readonly string[] {
  let lists: readonly (readonly string[])[] = [[]];
  for (const parameter of parameters) {
    if (compiler.isIdentifier(parameter.name) && parameter.name.text === "this") continue;
    const values = valuesOf(parameter, scope);
    lists = lists.flatMap((list) => values.map((value) => [...list, value])).slice(0, most);
  }
  return lists.map((list) => list.join(", "));
}

function valuesOf({ name, type, initializer, dotDotDotToken }: ts.ParameterDeclaration, scope: Scope): readonly string[] {
  if (dotDotDotToken !== undefined) return [`...${unknownValue}`];
  if (type !== undefined) return valuesOfType(type, name.getText(scope.source), scope, 0);
  if (initializer !== undefined && !compiler.isObjectBindingPattern(name)) return booleanLike(initializer) ? ["true", "false"] : ["undefined"];
  return [valueByName(name, scope)];
}

function booleanLike({ kind }: ts.Node): boolean {
  return kind === compiler.SyntaxKind.TrueKeyword || kind === compiler.SyntaxKind.FalseKeyword;
}

const unknownValue = "globalThis.__lint.anything";
const message = `{ id: "1", role: "user", content: "text", parts: [{ type: "text", text: "text" }] }`;
const request = `globalThis.__lint.request()`;

/** What a parameter without a type is likely to be. */
function valueByName(name: ts.BindingName, scope: Scope): string {
  if (compiler.isArrayBindingPattern(name)) return `["text"]`;
  if (compiler.isObjectBindingPattern(name)) {
    return `{ ${name.elements.map((element) => `${JSON.stringify((element.propertyName ?? element.name).getText(scope.source).replaceAll(/["']/gu, ""))}: ${valueByName(element.name, scope)}`).join(", ")} }`;
  }
  const { text } = name;
  if (/messages$/iu.test(text)) return `[${message}]`;
  if (/^(?:params|searchParams)$/u.test(text)) return `Promise.resolve({ slug: "text", id: "text" })`;
  if (/^(?:req|request|event|context|ctx|c)$/u.test(text)) return request;
  if (/^(?:res|response|reply|next|client|openai|options|settings|config)$/u.test(text)) return unknownValue;
  if (/^(?:values|documents|texts|commits|lines|items|inputs|pages)$/u.test(text)) return `["text"]`;
  return `"text"`;
}

function valuesOfType(type: ts.TypeNode, name: string, scope: Scope, depth: number): readonly string[] {
  const kinds = compiler.SyntaxKind;
  if (depth > 5) return [unknownValue];
  switch (type.kind) {
    case kinds.StringKeyword:
      return [`"text"`];
    case kinds.NumberKeyword:
      return ["1"];
    case kinds.BooleanKeyword:
      return ["true", "false"];
    case kinds.UndefinedKeyword:
      return ["undefined"];
    case kinds.NeverKeyword:
    case kinds.AnyKeyword:
    case kinds.UnknownKeyword:
      return /messages$/iu.test(name) ? [`[${message}]`] : [unknownValue];
  }
  if (compiler.isParenthesizedTypeNode(type)) return valuesOfType(type.type, name, scope, depth);
  if (compiler.isTypeOperatorNode(type)) return valuesOfType(type.type, name, scope, depth);
  if (compiler.isLiteralTypeNode(type)) return [type.literal.getText(scope.source)];
  if (compiler.isUnionTypeNode(type)) return type.types.flatMap((each) => valuesOfType(each, name, scope, depth + 1)).slice(0, most);
  if (compiler.isIntersectionTypeNode(type)) return [`Object.assign({}, ${type.types.map((each) => valuesOfType(each, name, scope, depth + 1)[0]).join(", ")})`];
  if (compiler.isArrayTypeNode(type)) return /messages$/iu.test(name) ? [`[${message}]`] : [`[${valuesOfType(type.elementType, name, scope, depth + 1)[0]}]`];
  if (compiler.isTupleTypeNode(type)) return [`[${type.elements.map((each) => valuesOfType(each as ts.TypeNode, name, scope, depth + 1)[0]).join(", ")}]`];
  if (compiler.isTypeQueryNode(type)) return [type.exprName.getText(scope.source)];
  if (compiler.isFunctionTypeNode(type)) return [`() => (${valuesOfType(type.type, name, scope, depth + 1)[0]})`];
  if (compiler.isTypeLiteralNode(type)) return objectValues(type.members, scope, depth);
  if (compiler.isTypeReferenceNode(type)) return valuesOfReference(type, name, scope, depth);
  return [unknownValue];
}

function objectValues(members: readonly ts.TypeElement[], scope: Scope, depth: number): readonly string[] {
  let objects: readonly string[] = [""];
  for (const member of members) {
    if (!compiler.isPropertySignature(member) || member.type === undefined) continue;
    const key = member.name.getText(scope.source);
    const values = valuesOfType(member.type, key, scope, depth + 1);
    objects = objects.flatMap((object) => values.map((value) => `${object}${key}: ${value}, `)).slice(0, most);
  }
  return objects.map((object) => `{ ${object}}`);
}

function valuesOfReference(type: ts.TypeReferenceNode, name: string, scope: Scope, depth: number): readonly string[] {
  const called = type.typeName.getText(scope.source);
  const [first, second] = type.typeArguments ?? [];
  if (called === "Classified" && second !== undefined) return valuesOfType(second, name, scope, depth + 1);
  const has = declarationOf(called, scope);
  if (has !== undefined) {
    const inner: Scope = { ...scope, source: has.getSourceFile() };
    if (compiler.isTypeAliasDeclaration(has)) return valuesOfType(has.type, name, inner, depth + 1);
    if (compiler.isInterfaceDeclaration(has)) return objectValues(has.members, inner, depth);
    if (compiler.isEnumDeclaration(has)) return has.members.map((member) => `${called}.${member.name.getText(inner.source)}`);
  }
  switch (called) {
    case "Promise":
      return [`Promise.resolve(${first === undefined ? "undefined" : valuesOfType(first, name, scope, depth + 1)[0]})`];
    case "Array":
    case "ReadonlyArray":
      return [`[${first === undefined ? "" : valuesOfType(first, name, scope, depth + 1)[0]}]`];
    case "Partial":
    case "Record":
      return ["{}"];
    case "Readonly":
    case "Required":
    case "NonNullable":
      return first === undefined ? [unknownValue] : valuesOfType(first, name, scope, depth + 1);
    case "Request":
    case "NextRequest":
      return [request];
    case "Uint8Array":
    case "Buffer":
    case "ArrayBuffer":
      return ["new Uint8Array([1])"];
    case "File":
      return [`new File(["text"], "text.wav")`];
    case "FormData":
      return ["globalThis.__lint.form()"];
    case "URL":
      return [`new URL("https://example.com/")`];
    case "UIMessage":
    case "ModelMessage":
      return [message];
    case "LanguageModel":
    case "EmbeddingModel":
      return [`"openai/gpt-5"`];
    default:
      return [unknownValue];
  }
}

function declarationOf(name: string, scope: Scope): ts.TypeAliasDeclaration | ts.InterfaceDeclaration | ts.EnumDeclaration | undefined {
  for (const statement of scope.source.statements) {
    const declares = compiler.isTypeAliasDeclaration(statement) || compiler.isInterfaceDeclaration(statement) || compiler.isEnumDeclaration(statement);
    if (declares && statement.name.text === name) return statement;
    if (!compiler.isImportDeclaration(statement) || !compiler.isStringLiteral(statement.moduleSpecifier) || !statement.moduleSpecifier.text.startsWith(".")) continue;
    const { namedBindings } = statement.importClause ?? {};
    if (namedBindings === undefined || !compiler.isNamedImports(namedBindings)) continue;
    const imported = namedBindings.elements.find((element) => element.name.text === name);
    const source = imported && scope.read(join(dirname(scope.source.fileName), statement.moduleSpecifier.text));
    if (imported !== undefined && source !== undefined) return declarationOf((imported.propertyName ?? imported.name).text, { ...scope, source });
  }
  return undefined;
}
