import type * as z from "../../vendor/zod.ts";
import { listed, suggestion } from "./suggestion.ts";
import type { Path } from "./yaml-text.ts";

export interface Complaint {
  readonly path: Path;
  /** Whether it is the key that is wrong, not its value. */
  readonly atKey: boolean;
  readonly message: string;
}

type Issue = z.core.$ZodIssue;

/** Words what is wrong with a value that a schema refused: what, where, and what would be right. */
export function complaints(schema: z.core.$ZodType, value: unknown, issues: readonly Issue[], above: Path = []): readonly Complaint[] {
  return issues.flatMap((issue) => {
    const path = [...above, ...issue.path.map((part) => (typeof part === "number" ? part : String(part)))];
    if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(schema, path, key));
    if (issue.code === "invalid_key") return [{ path, atKey: true, message: `${quoted(path)} ${issue.issues[0]?.message ?? "is no name"}` }];
    if (issue.code === "invalid_union") {
      // The branch that failed further inside is the one that was meant.
      const meant = issue.errors.find((branch) => branch.length > 0 && branch.every((inner) => inner.path.length > 0 || inner.code === "too_small"));
      if (meant !== undefined) return complaints(schema, value, meant, path);
    }
    return [{ path, atKey: false, message: wrongValue(valueAt(value, path), path, issue) }];
  });
}

function unknownKey(schema: z.core.$ZodType, path: Path, key: string): Complaint {
  const place = path.length === 0 ? "" : ` in \`${shown(path)}\``;
  const message = `unknown key \`${cut(key)}\`${place}; ${suggestion(key, keysAt(schema, path))}`;
  return { path: [...path, key], atKey: true, message };
}

function wrongValue(value: unknown, path: Path, issue: Issue): string {
  if (value === undefined) return `${quoted(path)} is missing; add it${issue.code === "invalid_value" ? `: ${choices(issue.values)}` : ""}`;
  const found = value === null || value === "" ? "it is empty" : isList(value) ? "it is a list" : typeof value === "object" ? "it is a map" : `it is \`${cut(String(value))}\``;
  if (issue.code === "invalid_value") {
    const names = issue.values.map(String);
    if (typeof value === "string" && names.length > 1) return `${quoted(path)} cannot be \`${cut(value)}\`; ${suggestion(value, names)}`;
    return `${quoted(path)} must be ${choices(issue.values)}; ${found}`;
  }
  if (issue.code === "custom" || (issue.code === "too_small" && isList(value))) return `${quoted(path)} ${issue.message}`;
  if (/^(?:must|may) /u.test(issue.message)) return `${quoted(path)} ${issue.message}; ${found}`;
  return `${quoted(path)} must be ${expectation(issue)}; ${found}`;
}

function expectation(issue: Issue): string {
  if (issue.code === "invalid_type") return typeNames[issue.expected] ?? issue.expected;
  if (issue.code === "invalid_union") return listed([...new Set(issue.errors.flatMap((branch) => branch.slice(0, 1).map(branchName)))]);
  return "another value";
}

function branchName(issue: Issue): string {
  if (issue.code === "invalid_value") return choices(issue.values);
  return issue.message.startsWith("must be ") ? issue.message.slice("must be ".length) : expectation(issue);
}

const typeNames: Readonly<Record<string, string>> = {
  object: "a map",
  record: "a map",
  array: "a list",
  string: "text",
  int: "a whole number",
  number: "a number",
  boolean: "`true` or `false`",
};

function choices(values: readonly unknown[]): string {
  return listed(values.map((value) => `\`${String(value)}\``));
}

/** The keys that a schema has at a path. */
export function keysAt(schema: z.core.$ZodType, path: Path): readonly string[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === "optional" || def.type === "nullable" || def.type === "readonly") return keysAt(def.innerType, path);
  if (def.type === "union") return def.options.flatMap((option) => keysAt(option, path));
  const [first, ...rest] = path;
  if (def.type === "object") {
    if (first === undefined) return Object.keys(def.shape);
    const inner = Object.hasOwn(def.shape, first) ? def.shape[first] : undefined;
    return inner === undefined ? [] : keysAt(inner, rest);
  }
  if (first === undefined) return [];
  if (def.type === "record") return keysAt(def.valueType, rest);
  return def.type === "array" ? keysAt(def.element, rest) : [];
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, part) => (typeof inner === "object" && inner !== null && Object.hasOwn(inner, part) ? (inner as Record<string | number, unknown>)[part] : undefined), value);
}

function quoted(path: Path): string {
  return path.length === 0 ? "the file" : `\`${shown(path)}\``;
}

/** `agreements[0].validUntil`. */
export function shown(path: Path): string {
  return path.map((part, index) => (typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${cut(part)}`)).join("");
}

function cut(text: string): string {
  const plain = text.replace(/[\p{Cc}`]/gu, "�");
  return plain.length > 48 ? `${plain.slice(0, 47)}…` : plain;
}

function isList(value: unknown): boolean {
  return Array.isArray(value);
}
