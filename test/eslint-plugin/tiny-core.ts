import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readDirective } from "../../rules/directives.ts";
import type { AnalysisRequest, Finding, RuleName } from "../../rules/rule.ts";
import type { AnalyzerPlace } from "../../eslint-plugin/analyzer-place.ts";
import type * as core from "../../eslint-plugin/core.ts";

/** What the host asked of it. */
export interface Asked {
  readonly opened: AnalyzerPlace[];
  readonly requests: AnalysisRequest[];
  runs: number;
}

const call = /generateText(?=\()/gu;
const directive = /\/\*\s*(eslint-disable[\s\S]*?)\*\/|\/\/\s*(eslint-disable-(?:next-)?line[^\n]*)/gu;

/**
 * An analysis that a test can overlook: every `generateText(` lacks a `safe`, which a suggestion writes, unless the file
 * `flag.txt` beside the linted one says `safe`; a disable comment without ` -- ` lacks its reason.
 */
export function tinyCore(asked: Asked): typeof core {
  return {
    readDirective,
    placesOf: () => [],
    openAnalyzer(place) {
      asked.opened.push(place);
      return {
        watched: [],
        told: (findings) => findings,
        analyzer: {
          fingerprint: "tiny",
          begin: () => void asked.runs++,
          analyze(request) {
            asked.requests.push(request);
            const flag = join(dirname(request.file), "flag.txt");
            const isSafe = existsSync(flag) && readFileSync(flag, "utf8").includes("safe");
            const findings = isSafe ? [] : [...request.rules.keys()].flatMap((rule) => (rule === "require-controls" ? lacking(request.text) : []));
            return { findings: [...findings, ...(request.requireReason === true ? unreasoned(request) : [])], calls: [], dependencies: [flag] };
          },
        },
      };
    },
  };
}

const plain = { related: [], decision: null, site: "", id: "" };

function lacking(text: string): Finding[] {
  return [...text.matchAll(call)].flatMap(({ index }) => {
    const behind = index + "generateText(".length;
    if (text.startsWith("safe", behind)) return [];
    const suggestions = ["safe", "safer"].map((word) => ({ message: `Add \`${word}\``, edits: [{ start: behind, end: behind, text: `${word}, ` }] }));
    return [{ ...plain, rule: "require-controls", messageId: "missing", message: "It lacks `{{safe}}`.", start: index, end: behind - 1, suggestions, fixable: true }];
  });
}

function unreasoned({ text, rules }: AnalysisRequest): Finding[] {
  return [...text.matchAll(directive)].flatMap(({ 0: comment, index }) => {
    if (/\s--\s/u.test(comment)) return [];
    const named = [...rules.keys()].find((name) => comment.includes(`cordon/${name}`)) ?? ([...rules.keys()][0] as RuleName);
    return [{ ...plain, rule: named, messageId: "directive-without-reason", message: "It gives no reason.", start: index, end: index + comment.length, suggestions: [], fixable: false }];
  });
}
