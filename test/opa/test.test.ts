import { describe, expect, it } from "vitest";
import { OpaError, type TestResult, testRego } from "../../opa/index.ts";

const policy = `package a

allow if input.x == 1

deny if input.x == 2
`;

const tests = `package a_test

import data.a

test_allows if {
	print("asked")
	a.allow with input as {"x": 1}
}

test_wrong if {
	a.allow with input as {"x": 3}
}

todo_test_later if false
`;

const sources = { "a.rego": policy, "a_test.rego": tests };

describe("testRego", { timeout: 60_000 }, () => {
  it("reports passing, failing and skipped tests in the order of the file", async () => {
    const { results } = await testRego({ sources });
    const place = { package: "data.a_test", file: "a_test.rego" };
    expect(results.map(withoutDuration)).toEqual([
      { ...place, name: "test_allows", line: 5, passed: true, skipped: false, output: "asked\n" },
      { ...place, name: "test_wrong", line: 10, passed: false, skipped: false },
      { ...place, name: "todo_test_later", line: 14, passed: false, skipped: true },
    ]);
  });

  it("counts the lines of policies and not those of tests", async () => {
    const { coverage } = await testRego({ sources });
    expect(coverage).toEqual({
      percent: 50,
      files: { "a.rego": { covered: [3], notCovered: [5], percent: 50 } },
    });
  });

  it("runs only the tests whose name matches", async () => {
    const { results } = await testRego({ sources, run: "allows$" });
    expect(results.map(({ name }) => name)).toEqual(["test_allows"]);
  });

  it("gives tests the data they were handed", async () => {
    const reading = { "d_test.rego": "package d_test\n\ntest_reads if data.org.name == `acme`\n" };
    expect((await testRego({ sources: reading, data: { org: { name: "acme" } } })).results[0]?.passed).toBe(true);
    expect((await testRego({ sources: reading })).results[0]?.passed).toBe(false);
  });

  it("names the cases that failed", async () => {
    const cases = `package c_test

test_doubles[case.note] if {
	some case in [{"note": "one", "in": 1, "out": 2}, {"note": "two", "in": 2, "out": 5}]
	case.in * 2 == case.out
}
`;
    const { results } = await testRego({ sources: { "c_test.rego": cases } });
    expect(results.map(({ passed, failedCases }) => ({ passed, failedCases }))).toEqual([
      { passed: false, failedCases: ["two"] },
    ]);
  });

  it("stops a test that runs for too long", async () => {
    const endless = `package e_test

test_endless if {
	some i in numbers.range(1, 1000)
	some j in numbers.range(1, 1000)
	some k in numbers.range(1, 1000)
	i + j + k == 0
}
`;
    const { results } = await testRego({ sources: { "e_test.rego": endless }, timeoutSeconds: 0.5 });
    expect(results[0]).toMatchObject({ passed: false, error: expect.stringContaining("eval_cancel_error") });
  });

  it("throws what is wrong with sources that do not compile", async () => {
    const asked = testRego({ sources: { ...sources, "b.rego": "package b\n\nallow if y == 1\n" } });
    await expect(asked).rejects.toThrow(OpaError);
    await expect(asked).rejects.toThrow("b.rego:3:10: var y is unsafe");
  });
});

function withoutDuration({ durationMs: _, ...rest }: TestResult): Omit<TestResult, "durationMs"> {
  return rest;
}
