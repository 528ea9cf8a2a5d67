import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { findingsOf, marksOf, marksOfFindings, rulesOf, type Fixture, type Mark } from "./fixtures.ts";

const root = fileURLToPath(new URL("../fixtures/lint-adversarial", import.meta.url));

/** What is marked and not found, and why. Nothing may ever be found that is not marked. */
const knownMisses: Readonly<Record<string, string>> = {
  "http/direct.ts:11 no-denied-call": "the body is a parameter, and whether a request is a model's is told by address and body together",
  "spreads/undefined-after.ts:6 no-ineffective-control": "a key that is spread as `undefined` looks like one that destructuring took out; the missing control is reported all the same",
  "templates/partial-name.ts:7 require-controls": "a model's name of which a part is not known stays unknown, also where a type lists the parts",
};

const fixtures = readdirSync(root, { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => /\.(?:[cm]?[jt]sx?|vue|svelte)$/u.test(name))
  .sort()
  .map((name): Fixture => {
    const file = join(root, name);
    const text = readFileSync(file, "utf8");
    return { name, file, text, folder: root, rules: new Map(rulesOf(name).map((rule) => [rule, {}])), marks: marksOf(text) };
  });
const folders = [...new Set(fixtures.map(({ name }) => dirname(name).split("/")[0]!))];
const judged = fixtures.map((fixture) => ({ fixture, ...differencesOf(fixture) }));

describe("the adversarial files", () => {
  it("are many, of both kinds", () => {
    expect(fixtures.length).toBeGreaterThan(180);
    expect(fixtures.filter(({ marks }) => marks.length > 0).length).toBeGreaterThan(90);
    expect(fixtures.filter(({ marks }) => marks.length === 0).length).toBeGreaterThan(70);
  });

  it.each(folders)("of %s hold no finding that is not marked", (folder) => {
    expect(judged.filter(({ fixture }) => fixture.name.startsWith(`${folder}/`)).flatMap(({ wrong }) => wrong)).toEqual([]);
  });

  it.each(folders)("of %s hold every marked finding, except the known misses", (folder) => {
    const missed = judged.filter(({ fixture }) => fixture.name.startsWith(`${folder}/`)).flatMap(({ missed }) => missed);
    expect(missed).toEqual(Object.keys(knownMisses).filter((name) => name.startsWith(`${folder}/`)));
  });
});

function differencesOf(fixture: Fixture): { readonly wrong: readonly string[]; readonly missed: readonly string[] } {
  const findings = findingsOf(fixture);
  const found = marksOfFindings(findings, fixture.text);
  return {
    missed: fixture.marks.filter((mark) => !found.some((other) => isSame(mark, other))).map(({ line, rule }) => `${fixture.name}:${line} ${rule}`),
    wrong: found
      .filter((mark, index) => !fixture.marks.some((other) => isSame(mark, other)) || found.slice(0, index).some((other) => isSame(mark, other)))
      .map(({ line, rule }) => `${fixture.name}:${line} ${rule}: ${findings.find((finding) => finding.rule === rule)!.message}`),
  };
}

function isSame(one: Mark, other: Mark): boolean {
  return one.line === other.line && one.rule === other.rule;
}
