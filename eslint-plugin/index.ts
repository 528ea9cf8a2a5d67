/** The linter of cordon for ESLint 9.15 and later, and for Oxlint as it is. */
import type { ESLint, Linter, Rule } from "eslint";
import { packageVersion } from "../src/node/package-root.ts";
import { rules as table } from "../rules/table.ts";
import type { RuleName } from "../rules/rule.ts";
import { configOf } from "./configs.ts";
import { createConfig, type CreateConfigOptions } from "./create-config.ts";
import { toEslintRule } from "./to-eslint-rule.ts";

export type { CreateConfigOptions } from "./create-config.ts";
export type { HostOptions } from "./rule-options.ts";

/** What the package gives ESLint. */
export interface CordonPlugin extends ESLint.Plugin {
  readonly meta: { readonly name: string; readonly version: string };
  readonly rules: Record<RuleName, Rule.RuleModule>;
  readonly configs: { readonly recommended: Linter.Config; readonly strict: Linter.Config };
  /** As a configuration, but one that keeps `eslint --cache` true. */
  readonly createConfig: (options?: CreateConfigOptions) => Linter.Config;
}

/**
 * @example
 * import cordon from "cordon/eslint-plugin";
 * export default [cordon.configs.recommended];
 */
const plugin: CordonPlugin = {
  meta: { name: "cordon", version: packageVersion() },
  rules: Object.fromEntries(table.map((rule) => [rule.name, toEslintRule(rule)])) as Record<RuleName, Rule.RuleModule>,
  configs: {
    get recommended() {
      return configOf(plugin, "recommended");
    },
    get strict() {
      return configOf(plugin, "strict");
    },
  },
  createConfig: (options) => createConfig(plugin, options),
};

export default plugin;
