import { createGuard } from "../../src/node/index.ts";
import type { Decision } from "../../src/model/decision.ts";
import { describe, expect, it } from "vitest";
import { folderWith } from "../node/folder.ts";
import { runCommand } from "./run-command.ts";

const personal = { categories: ["pii"], gateway: "vercel", model: "zai/glm-4.7", now: "2026-11-20" };
const decided = (text: string): Decision => JSON.parse(text) as Decision;

describe("cordon decide", () => {
  it("answers a call from a file as the guard does", async () => {
    const cwd = folderWith({ "call.json": JSON.stringify(personal) });
    const { code, out, complaints } = await runCommand(cwd, ["decide", "--call", "call.json"]);
    expect([code, complaints]).toEqual([0, ""]);
    expect(decided(out)).toEqual((await createGuard({ cwd })).decide(personal));
  });

  it("takes the call from the standard input, with or without being told", async () => {
    const cwd = folderWith();
    const told = await runCommand(cwd, ["decide", "--call", "-"], JSON.stringify(personal));
    expect(await runCommand(cwd, ["decide"], JSON.stringify(personal))).toEqual(told);
    expect(decided(told.out).amendments).toEqual([{ control: "zeroRetention", value: true }]);
  });

  it("takes the call from options", async () => {
    const options = ["--category", "pii", "--gateway", "vercel", "--model", "zai/glm-4.7", "--control", "zeroRetention", "--now", "2026-11-20"];
    const { code, out } = await runCommand(folderWith(), ["decide", ...options]);
    expect([code, decided(out).effect]).toEqual([0, "allow"]);
  });

  it("exits with 1 on a denial", async () => {
    const { code, out } = await runCommand(folderWith(), ["decide", "--category", "prohibited", "--gateway", "ollama"]);
    expect([code, decided(out).reasons.map((reason) => reason.code)]).toEqual([1, ["prohibited-category"]]);
  });

  it("tells a person in words, without colour where nobody sees it", async () => {
    const { out } = await runCommand(folderWith(), ["decide", "--format", "text", "--category", "prohibited", "--gateway", "ollama"]);
    expect(out).toMatch(/^deny {2}prohibited to ollama\n\nbecause\n {2}prohibited-category/u);
    expect(out).not.toContain("\u001b");
  });

  it("denies what is no call, naming the place and never the content", async () => {
    const found = async (text: string) => {
      const { code, out } = await runCommand(folderWith(), ["decide"], text);
      expect(out).not.toContain("secret");
      return [code, decided(out).reasons[0]!.code, decided(out).reasons[0]!.found];
    };
    expect(await found('{"categories": ["pii"],\n "secret')).toEqual([1, "invalid-call", "line 2, column 2: not JSON: this text has no end"]);
    expect(await found('{"gateway":"a","categories":[],"gateway":"secret"}')).toEqual([1, "invalid-call", "line 1, column 32: not JSON: this key stands twice"]);
    expect(await found('{"gateway":"a","categories":[],"model":{"secret":1}}')).toEqual([1, "invalid-call", expect.stringContaining("`model`")]);
    expect(await found("null")).toEqual([1, "invalid-call", expect.any(String)]);
  });

  it.each([
    ["a configuration that is not sound", { "cordon.yaml": "version: 2\n" }, ["--gateway", "x"], "cordon: cordon.yaml:1:10: `version` must be `1`; it is `2`\n"],
    ["a configuration that is not there", {}, ["--gateway", "x", "--config", "none.yaml"], "cordon: none.yaml:1:1: the file does not exist; check the name\n"],
    ["a call that is not there", {}, ["--call", "none.json"], "cordon: `none.json` does not exist; check the name\n"],
    ["calls that are not there", {}, ["--calls", "none.jsonl"], "cordon: `none.jsonl` does not exist; check the name\n"],
    ["two ways to give a call", {}, ["--call", "a.json", "--gateway", "x"], "cordon: a call is given by `--call` or by options that describe it, not both; leave one out\n"],
    ["calls, and an option that describes one", {}, ["--calls", "-", "--fallback-model", "x"], "cordon: `--calls` takes each call whole from its line, so `--fallback-model` would have no effect; leave it out, or write it into the lines\n"],
    ["calls, and an answer in words", {}, ["--calls", "-", "--format", "text"], "cordon: `--calls` answers in JSON Lines only; leave `--format text` out, or give one call with `--call`\n"],
    ["a call that is a folder", { "a/b": "" }, ["--call", "a"], "cordon: `a` is a folder; name a file\n"],
    ["calls that are a folder", { "a/b": "" }, ["--calls", "a"], "cordon: `a` is a folder; name a file\n"],
    ["no call", {}, [], "cordon: no call is given; name a file with `--call`, or describe it, as with `--category pii --gateway vercel --model zai/glm-4.7`\n"],
    ["a bundle that is none", { b: "b" }, ["--bundle", "b", "--gateway", "x"], expect.stringContaining("b` is no bundle that can be used; build it again with `cordon build`\n") as unknown as string],
  ])("exits with 2 on %s", async (_, files, argv, complaint) => {
    const { code, out, complaints } = await runCommand(folderWith(files as Record<string, string>), ["decide", ...argv]);
    expect({ code, out, complaints }).toEqual({ code: 2, out: "", complaints: complaint });
  });
});

