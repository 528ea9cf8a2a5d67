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
    ["no call", {}, [], "cordon: no call is given; name a file with `--call`, or describe it, as with `--category pii --gateway vercel --model zai/glm-4.7`\n"],
    ["a bundle that is none", { b: "b" }, ["--bundle", "b", "--gateway", "x"], expect.stringContaining("b` is no bundle that can be used; build it again with `cordon build`\n") as unknown as string],
  ])("exits with 2 on %s", async (_, files, argv, complaint) => {
    const { code, out, complaints } = await runCommand(folderWith(files as Record<string, string>), ["decide", ...argv]);
    expect({ code, out, complaints }).toEqual({ code: 2, out: "", complaints: complaint });
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
