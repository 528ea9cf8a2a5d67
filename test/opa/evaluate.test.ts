import { describe, expect, it } from "vitest";
import { evaluateRego } from "../../opa/index.ts";

const sources = { "a.rego": "package a\n\nkind := input.kind\n\nnames contains data.names[_]\n" };

describe("evaluateRego", { timeout: 60_000 }, () => {
  it("answers for each input in turn and tells undefined from null", async () => {
    const inputs = [{ kind: "x" }, {}, { kind: null }];
    expect(await evaluateRego({ sources, query: "data.a.kind", inputs })).toEqual(["x", undefined, null]);
  });

  it("reads data and gives sets as sorted arrays", async () => {
    const data = { names: ["b", "a", "b"] };
    const answers = await evaluateRego({ sources, data, query: "data.a.names", inputs: [{}] });
    expect(answers).toEqual([["a", "b"]]);
  });

  it("throws when an evaluation fails, with its place", async () => {
    const conflicting = { "c.rego": "package c\n\nr := 1 if input.x\n\nr := 2 if input.x\n" };
    const asked = evaluateRego({ sources: conflicting, query: "data.c.r", inputs: [{ x: true }] });
    await expect(asked).rejects.toThrow(/^c\.rego:\d+:1: rule data\.c\.r produced conflicting values/);
  });
});
