import type { AcceptedFinding, FindingsReport, Region, RegionIn, ReportedFinding } from "./findings.ts";

export interface SarifOptions {
  /** Of this package. */
  readonly version: string;
  readonly rules: readonly SarifRule[];
  /** What a person should know of the run besides, such as a file that could not be read. */
  readonly notices?: readonly string[];
}

export interface SarifRule {
  readonly name: string;
  readonly description: string;
  readonly level: "error" | "warn" | "off";
}

/** The findings as SARIF 2.1.0, for code scanning: those that were accepted too, marked as suppressed. */
export function findingsSarif(report: FindingsReport, { version, rules, notices = [] }: SarifOptions): string {
  const names = rules.map(({ name }) => name);
  const all = [...report.findings.map((finding) => resultOf(finding, names)), ...report.accepted.map((accepted) => ({ ...resultOf(accepted.finding, names), suppressions: [suppressionOf(accepted)] }))];
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "cordon", semanticVersion: version, rules: rules.map(ruleOf) } },
        columnKind: "utf16CodeUnits",
        invocations: [{ executionSuccessful: notices.length === 0, ...(notices.length === 0 ? {} : { toolExecutionNotifications: notices.map((text) => ({ level: "error", message: { text } })) }) }],
        results: all,
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleOf({ name, description, level }: SarifRule): object {
  return {
    id: `cordon/${name}`,
    name: name.replace(/(?:^|-)(\w)/gu, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: `${description}.` },
    defaultConfiguration: level === "off" ? { enabled: false } : { level: level === "warn" ? "warning" : level },
    properties: { tags: ["security", "privacy"] },
  };
}

function resultOf(finding: ReportedFinding, rules: readonly string[]): object {
  const { rule, severity, message, id, site, decision, related, suggestions } = finding;
  return {
    ruleId: `cordon/${rule}`,
    ...(rules.includes(rule) ? { ruleIndex: rules.indexOf(rule) } : {}),
    level: severity,
    message: { text: message },
    locations: [{ ...physical(finding), logicalLocations: [{ fullyQualifiedName: site }] }],
    partialFingerprints: { "cordonFinding/v1": id },
    ...(related.length === 0 ? {} : { relatedLocations: related.map((place, index) => ({ id: index + 1, ...physical(place), message: { text: place.message } })) }),
    ...(suggestions.length === 0 ? {} : { fixes: suggestions.filter(({ edits }) => edits.length > 0).map(fixOf) }),
    ...(decision === null ? {} : { properties: { decision: decision.effect } }),
  };
}

function fixOf({ message, edits }: ReportedFinding["suggestions"][number]): object {
  const files = [...new Set(edits.map(({ file }) => file))];
  return {
    description: { text: `${message.replace(/\.$/u, "")}.` },
    artifactChanges: files.map((file) => ({
      artifactLocation: artifact(file),
      replacements: edits.filter((edit) => edit.file === file).map((edit) => ({ deletedRegion: region(edit), ...(edit.text === "" ? {} : { insertedContent: { text: edit.text } }) })),
    })),
  };
}

function suppressionOf({ by, reason, until }: AcceptedFinding): object {
  const justification = [reason, until === null ? "" : `until ${until}`, by === "baseline" ? "listed in the baseline" : ""].filter((part) => part !== "").join(", ");
  return { kind: by === "comment" || by === "directive" ? "inSource" : "external", status: "accepted", ...(justification === "" ? {} : { justification }) };
}

function physical(place: RegionIn): { readonly physicalLocation: object } {
  return { physicalLocation: { artifactLocation: artifact(place.file), region: region(place) } };
}

/** A path as a URI; a relative one counts from the root of the sources. */
function artifact(file: string): object {
  const uri = file.split("/").map(encodeURIComponent).join("/");
  if (file.startsWith("/")) return { uri: `file://${uri}` };
  return /^[A-Za-z]:\//u.test(file) ? { uri: `file:///${uri.replace("%3A", ":")}` } : { uri, uriBaseId: "%SRCROOT%" };
}

function region({ line, column, endLine, endColumn }: Region): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}
