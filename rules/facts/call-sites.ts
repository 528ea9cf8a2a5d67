import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import type { Module } from "../module.ts";
import type { Evaluator } from "./evaluate.ts";
import { isCandidate } from "./candidates.ts";
import { conditionsAround, type Condition } from "./conditions.ts";
import type { Settled } from "./explore.ts";
import type { CallNode, Family, Recognised, Surroundings } from "./site.ts";
import { argument, type Arguments, type Value } from "./values.ts";

/** A call of a model, as the families recognise it: more than once where it is one of several things that is called. */
export interface FoundCall {
  readonly node: ts.CallExpression | ts.NewExpression;
  readonly module: Module;
  /** Where a finding stands. */
  readonly callee: ts.Node;
  /** What is called, each under the outcomes of tests by which it is. */
  readonly recognised: readonly (Recognised & { readonly given: Settled })[];
  /** What must hold for the call to be made. */
  readonly conditions: readonly Condition[];
}

/** Every call of a model in a module, in the order in which they stand. */
export function callsOf(module: Module, evaluator: Evaluator, families: readonly Family[], surroundings: Surroundings): readonly FoundCall[] {
  const found: FoundCall[] = [];
  visit(module.source);
  return found.sort((one, other) => one.callee.getStart(module.source) - other.callee.getStart(module.source) || one.node.end - other.node.end);

  function visit(node: ts.Node): void {
    if (compiler.isTypeNode(node) || compiler.isImportDeclaration(node) || compiler.isInterfaceDeclaration(node) || compiler.isTypeAliasDeclaration(node)) return;
    if (compiler.isCallExpression(node) || compiler.isNewExpression(node)) {
      const recognised = recognise(node);
      const conditions = recognised.length === 0 ? undefined : conditionsAround(node);
      if (conditions !== undefined) found.push({ node, module, callee: node.expression, recognised, conditions });
    }
    compiler.forEachChild(node, visit);
  }

  function recognise(node: ts.CallExpression | ts.NewExpression): FoundCall["recognised"] {
    const { expression } = node;
    if (expression.kind === compiler.SyntaxKind.ImportKeyword || !isCandidate(node, module)) return [];
    const args = evaluator.args(node.arguments ?? [], module);
    return callees(evaluator.evaluate(expression, module)).flatMap(({ callee, given }) => {
      const call = directly(callee, args);
      if (call === undefined) return [];
      for (const family of families) {
        const recognised = family.recognise({ node, module, ...call }, surroundings);
        if (recognised !== undefined) return [{ ...recognised, given }];
      }
      return [];
    });
  }
}

const calleesAtMost = 8;

/** What may be called: each of several, with the tests by which it is. What is nothing in one case is not called there. */
function callees(value: Value): readonly { readonly callee: Value; readonly given: Settled }[] {
  const found = new Map<Value, Settled>();
  // A value may lead back to itself, as what a cache holds does.
  const seen = new Set<Value>();
  const visit = (each: Value, depth: number, given: Settled): void => {
    // The same thing in several cases is it in any.
    if (found.has(each)) found.set(each, []);
    if (seen.has(each) || found.size >= calleesAtMost || depth > calleesAtMost) return;
    seen.add(each);
    if (each.kind === "choice") {
      const settled = given.find(([test]) => test === each.test)?.[1];
      for (const [outcome, option] of each.options.slice(0, calleesAtMost).entries()) {
        if (settled === undefined) visit(option.value(), depth + 1, [...given, [each.test, outcome]]);
        else if (outcome === settled) visit(option.value(), depth + 1, given);
      }
    } else found.set(each, given);
  };
  visit(value, 0, []);
  return [...found].map(([callee, given]) => ({ callee, given }));
}

/** `f.call(this, a)` and `f.apply(this, [a])` are `f(a)`. */
function directly(callee: Value, args: Arguments): Pick<CallNode, "callee" | "args"> | undefined {
  if (callee.kind !== "external" && callee.kind !== "member" && callee.kind !== "result") return callee.kind === "unknown" || callee.kind === "absent" ? undefined : { callee, args };
  const last = callee.kind === "external" ? callee.path.at(-1) : callee.kind === "member" ? callee.name : undefined;
  if (last !== "call" && last !== "apply") return { callee, args };
  const inner: Value | undefined = callee.kind === "external" ? (callee.path.length > 1 ? { ...callee, path: callee.path.slice(0, -1) } : undefined) : callee.kind === "member" ? callee.of : undefined;
  if (inner === undefined) return { callee, args };
  if (last === "call") return { callee: inner, args: args.slice(1) };
  const list = argument(args, 1);
  return list.kind === "list" ? { callee: inner, args: list.items } : undefined;
}
