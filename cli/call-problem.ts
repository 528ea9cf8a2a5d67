import { Call } from "../src/model/call.ts";
import { keysAt } from "../src/node/configuration/complaint.ts";
import { listed, nearest } from "../src/node/configuration/suggestion.ts";
import type * as z from "../src/vendor/zod.ts";

type Issue = z.core.$ZodIssue;

/**
 * Says where a value is no call and what would stand there, or `undefined` for a call. Names of keys are told, values
 * never: a stranger's call may hold anything.
 */
export function callProblem(value: unknown): string | undefined {
  const [issue, ...others] = Call.safeParse(value).error?.issues ?? [];
  if (issue === undefined) return undefined;
  const rest = others.length === 0 ? "" : `; ${others.length} more ${others.length === 1 ? "place is" : "places are"} wrong`;
  return `${told(issue, value)}${rest}`;
}

function told(issue: Issue, value: unknown): string {
  if (issue.code === "unrecognized_keys") return unknownKey(issue.path, issue.keys[0] ?? "");
  const place = issue.path.length === 0 ? "the call" : `\`${shown(issue.path)}\``;
  const there = valueAt(value, issue.path);
  if (there === undefined) return `${place} is missing; add it`;
  const near = issue.code === "invalid_value" && typeof there === "string" ? nearest(there, issue.values.map(String)) : undefined;
  return `${place} must be ${expected(issue)}${near === undefined ? "" : `; did you mean \`${near}\`?`}`;
}

function unknownKey(path: Issue["path"], key: string): string {
  const known = keysAt(Call, path.map((part) => (typeof part === "number" ? part : String(part))));
  const near = nearest(key, known);
  const told = near === undefined ? `use ${listed(known.map((name) => `\`${name}\``))}` : `did you mean \`${near}\`?`;
  return `\`${shown([...path, key])}\` is no key of a call; ${told}`;
}

const kinds: Readonly<Record<string, string>> = { object: "an object", array: "a list of names", string: "text", boolean: "`true` or `false`", int: "a whole number of days, 0 or more", number: "a whole number of days, 0 or more" };

function expected(issue: Issue): string {
  switch (issue.code) {
    case "invalid_value":
      return listed(issue.values.map((value) => `\`${String(value)}\``));
    case "invalid_type":
      return kinds[issue.expected] ?? issue.expected;
    case "too_small":
      return issue.origin === "string" ? "a name of at least one letter" : "a whole number of days, 0 or more";
    case "too_big":
      return issue.origin === "string" || issue.origin === "array" ? `${issue.origin === "array" ? "a list of at most" : "a name of at most"} ${issue.maximum} ${issue.origin === "array" ? "names" : "letters"}` : "a whole number of days, 0 or more, and no larger";
    case "invalid_format":
      return issue.format === "date" ? "a date such as 2027-06-30" : "well-formed text";
    default:
      return "another value";
  }
}

function valueAt(value: unknown, path: Issue["path"]): unknown {
  return path.reduce<unknown>((inner, part) => (typeof inner === "object" && inner !== null && Object.hasOwn(inner, part) ? (inner as Record<PropertyKey, unknown>)[part] : undefined), value);
}

const mostLetters = 64;

function shown(path: readonly PropertyKey[]): string {
  const whole = path.map((part, index) => (typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`)).join("").replace(/[\p{Cc}\p{Cf}`]/gu, "\uFFFD");
  return whole.length > mostLetters ? `${whole.slice(0, mostLetters - 1)}…` : whole;
}
