import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { InventoryEntry } from "../../src/model/inventory.ts";
import type { InventorySite } from "../../src/report/inventory-report.ts";
import { folderWith } from "../node/folder.ts";
import { runCommand } from "./run-command.ts";

const call = 'import OpenAI from "openai";\nexport const ask = (messages) => new OpenAI().chat.completions.create({ model: "gpt-5", messages });\n';
const entry: InventoryEntry = {
  ...{ version: 1, host: "api.openai.com", gateway: "openai", endpoint: "language", model: "gpt-5", categories: [], site: { file: "src/ask.js", line: 2, column: 63 } },
  ...{ guard: "register", mode: "observe", over: "fetch", calls: 2, effects: { allow: 0, amend: 0, deny: 2 }, outcomes: { sent: 0, amended: 0, observed: 2, refused: 0 } },
  ...{ reasons: ["retention"], first: "2026-11-20T08:00:01.000Z", last: "2026-11-20T08:02:13.000Z" },
};
const line = (change: Partial<InventoryEntry> = {}): string => `${JSON.stringify({ ...entry, ...change })}\n`;
const seen = { "package.json": "{}", "src/ask.js": call, "cordon-inventory.jsonl": line() };

async function states(cwd: string, ...argv: readonly string[]): Promise<readonly string[]> {
  const { out, complaints } = await runCommand(cwd, ["inventory", "--format", "json", ...argv]);
  expect(complaints).toBe("");
  return (JSON.parse(out) as { readonly sites: readonly InventorySite[] }).sites.map(({ state, file, line: number }) => `${state} ${file}:${number}`);
}

describe("the exit code of cordon inventory", () => {
  const clean = { ...seen, "cordon-inventory.jsonl": line({ mode: "amend" }) };

  it.each([
    ["0 whatever there is, unless asked", seen, [], 0],
    ["1 for what `--fail-on` names", seen, ["--fail-on", "unguarded"], 1],
    ["0 for what it does not name", seen, ["--fail-on", "unknown,never-seen", "--fail-on", "differing"], 0],
    ["0 where all is guarded", clean, ["--fail-on", "unguarded,unknown,never-seen,differing"], 0],
    ["1 for a call of which nobody knows the place", { ...clean, "cordon-inventory.jsonl": line({ mode: "amend" }) + line({ site: null }) }, ["--fail-on", "unknown"], 1],
    ["1 for a call that nobody saw", { ...seen, "cordon-inventory.jsonl": "" }, ["--fail-on", "never-seen"], 1],
    ["1 for a contradiction", { ...clean, "cordon-inventory.jsonl": line({ mode: "amend", model: "gpt-5-mini" }) }, ["--fail-on", "differing"], 1],
  ] as const)("is %s", async (_, files, argv, code) => {
    expect(await runCommand(folderWith(files), ["inventory", ...argv])).toMatchObject({ code, complaints: "" });
  });
});

