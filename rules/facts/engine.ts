import type { ts } from "ts-morph";
import type { Imported, Module } from "../module.ts";
import type { Binding } from "./scopes.ts";
import type { Arguments, Lazy, Value } from "./values.ts";

/** One run of a function: what its parameters are, and `this`. */
export interface Frame {
  readonly id: number;
  readonly node: ts.Node;
  readonly names: ReadonlyMap<Binding, Lazy>;
  readonly self: Value | undefined;
  readonly parent: Frame | undefined;
  readonly memo: Map<ts.Node, Value>;
}

/** Where an expression is evaluated: its module, and the run of the function around it, where there is one. */
export interface Position {
  readonly module: Module;
  readonly frame: Frame | undefined;
}

/** The parts of the evaluator, as they see each other. */
export interface Engine {
  readonly value: (node: ts.Node, at: Position) => Value;
  readonly lazy: (node: ts.Node, at: Position) => Lazy;
  readonly name: (name: ts.Identifier, at: Position) => Value;
  readonly member: (of: Value, key: string, node: ts.Node, at: Position) => Value;
  readonly call: (callee: Value, args: Arguments, node: ts.CallExpression, at: Position) => Value;
  readonly construct: (callee: Value, args: Arguments, node: ts.NewExpression, at: Position) => Value;
  readonly exported: (module: Module, name: string) => Value;
  readonly resolve: (from: Module, specifier: string) => Imported;
  /** A new frame for a run of a function; `undefined` when too many run in each other. */
  readonly enter: (node: ts.Node, names: ReadonlyMap<Binding, Lazy>, self: Value | undefined, parent: Frame | undefined) => Frame | undefined;
  readonly frameOf: (scope: ts.Node, frame: Frame | undefined) => Frame | undefined;
}
