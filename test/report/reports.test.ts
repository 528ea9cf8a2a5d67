import { describe, expect, it } from "vitest";
import type { Decision } from "../../src/model/decision.ts";
import { callLine, decisionText } from "../../src/report/decision-text.ts";
import { standings } from "../../src/report/explanation.ts";
import { junit } from "../../src/report/junit.ts";
import { matrixHtml } from "../../src/report/matrix-html.ts";
import { matrixSvg } from "../../src/report/matrix-svg.ts";
import { matrixText } from "../../src/report/matrix-text.ts";
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
  it("is a table of words and signs", () => {
    expect(matrixText(matrix)).toContain("openai               ✕ retention      ✓\nvercel + noTraining  + zeroRetention  ✓\n");
  });

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
