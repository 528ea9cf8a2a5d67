import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import type { Module } from "../module.ts";
import type { Evaluator } from "./evaluate.ts";
import { isCandidate } from "./candidates.ts";
import type { CallNode, Family, Recognised, Surroundings } from "./site.ts";
import { argument, type Arguments, type Value } from "./values.ts";

/** A call of a model, as the families recognise it: more than once where it is one of several things that is called. */
export interface FoundCall {
  readonly node: ts.CallExpression | ts.NewExpression;
  readonly module: Module;
  /** Where a finding stands. */
  readonly callee: ts.Node;
  readonly recognised: readonly Recognised[];
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
      if (recognised.length > 0) found.push({ node, module, callee: node.expression, recognised });
    }
    compiler.forEachChild(node, visit);
  }

  function recognise(node: ts.CallExpression | ts.NewExpression): readonly Recognised[] {
    const { expression } = node;
    if (expression.kind === compiler.SyntaxKind.ImportKeyword || !isCandidate(node, module)) return [];
    const args = evaluator.args(node.arguments ?? [], module);
    return callees(evaluator.evaluate(expression, module)).flatMap((callee) => {
      const call = directly(callee, args);
      if (call === undefined) return [];
      for (const family of families) {
        const recognised = family.recognise({ node, module, ...call }, surroundings);
        if (recognised !== undefined) return [recognised];
      }
      return [];
    });
  }
}

const calleesAtMost = 8;

/** What may be called: each of several. What is nothing in one case is not called there. */
function callees(value: Value): readonly Value[] {
  const found = new Set<Value>();
  // A value may lead back to itself, as what a cache holds does.
  const seen = new Set<Value>();
  const visit = (each: Value, depth: number): void => {
    if (seen.has(each) || found.size >= calleesAtMost || depth > calleesAtMost) return;
    seen.add(each);
    if (each.kind === "choice") for (const option of each.options.slice(0, calleesAtMost)) visit(option.value(), depth + 1);
    else found.add(each);
  };
  visit(value, 0);
  return [...found];
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
