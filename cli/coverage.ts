import type { Coverage, FileCoverage } from "../opa/index.ts";
import type { RegoTexts } from "../src/node/configuration/rego-folder.ts";

/** How much of which Rego the tests went through. Tests themselves do not count. */
export interface RegoCoverage extends Coverage {
  readonly of: "organisation" | "shipped";
}

export interface TestedRego {
  /** All that was compiled, under the names by which the coverage tells of it. */
  readonly sources: RegoTexts;
  /** What the tested paths hold. */
  readonly tested: RegoTexts;
  readonly shipped: RegoTexts;
}

/** The part that is the organisation's own, or what ships where that is what was tested; `undefined` where it is neither. */
export function coverageOf({ files }: Coverage, { sources, tested, shipped }: TestedRego): RegoCoverage | undefined {
  // By the text: the same file has several names.
  const shippedTexts = new Set(Object.values(shipped));
  const isShipped = (text: string | undefined): boolean => text !== undefined && shippedTexts.has(text);
  const texts = Object.values(tested);
  const of = texts.length > 0 && texts.every(isShipped) ? "shipped" : "organisation";
  const counted = Object.entries(files).filter(([file]) => isShipped(sources[file]) === (of === "shipped"));
  return counted.length === 0 ? undefined : { of, percent: percentOf(counted.map(([, file]) => file)), files: Object.fromEntries(counted) };
}

function percentOf(files: readonly FileCoverage[]): number {
  const lines = (count: (file: FileCoverage) => number): number => files.reduce((sum, file) => sum + count(file), 0);
  const covered = lines((file) => file.covered.length);
  const all = covered + lines((file) => file.notCovered.length);
  return all === 0 ? 100 : Math.round((covered / all) * 10_000) / 100;
}
