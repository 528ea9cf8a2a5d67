import type { Finding, RuleName, Suppressed } from "../../rules/rule.ts";
import type { AcceptedFinding, RegionIn, ReportedFinding } from "../../src/report/findings.ts";
import { shownCallee } from "./callee.ts";
import type { Looked } from "./look.ts";
import { pathFrom, placesIn, type Places } from "./places.ts";
import type { Level } from "./rule-settings.ts";

/** A finding in the form of reports, with what baselines go by. */
export type Told = ReportedFinding & { readonly rule: RuleName };

export interface ReportingOptions {
  /** What paths count from. */
  readonly folder: string;
  readonly levels: ReadonlyMap<RuleName, Level>;
  /** Places in the files that were not looked at themselves. */
  readonly saved: (file: string) => Places;
}

/** The findings of a file with lines and columns. */
export function toldOf({ file, text, analysis }: Looked, options: ReportingOptions): { readonly findings: readonly Told[]; readonly accepted: readonly AcceptedFinding[] } {
  const { findings, suppressed = [] } = analysis;
  if (findings.length === 0 && suppressed.length === 0) return { findings: [], accepted: [] };
  const own = placesIn(text);
  const region: RegionOf = (of, start, end) => ({ file: pathFrom(options.folder, of), ...(of === file ? own : options.saved(of))(start, end) });
  const tell = (finding: Finding): Told => told(finding, file, text, region, options);
  return { findings: findings.map(tell), accepted: suppressed.map((each) => acceptedOf(each, tell)) };
}

type RegionOf = (file: string, start: number, end: number) => RegionIn;

function told(finding: Finding, file: string, text: string, region: RegionOf, { levels }: ReportingOptions): Told {
  const { rule, message, start, end, related, suggestions, elsewhere = [], fixable, decision, site, id } = finding;
  return {
    ...region(file, start, end),
    rule,
    severity: levels.get(rule) === "warn" ? "warning" : "error",
    message,
    callee: shownCallee(text.slice(start, end)),
    fixable,
    decision,
    site,
    id,
    related: related.map((place) => ({ ...region(place.file, place.start, place.end), message: place.message })),
    suggestions: suggestions.map(({ message: what, edits }, index) => ({
      message: what,
      edits: [{ file, edits }, ...(index === 0 ? elsewhere : [])].flatMap((part) => part.edits.map((edit) => ({ ...region(part.file, edit.start, edit.end), text: edit.text }))),
    })),
  };
}

function acceptedOf({ finding, by, reason, until }: Suppressed, tell: (finding: Finding) => Told): AcceptedFinding {
  return { finding: tell(finding), by, reason, until };
}
