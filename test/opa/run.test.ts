import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { checkRego, evaluateRego } from "../../opa/index.ts";

const folder = new URL("../../opa/", import.meta.url);

describe("a run of OPA", { timeout: 120_000 }, () => {
  it("answers many calls at once, each with its own answer", async () => {
    const numbers = Array.from({ length: 8 }, (_, i) => i);
    const answers = numbers.map((i) =>
      evaluateRego({ sources: { "a.rego": `package a\n\nr := ${i}\n` }, query: "data.a.r", inputs: [null] }),
    );
    expect((await Promise.all(answers)).flat()).toEqual(numbers);
  });

  it("has a stack for Rego that nests deeply", async () => {
    const sources = { "a.rego": `package a\n\nr := ${"[".repeat(20_000)}${"]".repeat(20_000)}\n` };
    expect(await checkRego({ sources })).toEqual([]);
  });

  it("meets OPA's own limit of nesting before that of the stack", async () => {
    const sources = { "a.rego": `package a\n\nr := ${"[".repeat(60_000)}${"]".repeat(60_000)}\n` };
    const [problem] = await checkRego({ sources });
    expect(problem?.message).toBe("max parsing recursion depth exceeded");
  });

  it("sees no environment", async () => {
    const sources = { "a.rego": "package a\n\nr := object.get(opa.runtime(), `env`, {})\n" };
    expect(await evaluateRego({ sources, query: "data.a.r", inputs: [null] })).toEqual([{}]);
  });

  it("uses the module whose digest is recorded", () => {
    const wasm = brotliDecompressSync(readFileSync(new URL("opa.wasm.br", folder)));
    const digest = createHash("sha256").update(wasm).digest("hex");
    expect(readFileSync(new URL("opa.wasm.sha256", folder), "utf8")).toBe(`${digest}  opa.wasm\n`);
  });

  it("warns of nothing", async () => {
    const warnings: string[] = [];
    const keep = ({ message }: Error) => void warnings.push(message);
    process.on("warning", keep);
    await checkRego({ sources: {} });
    process.off("warning", keep);
    expect(warnings).toEqual([]);
  });
});
