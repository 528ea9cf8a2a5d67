import { describe, expect, it } from "vitest";
import { capabilities, checkRego } from "../../opa/index.ts";

const schemas = {
  "schema.call": {
    $schema: "http://json-schema.org/draft-07/schema#",
    type: "object",
    properties: { category: { type: "string" } },
    additionalProperties: false,
  },
};

function policyReading(field: string, schema: string): string {
  return `# METADATA
# schemas:
#   - input: ${schema}
package cordon

allow if input.${field} == "public"
`;
}

describe("checkRego", { timeout: 60_000 }, () => {
  it("finds nothing wrong with a sound policy", async () => {
    const sources = { "a.rego": "package a\n\nallow if input.x == 1\n" };
    expect(await checkRego({ sources, strict: true })).toEqual([]);
  });

  it("places an unsafe variable at its line and column", async () => {
    const sources = { "policies/a.rego": "package a\n\nallow if x == 1\n" };
    expect(await checkRego({ sources })).toEqual([
      { file: "policies/a.rego", line: 3, column: 10, message: "var x is unsafe", code: "rego_unsafe_var_error" },
    ]);
  });

  it("reports what cannot be parsed in every file", async () => {
    const problems = await checkRego({ sources: { "a.rego": "package a\n\np if {", "b.rego": "allow := 1\n" } });
    expect(problems.map(({ file, code }) => ({ file, code }))).toEqual([
      { file: "a.rego", code: "rego_parse_error" },
      { file: "b.rego", code: "rego_parse_error" },
    ]);
  });

  it("finds unused imports and variables only when strict", async () => {
    const sources = { "a.rego": "package a\n\nimport data.b\n\nallow if {\n\tx := 1\n}\n" };
    expect(await checkRego({ sources })).toEqual([]);
    expect(await checkRego({ sources, strict: true })).toEqual([
      { file: "a.rego", line: 3, column: 1, message: "import data.b unused", code: "rego_compile_error" },
      { file: "a.rego", line: 6, column: 2, message: "assigned var x unused", code: "rego_compile_error" },
    ]);
  });

  it.each(["schema.call", 'schema["call"]'])("types the input by the schema that `%s` names", async (name) => {
    const misspelt = { "a.rego": policyReading("categroy", name) };
    const [problem, ...others] = await checkRego({ sources: misspelt, schemas });
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ file: "a.rego", line: 6, column: 10, code: "rego_type_error" });
    expect(problem?.details?.join("\n")).toContain("category");

    const correct = { "a.rego": policyReading("category", name) };
    expect(await checkRego({ sources: correct, schemas })).toEqual([]);
  });

  it("accepts the name of a schema with quotes around its parts", async () => {
    const sources = { "a.rego": policyReading("categroy", "schema.call") };
    const problems = await checkRego({ sources, schemas: { 'schema["call"]': schemas["schema.call"] } });
    expect(problems).toHaveLength(1);
  });

  it("rejects a schema whose name annotations could not use", async () => {
    const asked = checkRego({ sources: {}, schemas: { "call.json": {} } });
    await expect(asked).rejects.toThrow("schema `call.json` has no usable name");
  });

  it("refuses built-ins outside the capabilities", async () => {
    const sources = { "a.rego": "package a\n\nnow := time.now_ns()\n" };
    const known = await capabilities();
    const timeless = { ...known, builtins: known.builtins.filter(({ name }) => name !== "time.now_ns") };
    expect(await checkRego({ sources, capabilities: known })).toEqual([]);
    expect(await checkRego({ sources, capabilities: timeless })).toEqual([
      { file: "a.rego", line: 3, column: 8, message: "undefined function time.now_ns", code: "rego_type_error" },
    ]);
  });
});
