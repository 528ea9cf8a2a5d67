import { describe, expect, it } from "vitest";
import { createGuardFrom } from "../../src/guard/guard.ts";
import { openPolicy } from "../../src/node/open-policy.ts";
import { matrixText } from "../../src/report/matrix-text.ts";
import { matrixOf, type Matrix, type MatrixCell, type MatrixRow } from "../../src/report/matrix.ts";
import { folderWith } from "../node/folder.ts";

const allow: MatrixCell = { effect: "allow", details: [] };
const amend = (...details: string[]): MatrixCell => ({ effect: "amend", details });
const deny = (...details: string[]): MatrixCell => ({ effect: "deny", details });
const row = (gateway: string, kind: MatrixRow["kind"], controls: string, ...cells: MatrixCell[]): MatrixRow => ({ gateway, title: gateway, kind, controls, cells });

const matrix: Matrix = {
  categories: ["public", "internal", "pii", "hr-records", "prohibited"],
  now: "2026-11-20",
  policyRevision: "sha256:abc",
  rows: [
    row("anyapi", "gateway", "", allow, amend("noTraining"), amend("noTraining", "maxRetentionDays: 0"), amend("noTraining", "maxRetentionDays: 0"), deny("prohibited-category")),
    row("openrouter", "gateway", "", allow, amend("noTraining"), amend("zeroRetention"), amend("zeroRetention"), deny("prohibited-category")),
    row("openrouter", "gateway", "zeroRetention", allow, allow, allow, allow, deny("prohibited-category")),
    row("vercel", "gateway", "", allow, amend("noTraining"), amend("zeroRetention"), amend("zeroRetention"), deny("prohibited-category")),
    row("vercel", "gateway", "zeroRetention", allow, allow, allow, allow, deny("prohibited-category")),
    ...["alibaba", "baseten", "cohere", "deepseek"].map((name) => row(name, "api", "", allow, deny("training"), deny("assurance", "retention", "training"), deny("assurance", "retention", "training"), deny("prohibited-category"))),
  ],
};

describe("a matrix in words and signs", () => {
  it("tells once what is the same: routes, categories, and below the names that had no room", () => {
    expect(matrixText(matrix)).toBe(`\
                              public  internal      pii                               prohibited
                                                    hr-records
Gateways
 anyapi                       ✓       + noTraining  + noTraining, 0 days              ✕ never
 openrouter, vercel           ✓       + noTraining  + zeroRetention                   ✕ never
   + zeroRetention            ✓       ✓             ✓                                 ✕ never
Providers' own APIs
 alibaba, baseten and 2 more  ✓       ✕ training    ✕ assurance, retention, training  ✕ never

alibaba, baseten and 2 more: alibaba, baseten, cohere, deepseek

✓ as it is   + once this is on the request   ✕ not at all, for this reason
decided for 2026-11-20
policy sha256:abc
`);
  });

  it.each([
    [90, "+ noTraining, 0 days", "✕ assurance, retention, training"],
    [80, "+ noTraining, 0 days", "✕ assurance, retention, …"],
    [72, "+ noTraining, …", "✕ assurance, …"],
    [64, "+", "✕"],
  ])("tells in %d columns what there is room for", (width, amended, denied) => {
    const lines = matrixText(matrix, { width }).split("\n");
    const cellIn = (name: string): string => lines.find((line) => line.startsWith(` ${name}`))!.split(/ {2,}/u)[3]!.trim();
    expect([cellIn("anyapi"), cellIn("alibaba")]).toEqual([amended, denied]);
    expect(lines.some((line) => line.includes("…: and more"))).toBe(amended.endsWith("…") || denied.endsWith("…"));
  });

  it("gives up reasons before amendments: these say what to do", () => {
    const rows = [row("vercel", "gateway", "", amend("zeroRetention"), deny("assurance"), deny("assurance"), amend("noTraining")), row("openai", "api", "", allow, allow, deny("training"), allow)];
    const text = (width: number): string => matrixText({ ...matrix, categories: ["a", "b", "c", "d"], rows }, { width });
    expect(text(80)).toContain("\n vercel  + zeroRetention  ✕ assurance  ✕ assurance  + noTraining\n");
    expect(text(50)).toContain("\n vercel  + zeroRetention  ✕  ✕  + noTraining\n");
  });

  it("goes on in a second table where not even the signs have room", () => {
    const names = Array.from({ length: 12 }, (_, index) => `category-number-${index}`);
    // Each differs somewhere, so that none stands with another.
    const rows = names.map((name, index) => row(name, "api", "", ...names.map((_, column) => (column === index ? allow : deny("training")))));
    const lines = matrixText({ ...matrix, categories: names, rows }, { width: 80 }).split("\n");
    expect(lines.filter((line) => line === "Providers' own APIs").length).toBeGreaterThan(1);
    for (const name of names) expect(lines.filter((line) => line.startsWith("   ") && line.split(/\s+/u).includes(name))).toHaveLength(1);
    expect(lines.join("\n")).toContain("✕ training");
  });

  it("puts colour on signs and their words, and says the same without", () => {
    const mark = (name: string) => (text: string) => `<${name}:${text}>`;
    const paint = { good: mark("g"), doubtful: mark("d"), bad: mark("b"), strong: mark("s"), faint: mark("f") };
    const text = matrixText(matrix, { paint });
    expect(text).toContain(" openrouter, vercel ");
    expect(text).toContain("<g:✓>       <d:+ noTraining>");
    expect(text.replace(/<\w:([^>]*)>/gu, "$1")).toBe(matrixText(matrix));
  });

  it("keeps a stranger's control characters off the terminal, and is empty of nothing", () => {
    expect(matrixText({ ...matrix, categories: ["a\u001b[2J"], rows: [row("x\u202e", "api", "", deny("y\u0007"))] })).not.toMatch(/[\u001b\u202e\u0007]/u);
    expect(matrixText({ ...matrix, categories: [], rows: [] })).toContain("decided for 2026-11-20");
  });
});

describe("the matrix of a configuration", () => {
  const own = `version: 1
taxonomy:
  categories:
    source-code: { like: confidential }
    trade-secrets: { retentionDays: 0, training: never, deployments: [private-cloud, self-hosted, local] }
    customer-contracts-of-the-european-subsidiary: { assurances: [gdpr-dpa, soc2], training: never }
    logs: { retentionDays: 30, training: never }
`;
  it.each([["the baseline", {}], ["many categories", { "cordon.yaml": own }]] as const)("fits every width, with %s", async (_, files) => {
    const { policy } = await openPolicy({ cwd: folderWith(files) });
    const { catalog, decide } = createGuardFrom(policy);
    const made = matrixOf({ gateways: Object.values(catalog.gateways), categories: Object.keys(policy.data.organisation.taxonomy.categories), now: "2026-11-20", policyRevision: policy.data.revision, decide });
    for (let width = 80; width <= 200; width += 1) {
      const longest = Math.max(...matrixText(made, { width }).split("\n").map((line) => line.length));
      expect([width, longest <= width]).toEqual([width, true]);
    }
    expect(made.rows.length).toBeGreaterThanOrEqual(Object.keys(catalog.gateways).length);
    for (const { cells } of made.rows) expect(cells).toHaveLength(made.categories.length);
  });
});
