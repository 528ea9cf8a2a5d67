import { describe, expect, it } from "vitest";
import { findingsOf, marksOfFindings, readFixtures, type Mark } from "./fixtures.ts";

const fixtures = readFixtures();
const folders = [...new Set(fixtures.map(({ name }) => name.split("/")[0]!))];

describe("the fixtures", () => {
  it("are of both kinds, in many folders", () => {
    expect(fixtures.filter(({ marks }) => marks.length > 0).length).toBeGreaterThan(150);
    expect(fixtures.filter(({ marks }) => marks.length === 0).length).toBeGreaterThan(60);
    expect(folders.length).toBeGreaterThan(25);
  });

  it.each(folders)("of %s hold the marked findings, and nothing else", (folder) => {
    const differences = fixtures.filter(({ name }) => name.startsWith(`${folder}/`)).flatMap((fixture) => {
      const findings = findingsOf(fixture);
      const found = marksOfFindings(findings, fixture.text);
      return [
        ...fixture.marks.filter((mark) => !found.some((other) => isSame(mark, other))).map((mark) => `${fixture.name}:${mark.line} misses ${mark.rule}`),
        ...found.flatMap((mark, index) => {
          const isMarked = fixture.marks.some((other) => isSame(mark, other)) && !found.slice(0, index).some((other) => isSame(mark, other));
          return isMarked ? [] : [`${fixture.name}:${mark.line} has ${mark.rule}, unmarked or twice: ${findings.find(({ rule }) => rule === mark.rule)!.message}`];
        }),
      ];
    });
    expect(differences).toEqual([]);
  });
});

function isSame(one: Mark, other: Mark): boolean {
  return one.line === other.line && one.rule === other.rule;
}
