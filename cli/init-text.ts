/** What `cordon init` asks. */
export interface Choices {
  readonly profile: "baseline" | "strict" | "tiers";
  readonly refuseUndeclared: boolean;
  readonly mode: "amend" | "enforce" | "observe";
  readonly gateways: readonly { readonly id: string; readonly credentials: "system" | "byok" | "unknown" }[];
}

const demanding = { baseline: "pii", strict: "pii", tiers: "regulated" } as const;

/** A `cordon.yaml` with a comment on every choice. What is commented out is as it would be written. */
export function configurationText({ profile, refuseUndeclared, mode, gateways }: Choices): string {
  const accounts = gateways.map(({ id, credentials }) => `  ${id}: { credentials: ${credentials} }`).join("\n");
  return `# Which data may go to which model, over which route. \`npx cordon matrix\` shows the outcome.
version: 1

# What to start from: baseline, strict (personal and health data only on machines that nobody shares),
# tiers (public, internal, confidential, regulated), or another file: ./team/cordon.yaml
extends: ${profile}

taxonomy:
  # The category of a call that declares none. With null such a call is refused.
  default: ${refuseUndeclared ? "null" : "confidential"}
  # Categories of your own:
  # categories:
  #   source-code: { like: confidential }

# What a category demands, where it differs from the profile; a field that is left out stays as it is there.
# requirements:
#   ${demanding[profile]}: { retentionDays: 0, assurances: [gdpr-dpa], audit: true }

# Contracts that you hold. They count until the end of their last day.
# agreements:
#   - { gateway: openai, retentionDays: 0, reference: ZDR amendment 3, validUntil: 2027-03-31 }

# Whose credentials a gateway uses: system (its own account), byok (keys of yours), unknown (judged as both).
${gateways.length > 0 ? `gateways:\n${accounts}` : "# gateways:\n#   vercel: { credentials: system }"}
  # A server of your own, reached by these hosts:
  # local-proxy: { hosts: ["llm.internal:4000"], deployment: self-hosted, training: never, retentionDays: 0 }

# The category of all calls in files whose path matches.
# paths:
#   "src/billing/**": ${demanding[profile]}

catalog:
  # Days after which a fact of the catalogue no longer counts.
  maxAgeDays: 365

guard:
  # amend adds the settings that are missing, enforce refuses the call instead, observe records and changes nothing.
  mode: ${mode}
`;
}

/** What is told when the file is written; the lines for ESLint only where the package has the plugin that they name. */
export function nextSteps({ exports = {} }: { readonly exports?: Readonly<Record<string, unknown>> | undefined }): string {
  const eslint = Object.hasOwn(exports, "./eslint-plugin") ? `for ESLint, in eslint.config.js:\n\n${eslintLines}\n` : "";
  return `wrote cordon.yaml\n\n${eslint}next: \`npx cordon matrix\` shows what is decided, \`npx cordon explain\` why\n`;
}

const eslintLines = `  import cordon from "cordon/eslint-plugin";

  export default [
    cordon.configs.recommended,
  ];
`;
