import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { applyEdits } from "../../../rules/apply-edits.ts";
import { findingsOf, fixturesFolder, rulesOf } from "../fixtures.ts";

/** A call with these options, after all fixes of one round, and what may be fixed unasked. */
function fixed(before: string, call: string, rules = "single-edits"): readonly [string, readonly boolean[]] {
  const text = `import { generateText } from "ai";\n${before}\n${call}`;
  const findings = findingsOf({ name: "x.ts", file: join(fixturesFolder, "values/single-edit.ts"), folder: fixturesFolder, text, rules: new Map(rulesOf(rules).map((rule) => [rule, {}])), marks: [] });
  const after = applyEdits(text, findings.flatMap(({ suggestions: [first] }) => (first === undefined ? [] : [first.edits]))).text;
  return [after.split("\n").slice(1).join("\n").trim(), findings.map(({ fixable }) => fixable)];
}

describe("an edit", () => {
  it("moves a control behind the spread that overwrites it, and leaves comments where they are", () => {
    const call = (options: string): string => `generateText({ model: "openai/gpt-5", prompt: "", providerOptions: { gateway: ${options} } });`;
    const loose = "const loose = { zeroDataRetention: false };";
    expect(fixed(loose, call("{ zeroDataRetention: true, ...loose }"))[0]).toBe(`${loose}\n${call("{ ...loose, zeroDataRetention: true }")}`);
    expect(fixed(loose, call("{\n  // We have to.\n  zeroDataRetention: true, // Always.\n  ...loose,\n}"))[0]).toBe(`${loose}\n${call("{\n  // We have to.\n  // Always.\n  ...loose,\n  zeroDataRetention: true,\n}")}`);
    expect(fixed(loose, call("{\n  zeroDataRetention: true,\n  ...loose,\n}"))[0]).toBe(`${loose}\n${call("{\n  ...loose,\n  zeroDataRetention: true,\n}")}`);
  });

  it("is no fix where it overrules a `false` that is spread in", () => {
    const [after, fixable] = fixed("const loose = { zeroDataRetention: false };", `generateText({ model: "openai/gpt-5", prompt: "", providerOptions: { gateway: { ...loose } } });`);
    expect(after).toContain("{ ...loose, zeroDataRetention: true }");
    expect(fixable[0]).toBe(false);
  });

  it("adds nothing that the repair of a misspelt control brings", () => {
    expect(fixed("", `generateText({ model: "openai/gpt-5", prompt: "", providerOptions: { gateway: { zdr: true } } });`)).toEqual([
      `generateText({ model: "openai/gpt-5", prompt: "", providerOptions: { gateway: { zeroDataRetention: true } } });`,
      [true, true],
    ]);
  });

  it("is not offered where it would break another call of the same object", () => {
    const calls = `generateText({ model: openrouter("openai/gpt-5"), prompt: "", providerOptions });\ngenerateText({ model: gateway("openai/gpt-5"), prompt: "", providerOptions });`;
    const before = `import { openrouter } from "@openrouter/ai-sdk-provider";\nimport { gateway } from "ai";\nconst providerOptions = { gateway: { zeroDataRetention: true } };`;
    expect(fixed(before, calls)).toEqual([`${before.replace("{ gateway: { zeroDataRetention: true } }", "{ gateway: { zeroDataRetention: true }, openrouter: { provider: { zdr: true } } }")}\n${calls}`, [true, false]]);
  });

  it("writes a guard by a name of the module only", () => {
    const call = `generateText({ model: "openai/gpt-5", prompt: "", providerOptions: { cordon: { category: "public" } } });`;
    const head = `import { guardModel } from "cordon/ai-sdk";\nimport { createGuard } from "cordon/node";`;
    const named = `${head}\nconst guard = await createGuard();\nconst model = guardModel("openai/gpt-5", { guard });`;
    const unnamed = `${head}\nconst model = guardModel("openai/gpt-5", { guard: await createGuard() });`;
    expect(fixed(named, call, "no-unguarded-call/x")[0]).toContain(`generateText({ model: guardModel("openai/gpt-5", { guard })`);
    expect(fixed(unnamed, call, "no-unguarded-call/x")[0]).toContain(`generateText({ model: "openai/gpt-5"`);
  });
});
