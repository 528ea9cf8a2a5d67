import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { testRego, type TestReport } from "../opa/index.ts";
import { loadConfiguration, type Configuration } from "../src/node/configuration/load.ts";
import { shownPath } from "../src/node/configuration/source-file.ts";
import { policyData } from "../src/node/policy-data.ts";
import { shippedRego, withoutTests } from "../src/node/policy-source.ts";
import { embeddedWasm } from "../src/policy/embedded.ts";
import { junit } from "../src/report/junit.ts";
import { readCases } from "./case-file.ts";
import { coverageOf, testedPart, type RegoCoverage } from "./coverage.ts";
import { CommandError, tellWarnings } from "./failure.ts";
import { runCases } from "./run-cases.ts";
import type { Terminal } from "./terminal.ts";
import { coverageText, resultsText, type TestOutcome } from "./test-report.ts";

export interface TestOptions {
  readonly run?: string;
  readonly config?: string;
  readonly format: "text" | "json" | "junit";
}

/** `cordon test`: Rego unit tests in OPA's own tester, case files against the compiled policy. */
export async function test({ run, config, format }: TestOptions, terminal: Terminal, args: readonly string[]): Promise<number> {
  const { cwd } = terminal;
  const configuration = loadConfiguration({ file: config, cwd });
  tellWarnings(configuration.warnings, terminal);
  const files = (args.length > 0 ? args.map((path) => resolve(cwd, path)) : usualPaths(configuration, cwd)).flatMap((path) => filesIn(path, cwd));
  const named = (title: string): boolean => run === undefined || title.includes(run);
  const cases = files.filter((path) => casePattern.test(path)).flatMap((path) => readCases(path, shownPath(path, cwd)));
  const caseResults = await runCases(cases.filter(({ title }) => named(title)), config, cwd);
  const rego = await runRego(files.filter((path) => path.endsWith(".rego")), configuration, cwd);
  const outcomes: readonly TestOutcome[] = [
    ...rego.results.flatMap((result) => (named(`${result.package}.${result.name}`) ? [outcomeOf(result)] : [])),
    ...caseResults.map(({ title, ...rest }): TestOutcome => ({ kind: "case", name: title, ...rest })),
  ];
  if (outcomes.length === 0) throw new CommandError(`no test was found${run === undefined ? "" : ` whose name holds \`${run}\``}; tests end in \`_test.rego\`, case files in \`.cases.yaml\` or \`.cases.json\``);
  const { coverage } = rego;
  await terminal.write(
    format === "json"
      ? `${JSON.stringify({ results: outcomes, coverage }, null, 2)}\n`
      : format === "junit"
        ? junit(suites(outcomes))
        : `${resultsText(outcomes, terminal.paint)}${coverageText(coverage)}`,
  );
  return outcomes.some(({ failure }) => failure !== undefined) ? 1 : 0;
}

const casePattern = /\.cases\.(?:ya?ml|json)$/u;
interface RegoRun {
  readonly results: TestReport["results"];
  readonly coverage: RegoCoverage | undefined;
}

async function runRego(paths: readonly string[], configuration: Configuration, cwd: string): Promise<RegoRun> {
  if (!paths.some((path) => path.endsWith("_test.rego"))) return { results: [], coverage: undefined };
  const tested = Object.fromEntries(paths.map((path) => [shownPath(path, cwd), readFileSync(path, "utf8")]));
  const texts = new Set(Object.values(tested));
  const shipped = shippedRego();
  // What is tested may be what ships, or what the configuration names; each module counts once.
  const rest = Object.entries(withoutTests({ ...shipped, ...configuration.regoSources })).filter(([, text]) => !texts.has(text));
  const sources = { ...Object.fromEntries(rest), ...tested };
  const of = testedPart(tested, shipped);
  // The tests of what ships bring all that they read; those of an organisation may read its catalogue and its rules.
  const data = of === "shipped" ? undefined : { ...policyData(configuration, embeddedWasm()), revision: "sha256:test" };
  const { results, coverage } = await testRego({ sources, data });
  return { results, coverage: coverageOf(coverage, of, { sources, shipped }) };
}

function usualPaths({ regoFolders }: Configuration, cwd: string): readonly string[] {
  const here = [join(cwd, "policies"), join(cwd, "test", "corpus")].filter((path) => !regoFolders.includes(path));
  const paths = [...new Set(regoFolders), ...here.filter((path) => existsSync(path))];
  if (paths.length === 0) throw new CommandError("there is no folder `policies` here; name the files or folders with tests");
  return paths;
}

function filesIn(path: string, cwd: string): readonly string[] {
  if (!existsSync(path)) throw new CommandError(`\`${shownPath(path, cwd)}\` does not exist; check the name`);
  if (statSync(path).isFile()) {
    if (path.endsWith(".rego") || casePattern.test(path)) return [path];
    throw new CommandError(`\`${shownPath(path, cwd)}\` holds no tests; they end in \`.rego\`, \`.cases.yaml\` or \`.cases.json\``);
  }
  return readdirSync(path, { withFileTypes: true })
    .filter(({ name }) => name !== "node_modules" && !name.startsWith("."))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const inner = join(path, entry.name);
      if (entry.isDirectory()) return filesIn(inner, cwd);
      return inner.endsWith(".rego") || casePattern.test(inner) ? [inner] : [];
    });
}

function outcomeOf({ package: suite, name, file, line, passed, skipped, error, output, durationMs }: TestReport["results"][number]): TestOutcome {
  const failure = passed || skipped ? undefined : [error, output].filter((text) => text !== undefined && text !== "").join("\n") || "the test does not hold";
  return { kind: "rego", name: `${suite}.${name}`, file, line, seconds: durationMs / 1000, ...(skipped && { skipped }), ...(failure !== undefined && { failure }) };
}

function suites(outcomes: readonly TestOutcome[]): Parameters<typeof junit>[0] {
  const files = [...new Set(outcomes.map(({ file }) => file))];
  return files.map((name) => ({ name, cases: outcomes.filter(({ file }) => file === name) }));
}

