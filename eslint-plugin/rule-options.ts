import type { RuleOptions } from "../rules/rule.ts";

/** What may be set for each rule in ESLint. */
export interface HostOptions extends RuleOptions {
  /** Whether a comment that switches rules of cordon off needs a reason after ` -- `. */
  readonly requireReason?: boolean;
}

/** The options of every rule as JSON Schema. */
export const optionsSchema = {
  type: "object",
  properties: {
    fix: { type: "boolean", description: "Whether edits that are certain are applied by --fix; else they are suggestions." },
    reportUnprovable: { type: "boolean", description: "Whether a call that the source does not show completely is reported as such." },
    requireReason: { type: "boolean", description: "Whether a comment that switches rules of cordon off needs a reason after `--`." },
  },
  additionalProperties: false,
} as const;

export function readOptions(options: readonly unknown[]): HostOptions {
  return (options[0] as HostOptions | undefined) ?? {};
}
