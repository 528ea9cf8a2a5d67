import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createAnalyzer } from "../../rules/index.ts";
import { ruleNames, type Analyzer, type Finding, type RuleName, type RuleOptions } from "../../rules/rule.ts";
import { createGuardFrom } from "../../src/guard/guard.ts";
import { openPolicySync } from "../../src/node/open-policy-sync.ts";

/** Where the fixtures of the linter lie. */
export const fixturesFolder = fileURLToPath(new URL("../fixtures/lint", import.meta.url));

/** A rule that is broken on a line. */
export interface Mark {
  readonly line: number;
  readonly rule: RuleName;
}

export interface Fixture {
  /** From the folder of all fixtures. */
  readonly name: string;
  /** Absolute. */
  readonly file: string;
  /** The folder of the nearest `cordon.yaml`, or that of all fixtures: what a host is started in. */
  readonly folder: string;
  readonly text: string;
  readonly rules: ReadonlyMap<RuleName, RuleOptions>;
  /** What its comments say, in order. */
  readonly marks: readonly Mark[];
}

const source = /\.(?:[cm]?[jt]sx?|vue|svelte)$/u;
const mark = /\/\/ expect: ([\w-]+(?:, [\w-]+)*)\s*$/u;
const usual: readonly RuleName[] = ["require-controls", "no-denied-call", "no-ineffective-control"];

/** Every file of the fixtures; helper modules too, which are silent. */
export function readFixtures(): readonly Fixture[] {
  return readdirSync(fixturesFolder, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => source.test(name))
    .sort()
    .map((name) => {
      const file = join(fixturesFolder, name);
      const text = readFileSync(file, "utf8");
      return { name, file, text, folder: configurationFolder(dirname(file)), rules: new Map(rulesOf(name).map((rule) => [rule, {}])), marks: marksOf(text) };
    });
}

/** The rules that run in a folder of fixtures. */
export function rulesOf(name: string): readonly RuleName[] {
  return /^(?:require-category|no-unguarded-call)\//u.test(name) ? ruleNames : usual;
}

export function marksOf(text: string): readonly Mark[] {
  return inOrder(text.split("\n").flatMap((line, index) => (mark.exec(line)?.[1]?.split(", ") ?? []).map((rule) => ({ line: index + 1, rule: rule as RuleName }))));
}

/** Findings as marks: a finding is marked on the line on which its callee begins. */
export function marksOfFindings(findings: readonly Pick<Finding, "rule" | "start">[], text: string): readonly Mark[] {
  return inOrder(findings.map(({ rule, start }) => ({ line: text.slice(0, start).split("\n").length, rule })));
}

export function inOrder(marks: readonly Mark[]): readonly Mark[] {
  return marks.toSorted((one, other) => one.line - other.line || ruleNames.indexOf(one.rule) - ruleNames.indexOf(other.rule));
}

const analyzers = new Map<string, Analyzer>();

/** The analysis without any host, under the configuration of a folder. */
export function analyzerOf(folder: string): Analyzer {
  const known = analyzers.get(folder);
  if (known !== undefined) return known;
  const { policy, configuration } = openPolicySync({ cwd: folder });
  const guard = createGuardFrom(policy);
  const analyzer = createAnalyzer({ root: folder, configuration, guard: () => guard, fingerprint: policy.data.revision });
  analyzers.set(folder, analyzer);
  return analyzer;
}

/** What the analysis finds in a fixture. */
export function findingsOf({ file, folder, text, rules }: Fixture): readonly Finding[] {
  return analyzerOf(folder).analyze({ file, text, rules }).findings;
}

function configurationFolder(folder: string): string {
  return folder === fixturesFolder || existsSync(join(folder, "cordon.yaml")) ? folder : configurationFolder(dirname(folder));
}
