import { compileRego } from "../../opa/index.ts";
import { entrypoints } from "../../src/node/compile.ts";
import { embeddedData } from "../../src/policy/embedded.ts";
import { loadPolicy, type Policy } from "../../src/policy/load.ts";

/** Compiles a package `cordon` with this body; what it leaves out of the entry points is never answered. */
export async function compiledRego(body: string): Promise<Uint8Array<ArrayBuffer>> {
  const silent = ["decision", "explanation", "surveyed"]
    .filter((rule) => !new RegExp(`^(default )?${rule}\\b`, "mu").test(body))
    .map((rule) => `${rule} := input.nothing`);
  const { wasm } = await compileRego({ sources: { "cordon.rego": ["package cordon", body, ...silent, ""].join("\n\n") }, entrypoints });
  return Uint8Array.from(wasm);
}

/** A policy of that body, with the embedded data. */
export async function policyOf(body: string): Promise<Policy> {
  return loadPolicy(await compiledRego(body), embeddedData());
}
