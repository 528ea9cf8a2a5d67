import type { Arguments, Value } from "../facts/values.ts";

/** What is called and with what, once `bind` is looked through. */
export interface Called {
  readonly callee: Value;
  readonly args: Arguments;
}

export function called({ callee, args }: Called): Called {
  if (callee.kind !== "result" || callee.isNew) return { callee, args };
  const bound = callee.callee;
  const given = [...(callee.args ?? []).slice(1), ...args];
  if (bound.kind === "member" && bound.name === "bind" && bound.of.kind !== "instance") return called({ callee: bound.of, args: given });
  if (bound.kind === "external" && bound.path.at(-1) === "bind" && bound.path.length > 1) return called({ callee: { ...bound, path: bound.path.slice(0, -1) }, args: given });
  return { callee, args };
}
