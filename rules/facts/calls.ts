import type { ts } from "ts-morph";
import type { Engine, Position } from "./engine.ts";
import { absent, argument, lazy, unknown, type Arguments, type External, type Lazy, type Member, type Part, type Result, type Value } from "./values.ts";

/** What a call of a function that everybody knows gives; `undefined` for one that stands for itself. */
export function callExternal(engine: Engine, callee: External | Member | Result, args: Arguments, node: ts.CallExpression, at: Position): Value | undefined {
  if (callee.kind !== "external") return undefined;
  const name = callee.path.join(".");
  if (callee.module === "global:") {
    switch (name) {
      case "Object.freeze":
      case "Object.seal":
      case "structuredClone":
      case "Promise.resolve":
        return argument(args, 0);
      case "String": {
        const value = argument(args, 0);
        return value.kind === "literal" ? { kind: "literal", value: String(value.value) } : undefined;
      }
      case "Object.assign":
        return joined(args, node);
      case "JSON.parse": {
        const text = argument(args, 0);
        return text.kind === "result" && text.callee.kind === "external" && text.callee.path.join(".") === "JSON.stringify" ? argument(text.args, 0) : undefined;
      }
      default:
        return undefined;
    }
  }
  if (callee.path.length === 0) return undefined;
  return transparent(callee) ? unwrapped(engine, callee, args, node, at) : undefined;
}

/** Functions of well-known packages that give back what they get, or what the function that they get returns. */
const wrappers: Readonly<Record<string, readonly string[]>> = {
  react: ["cache", "useMemo", "useCallback", "use"],
  lodash: ["once", "memoize", "merge", "cloneDeep"],
  "lodash-es": ["once", "memoize", "merge", "cloneDeep"],
};

function transparent({ module, path }: External): boolean {
  return wrappers[module]?.includes(path.filter((step) => step !== "default").join(".")) === true;
}

function unwrapped(engine: Engine, { path }: External, args: Arguments, node: ts.CallExpression, at: Position): Value | undefined {
  if (path.at(-1) === "merge") return args.some(({ spread }) => spread) ? unknown("merged from a list", node) : merged(args.map(({ value }) => value), node);
  const first = argument(args, 0);
  return path.at(-1) === "useMemo" && first.kind === "function" ? engine.call(first, [], node, at) : first;
}

/** Objects over each other, the last one on top. */
function joined(args: Arguments, node: ts.Node): Value {
  if (args.length === 0) return absent;
  const parts = args.map(({ spread, value }): Part => (spread ? { kind: "computed", value, node } : { kind: "spread", value, node }));
  return { kind: "object", parts, node: undefined, module: undefined };
}

/** Objects merged into each other at every depth, the last one on top. */
function merged(values: readonly Lazy[], node: ts.Node): Value {
  const given = values.map((each) => each.value()).filter(({ kind }) => kind !== "absent");
  const last = given.at(-1) ?? absent;
  if (last.kind !== "object") return given.some(({ kind }) => kind === "unknown" || kind === "choice") ? unknown("merged from what is not followed", node) : last;
  const parts = given.flatMap((each) => (each.kind === "object" ? each.parts : []));
  if (given.some(({ kind }) => kind !== "object") || parts.some(({ kind }) => kind !== "named")) return unknown("merged from what is not followed", node);
  const named = parts.flatMap((part) => (part.kind === "named" ? [part] : []));
  const keys = [...new Set(named.map(({ key }) => key))];
  const partOf = (key: string): Part => {
    const under = named.filter((part) => part.key === key);
    const value = under.length === 1 ? under[0]!.value : lazy(node, () => merged(under.map((part) => part.value), node));
    return { kind: "named", key, value, node: under.at(-1)!.node };
  };
  return { kind: "object", parts: keys.map(partOf), node: undefined, module: undefined };
}
