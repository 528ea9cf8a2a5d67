import { dirname, join, relative, resolve } from "node:path";
import type { RuleOptions } from "../rules/rule.ts";
import { rules as allRules } from "../rules/table.ts";
import { loadConfiguration } from "../src/node/configuration/load.ts";
import { packageVersion } from "../src/node/package-root.ts";
import { findingsGithub } from "../src/report/findings-github.ts";
import { findingsJson } from "../src/report/findings-json.ts";
import { findingsSarif } from "../src/report/findings-sarif.ts";
import { findingsSummary, findingsText } from "../src/report/findings-text.ts";
import { counted, type AcceptedFinding, type FindingsReport } from "../src/report/findings.ts";
import { manifestText } from "../src/report/manifest-text.ts";
import { analysisRules, type RulesOptions } from "./check/analysis-rules.ts";
import { baselineName } from "./check/baseline-file.ts";
import { openBaseline, useBaseline } from "./check/baseline-use.ts";
import { checkArguments, type StatedArguments } from "./check/check-arguments.ts";
import { lookAndMend } from "./check/look-and-mend.ts";
import type { Rules } from "./check/look.ts";
import { manifestJson, manifestOf, writeManifest } from "./check/manifest.ts";
import { pathFrom, savedPlaces } from "./check/places.ts";
import { toldOf } from "./check/reported.ts";
import { ruleSettings } from "./check/rule-settings.ts";
import { sourceFiles } from "./check/source-files.ts";
import { tellWarnings } from "./failure.ts";
import type { Terminal } from "./terminal.ts";

export interface CheckOptions extends StatedArguments {
  readonly format: "text" | "json" | "sarif" | "github";
  readonly config?: string;
  readonly rule?: readonly string[];
  readonly strict?: boolean;
  readonly maxWarnings?: number;
  readonly reportUnprovable?: boolean;
  readonly now?: string;
}

type Check = (options: CheckOptions, terminal: Terminal, args: readonly string[]) => Promise<number>;

/** `cordon check` over these rules: finds what the policy would not let pass as it is written. */
export function checkWith(rulesFor: (options: RulesOptions) => Rules): Check {
  return async (options, terminal, args) => {
    const { cwd } = terminal;
    const { strict = false, reportUnprovable = false, fix = false, fixDryRun = false, updateBaseline = false, pruneBaseline = false, format } = options;
    const { paths, baseline: baselineFile, manifest: manifestFile } = checkArguments(options, args, cwd);
    const today = options.now ?? new Date().toISOString().slice(0, 10);
    const wanted: RuleOptions = { fix: fix || fixDryRun, reportUnprovable };
    const { rules, levels } = ruleSettings(strict ? "strict" : "recommended", options.rule ?? [], wanted);
    const configuration = loadConfiguration({ file: options.config, cwd, today });
    tellWarnings(configuration.warnings, terminal);
    const files = filesOf(paths, terminal);
    const root = configuration.file === null ? cwd : dirname(configuration.file);
    const baseline = baselineFile === undefined ? undefined : openBaseline(baselineFile === true ? pathFrom(cwd, join(root, baselineName)) : baselineFile, cwd);
    const listed = new Set(updateBaseline ? [] : (baseline?.entries ?? []).map(({ rule, id }) => `${rule} ${id}`));

    const notices: string[] = [];
    const { looked, fixed, difference } = await lookAndMend(files, {
      rules: rulesFor({ config: options.config, cwd, today }),
      terminal,
      request: { rules, directives: true, requireReason: strict },
      mending: fix ? "write" : fixDryRun ? "show" : "off",
      may: ({ rule, id }) => !listed.has(`${rule} ${id}`),
      failed: (message) => void notices.push(message),
    });
    for (const notice of notices) terminal.complain(`cordon: ${notice}\n`);

    const reporting = { folder: format === "github" || format === "sarif" ? workspace(cwd) : cwd, levels, saved: savedPlaces() };
    const told = looked.map((each) => toldOf(each, reporting));
    const all = told.flatMap(({ findings }) => findings);
    const outcome = baseline === undefined ? undefined : useBaseline(all, baseline, { cwd, update: updateBaseline, prune: pruneBaseline, scope: { root, files, paths: paths.map((path) => resolve(cwd, path)), rules } });
    if (outcome?.told !== undefined) terminal.complain(`cordon: ${outcome.told}\n`);
    const report: FindingsReport = {
      findings: outcome?.findings ?? all,
      accepted: [...told.flatMap(({ accepted }) => accepted), ...(outcome?.hidden ?? []).map((finding): AcceptedFinding => ({ finding, by: "baseline", reason: "", until: null }))],
      files: files.length,
      calls: looked.reduce((sum, { analysis }) => sum + analysis.calls.length, 0),
      fixed: fix ? fixed : undefined,
      unmatched: outcome?.unmatched,
    };
    const manifest = manifestFile === undefined ? undefined : manifestOf(looked, { folder: cwd, asOf: options.now });
    if (typeof manifestFile === "string") writeManifest(cwd, manifestFile, manifest!);

    if (fixDryRun) {
      await terminal.write(difference);
      terminal.complain(findingsSummary(report));
    } else if (manifest !== undefined && manifestFile === true) {
      await terminal.write(format === "json" ? manifestJson(manifest) : manifestText(manifest, terminal.paint));
      if (report.findings.length > 0) terminal.complain(`cordon: ${counted(report.findings.length, "finding")}; leave \`--manifest\` out to see what they are\n`);
    } else {
      const sarifRules = allRules.map(({ name, description }) => ({ name, description, level: levels.get(name) ?? "off" }));
      const forms = {
        text: () => findingsText(report, terminal),
        json: () => findingsJson(report),
        sarif: () => findingsSarif(report, { version: packageVersion(), notices, rules: sarifRules }),
        github: () => findingsGithub(report),
      };
      await terminal.write(forms[format]());
    }
    return notices.length > 0 ? 2 : verdict(report, options.maxWarnings);
  };
}

export const check = checkWith(analysisRules);

function filesOf(paths: readonly string[], terminal: Terminal): readonly string[] {
  const { files, strange, empty } = sourceFiles(paths, terminal.cwd);
  for (const path of strange) terminal.complain(`cordon: warning: \`${path}\` is left out: it is no TypeScript, JavaScript, Vue or Svelte file\n`);
  for (const path of empty) terminal.complain(`cordon: warning: \`${path}\` holds no source that is looked at\n`);
  return files;
}

/** Where GitHub counts paths from: the checkout, in which this folder may lie deeper. */
function workspace(cwd: string): string {
  const checkout = process.env["GITHUB_WORKSPACE"] ?? "";
  return checkout !== "" && !relative(checkout, cwd).startsWith("..") ? checkout : cwd;
}

function verdict({ findings }: FindingsReport, maxWarnings = Number.POSITIVE_INFINITY): 0 | 1 {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  return errors > 0 || findings.length - errors > maxWarnings ? 1 : 0;
}
