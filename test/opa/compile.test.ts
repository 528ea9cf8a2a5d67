import { gunzipSync } from "node:zlib";
import { loadPolicy } from "@open-policy-agent/opa-wasm";
import { describe, expect, it } from "vitest";
import { capabilities, compileRego, evaluateRego } from "../../opa/index.ts";

const sources = {
  "policies/lib/routes.rego": `package cordon.lib.routes

# METADATA
# description: Whether a route keeps nothing
keeps_nothing(route) if route.retentionDays == 0
`,
  "policies/cordon.rego": `package cordon

import data.cordon.lib.routes

decision := {"effect": effect, "owner": data.org.name, "routes": names}

default effect := "deny"

effect := "allow" if count(names) > 0

names contains route.name if {
	some route in input.routes
	routes.keeps_nothing(route)
	regex.match(\`^eu-\`, route.region)
}
`,
};
const data = { org: { name: "acme" } };
const entrypoints = ["cordon/decision"];
const inputs = [
  { routes: [{ name: "a", retentionDays: 0, region: "eu-west" }] },
  { routes: [{ name: "a", retentionDays: 1, region: "eu-west" }] },
  { routes: [{ name: "a", region: "eu-west" }] },
];

describe("compileRego", { timeout: 60_000 }, () => {
  it.each([0, 1, 2] as const)("decides like the interpreter at level %d", async (optimize) => {
    const { wasm } = await compileRego({ sources, data, entrypoints, optimize });
    const policy = await loadPolicy(wasm);
    policy.setData(data);
    const decisions = inputs.map((input) => policy.evaluate(input, "cordon/decision")[0].result);
    expect(decisions).toEqual(await evaluateRego({ sources, data, query: "data.cordon.decision", inputs }));
    expect(decisions).toEqual([
      { effect: "allow", owner: "acme", routes: ["a"] },
      { effect: "deny", owner: "acme", routes: [] },
      { effect: "deny", owner: "acme", routes: [] },
    ]);
  });

  it.each([0, 1] as const)("gives the same bytes every time at level %d", async (optimize) => {
    const options = { sources, data, entrypoints, optimize, revision: "r1", bundle: true };
    const [first, ...others] = await Promise.all([1, 2, 3, 4].map(() => compileRego(options)));
    for (const other of others) expect(other).toEqual(first);
  });

  it("puts policy, data, revision and roots into a bundle", async () => {
    const { wasm, bundle } = await compileRego({
      sources,
      data,
      entrypoints,
      revision: "r1",
      roots: ["cordon", "org"],
      bundle: true,
    });
    const files = untar(gunzipSync(bundle ?? new Uint8Array()));
    expect(Object.keys(files).sort()).toEqual([
      "/.manifest",
      "/data.json",
      "/policies/cordon.rego",
      "/policies/lib/routes.rego",
      "/policy.wasm",
    ]);
    expect(new Uint8Array(files["/policy.wasm"] ?? [])).toEqual(wasm);
    expect(JSON.parse(String(files["/data.json"]))).toEqual(data);
    expect(JSON.parse(String(files["/.manifest"]))).toEqual({
      revision: "r1",
      roots: ["cordon", "org"],
      rego_version: 1,
      wasm: [{ entrypoint: "cordon/decision", module: "/policy.wasm" }],
    });
  });

  it("leaves the bundle out unless it is asked for", async () => {
    expect(Object.keys(await compileRego({ sources, entrypoints }))).toEqual(["wasm"]);
  });

  it("refuses an entrypoint that does not exist", async () => {
    const asked = compileRego({ sources, entrypoints: ["cordon/verdict"] });
    await expect(asked).rejects.toThrow('entrypoint "cordon/verdict" does not refer to a rule');
  });

  it("refuses built-ins outside the capabilities, with their place", async () => {
    const known = await capabilities();
    const without = { ...known, builtins: known.builtins.filter(({ name }) => name !== "regex.match") };
    const asked = compileRego({ sources, entrypoints, capabilities: without });
    await expect(asked).rejects.toThrow("policies/cordon.rego:14:2: undefined function regex.match");
  });

  // A fault of OPA 1.22.0: its Wasm compiler fails when the optimizer leaves nothing of the files it was given.
  it("reports a fault of OPA as an error", async () => {
    const inlined = { "a.rego": "package a\n\ndefault allow := false\n\nallow if input.x == data.y\n" };
    const asked = compileRego({ sources: inlined, entrypoints: ["a/allow"], optimize: 1 });
    await expect(asked).rejects.toThrow("opa failed on these sources");
  });

  it("refuses data that is not an object", async () => {
    await expect(compileRego({ sources, entrypoints, data: [] })).rejects.toThrow("`data` is not an object");
  });
});

/** Just enough of the format for archives that hold short names and nothing but files. */
function untar(archive: Buffer): Record<string, Buffer> {
  const files: Record<string, Buffer> = {};
  for (let at = 0; archive[at]; ) {
    const name = archive.toString("utf8", at, at + 100).replace(/\0.*$/s, "");
    const size = Number.parseInt(archive.toString("utf8", at + 124, at + 136), 8);
    files[name] = archive.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}
