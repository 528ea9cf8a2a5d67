import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { aiSdkEntries } from "../entry-points/ai-sdk.ts";
import { nativeClients } from "../entry-points/clients.ts";
import { langChainMethods, mastraMethods, tanStackFunctions } from "../entry-points/frameworks.ts";
import { httpClients } from "../entry-points/http.ts";
import type { Module } from "../module.ts";
import { scopesOf, type Binding } from "./scopes.ts";

/** Last words of everything that the tables know as a call of a model. */
const called: ReadonlySet<string> = new Set([
  ...nativeClients.flatMap(({ methods, functions = {} }) => [...methods.flatMap(({ calls }) => calls.split(" ")), ...Object.keys(functions)]),
  ...aiSdkEntries.flatMap(({ exports }) => exports),
  ...Object.values(langChainMethods).flatMap((names) => [...names]),
  ...httpClients.flatMap(({ senders, methods }) => [...senders, ...Object.keys(methods).filter((name) => !/^(?:get|head|options|delete)$/u.test(name))]),
  ...mastraMethods,
  ...tanStackFunctions,
  ..."fetch call apply run generate stream send converse converseStream invokeModel invokeModelWithResponseStream".split(" "),
]);

/** Keys of an argument that a call of a model may have; a wrapper of `fetch` takes the last of them. */
const telling = new Set(["model", "agent", "api", "adapter", "provider", "requests", "messages", "prompt", "input", "value", "values", "uiMessages", "system", "instructions", "contents", "method", "body", "json"]);

/**
 * Whether a call is worth to be evaluated: a cheap no for what certainly is a call of something else, so that what it
 * imports need not be read.
 */
export function isCandidate(node: ts.CallExpression | ts.NewExpression, { source }: Module): boolean {
  const callee = bare(node.expression);
  if (callee.kind === compiler.SyntaxKind.SuperKeyword) return true;
  if (compiler.isPropertyAccessExpression(callee)) return called.has(callee.name.text) && (!compiler.isNewExpression(node) || isImported(rootOf(callee), source));
  if (compiler.isElementAccessExpression(callee)) return !compiler.isStringLiteralLike(callee.argumentExpression) || called.has(callee.argumentExpression.text);
  if (!compiler.isIdentifier(callee)) return tells(node);
  const binding = scopesOf(source).resolve(callee);
  return isCallable(binding, node, callee.text);
}

function isCallable(binding: Binding | undefined, node: ts.CallExpression | ts.NewExpression, name: string): boolean {
  switch (binding?.kind) {
    case undefined:
      return name === "fetch" || name === "WebSocket";
    case "import":
      return !binding.typeOnly && (isPackage(binding.specifier) || tells(node));
    case "variable": {
      const { initializer } = binding.node;
      const value = initializer === undefined || binding.element !== undefined ? undefined : bare(initializer);
      return value === undefined || !(compiler.isArrowFunction(value) || compiler.isFunctionExpression(value));
    }
    case "parameter":
      return binding.node.initializer !== undefined || binding.element !== undefined || binding.node.type !== undefined;
    case "class":
      // Without a constructor of its own it is the class that it extends.
      return compiler.isNewExpression(node) && (binding.node.heritageClauses ?? []).some(({ token }) => token === compiler.SyntaxKind.ExtendsKeyword);
    case "function":
    case "enum":
      return false;
    default:
      return true;
  }
}

/** Whether the arguments look like those of a call of a model, or of what sends one. */
function tells(node: ts.CallExpression | ts.NewExpression): boolean {
  return (node.arguments ?? []).some((argument) => {
    const value = bare(argument);
    if (compiler.isObjectLiteralExpression(value)) return value.properties.some((each) => compiler.isSpreadAssignment(each) || (each.name !== undefined && (compiler.isIdentifier(each.name) || compiler.isStringLiteralLike(each.name)) && telling.has(each.name.text)));
    return compiler.isIdentifier(value) || compiler.isSpreadElement(value) || compiler.isCallExpression(value);
  });
}

function isImported(name: ts.Identifier | undefined, source: ts.SourceFile): boolean {
  const binding = name === undefined ? undefined : scopesOf(source).resolve(name);
  return binding !== undefined && (binding.kind === "import" || binding.kind === "variable");
}

function rootOf(node: ts.Expression): ts.Identifier | undefined {
  let here = node;
  while (compiler.isPropertyAccessExpression(here)) here = here.expression;
  return compiler.isIdentifier(here) ? here : undefined;
}

/** Whether a specifier can only be a package's: aliases of a project look like packages too, and count as neither. */
function isPackage(specifier: string): boolean {
  return /^(?:@[\w.-]+\/)?[\w.-]+(?:\/|$)/u.test(specifier) && !specifier.startsWith(".") && !specifier.startsWith("@/");
}

function bare(node: ts.Expression): ts.Expression {
  let here = node;
  while (compiler.isParenthesizedExpression(here) || compiler.isAsExpression(here) || compiler.isNonNullExpression(here) || compiler.isSatisfiesExpression(here) || compiler.isAwaitExpression(here)) here = here.expression;
  return here;
}
