import { describe, expect, it } from "vitest";
import type { Decision } from "../../src/model/decision.ts";
import { callLine, decisionText } from "../../src/report/decision-text.ts";
import { explanationText } from "../../src/report/explanation-text.ts";
import { standings } from "../../src/report/explanation.ts";
import { junit } from "../../src/report/junit.ts";
import { matrixHtml } from "../../src/report/matrix-html.ts";
import { matrixSvg } from "../../src/report/matrix-svg.ts";
import type { Matrix } from "../../src/report/matrix.ts";

const decision: Decision = {
  effect: "amend",
  reasons: ["zai", "xai", "moonshotai", "alibaba", "novita", "minimax"].map((provider) => ({
    code: "retention",
    category: "pii",
    route: { provider, credential: "system" as const },
    need: "0 days",
    found: "unknown",
    source: "https://vercel.com/zdr, 2026-09-10",
  })),
  amendments: [{ control: "zeroRetention", value: true }],
  obligations: ["audit"],
  alternatives: [{ categories: ["pii"], gateway: "ollama" }],
  assumptions: ["gateway logging off"],
  policyRevision: "sha256:abc",
};

function reasonsOf(reasons: Decision["reasons"]): readonly string[] {
  return decisionText({}, { ...decision, reasons }).split("\n").filter((line) => / {2}(?:pii|phi) needs /u.test(line));
}

describe("a decision in words", () => {
  it("says what, with what, why, what else, and on which assumptions", () => {
    expect(decisionText({ categories: ["pii"], gateway: "vercel", model: "zai/glm-4.7" }, decision)).toBe(`amend  pii to vercel, model zai/glm-4.7

passes with
  zeroRetention

because, as it stands,
  retention  pii needs 0 days, found unknown on alibaba, minimax, moonshotai, novita and 2 more
    https://vercel.com/zdr, 2026-09-10

would pass
  pii to ollama

assumed, since neither the call nor \`cordon.yaml\` says
  gateway logging off

to be kept audit

policy sha256:abc
`);
  });

  it("tells one need once, however many providers miss it each by its own name", () => {
    const reasons = ["groq", "cohere", "*", "meta", "xai", "modal", "zai"].map((provider) => ({ code: "vetted", category: "pii", route: { provider, credential: "system" as const }, need: "a vetted provider", found: provider, source: null }));
    expect(reasonsOf(reasons)).toEqual(["  vetted  pii needs a vetted provider on cohere, groq, meta, modal and 3 more"]);
  });

  it("tells what was found on which routes while that is little, and in one line when it is much", () => {
    const reason = (provider: string, found: string, category = "pii") => ({ code: "retention", category, route: { provider, credential: "system" as const }, need: "0 days", found, source: null });
    const few = [reason("a", "30 days"), reason("b", "unknown"), reason("c", "30 days"), reason("a", "30 days", "phi")];
    expect(reasonsOf(few)).toEqual(["  retention  pii needs 0 days, found 30 days on a, c", "  retention  pii needs 0 days, found unknown on b", "  retention  phi needs 0 days, found 30 days on a"]);
    const many = [1, 2, 3, 4, 5].map((days) => reason(`p${days}`, `${days} days`));
    expect(reasonsOf(many)).toEqual(["  retention  pii needs 0 days, found 1 days, 2 days, 3 days and 2 more on p1, p2, p3, p4, p5"]);
  });

  it("says of what is no call that it is none, and nothing else of it", () => {
    const reasons = [{ code: "invalid-call", category: null, route: null, need: null, found: "`tier` must be `paid`", source: null }];
    const text = decisionText({ categories: ["pii"], gateway: "vercel" }, { ...decision, effect: "deny", amendments: [], reasons });
    expect(text).toMatch(/^deny {2}this is no valid call\n\nbecause\n {2}invalid-call {2}`tier` must be `paid`\n/u);
    expect(text).not.toContain("vercel,");
  });

  it("tells every field of a call", () => {
    const call = { categories: ["pii", "phi"], gateway: "vercel", endpoint: "embedding", model: "m", fallbackModels: ["n"], providers: { only: ["a"], ignore: ["b"] }, controls: { noTraining: true, zeroRetention: false, maxRetentionDays: 30 }, credentials: "byok", byokProviders: ["a"], features: ["files"], tier: "paid", region: "eu" } as const;
    expect(callLine(call)).toBe("pii + phi to vercel, model m, or n, embedding, with noTraining and maxRetentionDays 30, only a, without b, credentials byok (a), tier paid, region eu, using files");
    expect(callLine({})).toBe("undeclared data to no gateway");
  });

  it("keeps control characters out", () => {
    expect(decisionText({ categories: ["a\u001b[2J"], gateway: "b\u202e" }, { ...decision, reasons: [] })).toContain("amend  a\uFFFD[2J to b\uFFFD\n");
  });
});

