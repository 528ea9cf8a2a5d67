import type { Rule } from "eslint";
import { isCandidate, type EstreeNode } from "../rules/candidate.ts";
import { mayCallModel } from "../rules/filter.ts";
import { ruleNames, type RuleName } from "../rules/rule.ts";
import type { Directive } from "../rules/directives.ts";
import { analyzerFor } from "./analyzers.ts";
import { readPlace } from "./analyzer-place.ts";
import { audible, type Report } from "./audible.ts";
import { recordDependencies } from "./dependency-record.ts";
import { lintedFile } from "./linted-file.ts";
import { loadCore } from "./load-core.ts";
import { bears } from "./problem-bearer.ts";
import type { HostOptions } from "./rule-options.ts";
import { framed } from "./script-block.ts";

/** What a rule reports of a file: findings, or one problem of the whole run. */
export type Told = { readonly reports: readonly Report[] } | { readonly problem: string };

/** One lint of one text, shared by the rules that take part in it: they are analysed together, once. */
export interface FileLint {
  /** Asked when all rules have joined. */
  told(rule: RuleName, sourceCode: Rule.RuleContext["sourceCode"]): Told;
}

interface OpenLint extends FileLint {
  readonly file: string;
  readonly text: string;
  readonly cwd: string;
  readonly settings: unknown;
  readonly rules: Map<RuleName, HostOptions>;
  /** Whether nothing was asked yet: a rule that comes later belongs to another lint. */
  readonly isOpen: boolean;
}

let current: OpenLint | undefined;
/** The last text in which no call can be: all rules ask of it. */
let idle: { readonly file: string; readonly text: string } | undefined;

/**
 * Joins a rule to the lint of a file; `undefined` where nothing can come of it, which a search of the text tells.
 * Lints are told apart by path and text, never by an object of the host: Oxlint has one for all files.
 */
export function joinLint(rule: RuleName, options: HostOptions, context: Rule.RuleContext): FileLint | undefined {
  const { text } = context.sourceCode;
  const cwd = context.cwd ?? process.cwd();
  const file = lintedFile(context.filename, cwd);
  if (idle?.text === text && idle.file === file) return undefined;
  if (current === undefined || !isSame(current, { file, text, cwd, settings: context.settings["cordon"] }) || current.rules.has(rule)) {
    if (typeof text !== "string" || !mayCallModel(text, file)) {
      idle = { file, text };
      return undefined;
    }
    current = createLint(file, text, cwd, context.settings);
  }
  current.rules.set(rule, options);
  return current;
}

function isSame(lint: OpenLint, { file, text, cwd, settings }: Pick<OpenLint, "file" | "text" | "cwd" | "settings">): boolean {
  return lint.isOpen && lint.file === file && lint.text === text && lint.cwd === cwd && (lint.settings === settings || JSON.stringify(lint.settings) === JSON.stringify(settings));
}

function createLint(file: string, text: string, cwd: string, settings: Rule.RuleContext["settings"]): OpenLint {
  const rules = new Map<RuleName, HostOptions>();
  let all: Told | undefined;

  function judge(sourceCode: Rule.RuleContext["sourceCode"]): Told {
    if (!isCandidate(sourceCode.ast as unknown as EstreeNode, text, sourceCode.visitorKeys)) return { reports: [] };
    const place = readPlace(settings, cwd);
    if (typeof place === "string") return { problem: `Nothing is judged here: ${place}` };
    const since = Date.now();
    const opened = analyzerFor(place);
    if ("problem" in opened) {
      // A file that is found clean only because nothing was judged must not stay so.
      recordDependencies(settings, opened.watched, since);
      return opened;
    }
    const requireReason = [...rules.values()].some((options) => options.requireReason === true);
    const frame = framed(file, text);
    // Other files may have changed since the last one was linted, and no host says so.
    opened.analyzer.begin();
    const { findings, dependencies } = frame.restore(opened.analyzer.analyze({ file, text: frame.text, rules, requireReason }));
    recordDependencies(settings, [...opened.watched, ...dependencies], since);
    return { reports: audible(opened.told(findings), ruleNames.filter((name) => rules.has(name)), text, () => directivesOf(sourceCode)) };
  }

  return {
    file,
    text,
    cwd,
    settings: settings["cordon"],
    rules,
    get isOpen() {
      return all === undefined;
    },
    told(rule, sourceCode) {
      all ??= judge(sourceCode);
      if ("reports" in all) return { reports: all.reports.filter((report) => report.rule === rule) };
      // One rule speaks for all of them, the most important first: it is the one that is set to an error.
      return rule === ruleNames.find((name) => rules.has(name)) && bears(file, { cwd, sentence: all.problem }) ? all : { reports: [] };
    },
  };
}

function directivesOf(sourceCode: Rule.RuleContext["sourceCode"]): readonly Directive[] {
  const { readDirective } = loadCore();
  return sourceCode.getAllComments().flatMap(({ range, value, type }) => {
    if (range === undefined) return [];
    return readDirective({ start: range[0], end: range[1], body: value, block: type === "Block" }) ?? [];
  });
}
