import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import type { Decision } from "../../src/model/decision.ts";
import { findingsGithub } from "../../src/report/findings-github.ts";
import { findingsJson } from "../../src/report/findings-json.ts";
import { findingsSarif } from "../../src/report/findings-sarif.ts";
import { findingsText } from "../../src/report/findings-text.ts";
import { counted, type FindingsReport, type ReportedFinding } from "../../src/report/findings.ts";

const decision: Decision = { effect: "amend", reasons: [], amendments: [{ control: "zeroRetention", value: true }], obligations: [], alternatives: [], assumptions: [], policyRevision: "sha256:abc" };

const finding: ReportedFinding = {
  rule: "require-controls",
  severity: "error",
  file: "src/a b.ts",
  line: 3,
  column: 9,
  endLine: 3,
  endColumn: 21,
  message: "`pii` may not be kept by the provider: add `zeroDataRetention: true` under `providerOptions.gateway`; asked by requirement zero_retention of the baseline.",
  callee: "generateText",
  fixable: true,
  decision,
  site: "src/a b.ts#run",
  id: "0123",
  related: [{ file: "src/model.ts", line: 1, column: 7, endLine: 1, endColumn: 12, message: "the model is made here" }],
  suggestions: [{ message: "Add `zeroDataRetention: true`", edits: [{ file: "src/a b.ts", line: 3, column: 23, endLine: 3, endColumn: 23, text: "x, " }] }],
};
const warning: ReportedFinding = { ...finding, rule: "require-category", severity: "warning", line: 12, endLine: 14, message: "Say what the data is.", callee: undefined, fixable: false, decision: null, id: "4567", related: [], suggestions: [] };

const report: FindingsReport = {
  findings: [finding, warning, { ...warning, file: "src/c.ts", line: 100, column: 100, endLine: 100 }],
  accepted: [
    { finding: { ...finding, id: "8" }, by: "waiver", reason: "SEC-212", until: "2026-12-31" },
    { finding: { ...finding, id: "9" }, by: "directive", reason: "", until: null },
    { finding: { ...finding, id: "10" }, by: "baseline", reason: "", until: null },
  ],
  files: 1900,
  calls: 12,
};
const none: FindingsReport = { findings: [], accepted: [], files: 1, calls: 0 };

describe("findings for people", () => {
  it("stand by file, with place, callee, rule and sentence, and are counted", () => {
    expect(findingsText(report, { width: 80 })).toBe(`src/a b.ts
  3:9      error    generateText  cordon/require-controls  fixable
           \`pii\` may not be kept by the provider: add \`zeroDataRetention: true\`
           under \`providerOptions.gateway\`; asked by requirement zero_retention
           of the baseline.
           src/model.ts:1:7  the model is made here
  12:9     warning  cordon/require-category
           Say what the data is.

src/c.ts
  100:100  warning  cordon/require-category
           Say what the data is.

✕ 1 error and 2 warnings in 2 files (1,900 files looked at, 12 model calls); 1 can be fixed with \`--fix\`; 2 waived or disabled; 1 in the baseline
`);
  });

  it("are none in one line", () => {
    expect(findingsText(none)).toBe("✓ no findings (1 file looked at, 0 model calls)\n");
    expect(findingsText({ ...none, fixed: 3 })).toBe("✓ no findings (1 file looked at, 0 model calls); 3 fixed\n");
    expect(findingsText({ ...none, findings: [warning] }).split("\n").at(-2)).toBe("! 1 warning in 1 file (1 file looked at, 0 model calls)");
  });

  it("list what a baseline has too much, as far as there is room", () => {
    const unmatched = Array.from({ length: 12 }, (_, index) => ({ rule: "require-controls", site: `src/${index}.ts#run`, id: `${index}` }));
    const lines = findingsText({ ...none, unmatched }).split("\n");
    expect([lines[0], lines[1], lines[11]]).toEqual(["in the baseline, and gone; take them out with `--prune-baseline`", "  src/0.ts#run  cordon/require-controls", "  and 2 more"]);
  });

  it("cannot steer a terminal", () => {
    expect(findingsText({ ...none, findings: [{ ...finding, file: "a\u001B[2J.ts", message: "\u001B]0;x\u0007" }] })).not.toMatch(/[\u001B\u0007]/u);
  });

  it("write large numbers with commas", () => {
    expect([counted(1, "file"), counted(999, "file"), counted(1234567, "file"), counted(2, "entry", "entries")]).toEqual(["1 file", "999 files", "1,234,567 files", "2 entries"]);
  });
});

describe("findings as JSON", () => {
  it("have the keys that other tools rely on", () => {
    const json = JSON.parse(findingsJson({ ...report, unmatched: [], fixed: 0 })) as Record<string, unknown> & { findings: object[] };
    expect(json.findings[0]).toEqual({ rule: "require-controls", file: "src/a b.ts", line: 3, column: 9, endLine: 3, endColumn: 21, message: finding.message, fixable: true, decision });
    expect(Object.keys(json)).toEqual(["findings", "files", "calls", "errors", "warnings", "accepted", "fixed", "unmatchedBaseline"]);
    expect([json["files"], json["calls"], json["errors"], json["warnings"]]).toEqual([1900, 12, 1, 2]);
    expect((json["accepted"] as object[])[0]).toEqual({ rule: "require-controls", file: "src/a b.ts", line: 3, column: 9, id: "8", by: "waiver", reason: "SEC-212", until: "2026-12-31" });
  });
});

