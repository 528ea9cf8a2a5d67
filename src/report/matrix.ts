import type { Call, Controls } from "../model/call.ts";
import type { GatewayEntry } from "../model/catalog.ts";
import type { Decision, Effect } from "../model/decision.ts";
import { amendmentLine } from "./decision-text.ts";

/** What is decided for each category on each route. */
export interface Matrix {
  readonly categories: readonly string[];
  readonly rows: readonly MatrixRow[];
  /** The day that it was decided for. */
  readonly now: string;
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

/** What a matrix is made of; `decide` is the guard's own. */
export interface MatrixQuestion extends Pick<Matrix, "categories" | "now" | "policyRevision"> {
  readonly gateways: readonly GatewayEntry[];
  readonly decide: (call: Call) => Decision;
}

/** Effects are told by word and sign, never by colour alone. */
export const signs: Readonly<Record<Effect, string>> = { allow: "✓", amend: "+", deny: "✕" };

export const kinds: Readonly<Record<MatrixRow["kind"], string>> = { gateway: "Gateways", api: "Providers' own APIs", local: "On one's own machines" };

/** Decides on every category at every gateway, with no control and with each that the gateway has, for a call that names no model. */
export function matrixOf({ gateways, categories, now, policyRevision, decide }: MatrixQuestion): Matrix {
  const rows = byKind(gateways).flatMap(({ rows: entries }) =>
    entries.flatMap(({ id, title, kind, controls }) =>
      settingsOf(controls).map(([name, set]): MatrixRow => ({
        gateway: id,
        title,
        kind,
        controls: name,
        cells: categories.map((category) => cellOf(decide({ categories: [category], gateway: id, ...(name !== "" && { controls: set }), now }))),
      })),
    ),
  );
  return { categories, rows, now, policyRevision };
}

/** What has a kind, by that kind; kinds of which there is nothing are left out. */
export function byKind<Row extends Pick<MatrixRow, "kind">>(rows: readonly Row[]): readonly { readonly title: string; readonly rows: readonly Row[] }[] {
  return (["gateway", "api", "local"] as const)
    .map((kind) => ({ title: kinds[kind], rows: rows.filter((row) => row.kind === kind) }))
    .filter((group) => group.rows.length > 0);
}

function settingsOf(controls: GatewayEntry["controls"]): readonly (readonly [string, Controls])[] {
  return [
    ["", {}],
    ...(controls?.noTraining === undefined ? [] : [["noTraining", { noTraining: true }] as const]),
    ...(controls?.maxRetentionDays === undefined ? [] : [["maxRetentionDays 0", { maxRetentionDays: 0 }] as const]),
    ...(controls?.zeroRetention === undefined ? [] : [["zeroRetention", { zeroRetention: true }] as const]),
  ];
}

function cellOf({ effect, amendments, reasons }: Decision): MatrixCell {
  if (effect === "allow") return { effect, details: [] };
  if (effect === "deny") return { effect, details: [...new Set(reasons.map(({ code }) => code))].sort() };
  return { effect, details: amendments.map((amendment) => (amendment.control === "only" ? `only ${amendment.value.length} ${amendment.value.length === 1 ? "provider" : "providers"}` : amendmentLine(amendment))) };
}
