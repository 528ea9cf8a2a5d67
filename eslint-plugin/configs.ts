import type { ESLint, Linter } from "eslint";
import { rules as table } from "../rules/table.ts";
import type { HostOptions } from "./rule-options.ts";

export type Preset = "recommended" | "strict";

/** What `strict` demands beside its severities. */
const strictOptions: HostOptions = { requireReason: true };

/** A configuration of all rules as a preset sets them, with further options for each of them. */
export function configOf(plugin: ESLint.Plugin, preset: Preset, options: HostOptions = {}, rules: Linter.RulesRecord = {}): Linter.Config {
  const all = { ...(preset === "strict" ? strictOptions : {}), ...options };
  const entries = table.map((rule) => [`cordon/${rule.name}`, Object.keys(all).length === 0 ? rule[preset] : [rule[preset], all]] as const);
  return { name: `cordon/${preset}`, plugins: { cordon: plugin }, rules: { ...(Object.fromEntries(entries) as Linter.RulesRecord), ...rules } };
}
