import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import type { Engine, Position } from "./engine.ts";
import { known, lazy, unknown, type Part, type Value } from "./values.ts";

/** Types that stand for what is in them. */
const transparent = new Set(["Readonly", "Promise", "Awaited", "NonNullable", "Required", "PromiseLike"]);

/**
 * What a type says of a value that is not seen: an object of a package's class, or of one of the project's, or one that
 * holds such objects. What a type leaves open stays unknown.
 */
export function typed(engine: Engine, type: ts.TypeNode, at: Position, node: ts.Node): Value {
  const why = unknown("a parameter", node);
  if (compiler.isParenthesizedTypeNode(type)) return typed(engine, type.type, at, node);
  if (compiler.isUnionTypeNode(type)) {
    // `Client | null`, `Client | undefined`
    const named = type.types.filter((each) => compiler.isTypeReferenceNode(each));
    return named.length === 1 ? typed(engine, named[0]!, at, node) : why;
  }
  if (compiler.isTypeLiteralNode(type)) return holder(engine, type.members, at, node);
  if (compiler.isIntersectionTypeNode(type)) {
    const parts = type.types.map((each): Part => ({ kind: "spread", value: lazy(node, () => typed(engine, each, at, node)), node }));
    return { kind: "object", parts: [open(node), ...parts], node: undefined, module: undefined };
  }
  if (compiler.isIndexedAccessTypeNode(type)) {
    const { indexType: index } = type;
    const isName = compiler.isLiteralTypeNode(index) && compiler.isStringLiteral(index.literal);
    return isName ? engine.member(typed(engine, type.objectType, at, node), index.literal.text, node, at) : why;
  }
  if (compiler.isTypeQueryNode(type)) return compiler.isIdentifier(type.exprName) ? engine.name(type.exprName, at) : why;
  if (!compiler.isTypeReferenceNode(type)) return why;
  const { typeName, typeArguments } = type;
  const [first] = typeArguments ?? [];
  if (compiler.isIdentifier(typeName) && first !== undefined) {
    if (typeName.text === "InstanceType" && compiler.isTypeQueryNode(first) && compiler.isIdentifier(first.exprName)) return made(engine.name(first.exprName, at), node, at);
    if (typeName.text === "ReturnType" && compiler.isTypeQueryNode(first) && compiler.isIdentifier(first.exprName)) return returnedBy(engine.name(first.exprName, at), node);
    if (transparent.has(typeName.text)) return typed(engine, first, at, node);
  }
  return made(named(engine, typeName, at), node, at);
}

function named(engine: Engine, name: ts.EntityName, at: Position): Value {
  if (compiler.isIdentifier(name)) return engine.name(name, at);
  return engine.member(named(engine, name.left, at), name.right.text, name, at);
}

function returnedBy(factory: Value, node: ts.Node): Value {
  return factory.kind === "function" ? factory.call([{ spread: true, value: known(unknown("made elsewhere", node)) }]) : unknown("a parameter", node);
}

function made(callee: Value, node: ts.Node, at: Position): Value {
  // Types of a package are no values; their names tell all the same.
  if (callee.kind === "external" && callee.module !== "global:") return { kind: "result", callee, isNew: true, args: undefined, node, module: at.module };
  if (callee.kind === "class") return { kind: "instance", class: callee, args: [{ spread: true, value: known(unknown("made elsewhere", node)) }], node };
  return callee.kind === "object" || callee.kind === "result" || callee.kind === "instance" || callee.kind === "member" ? callee : unknown("a parameter", node);
}

/** An object of which only the members are known whose types say what they are. */
export function holder(engine: Engine, members: ts.NodeArray<ts.TypeElement>, at: Position, node: ts.Node): Value {
  const parts = members.flatMap((member): Part[] => {
    if (!compiler.isPropertySignature(member) || member.type === undefined || !(compiler.isIdentifier(member.name) || compiler.isStringLiteralLike(member.name))) return [];
    const { type } = member;
    return [{ kind: "named", key: member.name.text, value: lazy(node, () => typed(engine, type, at, node)), node: member }];
  });
  return { kind: "object", parts: [open(node), ...parts], node: undefined, module: undefined };
}

/** What a type names is not all that an object may hold. */
function open(node: ts.Node): Part {
  return { kind: "spread", value: known(unknown("a parameter", node)), node };
}
