import type { ts } from "ts-morph";
import { compiler } from "../../compiler.ts";
import { propertyName } from "../../edits.ts";
import { property } from "../../facts/read.ts";
import type { Value } from "../../facts/values.ts";
import type { Module } from "../../module.ts";
import type { Edit, Suggestion } from "../../rule.ts";
import type { Scene, Settled } from "../scene.ts";

/** A key as it is written somewhere, whether or not it counts in the end. */
export interface Statement {
  readonly key: string;
  readonly value: Settled;
  readonly node: ts.Node;
  readonly module: Module;
}

/** Every statement of a key of an object, also those of objects that are spread into it, in their order. */
export function statementsIn(object: Value, scene: Scene, around: readonly Value[] = []): readonly Statement[] {
  const { choose } = scene;
  const settled = choose(object);
  if (settled.kind !== "object" || around.includes(settled)) return [];
  return settled.parts.flatMap((part): readonly Statement[] => {
    if (part.kind === "computed") return [];
    if (part.kind === "spread") return statementsIn(part.value.value(), scene, [...around, settled]);
    return [{ key: part.key, value: choose(part.value.value()), node: part.node, module: moduleOf(part.node, settled.module, scene) }];
  });
}

/** Every statement at a path. */
export function statementsAt(object: Value, path: readonly string[], scene: Scene): readonly Statement[] {
  const [key, ...rest] = path;
  const here = statementsIn(object, scene).filter((statement) => statement.key === key);
  return rest.length === 0 ? here : here.flatMap(({ value }) => statementsAt(value, rest, scene));
}

/** The statements of an object that count: the last one of each key, where nothing unknown lies over it. */
export function countingIn(object: Value, scene: Scene): readonly Statement[] {
  const last = new Map(statementsIn(object, scene).map((statement) => [statement.key, statement]));
  return [...last.values()].filter(({ key }) => property(object, key, scene.choose).kind !== "unknown");
}

/** The plain value of a literal; `undefined` for everything else. */
export function literalOf(value: Settled): unknown {
  return value.kind === "literal" ? value.value : undefined;
}

/** An edit that writes another key, or another value, in the place of a property. */
export function rewritten({ node }: Statement, key: string, code: string, { surroundings: { linted } }: Scene): readonly Edit[] | undefined {
  if (node.getSourceFile() !== linted.source || !(compiler.isPropertyAssignment(node) || compiler.isShorthandPropertyAssignment(node))) return undefined;
  return [{ start: node.getStart(linted.source), end: node.end, text: `${propertyName(key)}: ${code}` }];
}

export function suggestion(message: string, edits: readonly Edit[] | undefined): { readonly suggestion?: Suggestion } {
  return edits === undefined ? {} : { suggestion: { message, edits } };
}

function moduleOf(node: ts.Node, stated: Module | undefined, { module, surroundings }: Scene): Module {
  const source = node.getSourceFile();
  const known = [stated, module, surroundings.linted].find((each) => each?.source === source);
  return known ?? { file: source.fileName, text: source.text, source };
}
