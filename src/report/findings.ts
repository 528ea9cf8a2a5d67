import type { Decision } from "../model/decision.ts";

/** A range of a file. Lines and columns count from 1, columns in UTF-16 units; the end is behind the last character. */
export interface Region {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface RegionIn extends Region {
  /** From the folder that the report is for, with `/`; absolute where it lies outside. */
  readonly file: string;
}

/** A finding as reports tell it. Nothing in it is content. */
export interface ReportedFinding extends RegionIn {
  /** Without the name of the plugin: `require-controls`. */
  readonly rule: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  /** What is called, where the finding stands on a call. */
  readonly callee?: string | undefined;
  readonly fixable: boolean;
  readonly decision: Decision | null;
  readonly site: string;
  /** Stays the same while lines move. */
  readonly id: string;
  readonly related: readonly (RegionIn & { readonly message: string })[];
  readonly suggestions: readonly ReportedSuggestion[];
}

export interface ReportedSuggestion {
  readonly message: string;
  readonly edits: readonly (RegionIn & { readonly text: string })[];
}

/** A finding that somebody accepted, and how. */
export interface AcceptedFinding {
  readonly finding: ReportedFinding;
  readonly by: "waiver" | "comment" | "directive" | "baseline";
  /** In the words of whoever accepted it; empty where none are given. */
  readonly reason: string;
  /** The last day on which it is accepted. */
  readonly until: string | null;
}

/** What a check found. */
export interface FindingsReport {
  /** By file and place. */
  readonly findings: readonly ReportedFinding[];
  readonly accepted: readonly AcceptedFinding[];
  /** How many files were looked at, and how many calls of models are in them. */
  readonly files: number;
  readonly calls: number;
  /** How many findings were mended, where that was asked for. */
  readonly fixed?: number | undefined;
  /** Entries of the baseline that match nothing any more. */
  readonly unmatched?: readonly { readonly rule: string; readonly site: string; readonly id: string; readonly count?: number | undefined }[] | undefined;
}

/** `1 file`, `2 files`, `1,900 files`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${amount(count)} ${count === 1 ? one : many}`;
}

/** `1,900`. */
export function amount(count: number): string {
  return count.toString().replace(/\B(?=(?:\d{3})+$)/gu, ",");
}
