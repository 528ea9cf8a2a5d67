import type { ts } from "ts-morph";
import { compiler } from "./compiler.ts";

/** The property `guard` of a wrapper's options as it can be written again anywhere in the file: a name that no function keeps to itself. */
export function sharedGuard(options: ts.Expression | undefined, source: ts.SourceFile): string | undefined {
  if (options === undefined || !compiler.isObjectLiteralExpression(options)) return undefined;
  const property = options.properties.find(({ name }) => name !== undefined && compiler.isIdentifier(name) && name.text === "guard");
  if (property === undefined) return undefined;
  const value = compiler.isShorthandPropertyAssignment(property) ? property.name : compiler.isPropertyAssignment(property) ? property.initializer : undefined;
  return value !== undefined && compiler.isIdentifier(value) && !isInner(value.text, source) ? property.getText(source) : undefined;
}

/** Whether a name is declared within a block or a function. */
function isInner(name: string, source: ts.SourceFile): boolean {
  const visit = (node: ts.Node, depth: number): boolean => {
    const declares = (compiler.isVariableDeclaration(node) || compiler.isParameter(node) || compiler.isBindingElement(node)) && compiler.isIdentifier(node.name) && node.name.text === name;
    if (declares && depth > 0) return true;
    const inner = compiler.isBlock(node) || compiler.isFunctionLike(node) ? depth + 1 : depth;
    return compiler.forEachChild(node, (child) => visit(child, inner) || undefined) === true;
  };
  return visit(source, 0);
}
