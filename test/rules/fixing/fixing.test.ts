import { describe, expect, it } from "vitest";
import { applyEdits } from "../../../rules/apply-edits.ts";
import type { Finding } from "../../../rules/rule.ts";
import { findingsOf, readFixtures, type Fixture } from "../fixtures.ts";
import { comments, falses, syntaxErrors } from "./syntax.ts";
import { variants } from "./variants.ts";

const fixtures = readFixtures();
const folders = [...new Set(fixtures.map(({ name }) => name.split("/")[0]!))];
const usual = new Map(fixtures.map((fixture) => [fixture.name, idsOf(findingsOf(fixture))]));
const styled = new Map<string, Fixture | undefined>();

describe("an edit that a finding suggests", () => {
  describe.each(Object.entries(variants))("in code %s", (_, variant) => {
    it.each(folders)("settles the finding and nothing else, in %s", (folder) => {
      expect(inFolder(folder).flatMap((fixture) => edited(fixture, variant))).toEqual([]);
    });

    it.each(folders)("comes to an end together with the others, in %s", (folder) => {
      expect(inFolder(folder).flatMap((fixture) => exhausted(fixture, variant))).toEqual([]);
    });

    it("is tried in nearly all fixtures", () => {
      expect(fixtures.filter((fixture) => variantOf(fixture, variant) !== undefined).length / fixtures.length).toBeGreaterThan(0.9);
    });
  });
});

function inFolder(folder: string): readonly Fixture[] {
  return fixtures.filter(({ name }) => name.startsWith(`${folder}/`));
}

/** What is wrong with each edit alone. */
function edited(fixture: Fixture, variant: (text: string) => string): readonly string[] {
  const written = variantOf(fixture, variant);
  if (written === undefined) return [];
  const before = findingsOf(written);
  return before.flatMap((finding) => {
    const [suggestion] = finding.suggestions;
    if (suggestion === undefined || suggestion.edits.length === 0) return finding.fixable ? [`${place(written, finding)} is fixable without an edit`] : [];
    const { text, count } = applyEdits(written.text, [suggestion.edits]);
    if (count !== 1) return [`${place(written, finding)} has edits that overlap`];
    const after = idsOf(findingsOf({ ...written, text }));
    const problems = [
      ...syntaxErrors(fixture.file, text),
      ...(after.includes(finding.id) ? ["it is still found"] : []),
      ...after.filter((id) => !idsOf(before).includes(id)).map(() => "something else is found"),
      ...damage(written, text, finding),
    ];
    return problems.map((problem) => `${place(written, finding)} ${problem}:\n${changed(written.text, text)}`);
  });
}

/** What is wrong with all fixes, one round after the other. */
function exhausted(fixture: Fixture, variant: (text: string) => string): readonly string[] {
  let here = variantOf(fixture, variant);
  if (here === undefined) return [];
  const first = findingsOf(here);
  for (let round = 0; round < 10; round++) {
    const groups = findingsOf(here).flatMap(({ fixable, suggestions }) => (fixable && suggestions[0] !== undefined ? [suggestions[0].edits] : []));
    if (groups.length === 0) {
      const left = idsOf(findingsOf(here));
      const unfixed = first.filter(({ id, fixable }) => fixable && left.includes(id));
      return [...unfixed.map((finding) => `${place(fixture, finding)} is still found after all fixes`), ...syntaxErrors(fixture.file, here.text)];
    }
    const { text, count } = applyEdits(here.text, groups);
    if (count === 0) return [`${fixture.name} has edits that cannot be applied`];
    here = { ...here, text };
  }
  return [`${fixture.name} has no end`];
}

/** The fixture in another style; `undefined` where the style changes what it says. */
function variantOf(fixture: Fixture, variant: (text: string) => string): Fixture | undefined {
  const key = JSON.stringify([fixture.name, Object.values(variants).indexOf(variant)]);
  if (!styled.has(key)) styled.set(key, restyled(fixture, variant));
  return styled.get(key);
}

function restyled(fixture: Fixture, variant: (text: string) => string): Fixture | undefined {
  const text = variant(fixture.text);
  const isSame = syntaxErrors(fixture.file, text).length === 0 && JSON.stringify(idsOf(findingsOf({ ...fixture, text }))) === JSON.stringify(usual.get(fixture.name));
  return isSame ? { ...fixture, text } : undefined;
}

function damage({ file, text: before }: Fixture, after: string, { fixable }: Finding): readonly string[] {
  const kept = comments(file, after);
  const isWindows = before.includes("\r\n");
  const isTabs = !/^ +\S/mu.test(before) && /^\t/mu.test(before);
  return [
    ...(comments(file, before).every((comment) => kept.includes(comment)) && kept.length >= comments(file, before).length ? [] : ["a comment is lost"]),
    ...(isWindows && /(?<!\r)\n/u.test(after) ? ["a line ends in another way"] : []),
    ...(!isWindows && after.includes("\r") ? ["a line ends in another way"] : []),
    ...(isTabs && /^ +\S/mu.test(after) ? ["a line is indented in another way"] : []),
    ...(/[^\S\r\n]$/mu.test(after) && !/[^\S\r\n]$/mu.test(before) ? ["a line ends in spaces"] : []),
    ...(before.endsWith("\n") === after.endsWith("\n") ? [] : ["the last line ends in another way"]),
    ...(fixable && falses(file, after) < falses(file, before) ? ["a `false` that somebody wrote is gone"] : []),
  ];
}

function idsOf(findings: readonly Finding[]): readonly string[] {
  return [...new Set(findings.map(({ id }) => id))].sort();
}

function place({ name, text }: Fixture, { rule, messageId, start }: Finding): string {
  return `${name}:${text.slice(0, start).split("\n").length} ${rule}/${messageId}`;
}

/** The lines around a change. */
function changed(before: string, after: string): string {
  const lines = after.split("\n");
  const old = before.split("\n");
  const first = lines.findIndex((line, index) => line !== old[index]);
  return lines.slice(Math.max(0, first - 2), first + 6).join("\n");
}
