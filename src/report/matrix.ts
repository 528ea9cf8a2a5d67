import type { Effect } from "../model/decision.ts";

/** What is decided for each category on each route. */
export interface Matrix {
  readonly categories: readonly string[];
  readonly rows: readonly MatrixRow[];
  readonly policyRevision: string;
}

export interface MatrixRow {
  readonly gateway: string;
  readonly title: string;
  readonly kind: "gateway" | "api" | "local";
  /** The controls that stand on the request, as people say them; empty for none. */
  readonly controls: string;
  /** One for each category, in their order. */
  readonly cells: readonly MatrixCell[];
}

export interface MatrixCell {
  readonly effect: Effect;
  /** The amendments of an `amend`, the reason codes of a `deny`. */
  readonly details: readonly string[];
}

/** Effects are told by word and sign, never by colour alone. */
export const signs: Readonly<Record<Effect, string>> = { allow: "✓", amend: "+", deny: "✕" };

export const kinds: Readonly<Record<MatrixRow["kind"], string>> = { gateway: "Gateways", api: "Providers' own APIs", local: "On one's own machines" };
