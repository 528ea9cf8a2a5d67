import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { RegoCoverage } from "../../cli/coverage.ts";
import { configurationText, nextSteps } from "../../cli/init-text.ts";
import { loadConfiguration } from "../../src/node/index.ts";
import { packageManifest, packageRoot } from "../../src/node/package-root.ts";
import type { Matrix } from "../../src/report/matrix.ts";
import { folderWith } from "../node/folder.ts";
import { runCommand } from "./run-command.ts";

const v = "version: 1\n";

describe("cordon", () => {
  it("explains itself, and each command", async () => {
    const { code, out } = await runCommand("/", ["--help"]);
    expect(code).toBe(0);
    for (const name of ["init", "decide", "explain", "test", "build", "matrix", "catalog"]) {
      expect(out).toContain(`  ${name} `);
      expect(await runCommand("/", [name, "--help"])).toMatchObject({ code: 0, complaints: "" });
    }
  });

  it("explains a command that is asked for by `help`", async () => {
    expect(await runCommand("/", ["help", "matrix"])).toEqual(await runCommand("/", ["matrix", "--help"]));
  });

  it.each([
    ["a command that is none", ["deicde"], "cordon: `deicde` is no command; did you mean `decide`?\n"],
    ["an option that is none", ["matrix", "--formt", "json"], expect.stringMatching(/^cordon: unknown option '--formt'/u) as unknown as string],
    ["a word too many", ["decide", "call.json"], expect.stringMatching(/^cordon: too many arguments for 'decide'/u) as unknown as string],
    ["a day that the calendar does not have", ["catalog", "stale", "--now", "2026-02-31"], expect.stringContaining("It must be a date such as 2027-06-30.") as unknown as string],
    ["a format that is none", ["matrix", "--format", "xml"], expect.stringMatching(/^cordon: option '--format <format>' argument 'xml' is invalid/u) as unknown as string],
  ])("exits with 2 on %s", async (_, argv, complaint) => {
    expect(await runCommand("/", argv)).toEqual({ code: 2, out: "", complaints: complaint });
  });
});