describe("cordon decide on what is no call", () => {
  const call = { categories: ["pii"], gateway: "vercel" };
  const secret = "Jane Doe";
  it.each<readonly [string, unknown, string]>([
    ["a key that is misspelt", { ...call, credentals: secret }, "`credentals` is no key of a call; did you mean `credentials`?"],
    ["a key far inside that is misspelt", { ...call, controls: { noTraning: true } }, "`controls.noTraning` is no key of a call; did you mean `noTraining`?"],
    ["a key that is like none", { ...call, providers: { order: [secret] } }, "`providers.order` is no key of a call; use `only` or `ignore`"],
    ["a word that is misspelt", { ...call, tier: "fre" }, "`tier` must be `paid`, `free`, `consumer` or `unknown`; did you mean `free`?"],
    ["a word that is like none", { ...call, credentials: secret }, "`credentials` must be `system`, `byok` or `unknown`"],
    ["a key that is missing", { categories: ["pii"] }, "`gateway` is missing; add it"],
    ["text for a list", { ...call, categories: secret }, "`categories` must be a list of names"],
    ["a list for text", { ...call, model: [secret] }, "`model` must be text"],
    ["nothing for text", { ...call, model: null }, "`model` must be text"],
    ["a number for text, in a list", { ...call, fallbackModels: ["a", 7] }, "`fallbackModels[1]` must be text"],
    ["an empty name", { ...call, gateway: "" }, "`gateway` must be a name of at least one letter"],
    ["a name that is too long", { ...call, model: secret.repeat(100) }, "`model` must be a name of at most 512 letters"],
    ["a list that is too long", { ...call, features: Array(300).fill("a") }, "`features` must be a list of at most 256 names"],
    ["half a letter", { ...call, model: "\ud800" }, "`model` must be well-formed text"],
    ["text for a switch", { ...call, controls: { noTraining: "true" } }, "`controls.noTraining` must be `true` or `false`"],
    ["days below none", { ...call, controls: { maxRetentionDays: -1 } }, "`controls.maxRetentionDays` must be a whole number of days, 0 or more"],
    ["a part of a day", { ...call, controls: { maxRetentionDays: 0.5 } }, "`controls.maxRetentionDays` must be a whole number of days, 0 or more"],
    ["a day that is none", { ...call, now: secret }, "`now` must be a date such as 2027-06-30"],
    ["a list", [call], "the call must be an object"],
    ["text", secret, "the call must be an object"],
    ["much that is wrong", { categories: [1, 2], gateway: 3 }, "`categories[0]` must be text; 2 more places are wrong"],
  ])("says the place and what would stand there, never the value: %s", async (_, value, found) => {
    const cwd = folderWith({ "call.json": JSON.stringify(value), "calls.jsonl": `\n${JSON.stringify(value)}\n` });
    const whole = await runCommand(cwd, ["decide", "--call", "call.json"]);
    const line = await runCommand(cwd, ["decide", "--calls", "calls.jsonl"]);
    expect([whole.code, decided(whole.out).reasons]).toEqual([1, [{ code: "invalid-call", category: null, route: null, need: null, found, source: null }]]);
    expect([line.code, decided(line.out)]).toEqual([1, { ...decided(whole.out), reasons: [{ ...decided(whole.out).reasons[0]!, found: `line 2: ${found}` }] }]);
    for (const argv of [["decide", "--format", "text", "--call", "call.json"], ["explain", "--call", "call.json"]]) {
      const { code, out, complaints } = await runCommand(cwd, argv);
      expect([code, complaints, out]).toEqual([1, "", expect.stringMatching(/^deny {2}this is no valid call\n\nbecause\n {2}invalid-call {2}[^\n]+\n\npolicy \S+\n$/u)]);
      expect(out).toContain(found);
    }
    expect(whole.out + line.out).not.toContain(secret);
  });
});

describe("cordon decide --calls", () => {
  const lines = async (input: string | Uint8Array) => {
    const { code, out } = await runCommand(folderWith(), ["decide", "--calls", "-"], input);
    const decisions = out.split("\n").slice(0, -1).map(decided);
    return { code, effects: decisions.map(({ effect }) => effect), found: decisions.map(({ reasons }) => (reasons[0]?.code === "invalid-call" ? reasons[0].found : null)) };
  };
  const allowed = JSON.stringify({ categories: ["public"], gateway: "vercel" });
  const amended = JSON.stringify(personal);

  it("answers in order", async () => {
    expect(await lines(`${allowed}\n${amended}\n${allowed}\n`)).toMatchObject({ code: 0, effects: ["allow", "amend", "allow"] });
  });

  it("answers a malformed line with its own denial, and goes on", async () => {
    expect(await lines(`${allowed}\nsecret\n{"gateway":1}\n${allowed}`)).toEqual({
      code: 1,
      effects: ["allow", "deny", "deny", "allow"],
      found: [null, "line 2, column 1: not JSON: a JSON value is expected", expect.stringContaining("`categories`"), null],
    });
  });

  it("passes over empty lines, CRLF and a byte order mark, and counts every line", async () => {
    expect(await lines(`\uFEFF${allowed}\r\n\r\n  \n${allowed}\r\nx`)).toMatchObject({ effects: ["allow", "allow", "deny"], found: [null, null, "line 5, column 1: not JSON: a JSON value is expected"] });
  });

  it("denies bytes that are no text, and lines that are too long", async () => {
    expect((await lines(Buffer.concat([Buffer.from(`${allowed}\n`), Buffer.of(0xff, 10), Buffer.from(allowed)]))).found).toEqual([null, "line 2: the line is not UTF-8 text", null]);
    expect((await lines(`${"x".repeat(5 << 20)}\n${allowed}`)).found).toEqual(["line 1: the line is too long", null]);
  });

  it("answers nothing with nothing", async () => {
    expect(await lines("")).toEqual({ code: 0, effects: [], found: [] });
  });
});
