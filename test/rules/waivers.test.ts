import { describe, expect, it } from "vitest";
import type { Finding } from "../../rules/rule.ts";
import { ruleNames } from "../../rules/rule.ts";
import { waived, type ConfiguredWaiver } from "../../rules/waivers.ts";
import { findingOn, parsed } from "./parsed.ts";

const today = "2026-11-21";
const waiver = "cordon-waive require-controls until 2026-12-31: migration SEC-212";

function settle(text: string, findings: readonly Finding[] = [findingOn(text, "generateText")], options: { readonly waivers?: readonly ConfiguredWaiver[]; readonly rules?: readonly (typeof ruleNames)[number][]; readonly today?: string } = {}) {
  const rules = new Set(options.rules ?? ruleNames);
  return waived(findings, { module: parsed(text), waivers: options.waivers ?? [], rules, today: options.today ?? today, siteAt: () => "src/a.tsx" });
}

describe("a waiver as a comment", () => {
  it.each([
    ["on the line before the call", `// ${waiver}\ngenerateText({});`],
    ["on the line of the call", `generateText({}); // ${waiver}`],
    ["before it on its line", `/* ${waiver} */ generateText({});`],
    ["on the line before its statement", `// ${waiver}\nexport const answer =\n  await generateText({});`],
    ["on the line of its statement", `const answer = // ${waiver}\n  await generateText({});`],
    ["before a call deep inside its statement", `// ${waiver}\nconst all = {\n  a: 1,\n  b: [generateText({})],\n};`],
    ["before a field of a class", `class A {\n  // ${waiver}\n  answer =\n    generateText({});\n}`],
    ["above another comment", `// ${waiver}\n// And why.\ngenerateText({});`],
    ["over several lines", `/*\n * ${waiver.replace(": ", ":\n * ")}\n */\ngenerateText({});`],
    ["as an expression of JSX", `const a = (\n  <b>\n    {/* ${waiver} */}\n    {generateText({})}\n  </b>\n);`],
    ["with lines that end as on Windows", `// ${waiver}\r\ngenerateText({});`],
  ])("accepts a finding %s", (_, text) => {
    const finding = findingOn(text, "generateText");
    expect(settle(text)).toEqual({ findings: [], suppressed: [{ finding, by: "comment", reason: "migration SEC-212", until: "2026-12-31" }] });
  });

  it.each([
    ["two lines above", `// ${waiver}\n\ngenerateText({});`],
    ["behind the code of the line above", `f(); // ${waiver}\ngenerateText({});`],
    ["below", `generateText({});\n// ${waiver}`],
    ["before the function around", `// ${waiver}\nfunction run() {\n  return generateText({});\n}`],
    ["before the callback around", `// ${waiver}\nlist.map(() => {\n  return generateText({});\n});`],
    ["in a string", `const a = "// ${waiver}";\ngenerateText({});`],
    ["for another rule", `// ${waiver.replace("require-controls", "no-denied-call")}\ngenerateText({});`],
  ])("accepts nothing %s", (_, text) => {
    expect(settle(text)).toEqual({ findings: [findingOn(text, "generateText")], suppressed: [] });
  });

  it("names several rules, with or without the name of the plugin", () => {
    const text = "// cordon-waive cordon/require-controls, no-denied-call until 2026-12-31: SEC-1\ngenerateText({});";
    const findings = [findingOn(text, "generateText"), findingOn(text, "generateText", { rule: "no-denied-call" }), findingOn(text, "generateText", { rule: "require-category" })];
    expect(settle(text, findings)).toMatchObject({ findings: [{ rule: "require-category" }], suppressed: [{ finding: { rule: "require-controls" } }, { finding: { rule: "no-denied-call" } }] });
  });

  it("holds to the end of its last day, and gives the finding back on the next", () => {
    const text = `// ${waiver}\ngenerateText({});`;
    expect(settle(text, undefined, { today: "2026-12-31" }).findings).toEqual([]);
    expect(settle(text, undefined, { today: "2027-01-01" })).toEqual({
      findings: [{ ...findingOn(text, "generateText"), message: "Something is missing. The waiver that accepted this ended on 2026-12-31." }],
      suppressed: [],
    });
  });

  it("is reported when it outlived its finding, and not before it ended", () => {
    const text = `// ${waiver}\ngenerateText({});`;
    expect(settle(text, [])).toEqual({ findings: [], suppressed: [] });
    expect(settle(text, [], { today: "2027-01-01" }).findings).toMatchObject([
      { rule: "require-controls", messageId: "outlived-waiver", message: "This waiver ended on 2026-12-31, and what it accepted is gone. Take it out.", start: 0, end: text.indexOf("\n"), site: "src/a.tsx" },
    ]);
  });

  it("is no matter to a run without its rule", () => {
    expect(settle(`// ${waiver}\ngenerateText({});`, [], { today: "2027-01-01", rules: ["no-denied-call"] }).findings).toEqual([]);
    expect(settle("// cordon-waive\ngenerateText({});", [], { rules: ["no-denied-call"] }).findings).toEqual([]);
  });

  const form = "Write `cordon-waive RULE until YYYY-MM-DD: REASON`.";
  it.each([
    ["cordon-waive", "names no rule"],
    ["cordon-waive until 2026-12-31: SEC-1", "names no rule"],
    ["cordon-waive require-control until 2026-12-31: SEC-1", "names `require-control`, which is no rule (perhaps `require-controls`)"],
    ["cordon-waive require-controls: SEC-1", "does not say until when it holds"],
    ["cordon-waive require-controls until: SEC-1", "does not say until when it holds"],
    ["cordon-waive require-controls until soon: SEC-1", "holds until `soon`, which is no date"],
    ["cordon-waive require-controls until 2026-02-31: SEC-1", "holds until `2026-02-31`, which is no date"],
    ["cordon-waive require-controls until 31.12.2026: SEC-1", "holds until `31.12.2026`, which is no date"],
    ["cordon-waive require-controls until 2026-12-31", "gives no reason behind a colon"],
    ["cordon-waive require-controls until 2026-12-31:  ", "gives no reason behind a colon"],
    ["cordon-waive require-controls until 2026-12-31 SEC-1", "gives no reason behind a colon"],
    ["cordon-waiver require-controls until 2026-12-31: SEC-1", "begins with `cordon-waiver`"],
    ["cordon-ignore require-controls", "begins with `cordon-ignore`"],
    ["cordon-disable-next-line require-controls", "begins with `cordon-disable-next-line`"],
  ])("that is wrong is reported, and accepts nothing: %s", (comment, what) => {
    const text = `// ${comment}\ngenerateText({});`;
    const [malformed, finding, ...rest] = [...settle(text).findings].sort((one, other) => one.start - other.start);
    expect(malformed).toMatchObject({ rule: "require-controls", messageId: "malformed-waiver", message: `This waiver ${what}, so it accepts nothing. ${form}`, start: 0, end: 3 + comment.length });
    expect([finding, rest]).toEqual([findingOn(text, "generateText"), []]);
  });

  it("repeats nothing of a comment that is no name", () => {
    const text = "// cordon-waive Jane-Doe's-IBAN-DE00-1234-5678-9012-3456-7890-secret until 2026-12-31: x";
    expect(settle(text, []).findings[0]?.message).toContain("names `…`");
  });

  it.each(["// The cordon-waive comments are explained in docs/adopting.md.", "// See `cordon-waive`.", "// cordonwaive", "const a = 'cordon-waive';"])("is not seen in what only speaks of it: %s", (text) => {
    expect(settle(text, [])).toEqual({ findings: [], suppressed: [] });
  });

  it("keeps the id of its finding while lines move", () => {
    const id = (text: string): string | undefined => settle(text, []).findings[0]?.id;
    expect(id("\n\n// cordon-waive")).toBe(id("// cordon-waive"));
    expect(new Set(settle("// cordon-waive\nf();\n// cordon-waive", []).findings.map((finding) => finding.id)).size).toBe(2);
  });
});

