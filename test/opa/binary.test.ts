import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkRego, compileRego, formatRego, opaVersion, testRego } from "../../opa/index.ts";

const sources = {
  "p/a.rego": `# METADATA
# title: A
package a

import data.lib

# METADATA
# entrypoint: true
decision := {"allow": allow, "names": names}

default allow := false
allow if { lib.eu(input.region); count(input.routes) > 0
}

names contains upper(route.name) if some route in input.routes

unused if input.z == 3
`,
  "p/lib.rego": "package lib\n\neu(region) if startswith(region, `eu-`)\n",
  "p/a_test.rego": `package a_test

import data.a

test_denies if not a.allow with input as {}

test_names if a.names == set() with input as {}
`,
};
const { "p/a_test.rego": _, ...policy } = sources;
const broken = { "p/a.rego": "package a\n\nimport data.z\n\nallow if x == 1\n\nallow(y) if y == concat(1, y)\n" };

const installed = /^Version: (\S+)$/m.exec(spawnSync("opa", ["version"], { encoding: "utf8" }).stdout ?? "")?.[1];
const same = installed === (await opaVersion());

describe.skipIf(!same)("the opa on the path", { timeout: 60_000 }, () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "opa-test-"));
    mkdirSync(join(folder, "sources"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([0, 1, 2] as const)("builds the same bundle at level %d", async (optimize) => {
    write(policy);
    const words = ["-t", "wasm", "-e", "a/decision", "-r", "r1", "-O", String(optimize), "-o", "../bundle.tar.gz", "p"];
    opa("build", ...words);
    const { bundle } = await compileRego({
      sources: policy,
      entrypoints: ["a/decision"],
      revision: "r1",
      optimize,
      bundle: true,
    });
    expect(bundle).toEqual(new Uint8Array(readFileSync(join(folder, "bundle.tar.gz"))));
  });

  it("formats the same", async () => {
    write(sources);
    const formatted = await formatRego({ sources });
    for (const [path, text] of Object.entries(formatted)) expect(text).toBe(opa("fmt", path));
  });

  it("finds the same problems", async () => {
    write(broken);
    const { stderr } = spawnSync("opa", ["check", "--strict", "--format", "json", "p"], {
      cwd: join(folder, "sources"),
      encoding: "utf8",
    });
    interface Printed {
      readonly code: string;
      readonly message: string;
      readonly location: { readonly file: string; readonly row: number; readonly col: number };
    }
    const { errors }: { errors: readonly Printed[] } = JSON.parse(stderr);
    const problems = await checkRego({ sources: broken, strict: true });
    expect(problems.map(({ details: _, ...problem }) => problem)).toEqual(
      errors.map(({ location, message, code }) => ({
        file: location.file,
        line: location.row,
        column: location.col,
        message,
        code,
      })),
    );
  });

  it("passes the same tests and covers the same lines", async () => {
    write(sources);
    const printed: { name: string; package: string }[] = JSON.parse(opa("test", "--format", "json", "p"));
    const covered: { files: Record<string, { coverage?: number }> } = JSON.parse(opa("test", "--coverage", "p"));
    const { results, coverage } = await testRego({ sources });
    expect(results.map(({ name }) => name).sort()).toEqual(printed.map(({ name }) => name).sort());
    expect(results.every(({ passed }) => passed)).toBe(true);
    for (const [path, { percent }] of Object.entries(coverage.files)) {
      expect(percent).toBe(covered.files[path]?.coverage ?? 0);
    }
  });

  function write(texts: Readonly<Record<string, string>>): void {
    rmSync(join(folder, "sources"), { recursive: true });
    for (const [path, text] of Object.entries(texts)) {
      const file = join(folder, "sources", path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }

  function opa(...words: string[]): string {
    return execFileSync("opa", words, { cwd: join(folder, "sources"), encoding: "utf8" });
  }
});
