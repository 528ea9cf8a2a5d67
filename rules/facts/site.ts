import type { ts } from "ts-morph";
import type { CallFacts } from "../../src/guard/judge.ts";
import type { Catalog } from "../../src/model/catalog.ts";
import type { Amendment } from "../../src/model/decision.ts";
import type { Written } from "../edits.ts";
import type { Module } from "../module.ts";
import type { Suggestion } from "../rule.ts";
import type { Choose } from "./explore.ts";
import type { Arguments, Unknown, Value } from "./values.ts";

/** A call as the source writes it. */
export interface CallNode {
  readonly node: ts.CallExpression | ts.NewExpression;
  readonly module: Module;
  /** What is called. */
  readonly callee: Value;
  readonly args: Arguments;
}

/** A family of SDKs: it knows what their calls send, and nothing of policy. */
export interface Family {
  /** `undefined` for a call that sends no content to a model, or that cannot be told from one that does not. */
  readonly recognise: (call: CallNode, surroundings: Surroundings) => Recognised | undefined;
}

/** What a family may ask. */
export interface Surroundings {
  readonly catalog: Catalog;
  /** What an expression is, in the module in which it stands. */
  readonly evaluate: (node: ts.Expression, module: Module) => Value;
  /** The module that is linted: only its text can be edited. */
  readonly linted: Module;
}

/** A call that sends content to a model. */
export interface Recognised {
  /** The package: `ai`, `openai`, `@openrouter/sdk`, …; `fetch`, `axios`, … for raw HTTP. */
  readonly sdk: string;
  /** What is sent, for one outcome of the tests in the source. Must not keep state between outcomes. */
  readonly request: (choose: Choose) => SourceRequest;
  /** Where the content stands, for types that classify it; the options object or the single arguments. */
  readonly content: readonly ts.Expression[];
}

export type UnseenFact = "gateway" | "endpoint" | "model" | "controls" | "providers" | "credentials";

/** One request as far as the source shows it. */
export interface SourceRequest {
  /**
   * In the best reading: a control that may be on is on, a feature that may be absent is absent. A fact that cannot be
   * read at all (`gateway`, `model`, provider lists) is left out and named in `unseen`; `gateway` is then `""`.
   */
  readonly facts: CallFacts;
  readonly unseen: readonly { readonly fact: UnseenFact; readonly value: Unknown }[];
  /** Categories that stand at the call (`providerOptions.cordon.category`, the header) or in a guard's wrapper around the model or the client. */
  readonly declared: readonly Declared[];
  readonly guarded: "yes" | "no" | "unknown";
  /** Where a control has to stand for this call; `undefined` where the SDK cannot send it. */
  readonly place: (amendment: Amendment) => Placement | undefined;
  readonly slips: readonly Slip[];
  /** The address that the request goes to where it is raw HTTP or a native client; for messages. */
  readonly address?: string;
  /** An edit that puts the guard around the model or the client, where it is clear. */
  readonly guard?: Suggestion;
  /** An edit that states the category at the call; the name is chosen by the caller. */
  readonly declare?: (category: string) => Suggestion | undefined;
}

/** A stated category, or that one is stated which cannot be read. */
export interface Declared {
  readonly from: "options" | "guard";
  readonly category: string | Unknown;
}

/** How to give a call what it lacks. */
export interface Placement extends Written {
  /** The setting in code: `zeroDataRetention: true`. */
  readonly setting: string;
  /** Where it stands, in words that follow "under" or "in": `` `providerOptions.gateway` ``. */
  readonly under: string;
}

/** A privacy setting without effect. */
export interface Slip {
  /** Which message: `misspelt`, `wrong-namespace`, `wrong-style`, `dropped`, `replaced`, `false`, `overridden`, `ignored-place`, `not-retention`, … */
  readonly messageId: string;
  /** A full sentence with a full stop: what is written, why it has no effect, what to do. */
  readonly message: string;
  /** The setting itself. */
  readonly at: { readonly module: Module; readonly node: ts.Node };
  readonly suggestion?: Suggestion;
  /** Whether the suggestion certainly does what was meant. */
  readonly certain: boolean;
}
