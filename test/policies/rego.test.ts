import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkRego, evaluateRego, formatRego, opaVersion, testRego } from "../../opa/index.ts";
import type { Call } from "../../src/model/call.ts";
import type { Requirement } from "../../src/model/organisation.ts";
import type { PolicyData } from "../../src/model/policy-data.ts";
import { shippedCapabilities, shippedRego, withoutTests } from "../../src/node/policy-source.ts";
import { decide } from "../../src/policy/decide.ts";
import { embeddedData, embeddedWasm } from "../../src/policy/embedded.ts";
import { loadPolicy } from "../../src/policy/load.ts";
import { canonical } from "../laws/differential.ts";
import { corpus } from "../corpus/read-corpus.ts";

const folder = fileURLToPath(new URL("../../policies/", import.meta.url));
const sources = shippedRego();
const policy = withoutTests(sources);
const schemas = { "schema.call": JSON.parse(readFileSync(join(folder, "schemas/call.json"), "utf8")) as unknown };
const capabilities = shippedCapabilities();

describe("the Rego", { timeout: 120_000 }, () => {
  it("is formatted", async () => {
    const formatted = await formatRego({ sources });
    expect(Object.keys(sources).filter((file) => formatted[file] !== sources[file])).toEqual([]);
  });

  it("passes the strict check, with the schema of the call and the built-ins of the runtime", async () => {
    expect(capabilities).toBeDefined();
    expect(await checkRego({ sources, strict: true, schemas, capabilities })).toEqual([]);
  });

  it("has the schema of the call in every package that reads a call", () => {
    const reading = Object.entries(policy).filter(([, text]) => /\binput\./u.test(text));
    expect(reading.length).toBeGreaterThan(5);
    expect(reading.filter(([, text]) => !/^# schemas:\n# {3}- input: schema\.call\npackage /mu.test(text)).map(([file]) => file)).toEqual([]);
  });

  it("does not pass the check with a field that calls do not have", async () => {
    for (const [file, text] of Object.entries(policy).filter(([, each]) => /input\.call\.\w/u.test(each))) {
      const misspelt = { ...policy, [file]: text.replace(/input\.call\.(\w)/u, "input.call.un$1") };
      const problems = await checkRego({ sources: misspelt, schemas });
      expect(problems.map(({ code }) => code), file).toContain("rego_type_error");
      expect(problems.map(({ message }) => message), file).toContainEqual(expect.stringMatching(/^undefined ref: input\.call\.un/u));
    }
  });

  it("says of every package and every public rule what it is", () => {
    const silent = Object.entries(policy).flatMap(([file, text]) => {
      const blocks = text.split("\n\n");
      const described = new Set<string>();
      return blocks.flatMap((block) => {
        const name = /^(?:package )?([a-z][\w.]*)/mu.exec(block.replace(/^#.*\n/gmu, ""))?.[1];
        if (name === undefined || name === "import") return [];
        if (block.startsWith("# METADATA\n# ")) described.add(name);
        return described.has(name) ? [] : [`${file}: ${name}`];
      });
    });
    expect(silent).toEqual([]);
  });

  it("passes its own tests, which reach every line", async () => {
    const { results, coverage } = await testRego({ sources, timeoutSeconds: 30 });
    expect(results.length).toBeGreaterThan(300);
    expect(results.filter(({ passed }) => !passed).map(({ name, file, line, error }) => ({ name, file, line, error }))).toEqual([]);
    const missed = Object.entries(coverage.files).filter(([, { notCovered }]) => notCovered.length > 0);
    expect(Object.fromEntries(missed.map(([file, { notCovered }]) => [file, notCovered]))).toEqual({});
    expect(coverage.percent).toBe(100);
  });

  it("has no test that is left out", () => {
    expect(Object.entries(sources).filter(([, text]) => /^todo_test_/mu.test(text)).map(([file]) => file)).toEqual([]);
  });
});

/** For each requirement the layer that demands it alone, and the reason of a route of which nothing is known. */
const requirements: Readonly<Record<string, { readonly layer: Requirement; readonly code: string }>> = {
  accepted_deployment: { layer: { deployments: ["local"] }, code: "deployment" },
  accepted_headquarters: { layer: { headquarters: ["DE"] }, code: "region" },
  accepted_region: { layer: { regions: ["eu"] }, code: "region" },
  held_assurances: { layer: { assurances: ["soc2"] }, code: "assurance" },
  no_training: { layer: { training: "never" }, code: "training" },
  retention_limit: { layer: { retentionDays: 30 }, code: "retention" },
};

describe("every folder of requirements", { timeout: 120_000 }, () => {
  const names = readdirSync(join(folder, "cordon/requirements")).sort();

  it("is one that is known here", () => {
    expect(names).toEqual(Object.keys(requirements));
  });

  it.each(names)("holds %s, its test and nothing else", (name) => {
    expect(readdirSync(join(folder, "cordon/requirements", name)).sort()).toEqual([`${name}.rego`, `${name}_test.rego`]);
  });

  it("has the reason code that its metadata names", async () => {
    const [codes] = await evaluateRego({ sources: policy, query: "data.cordon.verdict._codes", inputs: [{}] });
    const named = names.map((name) => [name, /^# custom:\n# {3}code: (\w+)\n/mu.exec(policy[`policies/cordon/requirements/${name}/${name}.rego`]!)?.[1]]);
    expect(codes).toEqual(Object.fromEntries(named));
    expect(codes).toEqual(Object.fromEntries(Object.entries(requirements).map(([name, { code }]) => [name, code])));
  });

  it.each(names)("answers for %s through the compiled policy", async (name) => {
    const { layer, code } = requirements[name]!;
    const compiled = await loadPolicy(embeddedWasm(), blank(layer));
    const { effect, reasons } = decide(compiled, call, () => call.now!);
    expect({ effect, codes: reasons.map((reason) => reason.code) }).toEqual({ effect: "deny", codes: [code] });
  });

  it("answers for nothing where no layer demands anything", async () => {
    const compiled = await loadPolicy(embeddedWasm(), blank({}));
    expect(decide(compiled, call, () => call.now!).effect).toBe("allow");
  });
});

const installed = /^Version: (\S+)$/mu.exec(spawnSync("opa", ["version"], { encoding: "utf8" }).stdout ?? "")?.[1];

describe.skipIf(installed !== (await opaVersion()))("the opa on the path", { timeout: 300_000 }, () => {
  it("decides as the compiled policy does", async () => {
    const data = embeddedData();
    const calls = corpus.map(({ call: each }) => each);
    const compiled = await loadPolicy(embeddedWasm(), data);
    const decisions = decisionsOfBinary(calls, data);
    expect(decisions).toHaveLength(calls.length);
    calls.forEach((each, index) => expect(ordered(decisions[index]!), corpus[index]!.title).toEqual(ordered(compiled.ask(each) as Answer)));
  });
});

const call: Call & { readonly now: string } = { categories: ["any"], gateway: "blank", now: "2026-11-20" };

/** One API of which nothing is known, and one category with one layer. */
function blank(layer: Requirement): PolicyData {
  const fact = { note: "nothing", source: "nobody", asOf: "2026-11-20" };
  return {
    catalog: { gateways: { blank: { id: "blank", title: "Blank", kind: "api", hosts: [], apis: [], endpoints: ["language"], facts: [fact] } }, models: [], features: [] },
    organisation: { taxonomy: { defaults: null, categories: { any: [layer] } }, agreements: [], gateways: {}, models: [], maxAgeDays: 365 },
    revision: "sha256:test",
  };
}

interface Answer {
  readonly reasons: readonly unknown[];
}

/** Reasons are a set, whose order each engine has its own of. */
function ordered(answer: Answer): Answer {
  return { ...answer, reasons: answer.reasons.map(canonical).sort() };
}

function decisionsOfBinary(calls: readonly Call[], data: PolicyData): readonly Answer[] {
  const place = mkdtempSync(join(tmpdir(), "cordon-opa-"));
  try {
    writeFileSync(join(place, "data.json"), JSON.stringify({ ...data, calls }));
    const query = "[decision | some call in data.calls; decision := data.cordon.decision with input as {\"call\": call}]";
    const { stdout, stderr } = spawnSync("opa", ["eval", "--format", "raw", "--data", join(folder, "cordon"), "--data", join(place, "data.json"), query], { encoding: "utf8", maxBuffer: 1 << 28 });
    if (stderr !== "") throw new Error(stderr);
    return JSON.parse(stdout) as readonly Answer[];
  } finally {
    rmSync(place, { recursive: true });
  }
}
