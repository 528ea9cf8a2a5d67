import type { Decision } from "../src/model/decision.ts";

export const ruleNames = ["require-controls", "no-denied-call", "no-ineffective-control", "require-category", "no-unguarded-call"] as const;
export type RuleName = (typeof ruleNames)[number];

/** What the user may set for each rule. */
export interface RuleOptions {
  /** Whether edits are offered as fixes; else they are suggestions. */
  readonly fix?: boolean;
  /** Whether a call that the source does not show completely is reported as such. */
  readonly reportUnprovable?: boolean;
}

/** A replacement in the linted file, in UTF-16 offsets; `start === end` inserts. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** An edit that a person may choose. The first of several is the weakest that suffices. */
export interface Suggestion {
  /** Completes a menu entry: "Add `zeroDataRetention: true` under `providerOptions.gateway`". */
  readonly message: string;
  readonly edits: readonly Edit[];
}

/** A rule and the place where it is broken. */
export interface Finding {
  readonly rule: RuleName;
  /** Which of the rule's messages. */
  readonly messageId: string;
  /** A full sentence; it holds names and settings, never content. */
  readonly message: string;
  /** The callee of the model call, in offsets of the text. */
  readonly start: number;
  readonly end: number;
  /** Other places that the message speaks of. */
  readonly related: readonly { readonly file: string; readonly start: number; readonly end: number; readonly message: string }[];
  readonly suggestions: readonly Suggestion[];
  /** Whether the first suggestion is certain enough to be applied unasked, where the rule's option `fix` allows it. */
  readonly fixable: boolean;
  /** What the policy says of the call; `null` where the rule does not rest on it. */
  readonly decision: Decision | null;
  /** `src/search/embed.ts#embedQuery`: what waivers and baselines name. */
  readonly site: string;
  /** Stable while lines move: of the file, the enclosing function, the callee and what comes before it there. */
  readonly id: string;
  /** Edits of saved files other than the linted one that belong to the first suggestion; no editor applies them, the command may. */
  readonly elsewhere?: readonly { readonly file: string; readonly edits: readonly Edit[] }[];
}

/** A finding that somebody accepted. */
export interface Suppressed {
  readonly finding: Finding;
  /** A waiver of `cordon.yaml`, a waiver as a comment, or a disable comment of ESLint. */
  readonly by: "waiver" | "comment" | "directive";
  /** Why, in the words of whoever accepted it; empty where none is given. */
  readonly reason: string;
  /** The last day on which it holds; `null` where it has no end. */
  readonly until: string | null;
}

/** A call of a model, for the inventory of a security team. */
export interface CallSite {
  readonly id: string;
  readonly site: string;
  readonly start: number;
  readonly end: number;
  /** The callee as it is written. */
  readonly callee: string;
  /** The package whose entry point is called, `fetch` for raw HTTP. */
  readonly sdk: string;
  readonly endpoint: string | null;
  readonly gateway: string | null;
  readonly model: string | null;
  /** Declared categories and where each comes from. */
  readonly categories: readonly { readonly category: string; readonly from: "options" | "guard" | "withCategory" | "tag" | "type" | "paths" | "default" }[];
  /** Neutral names of the controls that are on. */
  readonly controls: readonly string[];
  readonly guarded: "yes" | "no" | "unknown";
  /** `null` where the source does not show enough. */
  readonly decision: Decision | null;
  /** What the source does not show, and where knowledge ended. */
  readonly unknown: readonly string[];
}

export interface Analysis {
  readonly findings: readonly Finding[];
  readonly calls: readonly CallSite[];
  /** What would be findings, were they not accepted. */
  readonly suppressed?: readonly Suppressed[];
  /** Absolute paths of all other files that the answer rests on, present or missed. */
  readonly dependencies: readonly string[];
}

/** What an analysis is asked for. */
export interface AnalysisRequest {
  /** Absolute. */
  readonly file: string;
  /** What the host holds: an editor's unsaved text, or what a fix made of it. */
  readonly text: string;
  readonly rules: ReadonlyMap<RuleName, RuleOptions>;
  /** Whether ESLint's disable comments count. ESLint applies them itself, so only other hosts ask for it. */
  readonly directives?: boolean;
  /** Whether a disable comment without a reason is a finding. */
  readonly requireReason?: boolean;
}

/** The analysis of a folder's files under one configuration. */
export interface Analyzer {
  /** Never throws for what stands in the file: what it cannot read, it leaves alone. */
  analyze(request: AnalysisRequest): Analysis;
  /** Begins a lint run: other files are looked at anew. */
  begin(): void;
  /** Of policy, configuration and analysis: equal where the answers are. */
  readonly fingerprint: string;
}
