import { beforeAll, describe, expect, it } from "vitest";
import { applyEdits } from "../../../rules/apply-edits.ts";
import { findingsOf, readFixtures, type Fixture } from "../fixtures.ts";
import { typeErrors } from "./type-errors.ts";

const fixtures = readFixtures().filter(({ name }) => /\.[cm]?tsx?$/u.test(name));

describe("edits that findings suggest", () => {
  const texts = new Map(fixtures.map((fixture) => [fixture.name, fixture.text]));
  const after = new Map(fixtures.map((fixture) => [fixture.name, exhausted(fixture)]));
  const changed = fixtures.filter(({ name, text }) => after.get(name) !== text);
  let errors: readonly [ReadonlyMap<string, readonly string[]>, ReadonlyMap<string, readonly string[]>];

  beforeAll(async () => {
    errors = [await typeErrors(texts), await typeErrors(after)];
  }, 300_000);

  it("change many files, most of which the compiler knows the packages of", () => {
    expect(changed.length).toBeGreaterThan(100);
    expect(changed.filter(({ name }) => errors[0].get(name)!.length === 0).length).toBeGreaterThan(60);
  });

  it("make the compiler say nothing that it did not say before", () => {
    const differences = changed.flatMap(({ name }) => {
      const before = [...errors[0].get(name)!];
      return errors[1].get(name)!.flatMap((code) => {
        const index = before.indexOf(code);
        // An error that was expected, and that the edit has repaired.
        if (code === "TS2578") return [];
        if (index < 0) return [`${name} ${code}:\n${after.get(name)!}`];
        before.splice(index, 1);
        return [];
      });
    });
    expect(differences).toEqual([]);
  });
});

/** The text after all suggestions, fixes and others, round after round. */
function exhausted(fixture: Fixture): string {
  let { text } = fixture;
  for (let round = 0; round < 10; round++) {
    const groups = findingsOf({ ...fixture, text }).flatMap(({ suggestions: [first] }) => (first === undefined ? [] : [first.edits]));
    const applied = applyEdits(text, groups);
    if (applied.count === 0) return text;
    text = applied.text;
  }
  return text;
}
