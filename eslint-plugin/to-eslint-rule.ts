import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Rule } from "eslint";
import { packageManifest, packageRoot } from "../src/node/package-root.ts";
import type { Rule as Check } from "../rules/report.ts";
import type { Edit } from "../rules/rule.ts";
import type { Report } from "./audible.ts";
import { joinLint } from "./file-lint.ts";
import { optionsSchema, readOptions, type HostOptions } from "./rule-options.ts";

/** The ESLint rule of a check. All it does is ask, and put what it is told where ESLint wants it. */
export function toEslintRule({ name, description, recommended, messages }: Check): Rule.RuleModule {
  const known = [...Object.keys(messages), ...ofAll];
  return {
    meta: {
      type: "problem",
      docs: { description, recommended: recommended !== "off", url: pageOf(name) },
      fixable: "code",
      hasSuggestions: true,
      schema: [optionsSchema],
      // Sentences come whole from the analysis, so that all hosts tell the same.
      messages: Object.fromEntries(known.map((id) => [id, "{{sentence}}"])),
    },
    create(context) {
      const options = readOptions(context.options);
      const lint = joinLint(name, options, context);
      if (lint === undefined) return {};
      return {
        Program(): void {
          const told = lint.told(name, context.sourceCode);
          if ("problem" in told) reportAtStart(context, "problem", told.problem);
          else for (const report of told.reports) tell(context, report, { options, known });
        },
      };
    },
  };
}

/** Messages that any rule may have, beside its own. */
const ofAll = ["problem", "told", "directive-without-reason", "malformed-waiver", "outlived-waiver"];

interface Manner {
  readonly options: HostOptions;
  readonly known: readonly string[];
}

function tell(context: Rule.RuleContext, { finding, place }: Report, { options, known }: Manner): void {
  const { sourceCode } = context;
  const messageId = known.includes(finding.messageId) ? finding.messageId : "told";
  const start = sourceCode.getLocFromIndex(finding.start);
  if (place === "start") {
    reportAtStart(context, messageId, `Line ${start.line}: ${finding.message}`);
    return;
  }
  const [first, ...others] = finding.suggestions.filter(({ edits }) => edits.length > 0 && !overlap(edits));
  const fix = options.fix === true && finding.fixable ? first : undefined;
  const offered = fix === undefined ? [first, ...others] : others;
  context.report({
    loc: { start, end: sourceCode.getLocFromIndex(finding.end) },
    messageId,
    data: { sentence: finding.message },
    ...(fix === undefined ? {} : { fix: (fixer) => applied(fixer, fix.edits) }),
    suggest: offered.flatMap((each) => (each === undefined ? [] : [{ desc: each.message, fix: (fixer: Rule.RuleFixer) => applied(fixer, each.edits) }])),
  });
}

/** Stands where no comment of the file silences it: before the first character. Oxlint has no such place, and needs none. */
function reportAtStart(context: Rule.RuleContext, messageId: string, sentence: string): void {
  const report = (column: number): void => context.report({ loc: { line: 1, column }, messageId, data: { sentence } });
  try {
    report(-1);
  } catch {
    report(0);
  }
}

function applied(fixer: Rule.RuleFixer, edits: readonly Edit[]): Rule.Fix[] {
  return edits.map(({ start, end, text }) => fixer.replaceTextRange([start, end], text));
}

/** ESLint gives up a whole run where the parts of one fix overlap; such an edit is not offered. */
function overlap(edits: readonly Edit[]): boolean {
  const ordered = edits.toSorted((one, other) => one.start - other.start || one.end - other.end);
  return ordered.some(({ start }, index) => index > 0 && start < ordered[index - 1]!.end);
}

function pageOf(name: string): string {
  const { homepage } = packageManifest();
  const page = `docs/rules/${name}.md`;
  return homepage === undefined ? pathToFileURL(join(packageRoot(), page)).href : `${homepage.replace(/(?:#.*|\/)$/u, "")}/blob/main/${page}`;
}
