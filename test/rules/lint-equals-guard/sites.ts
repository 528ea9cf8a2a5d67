import type { ts } from "ts-morph";
import { compileRegoSync } from "../../../opa/index.ts";
import { aiSdk } from "../../../rules/ai-sdk/index.ts";
import { assembleAnalyzer } from "../../../rules/analyzer.ts";
import { clients } from "../../../rules/clients/index.ts";
import { isKnownPackage } from "../../../rules/entry-points/packages.ts";
import { frameworks } from "../../../rules/frameworks/index.ts";
import { http } from "../../../rules/http/index.ts";
import type { JudgedCall, Outcome } from "../../../rules/judge.ts";
import { createModuleStore } from "../../../rules/project.ts";
import type { Rule } from "../../../rules/report.ts";
import type { Analyzer, CallSite } from "../../../rules/rule.ts";
import { createIsland } from "../../../rules/types/index.ts";
import { createGuardFrom } from "../../../src/guard/guard.ts";
import { openPolicySync } from "../../../src/node/open-policy-sync.ts";
import type { Fixture } from "../fixtures.ts";

/** A call of a model as the linter sees it, with all of its outcomes. */
export interface Site {
  /** `ai-sdk-options/prepare-step.ts:7`, with a counter where several stand on one line. */
  readonly name: string;
  readonly node: ts.CallExpression | ts.NewExpression;
  readonly sdk: string;
  readonly outcomes: readonly Outcome[];
  /** Categories that stand outside of what runs: tags, types, patterns of paths. */
  readonly stated: readonly string[];
  readonly call: CallSite;
  /** Whether the source shows all of the call that fares worst. */
  readonly isComplete: boolean;
}

const analyzers = new Map<string, { readonly analyzer: Analyzer; readonly seen: JudgedCall[] }>();

/** Every call of a model in a fixture. */
export function sitesOf(fixture: Fixture): readonly Site[] {
  const { analyzer, seen } = spying(fixture.folder);
  seen.length = 0;
  const { calls } = analyzer.analyze({ file: fixture.file, text: fixture.text, rules: new Map([["require-controls", {}]]) });
  const lines = new Map<number, number>();
  return seen.map(({ found, sdk, outcomes }, index): Site => {
    const call = calls[index]!;
    const line = fixture.text.slice(0, call.start).split("\n").length;
    const count = (lines.get(line) ?? 0) + 1;
    lines.set(line, count);
    const stated = outcomes.flatMap(({ categories }) => categories.flatMap(({ category, from }) => (typeof category === "string" && (from === "tag" || from === "type" || from === "paths") ? [category] : [])));
    return {
      name: `${fixture.name}:${line}${count === 1 ? "" : `#${count}`}`,
      node: found.node,
      sdk,
      outcomes,
      stated: [...new Set(stated)],
      call,
      isComplete: call.decision !== null && call.unknown.length === 0,
    };
  });
}

/** The analysis of `createAnalyzer`, with a rule that keeps what every rule is given. */
function spying(folder: string): { readonly analyzer: Analyzer; readonly seen: JudgedCall[] } {
  const known = analyzers.get(folder);
  if (known !== undefined) return known;
  const { policy, configuration } = openPolicySync({ compile: compileRegoSync, cwd: folder });
  const { taxonomy } = configuration.organisation;
  const guard = createGuardFrom(policy);
  const seen: JudgedCall[] = [];
  const spy: Rule = { name: "require-controls", description: "", recommended: "off", strict: "off", fixes: false, messages: {}, check: (call) => (seen.push(call), []) };
  const analyzer = assembleAnalyzer({
    root: folder,
    guard: () => guard,
    paths: configuration.paths,
    waivers: [],
    profile: configuration.profile,
    taxonomy: Object.keys(taxonomy.categories),
    defaults: taxonomy.defaults ?? [],
    fingerprint: "",
    today: () => new Date().toISOString().slice(0, 10),
    store: () => createModuleStore({ root: folder, isExternal: isKnownPackage }),
    types: (store) => createIsland(store as never),
    families: [aiSdk, clients, frameworks, http],
    rules: [spy],
    onTrouble: (error) => {
      throw error;
    },
  });
  const made = { analyzer, seen };
  analyzers.set(folder, made);
  return made;
}