describe("the input of cordon inventory", () => {
  const other = line().replace('"version":1', '"version":2');

  it.each([
    ["no inventory at all", { "package.json": "{}" }, [], "cordon: there is no `cordon-inventory.jsonl` here; write one with `CORDON_MODE=observe node --import cordon/register app.js`, or name the file\n"],
    ["a file that does not exist", seen, ["web.jsonl"], "cordon: `web.jsonl` does not exist; check the name\n"],
    ["a folder", seen, ["src"], "cordon: `src` is a folder; name a file\n"],
    ["a file of something else", seen, ["src/ask.js"], "cordon: src/ask.js:1:1: this is no inventory, which has an entry as JSON on each line; name the file that `cordon/register` wrote\n"],
    ["a manifest in its place", { ...seen, "calls.json": '{\n  "version": 1,\n  "policyRevision": null,\n  "calls": []\n}\n' }, ["calls.json"], "cordon: `calls.json` is a manifest; give it as `--manifest calls.json`, and the inventory of a process beside it\n"],
    ["a line of another version", { ...seen, "web.jsonl": `${line()}\n${other}` }, ["web.jsonl"], "cordon: web.jsonl:3:1: this line is none of an inventory: `version` must be `1`; it is `2`\n"],
    ["what is no UTF-8", { ...seen, "web.jsonl": new Uint8Array([0xff, 0xfe, 0x00]) }, ["web.jsonl"], "cordon: web.jsonl:1:1: the file is not UTF-8 text; save it as UTF-8\n"],
    ["a manifest that does not exist", seen, ["--manifest", "calls.json"], "cordon: `calls.json` does not exist; check the name\n"],
    ["a manifest that is no JSON", { ...seen, "calls.json": "{\n  oh\n}" }, ["--manifest", "calls.json"], expect.stringMatching(/^cordon: calls\.json:2:3: .*; write it anew with `cordon check --manifest FILE`\n$/u) as unknown as string],
    ["an inventory as the manifest", seen, ["--manifest", "cordon-inventory.jsonl"], expect.stringMatching(/^cordon: cordon-inventory\.jsonl:1:\d+: /u) as unknown as string],
    ["a manifest with something missing", { ...seen, "calls.json": '{\n  "version": 1,\n  "policyRevision": null\n}' }, ["--manifest", "calls.json"], "cordon: calls.json:1:1: `calls` is missing; add it\n"],
    ["a folder to count from that does not exist", seen, ["--root", "pkg"], "cordon: `pkg` does not exist; name the folder that the inventory counts from\n"],
    ["something to fail on that is none", seen, ["--fail-on", "unguarde"], "cordon: `unguarde` is no kind of call site here; did you mean `unguarded`?\n"],
  ])("is refused with 2: %s", async (_, files: Readonly<Record<string, string | Uint8Array>>, argv, complaints) => {
    expect(await runCommand(folderWith(files), ["inventory", ...argv])).toEqual({ code: 2, out: "", complaints });
  });

  it("may have a line that a crash cut short, which is told", async () => {
    const cwd = folderWith({ ...seen, "cordon-inventory.jsonl": line() + line().slice(0, 40) });
    const { code, out, complaints } = await runCommand(cwd, ["inventory"]);
    expect([code, out.split("\n").at(-2)]).toEqual([0, "0 guarded, 1 unguarded, 0 never seen, 0 seen but unknown (2 calls at run time)"]);
    expect(complaints).toMatch(/^cordon: warning: cordon-inventory\.jsonl:2:38: this line was cut short and is left out, so calls are missing \(this text has no end\)\n$/u);
  });

  it("may have lines without a mode, as older processes wrote them", async () => {
    expect(await states(folderWith({ ...seen, "cordon-inventory.jsonl": line({ mode: undefined }) }))).toEqual(["unguarded src/ask.js:2"]);
    const amended = line({ mode: undefined, outcomes: { sent: 0, amended: 2, observed: 0, refused: 0 } });
    expect(await states(folderWith({ ...seen, "cordon-inventory.jsonl": amended }))).toEqual(["guarded src/ask.js:2"]);
  });

  it("never steers the terminal", async () => {
    const cwd = folderWith({ ...seen, "cordon-inventory.jsonl": line({ model: "gpt\u001b[2J", site: { file: "src/\u001b[2J.js", line: 1, column: 1 } }) });
    expect((await runCommand(cwd, ["inventory"])).out).not.toContain("\u001b");
  });
});

describe("the folder that paths count from", () => {
  const workspace = { "package.json": "{}", "packages/api/package.json": "{}", "packages/api/src/ask.js": call };

  it("is the project around an inventory", async () => {
    const cwd = folderWith({ ...workspace, "packages/api/cordon-inventory.jsonl": line() });
    expect(await states(cwd, "packages/api/cordon-inventory.jsonl")).toEqual(["unguarded packages/api/src/ask.js:2"]);
    expect(await states(join(cwd, "packages/api"))).toEqual(["unguarded src/ask.js:2"]);
  });

  it("is another where the files are there", async () => {
    const cwd = folderWith({ ...workspace, "logs/package.json": "{}", "logs/api.jsonl": line({ site: { ...entry.site!, file: "packages/api/src/ask.js" } }) });
    expect(await states(cwd, "logs/api.jsonl")).toEqual(["unguarded packages/api/src/ask.js:2"]);
  });

  it("is what `--root` says", async () => {
    const cwd = folderWith({ ...workspace, "api.jsonl": line() });
    expect(await states(cwd, "api.jsonl")).toEqual(["unknown src/ask.js:2", "never-seen packages/api/src/ask.js:2"]);
    expect(await states(cwd, "api.jsonl", "--root", "packages/api")).toEqual(["unguarded packages/api/src/ask.js:2"]);
  });

  it("does not matter to a manifest where there is no source at all", async () => {
    const cwd = folderWith({ ...workspace });
    const api = join(cwd, "packages/api");
    const { out } = await runCommand(api, ["check", "--manifest", "--format", "json"]);
    const elsewhere = folderWith({ "calls.json": out, "api.jsonl": line() });
    expect(await states(elsewhere, "api.jsonl", "--manifest", "calls.json")).toEqual(["unguarded src/ask.js:2"]);
    expect(await states(cwd, "--manifest", join(elsewhere, "calls.json"), join(elsewhere, "api.jsonl"), "--root", "packages/api")).toEqual(["unknown packages/api/src/ask.js:2", "never-seen src/ask.js:2"]);
  });
});
