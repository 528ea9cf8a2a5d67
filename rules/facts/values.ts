import type { ts } from "ts-morph";
import type { Module } from "../module.ts";

/**
 * What an expression may be, as far as the source shows it. A value is never guessed: what cannot be followed is
 * `unknown`, with the place where knowledge ended.
 */
export type Value =
  | Literal
  | Text
  | Absent
  | Unknown
  | ObjectValue
  | ListValue
  | FunctionValue
  | ClassValue
  | Instance
  | External
  | Member
  | Result
  | Choice;

export interface Literal {
  readonly kind: "literal";
  readonly value: string | number | boolean | bigint | null;
}

/** A text of which only parts are known, as of a template; the unknown ones are `undefined`. */
export interface Text {
  readonly kind: "text";
  readonly parts: readonly (string | undefined)[];
}

/** `undefined`, a missing key, a missing argument. */
export interface Absent {
  readonly kind: "absent";
}

export interface Unknown {
  readonly kind: "unknown";
  /** Completes "… is not known here, because it is": `a parameter`, `awaited`, `read from the environment`. */
  readonly why: string;
  readonly node: ts.Node | undefined;
}

/** Evaluated when it is asked for, once. */
export interface Lazy {
  /** The expression; `undefined` for what no expression stands for. */
  readonly node: ts.Node | undefined;
  readonly value: () => Value;
  /** The expression in words, which are equal where the same thing is meant. */
  readonly words?: () => string;
}

/** Named and spread parts in the order in which they stand: later ones win. */
export interface ObjectValue {
  readonly kind: "object";
  readonly parts: readonly Part[];
  /** The literal, for edits; `undefined` for an object that no literal made. */
  readonly node: ts.ObjectLiteralExpression | undefined;
  readonly module: Module | undefined;
  /** The module whose exports these are, if they are: a name is then looked up there without opening all that it hands on. */
  readonly namespaceOf?: Module;
}

export type Part =
  | { readonly kind: "named"; readonly key: string; readonly value: Lazy; readonly node: ts.Node }
  | { readonly kind: "spread"; readonly value: Lazy; readonly node: ts.Node }
  /** A key that is computed and not known. */
  | { readonly kind: "computed"; readonly value: Lazy; readonly node: ts.Node };

export interface ListValue {
  readonly kind: "list";
  readonly items: readonly { readonly spread: boolean; readonly value: Lazy }[];
  readonly node: ts.Node | undefined;
}

/** A function of this project. `call` gives what it returns for these arguments, awaited where it is async. */
export interface FunctionValue {
  readonly kind: "function";
  readonly node: ts.SignatureDeclaration;
  readonly module: Module;
  readonly call: (args: Arguments) => Value;
}

/** A class of this project. */
export interface ClassValue {
  readonly kind: "class";
  readonly node: ts.ClassLikeDeclaration;
  readonly module: Module;
  /** What it extends; absent for nothing. */
  readonly parent: () => Value;
}

/** An object that a class of this project made. */
export interface Instance {
  readonly kind: "instance";
  readonly class: ClassValue;
  readonly args: Arguments;
  readonly node: ts.Node;
  /** The object of the class that extends this one, where this is what it inherits. */
  readonly whole?: Instance;
}

/** What another package exports, by the way to it: `{ module: "openai", path: ["default"] }`; `path: []` is the namespace. */
export interface External {
  readonly kind: "external";
  /** The specifier as a package's name and subpath; `global:` for what every module sees. */
  readonly module: string;
  readonly path: readonly string[];
}

/** A property of what another package made. */
export interface Member {
  readonly kind: "member";
  readonly of: Result | Member | Instance;
  readonly name: string;
}

/** What a call of, or `new` with, something of another package gives; promises are taken as what they come to. */
export interface Result {
  readonly kind: "result";
  readonly callee: External | Member | Result;
  readonly isNew: boolean;
  /** `undefined` where a type says what it is and nothing shows how it was made. */
  readonly args: Arguments | undefined;
  readonly node: ts.Node;
  readonly module: Module;
}

/** One of several, by tests whose outcome is not known. The same test has the same outcome wherever it stands. */
export interface Choice {
  readonly kind: "choice";
  /** The test in words that are equal where the tests are; unique where nothing is known of it. */
  readonly test: string;
  /** In the order of the outcomes: for two of them, where the test holds and where it does not. */
  readonly options: readonly Lazy[];
}

/** Arguments as they are written; a spread one hides those behind it. */
export type Arguments = readonly { readonly spread: boolean; readonly value: Lazy }[];

export const absent: Absent = { kind: "absent" };

export function unknown(why: string, node?: ts.Node): Unknown {
  return { kind: "unknown", why, node };
}

export function literal(value: Literal["value"]): Literal {
  return { kind: "literal", value };
}

/** What is known already, as something that is yet to be asked. */
export function known(value: Value, node?: ts.Node): Lazy {
  return { node, value: () => value };
}

/** What comes of each of several, by the same tests. */
export function over(value: Value, each: (value: Value) => Value): Value {
  return value.kind === "choice" ? { ...value, options: value.options.map((option) => lazy(option.node, () => over(option.value(), each))) } : each(value);
}

export function lazy(node: ts.Node | undefined, evaluate: () => Value): Lazy {
  let made: Value | undefined;
  return { node, value: () => (made ??= evaluate()) };
}

/** The argument at a place; absent where there is none. */
export function argument(args: Arguments | undefined, index: number): Value {
  if (args === undefined) return unknown("made elsewhere");
  const before = args.slice(0, index + 1);
  if (before.some(({ spread }) => spread)) return unknown("behind a spread argument", before.find(({ spread }) => spread)?.value.node);
  return args[index]?.value.value() ?? absent;
}
