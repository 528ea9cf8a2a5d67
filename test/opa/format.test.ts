import { describe, expect, it } from "vitest";
import { formatRego } from "../../opa/index.ts";

describe("formatRego", { timeout: 60_000 }, () => {
  it("formats every source", async () => {
    const sources = { "a.rego": "package a\nallow if {   input.x==1 }", "b.rego": "package b\n" };
    expect(await formatRego({ sources })).toEqual({
      "a.rego": "package a\n\nallow if input.x == 1\n",
      "b.rego": "package b\n",
    });
  });

  it("refuses a source it cannot parse, with its place", async () => {
    await expect(formatRego({ sources: { "a.rego": "package a\n\np if {" } })).rejects.toThrow(/^a\.rego:3:\d+: /);
  });
});
