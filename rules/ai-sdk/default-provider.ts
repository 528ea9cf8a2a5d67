import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import type { Module } from "../module.ts";
import { unknown, type Value } from "../facts/values.ts";
import type { Scene } from "./scene.ts";

const name = "AI_SDK_DEFAULT_PROVIDER";
const vercel: Value = { kind: "external", module: "ai", path: ["gateway"] };

/** The provider of models that are named by a text: what the file puts into the global variable, else Vercel's gateway. */
export function defaultProvider({ module, surroundings }: Scene): Value {
  const assigned = assignments(module);
  if (assigned.length === 0) return vercel;
  return assigned.length === 1 ? surroundings.evaluate(assigned[0]!, module) : unknown("assigned in several places", assigned[0]);
}

const found = new WeakMap<Module, readonly ts.Expression[]>();

function assignments(module: Module): readonly ts.Expression[] {
  const known = found.get(module);
  if (known !== undefined) return known;
  const assigned: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (compiler.isBinaryExpression(node) && node.operatorToken.kind >= compiler.SyntaxKind.FirstAssignment && node.operatorToken.kind <= compiler.SyntaxKind.LastAssignment && named(node.left) === name) assigned.push(node.right);
    compiler.forEachChild(node, visit);
  };
  if (module.text.includes(name)) visit(module.source);
  found.set(module, assigned);
  return assigned;
}

function named(target: ts.Expression): string | undefined {
  if (compiler.isPropertyAccessExpression(target)) return target.name.text;
  if (compiler.isElementAccessExpression(target) && compiler.isStringLiteralLike(target.argumentExpression)) return target.argumentExpression.text;
  return compiler.isIdentifier(target) ? target.text : undefined;
}
