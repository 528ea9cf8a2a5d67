import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { configurationText } from "../../cli/init-text.ts";
import { loadConfiguration } from "../../src/node/index.ts";
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

  it.each([
    ["a command that is none", ["deicde"], "cordon: `deicde` is no command; did you mean `decide`?\n"],
    ["an option that is none", ["matrix", "--formt", "json"], expect.stringMatching(/^cordon: unknown option '--formt'/u) as unknown as string],
    ["a format that is none", ["matrix", "--format", "xml"], expect.stringMatching(/^cordon: option '--format <format>' argument 'xml' is invalid/u) as unknown as string],
  ])("exits with 2 on %s", async (_, argv, complaint) => {
    expect(await runCommand("/", argv)).toEqual({ code: 2, out: "", complaints: complaint });
  });
});

describe("cordon init", () => {
  const modes = ["amend", "enforce", "observe"] as const;
  const profiles = ["baseline", "strict", "tiers"] as const;

  it("writes a configuration that is read without complaint, and the lines for ESLint", async () => {
    const cwd = folderWith();
    const { code, out } = await runCommand(cwd, ["init", "--yes"]);
    expect([code, out.includes("cordon.configs.recommended")]).toEqual([0, true]);
    expect(loadConfiguration({ cwd })).toMatchObject({ profile: "baseline", guard: { mode: "amend" }, warnings: [] });
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

  it("leaves nothing behind when the key cannot be read", async () => {
    const cwd = folderWith();
    expect(await runCommand(cwd, ["build", "--sign", "none.pem"])).toMatchObject({ code: 2, complaints: "cordon: the key `none.pem` cannot be read; check the name and its permissions\n" });
    expect(existsSync(join(cwd, "bundle.tar.gz"))).toBe(false);
  });
});

describe("cordon matrix", () => {
  it("shows what is decided, by word and sign", async () => {
    const { code, out } = await runCommand(folderWith(), ["matrix", "--gateway", "vercel", "ollama", "--category", "internal", "prohibited"]);
    expect([code, out.split("\n").slice(0, 5).map((line) => line.trimEnd())]).toEqual([
      0,
      [
        "                        internal      prohibited",
        "vercel                  + noTraining  ✕ prohibited-category",
        "vercel + noTraining     ✓             ✕ prohibited-category",
        "vercel + zeroRetention  ✓             ✕ prohibited-category",
        "ollama                  ✓             ✕ prohibited-category",
      ],
    ]);
  });

  it.each(["html", "svg"])("stands alone as %s", async (format) => {
    const { out } = await runCommand(folderWith(), ["matrix", "--format", format, "--gateway", "vercel"]);
    expect(out).toContain("prefers-color-scheme".slice(0, format === "svg" ? undefined : 0));
    expect(out).not.toMatch(/<script|<link|@import|url\(|src=/u);
  });

  it("names a gateway that is none", async () => {
    expect(await runCommand(folderWith(), ["matrix", "--gateway", "vercell"])).toMatchObject({ code: 2, complaints: "cordon: `vercell` is no gateway here; did you mean `vercel`?\n" });
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
    expect(out).toMatch(/^✓ all hold: 1 Rego test, 0 cases\ncoverage of the Rego [\d.]+ %\n/u);
    expect(out).toContain("policies/weekdays.rego  50.0 %, not lines 5\n");
  }, 60_000);

  it("writes JUnit for CI", async () => {
    const cwd = folderWith({ ...rego, "policies/weekdays_test.rego": rego["policies/weekdays_test.rego"].replace("== 3", "== 4") });
    const { code, out } = await runCommand(cwd, ["test", "--format", "junit"]);
    expect(code).toBe(1);
    expect(out).toContain('<testsuite name="policies/weekdays_test.rego" tests="1" failures="1" skipped="0"');
    expect(out).toContain('<failure message="the test does not hold">');
  }, 60_000);

  it.each([
    ["a case file with a mistake", { "a.cases.yaml": "- title: x\n  call: { categories: [pii], gatway: openai }\n  expect: { effect: alow }\n" }, ["a.cases.yaml"], ["cordon: a.cases.yaml:2:30: unknown key `gatway` in `[0].call`; did you mean `gateway`?", "cordon: a.cases.yaml:2:3: `[0].call.gateway` is missing; add it", "cordon: a.cases.yaml:3:21: `[0].expect.effect` cannot be `alow`; did you mean `allow`?"]],
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
