import { join, relative } from "node:path";
import * as typescript from "@typescript-eslint/parser";
import type { ESLint, Linter } from "eslint";
import * as svelte from "svelte-eslint-parser";
import { describe, expect, it } from "vitest";
import * as vue from "vue-eslint-parser";
import type { RuleName } from "../../rules/rule.ts";
import { folderWith } from "../node/folder.ts";
import { run } from "../package/run.ts";
import { findingsOf, fixturesFolder, readFixtures, type Fixture } from "../rules/fixtures.ts";
import { builtPackage } from "./built.ts";
import { eslints } from "./hosts.ts";
import { hasOxlint, oxlint } from "./oxlint.ts";
import { realPlugin } from "./plugin.ts";

/** A finding as every host can tell it. */
interface Told {
  /** From the folder of all fixtures. */
  readonly file: string;
  readonly rule: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

const fixtures = readFixtures();
const texts = new Map(fixtures.map(({ name, text }) => [name, text]));

/** Files that are linted together: those under one configuration and with the same rules. */
const groups = new Map<string, Fixture[]>();
for (const fixture of fixtures) {
  const key = JSON.stringify([fixture.folder, [...fixture.rules.keys()]]);
  groups.set(key, [...(groups.get(key) ?? []), fixture]);
}

const expected = inOrder(
  fixtures.flatMap((fixture) => findingsOf(fixture).map(({ rule, message, start, end }) => ({ file: fixture.name, rule, message, start, end }))),
);

describe("the fixtures", { timeout: 240_000 }, () => {
  it("are many", () => {
    expect(expected.length).toBeGreaterThan(300);
  });

  it.each(eslints)("are found the same by ESLint $version", async ({ ESLint: Host }) => {
    expect(await everywhere((group) => byEslint(Host, group))).toEqual(expected);
  });

  it.skipIf(!hasOxlint())("are found the same by Oxlint", async () => {
    expect(await everywhere(byOxlint)).toEqual(expected);
  });

  it("are found the same by `cordon check`", async () => {
    expect(await everywhere(byCheck)).toEqual(expected);
  });
});

describe("fixes in ESLint", { timeout: 240_000 }, () => {
  const all = { "cordon/require-controls": ["error", { fix: true }], "cordon/no-ineffective-control": ["error", { fix: true }] } satisfies Linter.RulesRecord;
  const scripts = fixtures.filter(({ name, marks }) => marks.length > 0 && /\.[cm]?[jt]sx?$/u.test(name));

  it.each(eslints)("$version come to an end, and leave nothing that is told to be certain", ({ Linter: Host }) => {
    const parserOptions = { ecmaFeatures: { jsx: true } };
    const config: Linter.Config[] = [{ files: ["**/*.{js,jsx,cjs,mjs,ts,tsx,cts,mts}"], languageOptions: { parser: typescript, parserOptions }, plugins: { cordon: realPlugin() }, rules: all }];
    let fixed = 0;
    for (const { folder, file, name, text } of scripts) {
      const linter = new Host({ configType: "flat", cwd: folder });
      const first = linter.verifyAndFix(text, config, file);
      expect(first.messages.filter(({ fatal, fix }) => fatal === true || fix !== undefined), name).toEqual([]);
      expect(linter.verifyAndFix(first.output, config, file), name).toEqual({ ...first, fixed: false });
      if (first.fixed) fixed++;
    }
    expect(fixed).toBeGreaterThan(50);
  });
});

interface Group {
  readonly folder: string;
  readonly rules: readonly RuleName[];
  readonly files: readonly string[];
}

async function everywhere(find: (group: Group) => Promise<readonly Told[]>): Promise<readonly Told[]> {
  const found: Told[] = [];
  for (const group of groups.values()) {
    const { folder, rules } = group[0]!;
    found.push(...(await find({ folder, rules: [...rules.keys()], files: group.map(({ file }) => relative(folder, file)) })));
  }
  return inOrder(found);
}

async function byEslint(Host: typeof ESLint, { folder, rules, files }: Group): Promise<readonly Told[]> {
  const parserOptions = { ecmaFeatures: { jsx: true } };
  const overrideConfig: Linter.Config[] = [
    { files: ["**/*.{js,jsx,cjs,mjs,ts,tsx,cts,mts}"], languageOptions: { parser: typescript, parserOptions } },
    { files: ["**/*.vue"], languageOptions: { parser: vue, parserOptions: { parser: typescript } } },
    { files: ["**/*.svelte"], languageOptions: { parser: svelte, parserOptions: { parser: typescript } } },
    { plugins: { cordon: realPlugin() }, rules: Object.fromEntries(rules.map((rule) => [`cordon/${rule}`, "error"])), linterOptions: { reportUnusedDisableDirectives: "off" } },
  ];
  const results = await new Host({ cwd: folder, overrideConfigFile: true, overrideConfig }).lintFiles([...files]);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, message, line, column, endLine = line, endColumn = column }) => told(filePath, { rule: ruleId?.replace("cordon/", "") ?? "", message, line, column, endLine, endColumn })),
  );
}

async function byOxlint({ folder, rules, files }: Group): Promise<readonly Told[]> {
  const configuration = { jsPlugins: [join(builtPackage(), "dist/eslint-plugin/index.js")], categories: { correctness: "off" }, rules: Object.fromEntries(rules.map((rule) => [`cordon/${rule}`, "error"])) };
  const found = await oxlint(folder, join(folderWith({ ".oxlintrc.json": JSON.stringify(configuration) }), ".oxlintrc.json"), files);
  return found.map((finding) => ({ ...finding, file: nameOf(join(folder, finding.file)) }));
}

async function byCheck({ folder, rules, files }: Group): Promise<readonly Told[]> {
  const words = ["check", "--format", "json", ...rules.flatMap((rule) => ["--rule", `${rule}=error`]), ...files];
  const { out, complaints } = await run(process.execPath, [join(builtPackage(), "dist/cli/main.js"), ...words], { cwd: folder });
  if (!out.startsWith("{")) throw new Error(complaints);
  const { findings } = JSON.parse(out) as { readonly findings: readonly (Place & { readonly file: string })[] };
  return findings.filter(({ rule }) => rules.includes(rule as RuleName)).map(({ file, ...place }) => told(join(folder, file), place));
}

interface Place {
  readonly rule: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

function told(path: string, { rule, message, line, column, endLine, endColumn }: Place): Told {
  const file = nameOf(path);
  const starts = [0, ...[...texts.get(file)!.matchAll(/\r\n|[\n\r\u2028\u2029]/gu)].map(({ 0: end, index }) => index + end.length)];
  return { file, rule, message, start: starts[line - 1]! + column - 1, end: starts[endLine - 1]! + endColumn - 1 };
}

function nameOf(path: string): string {
  return relative(fixturesFolder, path).replaceAll("\\", "/");
}

function inOrder(all: readonly Told[]): readonly Told[] {
  const key = ({ file, start, rule, message }: Told): string => `${file} ${String(start).padStart(8, "0")} ${rule} ${message}`;
  return all.toSorted((one, other) => (key(one) < key(other) ? -1 : 1)).map(({ file, rule, message, start, end }) => ({ file, rule, message, start, end }));
}
