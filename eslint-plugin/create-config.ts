import { createHash } from "node:crypto";
import { resolve } from "node:path";
import type { ESLint, Linter } from "eslint";
import { packageVersion } from "../src/node/package-root.ts";
import { suggestion } from "../src/node/configuration/suggestion.ts";
import { configOf, type Preset } from "./configs.ts";
import { fingerprintOf } from "./dependency-record.ts";
import type { HostOptions } from "./rule-options.ts";

export interface CreateConfigOptions extends HostOptions {
  /** The rules to begin with; `recommended` if nothing is said. */
  readonly preset?: Preset;
  /** Another `cordon.yaml` than the nearest from the working directory upwards. */
  readonly config?: string;
  /** A file of `cordon check --baseline`, whose findings are not told again. */
  readonly baseline?: string;
  /** Whether the types of prompts are looked at; they are, if nothing is said. */
  readonly types?: boolean;
  /** Severities and options that differ from the preset, by `cordon/NAME`. */
  readonly rules?: Linter.RulesRecord;
  readonly files?: NonNullable<Linter.Config["files"]>;
  readonly ignores?: string[];
  /** The folder that ESLint runs in, from which paths count; the working directory if nothing is said. */
  readonly cwd?: string;
}

const known = ["preset", "config", "baseline", "types", "rules", "files", "ignores", "cwd", "fix", "reportUnprovable", "requireReason"] as const satisfies readonly (keyof CreateConfigOptions)[];

/**
 * Makes a configuration with which `eslint --cache` stays true: results are kept only for as long as the policy, the
 * configuration and every other file that they rest on are as they were.
 *
 * @throws {TypeError} For an option that it does not know.
 */
export function createConfig(plugin: ESLint.Plugin, options: CreateConfigOptions = {}): Linter.Config {
  const strange = Object.keys(options).find((name) => !(known as readonly string[]).includes(name));
  if (strange !== undefined) throw new TypeError(`\`${strange}\` is no option of \`createConfig\`; ${suggestion(strange, known)}`);
  const { preset = "recommended", config, baseline, types, rules, files, ignores, cwd, ...ofRules } = options;
  const base = resolve(cwd ?? ".");
  const given = { ...(config === undefined ? {} : { config }), ...(baseline === undefined ? {} : { baseline }), ...(types === undefined ? {} : { types }) };
  const key = digestOf([base, given, files ?? null]);
  return {
    ...configOf(plugin, preset, ofRules, rules),
    ...(files === undefined ? {} : { files }),
    ...(ignores === undefined ? {} : { ignores }),
    settings: {
      cordon: {
        ...given,
        // Asked whenever ESLint puts a configuration together, so that a process that stays sees changes too. What is
        // known ends with days: agreements, waivers and facts do.
        get fingerprint(): string {
          return fingerprintOf(base, key, digestOf([packageVersion(), new Date().toISOString().slice(0, 10)]));
        },
      },
    },
  };
}

function digestOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);
}