describe("findings as annotations of GitHub", () => {
  it("stand on their lines", () => {
    expect(findingsGithub(report).split("\n")).toEqual([
      `::error file=src/a b.ts,line=3,endLine=3,col=9,endColumn=21,title=cordon/require-controls::${finding.message}`,
      "::warning file=src/a b.ts,line=12,endLine=14,title=cordon/require-category::Say what the data is.",
      "::warning file=src/c.ts,line=100,endLine=100,col=100,endColumn=21,title=cordon/require-category::Say what the data is.",
      "3 findings in 1,900 files",
      "",
    ]);
  });

  it("cannot be left by what is in a name or a message", () => {
    const [line, ...rest] = findingsGithub({ ...none, findings: [{ ...finding, file: "a,b:c%\n::error::x.ts", message: "100 %\r\n::warning::more" }] }).split("\n");
    expect(line).toBe("::error file=a%2Cb%3Ac%25%0A%3A%3Aerror%3A%3Ax.ts,line=3,endLine=3,col=9,endColumn=21,title=cordon/require-controls::100 %25%0D%0A::warning::more");
    expect(rest).toEqual(["1 finding in 1 file", ""]);
  });
});

describe("findings as SARIF", () => {
  const require = createRequire(import.meta.url);
  const Ajv = require("ajv") as typeof import("ajv");
  const validator = new Ajv({ schemaId: "auto", meta: false, unknownFormats: ["uri-template"], logger: false });
  validator.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"), "http://json-schema.org/draft-04/schema#");
  const isValid = validator.compile(require("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"));
  const rules = [
    { name: "require-controls", description: "Require the settings", level: "error" },
    { name: "require-category", description: "Require the category", level: "warn" },
    { name: "no-unguarded-call", description: "Require the guard", level: "off" },
  ] as const;
  const log = (of: FindingsReport, notices: readonly string[] = []) => JSON.parse(findingsSarif(of, { version: "1.2.3", rules, notices }));

  it.each([
    ["findings of all kinds", log(report)],
    ["no findings", log(none)],
    ["a file that could not be read", log(none, ["`a.ts` could not be read"])],
    ["an edit that only deletes", log({ ...none, findings: [{ ...finding, suggestions: [{ message: "Take it out", edits: [{ file: "src/a b.ts", line: 1, column: 1, endLine: 1, endColumn: 5, text: "" }] }] }] })],
    ["a suggestion without edits", log({ ...none, findings: [{ ...finding, suggestions: [{ message: "Think", edits: [] }] }] })],
    ["odd names of files", log({ ...none, findings: ["../a.ts", "/tmp/ä#?.ts", "C:/a.ts", "a%20b.ts"].map((file) => ({ ...finding, file })) })],
  ])("keep to the schema with %s", (_, value) => {
    isValid(value);
    expect(isValid.errors).toBe(null);
  });

  it("are refused by that schema when they are wrong", () => {
    expect(isValid({ ...log(report), version: "2.2.0" })).toBe(false);
    expect(isValid({ version: "2.1.0", runs: [{ results: [] }] })).toBe(false);
  });

  it("name rules, places, fingerprints, edits, and what was accepted and how", () => {
    const [run] = log(report).runs;
    expect(run.tool.driver).toMatchObject({ name: "cordon", semanticVersion: "1.2.3" });
    expect(run.tool.driver.rules.map(({ id, name, defaultConfiguration }: Record<string, unknown>) => [id, name, defaultConfiguration])).toEqual([
      ["cordon/require-controls", "RequireControls", { level: "error" }],
      ["cordon/require-category", "RequireCategory", { level: "warning" }],
      ["cordon/no-unguarded-call", "NoUnguardedCall", { enabled: false }],
    ]);
    expect(run.results[0]).toEqual({
      ruleId: "cordon/require-controls",
      ruleIndex: 0,
      level: "error",
      message: { text: finding.message },
      locations: [{ physicalLocation: { artifactLocation: { uri: "src/a%20b.ts", uriBaseId: "%SRCROOT%" }, region: { startLine: 3, startColumn: 9, endLine: 3, endColumn: 21 } }, logicalLocations: [{ fullyQualifiedName: "src/a b.ts#run" }] }],
      partialFingerprints: { "cordonFinding/v1": "0123" },
      relatedLocations: [{ id: 1, physicalLocation: { artifactLocation: { uri: "src/model.ts", uriBaseId: "%SRCROOT%" }, region: { startLine: 1, startColumn: 7, endLine: 1, endColumn: 12 } }, message: { text: "the model is made here" } }],
      fixes: [{ description: { text: "Add `zeroDataRetention: true`." }, artifactChanges: [{ artifactLocation: { uri: "src/a%20b.ts", uriBaseId: "%SRCROOT%" }, replacements: [{ deletedRegion: { startLine: 3, startColumn: 23, endLine: 3, endColumn: 23 }, insertedContent: { text: "x, " } }] }] }],
      properties: { decision: "amend" },
    });
    expect(run.results.map(({ suppressions }: { suppressions?: object }) => suppressions)).toEqual([
      undefined,
      undefined,
      undefined,
      [{ kind: "external", status: "accepted", justification: "SEC-212, until 2026-12-31" }],
      [{ kind: "inSource", status: "accepted" }],
      [{ kind: "external", status: "accepted", justification: "listed in the baseline" }],
    ]);
  });

  it("write paths as addresses", () => {
    const uris = log({ ...none, findings: ["../a.ts", "/tmp/ä#?.ts", "C:/a.ts"].map((file) => ({ ...finding, file })) }).runs[0].results.map((result: { locations: { physicalLocation: { artifactLocation: object } }[] }) => result.locations[0]!.physicalLocation.artifactLocation);
    expect(uris).toEqual([{ uri: "../a.ts", uriBaseId: "%SRCROOT%" }, { uri: "file:///tmp/%C3%A4%23%3F.ts" }, { uri: "file:///C:/a.ts" }]);
  });
});