describe("the routes of an explanation", () => {
  it("stand together where they stand alike", () => {
    const route = { model: null, gateway: "vercel", credential: "system", training: "never", retention: "0 days", deployment: ["api"], assurances: [] };
    const routes = [
      { ...route, providers: ["zai"], sources: ["https://b, 2026-01-02"] },
      { ...route, providers: ["cohere"], sources: ["https://a, 2026-01-02"] },
      { ...route, providers: ["meta"], retention: "30 days", sources: [] },
    ];
    const [, told] = explanationText({}, { ...decision, reasons: [] }, { routes, agreements: [] }).split("routes, as the call stands\n");
    expect(told).toBe(`
  cohere, zai through vercel
    training never, kept 0 days, deployment api
    https://a, 2026-01-02
    https://b, 2026-01-02

  meta through vercel
    training never, kept 30 days, deployment api
`);
  });

  it("are none where the policy has no answer", () => {
    expect([standings(undefined), standings({}), standings({ branches: [{}], standings: [] })]).toEqual([[], [], []]);
  });
});

const matrix: Matrix = {
  categories: ["pii", "<b>"],
  now: "2026-11-20",
  policyRevision: "sha256:abc",
  rows: [
    { gateway: "openai", title: "OpenAI & co", kind: "api", controls: "", cells: [{ effect: "deny", details: ["retention"] }, { effect: "allow", details: [] }] },
    { gateway: "vercel", title: "Vercel", kind: "gateway", controls: "noTraining", cells: [{ effect: "amend", details: ["zeroRetention"] }, { effect: "allow", details: [] }] },
  ],
};

describe("a matrix", () => {
  it.each([
    ["HTML", matrixHtml],
    ["SVG", matrixSvg],
  ])("is %s with the effect in words in every cell, and with names escaped", (_, make) => {
    const text = make(matrix);
    expect(text.match(/[✓+✕](?:<\/span>)? (?:allow|amend|deny)/gu)!.length).toBeGreaterThanOrEqual(4);
    expect(text).toContain("OpenAI &#38; co");
    expect(text).not.toContain("<b>:");
    expect(text).not.toContain('">OpenAI & co');
  });

  it.each([
    ["HTML", matrixHtml],
    ["SVG", matrixSvg],
  ])("says as %s for which day it holds, and by which policy", (_, make) => {
    expect(make(matrix)).toContain("decided for 2026-11-20 by the policy sha256:abc");
  });

  it("keeps to its cells as SVG, whatever there is to tell", () => {
    const details = ["noTraining", "maxRetentionDays: 0", "a-requirement-with-a-name-that-never-ends"];
    const told = matrixSvg({ ...matrix, rows: [{ ...matrix.rows[0]!, cells: [{ effect: "amend", details }, { effect: "deny", details: details.slice(2) }] }] });
    expect([...told.matchAll(/class="detail [^>]*>([^<]*)</gu)].map((match) => match[1])).toEqual(["noTraining, 0 days, …", "a-requirement-with-a-na…"]);
    expect(told).toContain(`pii: amend (${details.join(", ")})`);
  });

  it("is headed as a table for those who hear it", () => {
    expect(matrixHtml(matrix)).toContain('<th scope="col">pii</th><th scope="col">&#60;b&#62;</th>');
    expect(matrixSvg(matrix)).toContain('role="img" aria-labelledby="t d"');
  });
});

describe("JUnit", () => {
  it("counts, and escapes what tests say", () => {
    expect(junit([{ name: "a.rego", cases: [{ name: "one", file: "a.rego", seconds: 0.5 }, { name: "<two>", file: "a.rego", seconds: 0, failure: "x < y\n\u0000" }, { name: "three", file: "a.rego", seconds: 0, skipped: true }] }])).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="cordon" tests="3" failures="1" skipped="1" time="0.500">
  <testsuite name="a.rego" tests="3" failures="1" skipped="1" time="0.500">
    <testcase classname="a.rego" name="one" file="a.rego" time="0.500"/>
    <testcase classname="a.rego" name="&#60;two&#62;" file="a.rego" time="0.000">
      <failure message="x &#60; y">x &#60; y
\uFFFD</failure>
    </testcase>
    <testcase classname="a.rego" name="three" file="a.rego" time="0.000"><skipped/></testcase>
  </testsuite>
</testsuites>
`);
  });
});
