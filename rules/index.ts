import type { Guard } from "../src/guard/guard.ts";
import type { Organisation } from "../src/model/organisation.ts";
import { aiSdk } from "./ai-sdk/index.ts";
import { assembleAnalyzer } from "./analyzer.ts";
import { clients } from "./clients/index.ts";
import type { PathCategory } from "./facts/categories.ts";
import { frameworks } from "./frameworks/index.ts";
import { http } from "./http/index.ts";
import { isKnownPackage } from "./entry-points/packages.ts";
import { createModuleStore } from "./project.ts";
import type { Analyzer } from "./rule.ts";
import { rules } from "./table.ts";
import { createIsland } from "./types/index.ts";
import type { ConfiguredWaiver } from "./waivers.ts";

export { mayCallModel } from "./filter.ts";
export type { Objection, Rule, RuleContext } from "./report.ts";
export { ruleNames, type Analysis, type AnalysisRequest, type Analyzer, type CallSite, type Edit, type Finding, type RuleName, type RuleOptions, type Suggestion, type Suppressed } from "./rule.ts";
export { rules } from "./table.ts";

export interface CreateAnalyzerOptions {
  /** The folder that findings name sites from: that of `cordon.yaml`, or the working directory. */
  readonly root: string;
  /** What `loadConfiguration` of `cordon/node` gives. */
  readonly configuration: {
    /** `null` where there is no `cordon.yaml`. */
    readonly file: string | null;
    readonly profile: string;
    readonly organisation: Organisation;
    readonly paths: readonly PathCategory[];
    readonly waivers: readonly ConfiguredWaiver[];
  };
  /** The policy as it is asked; called when the first call of a model is found. */
  readonly guard: () => Pick<Guard, "decide" | "catalog">;
  /** Equal where policy, configuration and analysis are. */
  readonly fingerprint: string;
  /** Whether the types of prompts are looked at where syntax does not decide; `true` by default. */
  readonly types?: boolean;
  /** The clock, as an ISO date. */
  readonly today?: () => string;
}

/**
 * Makes the analysis of a folder under one configuration. Nothing is loaded before the first file that may call a model.
 *
 * @example
 * const analyzer = createAnalyzer({ root, configuration, guard: () => guard, fingerprint: "1" });
 * analyzer.begin();
 * analyzer.analyze({ file, text, rules: new Map([["require-controls", {}]]) }).findings;
 */
export function createAnalyzer(options: CreateAnalyzerOptions): Analyzer {
  const { configuration } = options;
  const { taxonomy } = configuration.organisation;
  return assembleAnalyzer({
    root: options.root,
    guard: options.guard,
    paths: configuration.paths,
    waivers: configuration.waivers,
    profile: configuration.file === null ? `the ${configuration.profile}` : `the ${configuration.profile} as \`cordon.yaml\` has it`,
    taxonomy: Object.keys(taxonomy.categories),
    defaults: taxonomy.defaults ?? [],
    fingerprint: options.fingerprint,
    today: options.today ?? (() => new Date().toISOString().slice(0, 10)),
    store: () => createModuleStore({ root: options.root, isExternal: isKnownPackage }),
    types: (store) => (options.types === false ? () => ({ categories: [], decided: true }) : createIsland(store)),
    families: [aiSdk, clients, frameworks, http],
    rules,
  });
}