describe("a waiver of the configuration", () => {
  const configured: ConfiguredWaiver = { rule: "require-controls", site: "src/a.tsx#run", reason: "SEC-9", until: "2026-12-31", folder: "/project" };
  const text = "generateText({});";

  it("accepts the findings of its rule in its function", () => {
    expect(settle(text, undefined, { waivers: [configured] })).toMatchObject({ findings: [], suppressed: [{ by: "waiver", reason: "SEC-9", until: "2026-12-31" }] });
  });

  it("counts its path from the folder of the file in which it stands", () => {
    expect(settle(text, undefined, { waivers: [{ ...configured, folder: "/project/src", site: "./a.tsx#run" }] }).findings).toEqual([]);
  });

  it("accepts a whole file for `#*`, and only what is outside of functions without a name", () => {
    expect(settle(text, undefined, { waivers: [{ ...configured, site: "src/a.tsx#*" }] }).findings).toEqual([]);
    expect(settle(text, undefined, { waivers: [{ ...configured, site: "src/a.tsx" }] }).findings).toHaveLength(1);
    expect(settle(text, [findingOn(text, "generateText", { site: "src/a.tsx" })], { waivers: [{ ...configured, site: "src/a.tsx" }] }).findings).toEqual([]);
  });

  it.each([
    ["another rule", { rule: "no-denied-call" as const }],
    ["another function", { site: "src/a.tsx#runAll" }],
    ["another file", { site: "src/b.tsx#run" }],
    ["the same path from another folder", { folder: "/other" }],
  ])("accepts nothing for %s", (_, change) => {
    expect(settle(text, undefined, { waivers: [{ ...configured, ...change }] })).toEqual({ findings: [findingOn(text, "generateText")], suppressed: [] });
  });

  it("says when it ended", () => {
    expect(settle(text, undefined, { waivers: [configured], today: "2027-01-01" }).findings[0]?.message).toBe("Something is missing. The waiver that accepted this ended on 2026-12-31.");
  });

  it("that still holds counts beside one that ended", () => {
    expect(settle(text, undefined, { waivers: [{ ...configured, until: "2026-01-01" }, configured] }).findings).toEqual([]);
  });
});
