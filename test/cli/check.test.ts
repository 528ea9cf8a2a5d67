import { chmodSync, existsSync, lstatSync, readFileSync, statSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Manifest } from "../../src/model/manifest.ts";
import { folderWith } from "../node/folder.ts";
import { runCommand } from "./run-command.ts";
import { runTiny, type Seen } from "./tiny-rules.ts";

const json = (out: string) => JSON.parse(out) as { readonly findings: readonly Record<string, unknown>[]; readonly files: number; readonly calls: number; readonly accepted: readonly Record<string, unknown>[]; readonly unmatchedBaseline?: readonly object[]; readonly fixed?: number };
const read = (cwd: string, name: string): string => readFileSync(join(cwd, name), "utf8");

describe("cordon check", () => {
  it("finds, with places that count from 1, and counts files and calls", async () => {
    const cwd = folderWith({ "src/a.ts": "\uFEFFconst a = 1;\r\n  ask({ prompt: 'secret' });\n", "src/b.ts": "ask({ zdr: true });\n", "src/c.ts": "nothing();\n" });
    const { code, out, complaints } = await runTiny(cwd, { format: "json" });
    expect([code, complaints]).toEqual([1, ""]);
    expect(json(out)).toMatchObject({
      findings: [{ rule: "require-controls", file: "src/a.ts", line: 2, column: 3, endLine: 2, endColumn: 6, message: "Something may not be kept: add `zdr: true`.", fixable: true, decision: null }],
      files: 3,
      calls: 2,
    });
  });

  it("shows nothing of the source but names, in no format", async () => {
    const cwd = folderWith({ "a.ts": "const secret = 'Jane Doe'; ask({ prompt: 'Jane Doe' }); // Jane Doe\n" });
    for (const format of ["text", "json", "sarif", "github"] as const) expect((await runTiny(cwd, { format })).out).not.toContain("Jane");
    expect((await runTiny(cwd, { manifest: true })).out).not.toContain("Jane");
  });

  it("opens the rules only for files that may call a model", async () => {
    const seen: Seen = { opened: 0, analysed: [] };
    const cwd = folderWith({ "a.ts": "f();", "b.ts": "g();" });
    expect(await runTiny(cwd, {}, { seen })).toEqual({ code: 0, out: "✓ no findings (2 files looked at, 0 model calls)\n", complaints: "" });
    expect(seen).toEqual({ opened: 0, analysed: [] });
    writeFileSync(join(cwd, "c.ts"), "ask({})");
    await runTiny(cwd, {}, { seen });
    expect(seen).toEqual({ opened: 1, analysed: [join(cwd, "c.ts")] });
  });

  it("tells findings in the order of the files", async () => {
    const names = Array.from({ length: 150 }, (_, index) => `f${String(index).padStart(3, "0")}.ts`);
    const cwd = folderWith(Object.fromEntries(names.map((name) => [name, "ask({})"])));
    expect(json((await runTiny(cwd, { format: "json" })).out).findings.map(({ file }) => file)).toEqual(names);
  });

  it("names files from the working directory, also above it", async () => {
    const cwd = folderWith({ "pkg/a.ts": "ask({})", "b.ts": "ask({})" });
    expect(json((await runTiny(join(cwd, "pkg"), { format: "json" }, { paths: [".", "../b.ts"] })).out).findings.map(({ file }) => file)).toEqual(["../b.ts", "a.ts"]);
  });

  it("names them from the checkout of a workflow where GitHub reads them", async () => {
    const cwd = folderWith({ "pkg/a.ts": "ask({})" });
    const before = process.env["GITHUB_WORKSPACE"];
    const lines = async (workspace: string): Promise<readonly string[]> => {
      process.env["GITHUB_WORKSPACE"] = workspace;
      const options = await Promise.all((["github", "sarif", "json"] as const).map((format) => runTiny(join(cwd, "pkg"), { format })));
      return options.map(({ out }) => /(?:file=|"uri": "|"file":")([^",]+)/u.exec(out)![1]!);
    };
    try {
      expect(await lines(cwd)).toEqual(["pkg/a.ts", "pkg/a.ts", "a.ts"]);
      expect(await lines("/somewhere/else")).toEqual(["a.ts", "a.ts", "a.ts"]);
    } finally {
      if (before === undefined) delete process.env["GITHUB_WORKSPACE"];
      else process.env["GITHUB_WORKSPACE"] = before;
    }
  });

  it("fails for errors, and for warnings only beyond what is allowed", async () => {
    const cwd = folderWith({ "a.ts": "warn({}); warn({});" });
    expect((await runTiny(cwd)).code).toBe(0);
    expect((await runTiny(cwd, { maxWarnings: 2 })).code).toBe(0);
    expect((await runTiny(cwd, { maxWarnings: 1 })).code).toBe(1);
    expect((await runTiny(cwd, { strict: true })).code).toBe(1);
    expect((await runTiny(cwd, { rule: ["require-category=error"] })).code).toBe(1);
    expect((await runTiny(cwd, { strict: true, rule: ["cordon/require-category=off"] })).out).toBe("✓ no findings (1 file looked at, 2 model calls)\n");
  });

  it.each([
    ["require-control=off", "`require-control` is no rule; did you mean `require-controls`?"],
    ["require-controls", "`--rule require-controls` sets nothing; write `--rule NAME=off`, `=warn` or `=error`"],
    ["require-controls=of", "`require-controls` cannot be `of`; did you mean `off`?"],
  ])("refuses the rule %s", async (rule, message) => {
    await expect(runTiny(folderWith(), { rule: [rule] })).rejects.toThrow(message);
  });

  it("goes on behind a file that cannot be looked at, and says that it could not run on all", async () => {
    const cwd = folderWith({ "a.ts": "crash()", "b.ts": "ask({})", "c.ts": "" });
    unlinkSync(join(cwd, "c.ts"));
    const { code, out, complaints } = await runTiny(cwd, { format: "json" });
    expect([code, json(out).findings.length]).toEqual([2, 1]);
    expect(complaints).toBe("cordon: `a.ts` could not be looked at, which is worth a report: what a pity\n");
    expect(JSON.parse((await runTiny(cwd, { format: "sarif" })).out).runs[0].invocations[0].executionSuccessful).toBe(false);
  });

  it("tells of what is named and left out", async () => {
    const cwd = folderWith({ "README.md": "", "src/x.md": "" });
    expect(await runTiny(cwd, {}, { paths: ["README.md", "src"] })).toEqual({
      code: 0,
      out: "✓ no findings (0 files looked at, 0 model calls)\n",
      complaints: "cordon: warning: `README.md` is left out: it is no TypeScript, JavaScript, Vue or Svelte file\ncordon: warning: `src` holds no source that is looked at\n",
    });
  });

  it("shows how far it is on a screen, and takes that away again", async () => {
    const cwd = folderWith(Object.fromEntries(Array.from({ length: 3 }, (_, index) => [`${index}.ts`, "ask({})"])));
    const now = Date.now;
    let clock = 0;
    Date.now = () => (clock += 200);
    try {
      expect((await runTiny(cwd, {}, { live: true })).complaints).toBe("\r\u001B[K0 of 3 files, 0 findings\r\u001B[K1 of 3 files, 1 finding\r\u001B[K2 of 3 files, 2 findings\r\u001B[K");
    } finally {
      Date.now = now;
    }
  });
});

describe("the command line of cordon check", () => {
  it.each([
    ["a path that does not exist", ["nowhere"], "cordon: `nowhere` does not exist; check the name\n"],
    ["a rule that is none", ["--rule", "x=off"], /^cordon: `x` is no rule; use /u],
    ["a number that is none", ["--max-warnings", "-1"], /It must be a whole number, 0 or more\./u],
    ["a format that is none", ["--format", "xml"], /argument 'xml' is invalid/u],
    ["a configuration that does not exist", ["--config", "none.yaml"], "cordon: none.yaml:1:1: the file does not exist; check the name\n"],
    ["two ways to fix", ["--fix", "--fix-dry-run"], "cordon: `--fix` changes files and `--fix-dry-run` does not; choose one\n"],
    ["a difference as JSON", ["--fix-dry-run", "--format", "json"], "cordon: `--fix-dry-run` prints a difference, which has no form `json`; leave one of them out\n"],
    ["a manifest as SARIF", ["--manifest", "--format", "sarif"], "cordon: a manifest has no form `sarif`; name a file for it, as in `--manifest calls.json`, or use `--format json`\n"],
    ["two ways with a baseline", ["--update-baseline", "--prune-baseline"], "cordon: `--update-baseline` takes out what is gone, too; leave `--prune-baseline` out\n"],
    ["a baseline that is to be pruned and is not there", ["--prune-baseline"], "cordon: `cordon-baseline.json` does not exist, so nothing can be taken out of it; write it with `--update-baseline`\n"],
  ])("is refused with 2 for %s", async (_, argv, complaint) => {
    const { code, out, complaints } = await runCommand(folderWith({ "a.ts": "f();" }), ["check", ...argv]);
    expect([code, out]).toEqual([2, ""]);
    if (typeof complaint === "string") expect(complaints).toBe(complaint);
    else expect(complaints).toMatch(complaint);
  });

  it("takes several rules, and paths behind them", async () => {
    const cwd = folderWith({ "src/a.ts": "f();", "b.ts": "f();" });
    expect(await runCommand(cwd, ["check", "--rule", "require-controls=off", "--rule", "no-denied-call=warn", "src", "--format", "json"])).toMatchObject({ code: 0, complaints: "" });
  });

  it("tells of a configuration that is wrong, with its place", async () => {
    expect(await runCommand(folderWith({ "cordon.yaml": "version: 2\n" }), ["check"])).toMatchObject({ code: 2, out: "", complaints: expect.stringMatching(/^cordon: cordon\.yaml:1:10: /u) as unknown });
  });
});

describe("cordon check --fix", () => {
  it("applies what is certain, and reports the rest", async () => {
    const cwd = folderWith({ "a.ts": "ask({ a });\nask({ b });\nask();\nask({ zdr: false });\n" });
    const { code, out } = await runTiny(cwd, { fix: true, format: "json" });
    expect(read(cwd, "a.ts")).toBe("ask({ zdr: true, a });\nask({ zdr: true, b });\nask();\nask({ zdr: false });\n");
    expect([code, json(out).fixed, json(out).findings.map(({ line }) => line)]).toEqual([1, 2, [3, 4]]);
    expect((await runTiny(cwd, { fix: true })).out).toContain("✕ 2 errors in 1 file");
    expect(read(cwd, "a.ts")).toContain("ask({ zdr: false });");
  });

  it("keeps byte order mark, line ends and mode", async () => {
    const cwd = folderWith({ "a.ts": "\uFEFFf();\r\nask({ a });\r\n" });
    chmodSync(join(cwd, "a.ts"), 0o755);
    expect(await runTiny(cwd, { fix: true })).toMatchObject({ code: 0, out: "✓ no findings (1 file looked at, 1 model call); 1 fixed\n" });
    expect(read(cwd, "a.ts")).toBe("\uFEFFf();\r\nask({ zdr: true, a });\r\n");
    expect(statSync(join(cwd, "a.ts")).mode & 0o777).toBe(0o755);
  });

  it("writes what a link leads to, and leaves the link", async () => {
    const cwd = folderWith({ "real/a.ts": "ask({ a });\n" });
    symlinkSync("real/a.ts", join(cwd, "link.ts"));
    await runTiny(cwd, { fix: true }, { paths: ["link.ts"] });
    expect([lstatSync(join(cwd, "link.ts")).isSymbolicLink(), read(cwd, "real/a.ts")]).toEqual([true, "ask({ zdr: true, a });\n"]);
  });

  it("leaves a file alone that is not UTF-8", async () => {
    const bytes = Buffer.concat([Buffer.from("ask({ a }); // "), Buffer.from([0xff, 0xe4]), Buffer.from("\n")]);
    const cwd = folderWith({ "a.ts": bytes });
    expect(await runTiny(cwd, { fix: true })).toMatchObject({ code: 2, complaints: "cordon: `a.ts` is not fixed, because it is not UTF-8 text; save it as UTF-8\n" });
    expect(readFileSync(join(cwd, "a.ts"))).toEqual(bytes);
  });

  it("leaves files alone that need nothing", async () => {
    const cwd = folderWith({ "a.ts": "ask({ zdr: true });\n" });
    const before = statSync(join(cwd, "a.ts")).ino;
    await runTiny(cwd, { fix: true });
    expect(statSync(join(cwd, "a.ts")).ino).toBe(before);
  });

  it("changes a value in another file once, however many calls need it", async () => {
    const cwd = folderWith({ "a.ts": "ask({ ...options });\nask({ ...options });\n", "b.ts": "ask({ ...options });\n", "options.ts": "export const options = { a: 1 };\n" });
    expect(await runTiny(cwd, { fix: true })).toMatchObject({ code: 0, out: "✓ no findings (3 files looked at, 3 model calls); 3 fixed\n" });
    expect([read(cwd, "options.ts"), read(cwd, "a.ts")]).toEqual(["export const options = { zdr: true, a: 1 };\n", "ask({ ...options });\nask({ ...options });\n"]);
  });

  it("does not fix what is waived, disabled or in the baseline", async () => {
    const text = "ask({ a }); // eslint-disable-line cordon/require-controls -- no\n// cordon-waive require-controls until 2026-12-31: SEC-1\nask({ b });\nask({ c });\n";
    const cwd = folderWith({ "a.ts": text });
    await runTiny(cwd, { baseline: true });
    expect((await runTiny(cwd, { fix: true, baseline: true })).code).toBe(0);
    expect(read(cwd, "a.ts")).toBe(text);
  });

  it("prints what it would do, and does nothing, with `--fix-dry-run`", async () => {
    const files = { "src/a.ts": "f();\nask({ a });\n", "src/b.ts": "ask({ ...options });\n", "src/options.ts": "export const options = { b: 1 };\n" };
    const cwd = folderWith(files);
    const { code, out, complaints } = await runTiny(cwd, { fixDryRun: true });
    expect(out).toBe(`--- a/src/a.ts
+++ b/src/a.ts
@@ -1,2 +1,2 @@
 f();
-ask({ a });
+ask({ zdr: true, a });
--- a/src/options.ts
+++ b/src/options.ts
@@ -1 +1 @@
-export const options = { b: 1 };
+export const options = { zdr: true, b: 1 };
`);
    expect([code, complaints]).toEqual([1, "✕ 2 errors in 2 files (3 files looked at, 2 model calls); 2 can be fixed with `--fix`\n"]);
    for (const [name, text] of Object.entries(files)) expect(read(cwd, name)).toBe(text);
  });
});

describe("cordon check --baseline", () => {
  const name = "cordon-baseline.json";

  it("is written on first use, and hides what was there", async () => {
    const cwd = folderWith({ "a.ts": "ask({ a });\nask({ b });\n", "b.ts": "warn({});\n" });
    expect(await runTiny(cwd, { baseline: true })).toEqual({
      code: 0,
      out: "✓ no findings (2 files looked at, 3 model calls); 3 in the baseline\n",
      complaints: "cordon: wrote `cordon-baseline.json`: 3 findings (require-category 1, require-controls 2)\n",
    });
    const text = read(cwd, name);
    expect(text.split("\n")[3]).toBe('    { "rule": "require-controls", "site": "a.ts#run", "id": "a.ts-0" },');
    // Lines may move; what is new is told.
    writeFileSync(join(cwd, "a.ts"), "\n\nask({ a });\n\nask({ b });\nask({ c });\n");
    const { code, out, complaints } = await runTiny(cwd, { baseline: true, format: "json" });
    expect([code, complaints, json(out).findings.map(({ line }) => line), json(out).accepted.length]).toEqual([1, "", [6], 3]);
    expect(read(cwd, name)).toBe(text);
  });

  it("stands beside `cordon.yaml`, or where it is said to", async () => {
    const cwd = folderWith({ "cordon.yaml": "version: 1\n", "pkg/a.ts": "ask({})" });
    await runTiny(join(cwd, "pkg"), { baseline: true });
    expect(existsSync(join(cwd, name))).toBe(true);
    await runTiny(join(cwd, "pkg"), { baseline: "own.json" });
    expect(existsSync(join(cwd, "pkg/own.json"))).toBe(true);
  });

  it("takes a folder behind it for what is to be checked", async () => {
    const cwd = folderWith({ "src/a.ts": "ask({})", "b.ts": "ask({})" });
    expect((await runTiny(cwd, { baseline: "src" })).out).toBe("✓ no findings (1 file looked at, 1 model call); 1 in the baseline\n");
    expect((await runTiny(cwd, { manifest: "b.ts", format: "json" })).code).toBe(1);
    expect(read(cwd, "b.ts")).toBe("ask({})");
  });

  it("tells which entries are gone, and takes them out when asked to", async () => {
    const cwd = folderWith({ "a.ts": "ask({ a });\nask({ b });\n", "b.ts": "ask({});\n", "sub/c.ts": "ask({});\n" });
    await runTiny(cwd, { baseline: true });
    const before = read(cwd, name);
    writeFileSync(join(cwd, "a.ts"), "ask({ a });\n");
    unlinkSync(join(cwd, "b.ts"));
    expect(await runTiny(cwd, { baseline: true })).toMatchObject({ code: 0, out: expect.stringMatching(/^in the baseline, and gone; .*\n {2}a\.ts#run .*\n {2}b\.ts#run .*\n\n✓ no findings/u) as unknown });
    expect(json((await runTiny(cwd, { baseline: true, format: "json" })).out).unmatchedBaseline).toEqual([{ rule: "require-controls", site: "a.ts#run", id: "a.ts-1" }, { rule: "require-controls", site: "b.ts#run", id: "b.ts-0" }]);
    expect(read(cwd, name)).toBe(before);
    expect((await runTiny(cwd, { pruneBaseline: true })).complaints).toBe("cordon: took 2 entries out of `cordon-baseline.json`\n");
    expect(read(cwd, name).match(/"id": "[^"]+"/gu)).toEqual(['"id": "a.ts-0"', '"id": "sub/c.ts-0"']);
    expect((await runTiny(cwd, { pruneBaseline: true })).complaints).toBe("cordon: `cordon-baseline.json` holds nothing that is gone\n");
  });

  it("does not miss what this run did not look for", async () => {
    const cwd = folderWith({ "a.ts": "ask({});\n", "sub/b.ts": "warn({});\n" });
    await runTiny(cwd, { baseline: true });
    expect(json((await runTiny(cwd, { baseline: true, format: "json" }, { paths: ["a.ts"] })).out).unmatchedBaseline).toEqual([]);
    expect(json((await runTiny(cwd, { baseline: true, format: "json", rule: ["require-category=off"] })).out).unmatchedBaseline).toEqual([]);
    const before = read(cwd, name);
    expect((await runTiny(cwd, { updateBaseline: true }, { paths: ["sub"] })).complaints).toBe("cordon: wrote `cordon-baseline.json`: 2 findings (require-category 1, require-controls 1), 0 of them new; 0 gone\n");
    expect(read(cwd, name)).toBe(before);
  });

  it("is written anew with `--update-baseline`, with a word on what is new and gone", async () => {
    const cwd = folderWith({ "a.ts": "ask({ a });\nask({ b });\n" });
    await runTiny(cwd, { baseline: true });
    writeFileSync(join(cwd, "a.ts"), "ask({ a });\nwarn({});\n");
    expect(await runTiny(cwd, { updateBaseline: true })).toMatchObject({ code: 0, complaints: "cordon: wrote `cordon-baseline.json`: 2 findings (require-category 1, require-controls 1), 1 of them new; 1 gone\n" });
  });

  it("does not list what is waived", async () => {
    const cwd = folderWith({ "a.ts": "// cordon-waive require-controls until 2026-12-31: SEC-1\nask({ a });\n" });
    expect((await runTiny(cwd, { baseline: true })).complaints).toBe("cordon: wrote `cordon-baseline.json`: 0 findings\n");
  });

  it.each([
    ["no JSON", "<<<<<<< HEAD\n", /^cordon: cordon-baseline\.json:1:1: a JSON value is expected; mend it, or delete it/u],
    ["another version", '{\n  "version": 2,\n  "findings": []\n}', /^cordon: cordon-baseline\.json:2:14: `version` must be `1`/u],
    ["a rule that is none", '{ "version": 1, "findings": [\n  { "rule": "x", "site": "a", "id": "b" }\n] }', /^cordon: cordon-baseline\.json:2:13: `findings\[0\]\.rule` cannot be `x`/u],
    ["a key that is unknown", '{ "version": 1, "findings": [\n  { "rule": "no-denied-call", "site": "a", "id": "b", "line": 3 }\n] }', /^cordon: cordon-baseline\.json:2:55: unknown key `line`/u],
    ["a count of nothing", '{ "version": 1, "findings": [\n  { "rule": "no-denied-call", "site": "a", "id": "b", "count": 0 }\n] }', /^cordon: cordon-baseline\.json:2:64: `findings\[0\]\.count` /u],
    ["a key that stands twice", '{ "version": 1, "version": 1, "findings": [] }', /^cordon: cordon-baseline\.json:1:17: this key stands twice/u],
    ["what is no text", Buffer.from([0xff, 0xfe]), /^cordon: cordon-baseline\.json:1:1: the file is not UTF-8 text/u],
  ])("is refused, and left as it is, with %s", async (_, contents, complaint) => {
    const cwd = folderWith({ "a.ts": "f();", [name]: contents });
    for (const option of ["--baseline", "--update-baseline", "--prune-baseline"]) {
      const { code, out, complaints } = await runCommand(cwd, ["check", option]);
      expect([code, out]).toEqual([2, ""]);
      expect(complaints).toMatch(complaint);
    }
    expect(readFileSync(join(cwd, name))).toEqual(Buffer.from(contents as string));
  });
});

describe("what somebody accepted", () => {
  it("is told apart, and suppressed in SARIF", async () => {
    const cwd = folderWith({
      "cordon.yaml": "version: 1\nwaivers:\n  - { rule: require-controls, site: a.ts#run, reason: SEC-7, until: 2026-12-31 }\n",
      "a.ts": "ask({ a });\n",
      "b.ts": "ask({ b }); // eslint-disable-line -- because\n// cordon-waive require-controls until 2026-12-31: SEC-8\nask({ c });\n",
    });
    const { code, out } = await runTiny(cwd, { format: "json" });
    expect(code).toBe(0);
    expect(json(out).accepted.map(({ by, reason, until, file, line }) => [by, reason, until, file, line])).toEqual([
      ["waiver", "SEC-7", "2026-12-31", "a.ts", 1],
      ["comment", "SEC-8", "2026-12-31", "b.ts", 3],
      ["directive", "because", null, "b.ts", 1],
    ]);
    const { results } = JSON.parse((await runTiny(cwd, { format: "sarif" })).out).runs[0];
    expect(results.map(({ suppressions }: { suppressions: { kind: string }[] }) => suppressions[0]!.kind)).toEqual(["external", "inSource", "inSource"]);
    expect((await runTiny(cwd)).out).toContain("3 waived or disabled");
  });

  it("comes back when its day is over, and the configuration says so, too", async () => {
    const cwd = folderWith({ "cordon.yaml": "version: 1\nwaivers:\n  - { rule: require-controls, site: a.ts#run, reason: SEC-7, until: 2026-11-20 }\n", "a.ts": "ask({ a });\n" });
    const { code, out, complaints } = await runTiny(cwd, { format: "json" });
    expect([code, json(out).findings[0]!["message"]]).toEqual([1, "Something may not be kept: add `zdr: true`. The waiver that accepted this ended on 2026-11-20."]);
    expect(complaints).toMatch(/^cordon: warning: cordon\.yaml:3:\d+: this waiver ended on 2026-11-20/u);
    expect((await runTiny(cwd, { now: "2026-11-20" })).code).toBe(0);
  });

  it("needs a reason in strict", async () => {
    const cwd = folderWith({ "a.ts": "ask({ a }); // eslint-disable-line\n" });
    expect((await runTiny(cwd)).code).toBe(0);
    expect(json((await runTiny(cwd, { strict: true, format: "json" })).out).findings).toMatchObject([{ message: "`eslint-disable-line` gives no reason. Write it behind ` -- `." }]);
  });
});

describe("cordon check --manifest", () => {
  const files = { "src/b.ts": "ask({ zdr: true });\n", "src/a.ts": "\nask({ a }); ask({ b });\n", "src/c.ts": "f();\n" };

  it("is JSON with every call, by place, the same each time", async () => {
    const cwd = folderWith(files);
    const { code, out, complaints } = await runTiny(cwd, { manifest: true, format: "json" });
    expect([code, complaints]).toEqual([1, "cordon: 2 findings; leave `--manifest` out to see what they are\n"]);
    const manifest = Manifest.parse(JSON.parse(out));
    expect(manifest).toMatchObject({ version: 1, policyRevision: null });
    expect(manifest.calls.map(({ file, line, column }) => `${file}:${line}:${column}`)).toEqual(["src/a.ts:2:1", "src/a.ts:2:13", "src/b.ts:1:1"]);
    expect(manifest.calls[2]).toEqual({ id: "src/b.ts-0", file: "src/b.ts", line: 1, column: 1, endLine: 1, endColumn: 4, site: "src/b.ts#run", callee: "ask", sdk: "tiny", endpoint: "language", gateway: "vercel", model: null, categories: [{ category: "pii", from: "tag" }], controls: ["zeroRetention"], guarded: "no", decision: null, unknown: [] });
    expect((await runTiny(cwd, { manifest: true, format: "json" })).out).toBe(out);
  });

  it("is a table for people", async () => {
    expect((await runTiny(folderWith(files), { manifest: true })).out).toBe(`place          call  gateway  model  categories  controls       guard  decision
src/a.ts:2:1   ask   vercel   ?      pii (tag)   –              no     ?
src/a.ts:2:13  ask   vercel   ?      pii (tag)   –              no     ?
src/b.ts:1:1   ask   vercel   ?      pii (tag)   zeroRetention  no     ?

3 model calls
`);
    expect((await runTiny(folderWith({ "a.ts": "f();" }), { manifest: true })).out).toBe("no model calls\n");
  });

  it("goes to a file beside the report", async () => {
    const cwd = folderWith(files);
    expect((await runTiny(cwd, { manifest: "calls.json" })).out).toContain("✕ 2 errors in 1 file");
    expect(Manifest.parse(JSON.parse(read(cwd, "calls.json"))).calls).toHaveLength(3);
    await runTiny(cwd, { manifest: "calls.json" });
  });

  it("overwrites no other file", async () => {
    const cwd = folderWith({ ...files, "package.json": "{}" });
    await expect(runTiny(cwd, { manifest: "package.json" })).rejects.toThrow("`package.json` exists and is no manifest; name another file, or take it away first");
    expect(read(cwd, "package.json")).toBe("{}");
  });
});