describe("cordon init", () => {
  const modes = ["amend", "enforce", "observe"] as const;
  const profiles = ["baseline", "strict", "tiers"] as const;

  it("writes a configuration that is read without complaint, and says what is next", async () => {
    const cwd = folderWith();
    const { code, out } = await runCommand(cwd, ["init", "--yes"]);
    expect([code, out]).toEqual([0, nextSteps(packageManifest())]);
    expect(loadConfiguration({ cwd })).toMatchObject({ profile: "baseline", guard: { mode: "amend" }, warnings: [] });
  });

  it("shows the lines for ESLint only when the package has the plugin that they name", () => {
    expect(nextSteps({ exports: { ".": {}, "./eslint-plugin": {} } })).toContain('  import cordon from "cordon/eslint-plugin";\n\n  export default [\n    cordon.configs.recommended,\n');
    for (const manifest of [{ exports: { ".": {} } }, {}]) expect(nextSteps(manifest)).toBe("wrote cordon.yaml\n\nnext: `npx cordon matrix` shows what is decided, `npx cordon explain` why\n");
  });

  it.each(profiles.flatMap((profile) => modes.map((mode) => [profile, mode] as const)))("writes what %s and %s mean, also with the examples switched on", (profile, mode) => {
    const text = configurationText({ profile, mode, refuseUndeclared: mode === "enforce", gateways: mode === "amend" ? [] : [{ id: "openrouter", credentials: "unknown" }] });
    const read = loadConfiguration({ cwd: folderWith({ "cordon.yaml": text }), today: "2026-11-20" });
    expect([read.profile, read.guard.mode, read.organisation.taxonomy.defaults, read.warnings]).toEqual([profile, mode, mode === "enforce" ? null : ["confidential"], []]);
    const whole = text.replace(/^( *)# (?= *(?:[\w-]+:|- \{|"))/gmu, "$1");
    expect(loadConfiguration({ cwd: folderWith({ "cordon.yaml": whole }), today: "2026-11-20" }).warnings).toEqual([]);
  });

  it("leaves a configuration that exists alone, unless it is told otherwise", async () => {
    const cwd = folderWith({ "cordon.yaml": "mine" });
    expect(await runCommand(cwd, ["init", "--yes"])).toMatchObject({ code: 2, complaints: "cordon: `cordon.yaml` exists; edit it, or overwrite it with `--force`\n" });
    expect(readFileSync(join(cwd, "cordon.yaml"), "utf8")).toBe("mine");
    expect(await runCommand(cwd, ["init", "--yes", "--force"])).toMatchObject({ code: 0 });
  });

  it("asks nobody who is not there", async () => {
    expect(await runCommand(folderWith(), ["init"])).toMatchObject({ code: 2, complaints: "cordon: there is nobody to ask here; take the usual choices with `--yes`\n" });
  });
});

describe("cordon explain", () => {
  it("tells the routes, where it is written, and the agreements that count", async () => {
    const cwd = folderWith({ "cordon.yaml": `${v}agreements:\n  - { gateway: openai, retentionDays: 0, reference: ZDR 3, validUntil: 2027-06-30 }\n` });
    const { code, out } = await runCommand(cwd, ["explain", "--category", "pii", "--gateway", "openai", "--now", "2026-11-20"]);
    expect(code).toBe(0);
    expect(out).toContain("routes, as the call stands\n\n  openai\n    training never, kept 0 days, deployment api\n");
    expect(out).toMatch(/ {4}https:\/\/\S+, \d{4}-\d\d-\d\d\n/u);
    expect(out).toContain("agreement with openai: ZDR 3, until 2027-06-30");
  });

  it("tells a requirement of the organisation's own once, however many providers miss it", async () => {
    const vetted = 'package org.requirements.vetted\n\nimport data.cordon.demands\nimport data.cordon.standings\n\nunmet contains {"standing": place, "category": demand.category, "need": "a vetted provider", "found": standing.provider} if {\n\tsome demand in demands.all\n\tsome place, standing in standings.all\n\tnot standing.provider in {"anthropic", "bedrock"}\n}\n';
    const cwd = folderWith({ "cordon.yaml": `${v}policies: ./rego\n`, "rego/vetted.rego": vetted });
    const { out } = await runCommand(cwd, ["explain", "--category", "pii", "--gateway", "vercel", "--control", "zeroRetention", "--now", "2026-11-20"]);
    expect(out.match(/^ {2}vetted .*$/gmu)).toEqual([expect.stringMatching(/^ {2}vetted {2}pii needs a vetted provider on \S+, \S+, \S+, \S+ and \d+ more$/u)]);
    expect(out).toContain("passes with\n  providers only: anthropic, bedrock\n");
    expect(out.split("\n").length).toBeLessThan(40);
  }, 60_000);

  it("says what would make the call pass", async () => {
    const { out } = await runCommand(folderWith(), ["explain", "--category", "internal", "--gateway", "vercel", "--model", "zai/glm-4.7", "--now", "2026-11-20"]);
    expect(out).toContain("passes with\n  noTraining\n");
  });

  it("answers tools in JSON, and for what is no call without routes", async () => {
    const { code, out } = await runCommand(folderWith(), ["explain", "--format", "json"], "{}");
    expect([code, JSON.parse(out)]).toEqual([1, expect.objectContaining({ routes: [], decision: expect.objectContaining({ effect: "deny" }) as unknown })]);
  });

  it("keeps a stranger's control characters off the terminal", async () => {
    const { out } = await runCommand(folderWith(), ["explain"], JSON.stringify({ categories: ["pii"], gateway: "vercel", model: "\u001b[2Jx" }));
    expect(out).not.toContain("\u001b");
  });
});

describe("cordon build", () => {
  it("writes the same bytes each time, and a bundle that decides", async () => {
    const cwd = folderWith({ "cordon.yaml": `${v}guard: { mode: enforce }\n` });
    await runCommand(cwd, ["build", "--out", "a.tar.gz"]);
    const { code, out } = await runCommand(cwd, ["build", "--out", "b.tar.gz", "--format", "json"]);
    expect([code, JSON.parse(out)]).toEqual([0, expect.objectContaining({ file: "b.tar.gz", signed: false })]);
    expect(readFileSync(join(cwd, "a.tar.gz")).equals(readFileSync(join(cwd, "b.tar.gz")))).toBe(true);
    const argv = ["decide", "--category", "internal", "--gateway", "openai", "--now", "2026-11-20"];
    expect(await runCommand(cwd, [...argv, "--bundle", "a.tar.gz"])).toEqual(await runCommand(cwd, argv));
  }, 60_000);

  it.each([
    ["a key that is none", ["--sign", "key"], "the key `key` cannot sign with RS256: "],
    ["an algorithm that is none", ["--sign", "key", "--algorithm", "XX256"], "the key `key` cannot sign with XX256: "],
    ["a folder to write to", ["--out", "folder"], "`folder` cannot be written: it is a folder; name a file in it"],
    ["a folder that is not there", ["--out", "none/b.tar.gz"], "`none/b.tar.gz` cannot be written: its folder does not exist; make it first"],
  ])("exits with 2 on %s, and leaves nothing behind", async (_, argv, complaint) => {
    const cwd = folderWith({ key: "no key", "folder/x": "" });
    const { code, out, complaints } = await runCommand(cwd, ["build", ...argv]);
    expect([code, out, complaints.startsWith(`cordon: ${complaint}`), complaints.trim().split("\n").length]).toEqual([2, "", true, 1]);
    expect(readdirSync(cwd).sort()).toEqual(["folder", "key"]);
  }, 60_000);

  it("leaves nothing behind when the key cannot be read", async () => {
    const cwd = folderWith();
    expect(await runCommand(cwd, ["build", "--sign", "none.pem"])).toMatchObject({ code: 2, complaints: "cordon: the key `none.pem` cannot be read; check the name and its permissions\n" });
    expect(existsSync(join(cwd, "bundle.tar.gz"))).toBe(false);
  });
});

describe("cordon matrix", () => {
  it("shows what is decided, by word and sign", async () => {
    const { code, out } = await runCommand(folderWith(), ["matrix", "--gateway", "vercel", "ollama", "--category", "internal,prohibited", "--now", "2026-11-20"]);
    expect([code, out.split("\n").slice(0, 7)]).toEqual([
      0,
      [
        "                    internal      prohibited",
        "Gateways",
        " vercel             + noTraining  ✕ never",
        "   + noTraining     ✓             ✕ never",
        "   + zeroRetention  ✓             ✕ never",
        "On one's own machines",
        " ollama             ✓             ✕ never",
      ],
    ]);
    expect(out).toContain("\n✓ as it is   + once this is on the request   ✕ not at all, for this reason\ndecided for 2026-11-20\npolicy sha256:");
  });

  it("is as wide as the terminal, and 100 columns where there is none", async () => {
    const longest = async (width?: number): Promise<number> => Math.max(...(await runCommand(folderWith(), ["matrix"], undefined, { width })).out.split("\n").map((line) => line.length));
    expect([await longest() <= 100, await longest(80) <= 80, (await longest(200)) > 100]).toEqual([true, true, true]);
  });

  it("tells tools everything: every route, every category, every reason", async () => {
    const { out } = await runCommand(folderWith(), ["matrix", "--format", "json", "--now", "2026-11-20"]);
    const { categories, rows, now } = JSON.parse(out) as Matrix;
    expect([categories, now]).toEqual([["public", "internal", "confidential", "pii", "phi", "prohibited"], "2026-11-20"]);
    expect(rows.filter(({ gateway, controls }) => gateway === "openai" || (gateway === "vercel" && controls === ""))).toEqual([
      { gateway: "vercel", title: "Vercel AI Gateway", kind: "gateway", controls: "", cells: [{ effect: "allow", details: [] }, { effect: "amend", details: ["noTraining"] }, ...Array(2).fill({ effect: "amend", details: ["zeroRetention"] }), { effect: "deny", details: ["assurance", "retention", "training"] }, { effect: "deny", details: ["prohibited-category"] }] },
      expect.objectContaining({ gateway: "openai", kind: "api", controls: "" }),
    ]);
    expect(new Set(rows.map(({ gateway }) => gateway)).size).toBe(Object.keys(loadConfiguration({ cwd: folderWith() }).catalog.gateways).length);
  });

  it("decides for the day that it is asked for", async () => {
    const cwd = folderWith({ "cordon.yaml": `${v}agreements:\n  - { gateway: openai, retentionDays: 0, reference: ZDR 3, validUntil: 2027-06-30 }\n` });
    const pii = async (day: string) => (JSON.parse((await runCommand(cwd, ["matrix", "--format", "json", "--gateway", "openai", "--category", "pii", "--now", day])).out) as Matrix).rows[0]!.cells[0]!.effect;
    expect([await pii("2027-06-30"), await pii("2027-07-01")]).toEqual(["allow", "deny"]);
  });

  it.each(["html", "svg"])("stands alone as %s", async (format) => {
    const { out } = await runCommand(folderWith(), ["matrix", "--format", format, "--gateway", "vercel"]);
    expect(out).toContain("prefers-color-scheme".slice(0, format === "svg" ? undefined : 0));
    expect(out).not.toMatch(/<script|<link|@import|url\(|src=/u);
  });

  it.each([
    ["a gateway that is none", ["--gateway", "vercell"], "`vercell` is no gateway here; did you mean `vercel`?"],
    ["a category that is none", ["--category", "pi"], "`pi` is no category here; did you mean `pii`?"],
    ["a folder to write to", ["--gateway", "ollama", "--out", "folder"], "`folder` cannot be written: it is a folder; name a file in it"],
    ["a folder that is not there", ["--gateway", "ollama", "--out", "none/x.html"], "`none/x.html` cannot be written: its folder does not exist; make it first"],
  ])("exits with 2 on %s", async (_, argv, complaint) => {
    const cwd = folderWith({ "folder/x": "" });
    expect(await runCommand(cwd, ["matrix", ...argv])).toEqual({ code: 2, out: "", complaints: `cordon: ${complaint}\n` });
    expect(readdirSync(cwd)).toEqual(["folder"]);
  });
});

describe("cordon catalog", () => {
  it.each(["list", "conflicts", "sources"])("%s is read by people and tools", async (report) => {
    const cwd = folderWith();
    expect(await runCommand(cwd, ["catalog", report])).toMatchObject({ code: 0, complaints: "" });
    expect(Array.isArray(JSON.parse((await runCommand(cwd, ["catalog", report, "--format", "json"])).out))).toBe(true);
  });

  it("stale exits with 1 where facts no longer count", async () => {
    expect((await runCommand(folderWith(), ["catalog", "stale", "--now", "2026-11-21"])).code).toBe(0);
    expect((await runCommand(folderWith(), ["catalog", "stale", "--now", "2029-01-01"])).code).toBe(1);
  });

  it("names a gateway that is none", async () => {
    expect(await runCommand(folderWith(), ["catalog", "list", "--gateway", "vercell"])).toEqual({ code: 2, out: "", complaints: "cordon: `vercell` is no gateway here; did you mean `vercel`?\n" });
  });

  it("lists what the organisation adds", async () => {
    const cwd = folderWith({ "cordon.yaml": `${v}gateways:\n  mine: { deployment: local, training: never }\n` });
    expect((await runCommand(cwd, ["catalog", "list", "--gateway", "mine"])).out).toMatch(/mine .*never .*local .*declared/u);
  });
});

describe("cordon test", () => {
  const cases = `
- title: openai keeps prompts
  call: { categories: [pii], gateway: openai, now: 2026-11-20 }
  expect: { effect: deny, reasons: [retention] }
- title: an agreement makes it pass
  call: { categories: [pii], gateway: openai, now: 2026-11-20 }
  config:
    agreements:
      - { gateway: openai, retentionDays: 0, reference: ZDR, validUntil: 2027-06-30 }
  expect: { effect: allow }
- title: a control is added
  call: { categories: [pii], gateway: vercel, now: 2026-11-20 }
  expect: { effect: amend, amendments: [{ control: zeroRetention, value: true }] }
`;
  const rego = {
    "cordon.yaml": `${v}policies: ./policies\n`,
    "policies/weekdays.rego": "package org.requirements.weekdays\n\nlimit := 3\n\nother := 4\n",
    "policies/weekdays_test.rego": "package org.requirements.weekdays_test\n\nimport data.org.requirements.weekdays\n\ntest_limit if weekdays.limit == 3\n",
  };

  it("holds cases against the compiled policy", async () => {
    const cwd = folderWith({ "policies/a.cases.yaml": cases });
    expect(await runCommand(cwd, ["test"])).toEqual({ code: 0, out: "✓ all hold: 0 Rego tests, 3 cases\n", complaints: "" });
  });

  it("shows what was expected and what came, with the place", async () => {
    const cwd = folderWith({ "x.cases.json": JSON.stringify([{ title: "wrong", call: { categories: ["public"], gateway: "openai" }, expect: { effect: "deny" } }]) });
    const { code, out } = await runCommand(cwd, ["test", "x.cases.json"]);
    expect([code, out]).toEqual([1, '✕ x.cases.json:1  wrong\n    expected {"effect":"deny"}\n    found    {"effect":"allow"}\n✕ 1 failed: 0 Rego tests, 1 case\n']);
  });

  it("runs the organisation's Rego tests, with coverage", async () => {
    const { code, out, complaints } = await runCommand(folderWith(rego), ["test"]);
    expect({ code, complaints }).toEqual({ code: 0, complaints: "" });
    // Of its own Rego alone: what ships has tests of its own.
    expect(out).toBe("✓ all hold: 1 Rego test, 0 cases\ncoverage of the organisation's own Rego 50.0 %\n  policies/weekdays.rego  50.0 %, not lines 5\n");
  }, 60_000);

  it("counts the organisation's Rego wherever it lies, and what ships when that is what is tested", async () => {
    const apart = { "cordon.yaml": `${v}policies: ./rego\n`, "rego/weekdays.rego": rego["policies/weekdays.rego"], "tests/weekdays_test.rego": rego["policies/weekdays_test.rego"] };
    const coverage = async (files: Readonly<Record<string, string>>, path: string) => (JSON.parse((await runCommand(folderWith(files), ["test", path, "--run", "test_", "--format", "json"])).out) as { coverage?: RegoCoverage }).coverage;
    expect(await coverage(apart, "tests")).toEqual({ of: "organisation", percent: 50, files: { "rego/weekdays.rego": expect.objectContaining({ percent: 50, notCovered: [5] }) as unknown } });
    const shipped = await coverage(apart, join(packageRoot(), "policies", "cordon", "lib"));
    expect([shipped?.of, Object.keys(shipped?.files ?? {}).filter((file) => file.includes("weekdays"))]).toEqual(["shipped", []]);
    // Tests of what ships, from somebody who has no Rego: there is nothing of theirs to count.
    expect(await coverage({ "tests/x_test.rego": "package x_test\n\ntest_x if true\n" }, "tests")).toBeUndefined();
  }, 120_000);

  it("holds the tests of what ships against it, whatever the configuration", async () => {
    const { code, out } = await runCommand(folderWith({ "cordon.yaml": `${v}extends: strict\n` }), ["test", join(packageRoot(), "policies", "cordon")]);
    expect([code, out]).toEqual([0, expect.stringMatching(/^✓ all hold: \d{3} Rego tests, 0 cases\ncoverage of the shipped policy [\d.]+ %\n/u)]);
  }, 120_000);

  it("writes JUnit for CI", async () => {
    const cwd = folderWith({ ...rego, "policies/weekdays_test.rego": rego["policies/weekdays_test.rego"].replace("== 3", "== 4") });
    const { code, out } = await runCommand(cwd, ["test", "--format", "junit"]);
    expect(code).toBe(1);
    expect(out).toContain('<testsuite name="policies/weekdays_test.rego" tests="1" failures="1" skipped="0"');
    expect(out).toContain('<failure message="the test does not hold">');
  }, 60_000);

  it.each([
    ["a case file with a mistake", { "a.cases.yaml": "- title: x\n  call: { categories: [pii], gatway: openai }\n  expect: { effect: alow }\n" }, ["a.cases.yaml"], ["cordon: a.cases.yaml:2:30: unknown key `gatway` in `[0].call`; did you mean `gateway`?", "cordon: a.cases.yaml:2:3: `[0].call.gateway` is missing; add it", "cordon: a.cases.yaml:3:21: `[0].expect.effect` cannot be `alow`; did you mean `allow`?"]],
    ["a case file that is no text", { "a.cases.json": Uint8Array.of(0x5b, 0xff) }, ["a.cases.json"], ["cordon: a.cases.json:1:1: the file is not UTF-8 text; save it as UTF-8"]],
    ["a case whose configuration is not there", { "a.cases.yaml": "\n- title: x\n  call: { categories: [pii], gateway: openai }\n  config: none.yaml\n  expect: { effect: deny }\n" }, ["a.cases.yaml"], ["cordon: a.cases.yaml:2:1: its configuration `none.yaml` does not exist; it is looked for from the folder of this file"]],
    ["a case whose configuration is not sound", { "a.cases.yaml": "\n- title: x\n  call: { categories: [pii], gateway: openai }\n  config: { guard: { mode: on } }\n  expect: { effect: deny }\n" }, ["a.cases.yaml"], ["cordon: a.cases.yaml:2:1: in its `config`, `guard.mode` cannot be `on`; use `amend`, `enforce` or `observe`"]],
    ["Rego that does not compile", { "policies/a_test.rego": "package a_test\n\ntest_x if nonsense(1)\n" }, [], [expect.stringMatching(/^cordon: policies\/a_test\.rego:3:11: /u)]],
    ["nothing to test", { "policies/readme.md": "" }, [], ["cordon: no test was found; tests end in `_test.rego`, case files in `.cases.yaml` or `.cases.json`"]],
    ["no folder", {}, [], ["cordon: there is no folder `policies` here; name the files or folders with tests"]],
  ] as const)("exits with 2 on %s", async (_, files, argv, complaints) => {
    const ran = await runCommand(folderWith(files), ["test", ...argv]);
    expect([ran.code, ran.complaints.trimEnd().split("\n").sort()]).toEqual([2, [...complaints]]);
  }, 60_000);
});

it("builds and reads a bundle with requirements of the organisation's own", async () => {
  const cwd = folderWith({ "cordon.yaml": `${v}policies: ./rego\n`, "rego/never.rego": "package org.requirements.never\n\nimport data.cordon.demands\nimport data.cordon.standings\n\nunmet contains {\"standing\": place, \"category\": demand.category} if {\n\tsome demand in demands.all\n\tsome place, _ in standings.all\n}\n" });
  writeFileSync(join(cwd, "call.json"), JSON.stringify({ categories: ["internal"], gateway: "ollama", now: "2026-11-20" }));
  await runCommand(cwd, ["build"]);
  const { out } = await runCommand(cwd, ["decide", "--call", "call.json", "--bundle", "bundle.tar.gz"]);
  expect(out).toBe((await runCommand(cwd, ["decide", "--call", "call.json"])).out);
  expect(JSON.parse(out)).toMatchObject({ effect: "deny", reasons: [{ code: "never" }] });
}, 60_000);
