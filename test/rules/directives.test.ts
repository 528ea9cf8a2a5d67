import { Linter } from "eslint";
import { describe, expect, it } from "vitest";
import { disabled, withoutReason } from "../../rules/directives.ts";
import { ruleNames, type Finding } from "../../rules/rule.ts";
import { findingOn, parsed } from "./parsed.ts";

const call = "generateText";

/** Which calls of a text remain, by their number. */
function left(text: string): readonly number[] {
  const all = findingsIn(text);
  const { findings } = disabled(all, { module: parsed(text, "/project/a.js") });
  return findings.map((finding) => all.indexOf(finding));
}

function findingsIn(text: string): readonly Finding[] {
  return [...text.matchAll(/generateText/gu)].map(({ index }) => findingOn(text, call, { from: index }));
}

/** The same, as ESLint itself answers. */
function leftInEslint(text: string): readonly number[] {
  const rule = { meta: { schema: [] }, create: (context: { report(what: object): void }) => ({ CallExpression: (node: { callee: { name?: string } }) => (node.callee.name === call ? context.report({ node, message: "found" }) : undefined) }) };
  const messages = new Linter().verify(text, [{ plugins: { cordon: { rules: { "require-controls": rule, "require-category": { create: () => ({}) } } } }, rules: { "cordon/require-controls": "error" }, linterOptions: { reportUnusedDisableDirectives: "off" } }] as never);
  const all = findingsIn(text).map(({ start }) => {
    const before = text.slice(0, start).split("\n");
    return `${before.length}:${before.at(-1)!.length + 1}`;
  });
  return messages.filter(({ ruleId }) => ruleId === "cordon/require-controls").map(({ line, column }) => all.indexOf(`${line}:${column}`));
}

