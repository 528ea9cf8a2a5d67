import { editDistance } from "../../../src/node/configuration/suggestion.ts";
import { styleless } from "../key-style.ts";

/** What a switch of privacy is for, whoever reads it. */
export type Meaning = "noTraining" | "zeroRetention";

/** What somebody meant who wrote this key where options of a gateway stand; `undefined` for a key that is about something else. */
export function meantBy(key: string): Meaning | undefined {
  const plain = styleless(key);
  const exact = stated(key);
  if (exact !== undefined) return exact;
  for (const [name, meaning] of longNames) if (editDistance(name, plain, 3) < 3) return meaning;
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
