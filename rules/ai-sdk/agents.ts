import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { aiSdkEntry } from "../entry-points/ai-sdk.ts";
import type { Surroundings } from "../facts/site.ts";
import { argument, known, unknown, type Part, type Result, type Unknown, type Value } from "../facts/values.ts";
import type { Module } from "../module.ts";
import type { Settled } from "./scene.ts";

const methods = new Set(["generate", "stream"]);

/** The construction of an agent, where a value is one. */
export function agentOf(value: Settled): Result | undefined {
  if (value.kind !== "result" || !value.isNew || value.callee.kind !== "external") return undefined;
  const entry = aiSdkEntry(value.callee.module, value.callee.path);
  return entry?.kind === "agent" || entry?.kind === "harness" ? value : undefined;
}

/** Whether this is a call of an agent that brings provider options of its own. */
export function agentCall(callee: Value): Result | undefined {
  return callee.kind === "member" && methods.has(callee.name) ? agentOf(callee.of) : undefined;
}

/** The settings of an agent with those of one call over them, as the agent spreads them. */
export function withCallOptions(settings: Value, options: Value, node: ts.Node): Value {
  const parts = [settings, options].map((each): Part => ({ kind: "spread", value: known(each), node }));
  return { kind: "object", parts, node: undefined, module: undefined };
}

/** Whether the argument of an agent's call names provider options: they replace those of its settings. */
export function bringsOptions(argument: ts.Node | undefined): boolean {
  return argument !== undefined && compiler.isObjectLiteralExpression(argument) && argument.properties.some(({ name }) => name !== undefined && (compiler.isIdentifier(name) || compiler.isStringLiteralLike(name)) && name.text === "providerOptions");
}

/** A call of this agent in the linted file that brings options of its own: what the settings lack may be there. */
export function callWithOptions(agent: ts.Node, { linted, evaluate }: Surroundings): Unknown | undefined {
  for (const call of candidates(linted)) {
    const access = call.expression;
    if (!compiler.isPropertyAccessExpression(access)) continue;
    const made = agentOf(settledOnce(evaluate(access.expression, linted)));
    if (made?.node === agent) return unknown("given by a call of the agent", call);
  }
  return undefined;
}

const found = new WeakMap<Module, readonly ts.CallExpression[]>();

/** Calls of `generate` and `stream` that bring provider options. */
function candidates(module: Module): readonly ts.CallExpression[] {
  const known = found.get(module);
  if (known !== undefined) return known;
  const calls: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (compiler.isCallExpression(node) && compiler.isPropertyAccessExpression(node.expression) && methods.has(node.expression.name.text) && bringsOptions(node.arguments[0])) calls.push(node);
    compiler.forEachChild(node, visit);
  };
  visit(module.source);
  found.set(module, calls);
  return calls;
}

function settledOnce(value: Value): Settled {
  return value.kind === "choice" ? unknown("one of several") : value;
}

/** The argument of an agent's construction. */
export function settingsOf(agent: Result): Value {
  return argument(agent.args, 0);
}
