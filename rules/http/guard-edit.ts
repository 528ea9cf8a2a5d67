import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { appended } from "../edits.ts";
import type { Choose } from "../facts/explore.ts";
import { keysOf } from "../facts/read.ts";
import type { Value } from "../facts/values.ts";
import type { Module } from "../module.ts";
import type { Suggestion } from "../rule.ts";
import { sharedGuard } from "../shared-guard.ts";

/** An edit that makes a client send through the guard, in a file that has the guard's `fetch` and uses it already. */
export function guardedClient(options: Value, made: ts.Node | undefined, linted: Module, choose: Choose): Suggestion | undefined {
  const fetch = guardFetchOf(linted);
  if (fetch === undefined) return undefined;
  const message = "Give the client the `fetch` of the guard";
  const settled = choose(options);
  if (settled.kind === "object" && settled.node?.getSourceFile() === linted.source && !keysOf(settled, choose).stated.has("fetch")) {
    return { message, edits: appended(settled.node, `fetch: ${fetch}`, linted.source) };
  }
  if (settled.kind !== "absent" || made === undefined || made.getSourceFile() !== linted.source || !compiler.isNewExpression(made) || made.arguments?.length !== 0) return undefined;
  return { message, edits: [{ start: made.end - 1, end: made.end - 1, text: `{ fetch: ${fetch} }` }] };
}

/** An edit that puts the guard's `fetch` in the place of the runtime's own. */
export function guardedFetch(callee: ts.Node, linted: Module): Suggestion | undefined {
  const fetch = guardFetchOf(linted);
  if (fetch === undefined || callee.getSourceFile() !== linted.source) return undefined;
  return { message: "Send it with the `fetch` of the guard", edits: [{ start: callee.getStart(linted.source), end: callee.end, text: fetch }] };
}

/** How the file makes a guarded `fetch` elsewhere, without the category that it states there. */
function guardFetchOf({ source }: Module): string | undefined {
  const name = source.statements
    .flatMap((statement) => {
      if (!compiler.isImportDeclaration(statement) || !compiler.isStringLiteral(statement.moduleSpecifier) || statement.moduleSpecifier.text !== "cordon/fetch") return [];
      const bindings = statement.importClause?.namedBindings;
      return bindings !== undefined && compiler.isNamedImports(bindings) ? bindings.elements : [];
    })
    .find((element) => (element.propertyName ?? element.name).text === "guardFetch")?.name.text;
  if (name === undefined) return undefined;
  let guard: string | undefined;
  const visit = (node: ts.Node): void => {
    if (compiler.isCallExpression(node) && compiler.isIdentifier(node.expression) && node.expression.text === name) guard ??= sharedGuard(node.arguments[0], source);
    if (guard === undefined) compiler.forEachChild(node, visit);
  };
  visit(source);
  return guard === undefined ? undefined : `${name}({ ${guard} })`;
}
