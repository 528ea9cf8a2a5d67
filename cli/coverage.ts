import type { Coverage, FileCoverage } from "../opa/index.ts";
import type { RegoTexts } from "../src/node/configuration/rego-folder.ts";

/** Whose Rego is tested: the organisation's own, or the policy that the package ships. */
export type Part = "organisation" | "shipped";

/** How much of which Rego the tests went through. Tests themselves do not count. */
export interface RegoCoverage extends Coverage {
  readonly of: Part;
}

/** The policy that ships is tested when there is nothing else in the tested paths. */
export function testedPart(tested: RegoTexts, shipped: RegoTexts): Part {
  const isShipped = isAmong(shipped);
  return Object.values(tested).every(isShipped) ? "shipped" : "organisation";
}

/** The coverage of that part among all that was compiled; `undefined` where nothing of it was. */
export function coverageOf({ files }: Coverage, of: Part, { sources, shipped }: { readonly sources: RegoTexts; readonly shipped: RegoTexts }): RegoCoverage | undefined {
  const isShipped = isAmong(shipped);
  const counted = Object.entries(files).filter(([file]) => isShipped(sources[file]) === (of === "shipped"));
  return counted.length === 0 ? undefined : { of, percent: percentOf(counted.map(([, file]) => file)), files: Object.fromEntries(counted) };
}

/** Told by the text: the same file has several names. */
function isAmong(shipped: RegoTexts): (text: string | undefined) => boolean {
  const texts = new Set<string | undefined>(Object.values(shipped));
  return (text) => texts.has(text);
}

function percentOf(files: readonly FileCoverage[]): number {
  const lines = (count: (file: FileCoverage) => number): number => files.reduce((sum, file) => sum + count(file), 0);
  const covered = lines((file) => file.covered.length);
  const all = covered + lines((file) => file.notCovered.length);
  return all === 0 ? 100 : Math.round((covered / all) * 10_000) / 100;
}
