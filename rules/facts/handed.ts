import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { isKnownPackage } from "../entry-points/packages.ts";
import type { Module } from "../module.ts";
import type { Engine } from "./engine.ts";
import { scopesOf, type Binding } from "./scopes.ts";
import type { FunctionValue } from "./values.ts";

/** What everybody has, and what writes to its first argument. */
const globalWriters = new Set(["Reflect.set", "Reflect.defineProperty", "Reflect.deleteProperty", "Object.defineProperty", "Object.defineProperties", "Object.setPrototypeOf"]);

/** Functions that only tell of what they get. */
const tellers = /^(?:assert\w*|debug|dir|error|info|inspect|log\w*|print|report|trace|track|warn)$/iu;

const depthAtMost = 4;

/** Whether a call may change the object that a name stands for, which it is given. What a package does to it nobody sees. */
export function mayChange(engine: Engine, call: ts.CallExpression, binding: Binding, module: Module, depth = 0): boolean {
  const callee = engine.value(call.expression, { module, frame: undefined });
  const scopes = scopesOf(module.source);
  const place = call.arguments.findIndex((each) => compiler.isIdentifier(each) && scopes.resolve(each) === binding);
  if (callee.kind === "function") return depth > depthAtMost || changesParameter(engine, callee, place, depth);
  if (callee.kind === "external" && callee.module === "global:") return place === 0 && globalWriters.has(callee.path.join("."));
  if (callee.kind !== "external" || callee.module.startsWith("node:") || isKnownPackage(callee.module)) return false;
  return !tellers.test(callee.path.at(-1) ?? "");
}

function changesParameter(engine: Engine, { node, module }: FunctionValue, place: number, depth: number): boolean {
  const parameter = node.parameters[place];
  // Taken apart, it is given on in parts.
  if (parameter === undefined || !compiler.isIdentifier(parameter.name)) return false;
  const scopes = scopesOf(module.source);
  const binding = scopes.resolve(parameter.name);
  if (binding === undefined) return false;
  return scopes.writes(binding).length > 0 || scopes.handed(binding).some((call) => mayChange(engine, call, binding, module, depth + 1));
}
