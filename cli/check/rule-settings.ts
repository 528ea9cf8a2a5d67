import type { Rule } from "../../rules/report.ts";
import type { RuleName, RuleOptions } from "../../rules/rule.ts";
import { rules as allRules } from "../../rules/table.ts";
import { suggestion } from "../../src/node/configuration/suggestion.ts";
import { CommandError } from "../failure.ts";

export type Level = Rule["recommended"];

export interface RuleSettings {
  /** The rules that are on. */
  readonly rules: ReadonlyMap<RuleName, RuleOptions>;
  readonly levels: ReadonlyMap<RuleName, Level>;
}

/** The rules of a shared configuration, with what the command line says of single ones. */
export function ruleSettings(base: "recommended" | "strict", stated: readonly string[], options: RuleOptions): RuleSettings {
  const levels = new Map(allRules.map((rule) => [rule.name, rule[base]]));
  const names = [...levels.keys()];
  for (const text of stated) {
    const [, written = "", level] = /^(?:cordon\/)?([^=]*)=(.*)$/u.exec(text.trim()) ?? [];
    if (level === undefined) throw new CommandError(`\`--rule ${text}\` sets nothing; write \`--rule NAME=off\`, \`=warn\` or \`=error\``);
    const name = names.find((each) => each === written);
    if (name === undefined) throw new CommandError(`\`${written}\` is no rule; ${suggestion(written, names)}`);
    if (level !== "off" && level !== "warn" && level !== "error") throw new CommandError(`\`${name}\` cannot be \`${level}\`; ${suggestion(level, ["off", "warn", "error"])}`);
    levels.set(name, level);
  }
  return { levels, rules: new Map(names.filter((name) => levels.get(name) !== "off").map((name) => [name, options])) };
}
