import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { keysOf } from "../facts/read.ts";
import type { Value } from "../facts/values.ts";
import type { Module } from "../module.ts";
import type { Suggestion } from "../rule.ts";
import { sharedGuard } from "../shared-guard.ts";
import type { Scene } from "./scene.ts";

/** An edit that puts the guard around the model of a call, in a file that has the guard's wrapper and uses it already. */
export function guardEdit(options: Value, { choose, surroundings: { linted } }: Scene): Suggestion | undefined {
  const settled = choose(options);
  if (settled.kind !== "object" || settled.module !== linted) return undefined;
  const node = keysOf(settled, choose).stated.get("model");
  const use = guardUse(linted);
  if (use === undefined || node === undefined || !compiler.isPropertyAssignment(node) || node.getSourceFile() !== linted.source) return undefined;
  const { initializer } = node;
  const start = initializer.getStart(linted.source);
  return {
    message: "Put `guardModel` around the model",
    edits: [
      { start, end: start, text: `${use.callee}(` },
      { start: initializer.end, end: initializer.end, text: `, ${use.options})` },
    ],
  };
}

/** How the file wraps another model: what it calls the wrapper, and the options without a category. */
function guardUse({ source }: Module): { readonly callee: string; readonly options: string } | undefined {
  const names = source.statements.flatMap((statement) => {
    if (!compiler.isImportDeclaration(statement) || !compiler.isStringLiteral(statement.moduleSpecifier) || statement.moduleSpecifier.text !== "cordon/ai-sdk") return [];
    const bindings = statement.importClause?.namedBindings;
    if (bindings === undefined || !compiler.isNamedImports(bindings)) return [];
    return bindings.elements.filter((element) => (element.propertyName ?? element.name).text === "guardModel").map((element) => element.name.text);
  });
  const [callee] = names;
  if (callee === undefined) return undefined;
  let guard: string | undefined;
  const visit = (node: ts.Node): void => {
    if (compiler.isCallExpression(node) && compiler.isIdentifier(node.expression) && node.expression.text === callee) guard ??= sharedGuard(node.arguments[1], source);
    if (guard === undefined) compiler.forEachChild(node, visit);
  };
  visit(source);
  return guard === undefined ? undefined : { callee, options: `{ ${guard} }` };
}
