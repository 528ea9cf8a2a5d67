import { describe, expect, it } from "vitest";
import { readFixtures } from "../fixtures.ts";
import { compare, type Comparison } from "./compared.ts";
import { type Explained, explained, explanationOf, notExecuted, notInstalled } from "./explanations.ts";

const fixtures = readFixtures();
const folders = [...new Set(fixtures.map(({ name }) => name.split("/")[0]!))];
const comparisons: Comparison[] = [];
const used = { explanations: new Set<Explained>(), sites: new Set<string>(), packages: new Set<string>() };

describe("a call that the source shows completely", () => {
  it.each(folders)("is decided by the linter as by the guard when it runs, in %s", { timeout: 180_000 }, async (folder) => {
    const differences: string[] = [];
    for (const fixture of fixtures.filter(({ name }) => name.startsWith(`${folder}/`))) {
      const comparison = await compare(fixture);
      comparisons.push(comparison);
      for (const difference of comparison.differences) {
        const explanation = explanationOf(difference);
        if (explanation === undefined) differences.push(`${difference.kind} at ${difference.site} with ${difference.setting}\n  lint:  ${difference.lint}\n  guard: ${difference.guard}`);
        else used.explanations.add(explanation);
      }
      differences.push(...unexplainedGaps(comparison).map((site) => `${site} is not executed:\n  ${comparison.troubles.join("\n  ")}`));
    }
    expect(differences).toEqual([]);
  });

  it("is executed many times, under every version of the AI SDK", () => {
    const complete = comparisons.flatMap(({ sites, reached }) => sites.filter(({ isComplete }) => isComplete).map(({ name }) => reached.has(name)));
    expect(complete.filter(Boolean).length).toBeGreaterThan(650);
    expect(comparisons.reduce((sum, { compared }) => sum + compared, 0)).toBeGreaterThan(3000);
  });

  it("differs, or is not executed, for no reason that has gone", () => {
    // With packages from elsewhere there are fewer gaps, and other ones.
    if (process.env["CORDON_FURTHER_PACKAGES"] !== undefined) return;
    expect(explained.filter((each) => !used.explanations.has(each))).toEqual([]);
    expect(Object.keys(notExecuted).filter((site) => !used.sites.has(site))).toEqual([]);
    expect([...notInstalled].filter((name) => !used.packages.has(name))).toEqual([]);
  });
});

/** Complete calls that never ran, but for those that are known not to. */
function unexplainedGaps({ sites, reached, missing }: Comparison): readonly string[] {
  const gaps = sites.filter(({ name, isComplete }) => isComplete && !reached.has(name)).map(({ name }) => name);
  const absent = missing.filter((name) => notInstalled.has(name));
  return gaps.filter((name) => {
    const known = Object.keys(notExecuted).find((site) => name.startsWith(site));
    if (known !== undefined) used.sites.add(known);
    else for (const each of absent) used.packages.add(each);
    return known === undefined && absent.length === 0;
  });
}
