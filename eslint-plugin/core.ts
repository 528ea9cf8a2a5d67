import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { compileRegoSync } from "../opa/index.ts";
import { createGuardFrom } from "../src/guard/guard.ts";
import { ConfigurationError } from "../src/model/errors.ts";
import { configurationNames } from "../src/node/configuration/find.ts";
import { shownPath } from "../src/node/configuration/source-file.ts";
import { openPolicySync } from "../src/node/open-policy-sync.ts";
import { packageVersion } from "../src/node/package-root.ts";
import { Baseline, hide, type BaselineEntry } from "../rules/baseline.ts";
import { loadCompiler } from "../rules/compiler.ts";
import { createAnalyzer } from "../rules/index.ts";
import type { Analyzer, Finding } from "../rules/rule.ts";
import type { AnalyzerPlace } from "./analyzer-place.ts";

export { readDirective } from "../rules/directives.ts";

/** An analysis under one configuration, with all that it was made of. */
export interface OpenedAnalyzer {
  readonly analyzer: Analyzer;
  /** Without the findings that the baseline lists. */
  readonly told: (findings: readonly Finding[]) => readonly Finding[];
  /** Absolute paths; the analyzer holds for as long as none of them changes, comes or goes. */
  readonly watched: readonly string[];
}

/**
 * Opens policy, configuration and baseline of a place.
 *
 * @throws {ConfigurationError} When the configuration or the baseline is not sound.
 * @throws {GuardError} When the policy or the compiler cannot be loaded.
 */
export function openAnalyzer({ cwd, config, baseline, types }: AnalyzerPlace): OpenedAnalyzer {
  loadCompiler();
  const { policy, configuration } = openPolicySync({ compile: compileRegoSync, config, cwd });
  const entries = baseline === undefined ? [] : readBaseline(baseline, cwd);
  const guard = createGuardFrom(policy);
  const { file, paths, waivers } = configuration;
  const analyzer = createAnalyzer({
    root: file === null ? cwd : dirname(file),
    configuration,
    guard: () => guard,
    fingerprint: digestOf({ version: packageVersion(), revision: policy.data.revision, paths, waivers, entries, types }),
    ...(types === undefined ? {} : { types }),
  });
  const rego = Object.keys(configuration.regoSources).map((path) => join(file === null ? cwd : dirname(file), path));
  return {
    analyzer,
    told: (findings) => (entries.length === 0 ? findings : hide(findings, entries).findings),
    watched: [...placesOf({ cwd, config, baseline }), ...configuration.files, ...configuration.regoFolders, ...rego],
  };
}

/** Where a configuration stands, or may come to stand so that it counts. */
export function placesOf({ cwd, config, baseline }: Pick<AnalyzerPlace, "cwd" | "config" | "baseline">): readonly string[] {
  return [...(config === undefined ? searched(cwd) : [config]), ...(baseline === undefined ? [] : [baseline])];
}

/** Where a configuration is looked for, up to the folder in which one is found. */
function searched(folder: string): readonly string[] {
  const here = configurationNames.map((name) => join(folder, name));
  return dirname(folder) === folder || here.some((path) => existsSync(path)) ? here : [...here, ...searched(dirname(folder))];
}

function digestOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("base64url");
}

function readBaseline(file: string, cwd: string): readonly BaselineEntry[] {
  const refuse = (message: string): never => {
    throw new ConfigurationError([{ file: shownPath(file, cwd), line: 1, column: 1, message }]);
  };
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return refuse("the baseline cannot be read; write it with `cordon check --baseline`");
  }
  try {
    const read = Baseline.safeParse(JSON.parse(text));
    return read.success ? read.data.findings : refuse("this is no baseline; write it anew with `cordon check --baseline`");
  } catch {
    return refuse("this is no baseline; write it anew with `cordon check --baseline`");
  }
}
