import { nearest } from "../src/node/configuration/suggestion.ts";
import type { Comment } from "./comments.ts";
import { ruleNames, type RuleName } from "./rule.ts";

/** A comment that accepts findings for a while: `// cordon-waive require-controls until 2026-12-31: migration SEC-212`. */
export interface WaiverComment {
  readonly comment: Comment;
  readonly rules: readonly RuleName[];
  /** The last day on which it holds. */
  readonly until: string;
  readonly reason: string;
}

/** A comment that was meant as a waiver and is none. */
export interface MalformedWaiver {
  readonly comment: Comment;
  /** The rule that it was most likely meant for. */
  readonly rule: RuleName;
  /** A full sentence or two. */
  readonly message: string;
}

/** Finds what may be a waiver, misspelt ones included. */
export const waiverPattern = /cordon[-_:.](?:waive|ignore|disable|allow|suppress)/giu;

const form = "`cordon-waive RULE until YYYY-MM-DD: REASON`";

/** Reads a comment; `undefined` for one that only speaks of waivers. */
export function readWaiver(comment: Comment): WaiverComment | MalformedWaiver | undefined {
  const text = comment.body.replace(/^[\s*!@]+|\s+$/gu, "").replace(/\s*\n[\s*]*/gu, " ");
  const [, keyword, rest] = /^(cordon[-_:.](?:waive[rds]?|ignore|disable|allow|suppress)(?:-\w+)*)(?![\w`'"])(.*)$/isu.exec(text) ?? [];
  if (keyword === undefined || rest === undefined) return undefined;
  const [head = "", ...behind] = rest.split(":");
  const reason = behind.join(":").trim();
  const [, names = "", until] = /^(.*?)(?:(?:^|\s)until(?:\s+(\S*).*)?)?$/isu.exec(head.trim()) ?? [];
  const rules = names.split(/[\s,]+/u).filter((name) => name !== "").map((name) => name.replace(/^cordon\//u, ""));
  const malformed = (what: string): MalformedWaiver => ({ comment, rule: meant(rules), message: `This waiver ${what}, so it accepts nothing. Write ${form}.` });
  if (keyword !== "cordon-waive") return malformed(`begins with \`${keyword}\``);
  if (rules.length === 0) return malformed("names no rule");
  const strange = rules.find((name) => !isRule(name));
  if (strange !== undefined) return malformed(`names \`${shown(strange)}\`, which is no rule${suggestedRule(strange)}`);
  if (until === undefined || until === "") return malformed("does not say until when it holds");
  if (!isDay(until)) return malformed(`holds until \`${shown(until)}\`, which is no date`);
  if (reason === "") return malformed("gives no reason behind a colon");
  return { comment, rules: [...new Set(rules.filter(isRule))], until, reason };
}

function meant(names: readonly string[]): RuleName {
  const near = names.map((name) => nearest(name, ruleNames)).find((name) => name !== undefined);
  return ruleNames.find((name) => name === near) ?? "require-controls";
}

function suggestedRule(name: string): string {
  const near = nearest(name, ruleNames);
  return near === undefined ? "" : ` (perhaps \`${near}\`)`;
}

function isRule(name: string): name is RuleName {
  return (ruleNames as readonly string[]).includes(name);
}

/** Whether it is a day that the calendar has. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

// A word where a name is expected may be anything, also content; only what looks like a name is repeated.
function shown(word: string): string {
  return /^[\w./-]{1,40}$/u.test(word) ? word : "…";
}
