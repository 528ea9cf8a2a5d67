import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readCases } from "../../cli/case-file.ts";
import type { Call } from "../../src/model/call.ts";
import type { Decision } from "../../src/model/decision.ts";

/** A call, the content of the `cordon.yaml` that it is decided under, and what is expected of the decision. */
export interface CorpusCase {
  readonly title: string;
  readonly file: string;
  readonly call: Call;
  readonly config: Readonly<Record<string, unknown>>;
  /** The codes are sorted, each once. */
  readonly expect: { readonly effect: Decision["effect"]; readonly reasons: readonly string[]; readonly amendments: Decision["amendments"] };
  /** The whole decision, where the catalogue can change without changing it. */
  readonly decision?: Omit<Decision, "policyRevision">;
}

interface WholeCase {
  readonly title: string;
  readonly call: Call;
  readonly config?: CorpusCase["config"];
  readonly decision: Omit<Decision, "policyRevision">;
}

const folder = fileURLToPath(new URL(".", import.meta.url));

/** The case files that `cordon test` runs too, and the whole decisions. */
export const corpus: readonly CorpusCase[] = [
  ...readdirSync(folder).filter((name) => name.endsWith(".cases.json")).sort().flatMap(fromCaseFile),
  ...read<WholeCase[]>("whole-decisions.json").map(fromWhole),
];

/** What is no call, under the title of what is wrong with it. */
export const malformed = read<{ readonly title: string; readonly call: unknown }[]>("malformed-calls.json");

function fromCaseFile(name: string): readonly CorpusCase[] {
  return readCases(join(folder, name), name).map(({ title, call, config, expect: { effect, reasons, amendments } }) => {
    if (typeof config === "string" || reasons === undefined || amendments === undefined) throw new Error(`\`${title}\` in ${name} needs its configuration inline, reasons and amendments`);
    return { title, file: name, call, config: config ?? {}, expect: { effect, reasons: [...reasons].sort(), amendments } };
  });
}

function fromWhole({ title, call, config = {}, decision }: WholeCase): CorpusCase {
  const { effect, reasons, amendments } = decision;
  return { title, file: "whole-decisions.json", call, config, expect: { effect, reasons: codesOf(reasons), amendments }, decision };
}

export function codesOf(reasons: Decision["reasons"]): readonly string[] {
  return [...new Set(reasons.map(({ code }) => code))].sort();
}

function read<Value>(name: string): Value {
  return JSON.parse(readFileSync(join(folder, name), "utf8")) as Value;
}
