import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";

/** The named things around a node, from the outside: `Search.embedQuery`; empty at the top of a file. */
export function enclosingName(node: ts.Node): string {
  const names: string[] = [];
  for (let here: ts.Node | undefined = node.parent; here !== undefined; here = here.parent) {
    const name = nameOf(here);
    if (name !== undefined) names.unshift(name);
  }
  return names.join(".");
}

function nameOf(node: ts.Node): string | undefined {
  if (compiler.isClassLike(node) || compiler.isFunctionDeclaration(node) || compiler.isFunctionExpression(node)) {
    return node.name?.text ?? assignedName(node);
  }
  if (compiler.isMethodDeclaration(node) || compiler.isGetAccessor(node) || compiler.isSetAccessor(node)) {
    return compiler.isIdentifier(node.name) || compiler.isStringLiteralLike(node.name) || compiler.isPrivateIdentifier(node.name) ? node.name.text : undefined;
  }
  if (compiler.isConstructorDeclaration(node)) return "constructor";
  return compiler.isArrowFunction(node) ? assignedName(node) : undefined;
}

/** The name of what a function without one is assigned to. */
function assignedName(node: ts.Node): string | undefined {
  let { parent } = node;
  // `cache(async () => …)` is what it is called with.
  while (compiler.isCallExpression(parent) || compiler.isParenthesizedExpression(parent) || compiler.isAsExpression(parent) || compiler.isSatisfiesExpression(parent)) parent = parent.parent;
  if (compiler.isVariableDeclaration(parent) && compiler.isIdentifier(parent.name)) return parent.name.text;
  if ((compiler.isPropertyAssignment(parent) || compiler.isPropertyDeclaration(parent)) && (compiler.isIdentifier(parent.name) || compiler.isStringLiteralLike(parent.name))) return parent.name.text;
  if (compiler.isExportAssignment(parent)) return "default";
  return undefined;
}