describe("a disable comment of ESLint", () => {
  it.each([
    ["for the next line", "// eslint-disable-next-line cordon/require-controls\ngenerateText();\ngenerateText();"],
    ["for the next line, all rules", "// eslint-disable-next-line\ngenerateText();\ngenerateText();"],
    ["for the next line, as a block over lines", "/* eslint-disable-next-line\n  cordon/require-controls -- why\n*/\ngenerateText();\ngenerateText();"],
    ["for its line", "generateText(); // eslint-disable-line cordon/require-controls\ngenerateText();"],
    ["for its line, over lines", "/* eslint-disable-line\ncordon/require-controls */ generateText();"],
    ["for another rule", "// eslint-disable-next-line no-console\ngenerateText();"],
    ["for several rules", "// eslint-disable-next-line no-console, cordon/require-controls\ngenerateText();"],
    ["with quotes", "// eslint-disable-next-line 'cordon/require-controls'\ngenerateText();"],
    ["with a reason", "// eslint-disable-next-line cordon/require-controls -- SEC-1 -- really\ngenerateText();"],
    ["with one dash before the reason", "// eslint-disable-next-line cordon/require-controls - SEC-1\ngenerateText();"],
    ["without the name of the plugin", "// eslint-disable-next-line require-controls\ngenerateText();"],
    ["for a range", "/* eslint-disable cordon/require-controls */\ngenerateText();\n/* eslint-enable cordon/require-controls */\ngenerateText();"],
    ["for a range of all rules", "generateText();\n/* eslint-disable */\ngenerateText();\n/* eslint-enable */\ngenerateText();"],
    ["for a range within a line", "generateText(); /* eslint-disable */ generateText(); /* eslint-enable */ generateText();"],
    ["all but one", "/* eslint-disable */\ngenerateText();\n/* eslint-enable cordon/require-controls */\ngenerateText();\n/* eslint-disable cordon/require-controls */\ngenerateText();"],
    ["one, and then all enabled", "/* eslint-disable cordon/require-controls */\ngenerateText();\n/* eslint-enable */\ngenerateText();"],
    ["all, and another enabled", "/* eslint-disable */\n/* eslint-enable no-console */\ngenerateText();"],
    ["one enabled before all are disabled", "/* eslint-enable cordon/require-controls */\n/* eslint-disable */\ngenerateText();"],
    ["a range as a line comment", "// eslint-disable cordon/require-controls\ngenerateText();"],
    ["a line within an enabled range", "/* eslint-enable */\n// eslint-disable-next-line\ngenerateText();"],
    ["misspelt", "// eslint-disable-nextline cordon/require-controls\ngenerateText();"],
    ["in a doc comment", "/** eslint-disable */\ngenerateText();"],
    ["in a string", "const a = '/* eslint-disable */';\ngenerateText();"],
    ["in a template", "const a = `\n/* eslint-disable */\n`;\ngenerateText();"],
    ["as a setting of the file", "generateText();\n/* eslint cordon/require-controls: off */\ngenerateText();"],
    ["as a setting with a number, a list, quotes and a reason", "/* eslint no-console: 2, 'cordon/require-controls': [0] -- SEC-1 */\ngenerateText();"],
    ["as a setting with a word in quotes", '/* eslint cordon/require-controls: "off" */\ngenerateText();'],
    ["as a setting of another rule", "/* eslint cordon/require-category: off */\ngenerateText();"],
    ["as a setting that switches nothing off", "/* eslint cordon/require-controls: 2 */\ngenerateText();"],
    ["as a setting in a line comment", "// eslint cordon/require-controls: off\ngenerateText();"],
    ["behind the last line", "generateText();\n/* eslint-disable */"],
  ])("counts as in ESLint: %s", (_, text) => {
    expect(left(text)).toEqual(leftInEslint(text));
  });

  it("is told with its reason", () => {
    const text = "// eslint-disable-next-line cordon/require-controls -- SEC-1\ngenerateText();";
    expect(disabled([findingOn(text, call)], { module: parsed(text) }).suppressed).toEqual([{ finding: findingOn(text, call), by: "directive", reason: "SEC-1", until: null }]);
  });

  const reasonless = (text: string, findings: readonly Finding[] = [findingOn(text, call)]): readonly Finding[] => withoutReason(findings, { module: parsed(text), rules: new Set(ruleNames), siteAt: () => "src/a.ts" });

  it.each([
    ["for one of our rules", "// eslint-disable-next-line cordon/require-controls\ngenerateText();", "`eslint-disable-next-line` gives no reason. Write it behind ` -- `."],
    ["for a range", "/* eslint-disable cordon/require-controls */\ngenerateText();", "`eslint-disable` gives no reason. Write it behind ` -- `."],
    ["that is a setting", "/* eslint cordon/require-controls: off */\ngenerateText();", "`eslint` gives no reason. Write it behind ` -- `."],
    ["for all rules, where it covers a finding", "generateText(); // eslint-disable-line", "`eslint-disable-line` gives no reason. Write it behind ` -- `."],
  ])("without a reason is a finding %s", (_, text, message) => {
    expect(reasonless(text)).toMatchObject([{ rule: "require-controls", messageId: "directive-without-reason", message }]);
  });

  it.each([
    ["has one", "// eslint-disable-next-line cordon/require-controls -- SEC-1\ngenerateText();"],
    ["is of other rules", "// eslint-disable-next-line no-console\ngenerateText();"],
    ["is for all rules and covers none of our findings", "/* eslint-disable */\nf();\n/* eslint-enable */\ngenerateText();"],
    ["ends a range", "generateText();\n/* eslint-enable cordon/require-controls */"],
  ])("needs no reason where it %s", (_, text) => {
    expect(reasonless(text)).toEqual([]);
  });

  it("needs a reason also where it covers nothing, if it names our rule", () => {
    expect(reasonless("// eslint-disable-next-line cordon/no-denied-call\nf();", [])).toMatchObject([{ rule: "no-denied-call" }]);
  });
});
