import { styleless } from "../key-style.ts";

/** What a switch of privacy is for, whoever reads it. */
export type Meaning = "noTraining" | "zeroRetention";

/** What somebody meant who wrote this key where options of a gateway stand; `undefined` for a key that is about something else. */
export function meantBy(key: string): Meaning | undefined {
  const plain = styleless(key);
  const exact = stated(key);
  if (exact !== undefined) return exact;
  for (const [name, meaning] of longNames) if (Math.abs(name.length - plain.length) <= 2 && distance(name, plain) <= 2) return meaning;
  const words = wordsOf(key);
  if (words.some((word) => /^(?:retention|retain|retained|zdr)$/u.test(word))) return "zeroRetention";
  if (words.some((word) => /^(?:training|train|trained)$/u.test(word))) return "noTraining";
  return undefined;
}

/** What a key stands for under one of the names that gateways give to their controls, in any style. */
export function stated(key: string): Meaning | undefined {
  return names.get(styleless(key));
}

/** Whether a value says that protection is wanted: `true`, `"true"`, `"deny"`, 1; `false` for a key that allows something. */
export function wants(key: string, value: unknown): boolean {
  if (/allow(?:ed)?/iu.test(key) && !/disallow/iu.test(key)) return value === false || value === "false" || value === "deny";
  if (/days$/iu.test(key)) return value === 0 || value === "0";
  return value === true || value === 1 || (typeof value === "string" && /^(?:true|deny|denied|none|on|yes|required?|enforced?|1)$/iu.test(value));
}

const names: ReadonlyMap<string, Meaning> = new Map([
  ["zdr", "zeroRetention"],
  ["zrd", "zeroRetention"],
  ["zdrenabled", "zeroRetention"],
  ["zdronly", "zeroRetention"],
  ["enforcezdr", "zeroRetention"],
  ["zeroretention", "zeroRetention"],
  ["zerodataretention", "zeroRetention"],
  ["noretention", "zeroRetention"],
  ["nodataretention", "zeroRetention"],
  ["retentiondays", "zeroRetention"],
  ["dataretentiondays", "zeroRetention"],
  ["datacollection", "noTraining"],
  ["disallowprompttraining", "noTraining"],
  ["disallowtraining", "noTraining"],
  ["notraining", "noTraining"],
  ["noprompttraining", "noTraining"],
  ["trainingallowed", "noTraining"],
  ["allowtraining", "noTraining"],
]);

const longNames = [...names].filter(([name]) => name.length >= 10);

function wordsOf(key: string): readonly string[] {
  return key
    .replace(/([a-z\d])([A-Z])/gu, "$1 $2")
    .split(/[^A-Za-z]+/u)
    .map((word) => word.toLowerCase());
}

/** Letters to put in, to take out, to change or to swap. */
function distance(one: string, other: string): number {
  const rows: number[][] = Array.from({ length: one.length + 1 }, (_, row) => Array.from({ length: other.length + 1 }, (__, column) => (row === 0 ? column : column === 0 ? row : 0)));
  const cell = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= one.length; row++) {
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      let best = Math.min(cell(row - 1, column) + 1, cell(row, column - 1) + 1, cell(row - 1, column - 1) + (same ? 0 : 1));
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) best = Math.min(best, cell(row - 2, column - 2) + 1);
      rows[row]![column] = best;
    }
  }
  return cell(one.length, other.length);
}
