import { compiler, loadCompiler } from "../../rules/compiler.ts";
import type { Module } from "../../rules/module.ts";
import type { Finding, RuleName } from "../../rules/rule.ts";

/** A module of a text. */
export function parsed(text: string, file = "/project/src/a.tsx"): Module {
  loadCompiler();
  const kind = file.endsWith(".ts") ? compiler.ScriptKind.TS : compiler.ScriptKind.TSX;
  return { file, text, source: compiler.createSourceFile(file, text, compiler.ScriptTarget.Latest, true, kind) };
}

/** A finding on the first `callee` behind `from`. */
export function findingOn(text: string, callee: string, options: { readonly rule?: RuleName; readonly from?: number; readonly site?: string } = {}): Finding {
  const start = text.indexOf(callee, options.from ?? 0);
  return { rule: options.rule ?? "require-controls", messageId: "missing", message: "Something is missing.", start, end: start + callee.length, related: [], suggestions: [], fixable: false, decision: null, site: options.site ?? "src/a.tsx#run", id: `id-${start}` };
}
