import type { ts } from "ts-morph";
import type { Module } from "./module.ts";

/** The line of a node, counted from 1, in the file in which it stands. */
export function lineOf(node: ts.Node, module: Module): number {
  const source = node.getSourceFile() ?? module.source;
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}
