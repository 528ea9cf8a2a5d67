import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Manifest } from "../../src/model/manifest.ts";
import { folderWith } from "../node/folder.ts";
import { runCommand } from "./run-command.ts";

const summary = `import { generateText } from "ai";

/** @dataCategory pii */
export async function summary(prompt) {
  return generateText({ model: "openai/gpt-5.5", prompt });
}
`;
const support = `import OpenAI from "openai";

/** @dataCategory phi */
export class Desk {
  reply(text: string) {
    return new OpenAI({ apiKey: "sk-secret" }).chat.completions.create({ model: "gpt-5.5", messages: [{ role: "user", content: "Jane Doe has " + text }] });
  }
}
`;
const files = { "src/summary.js": summary, "src/support.ts": support, "src/plain.ts": "export const generateText = (): number => 1;\n" };
const day = ["--now", "2026-11-21"];

interface Json {
  readonly findings: readonly { readonly rule: string; readonly file: string; readonly line: number; readonly column: number; readonly message: string; readonly decision: { readonly effect: string } }[];
  readonly files: number;
  readonly calls: number;
  readonly accepted: readonly { readonly by: string; readonly file: string }[];
}

async function check(cwd: string, ...argv: readonly string[]): Promise<{ readonly code: number; readonly json: Json; readonly complaints: string }> {
  const { code, out, complaints } = await runCommand(cwd, ["check", "--format", "json", ...day, ...argv]);
  return { code, json: JSON.parse(out) as Json, complaints };
}

describe("cordon check with its rules", () => {
  it("finds what the policy would add and what it would refuse", async () => {
    const { code, json, complaints } = await check(folderWith(files));
    expect([code, complaints, json.files, json.calls]).toEqual([1, "", 3, 2]);
    expect(json.findings.map(({ rule, file, line, column, decision }) => [rule, file, line, column, decision.effect])).toEqual([
      ["require-controls", "src/summary.js", 5, 10, "amend"],
      ["no-denied-call", "src/support.ts", 6, 12, "deny"],
    ]);
  });

  it("shows neither keys nor prompts, in no format", async () => {
    for (const format of ["text", "json", "sarif", "github"]) {
      for (const further of [[], ["--strict", "--report-unprovable"]]) {
        const { out, complaints } = await runCommand(folderWith(files), ["check", "--format", format, ...day, ...further]);
        expect(out + complaints).not.toMatch(/sk-secret|Jane/u);
      }
    }
    expect((await runCommand(folderWith(files), ["check", "--manifest"])).out).not.toMatch(/sk-secret|Jane/u);
  });

  it("fixes what is certain, and nothing the second time", async () => {
    const cwd = folderWith({ "src/summary.js": summary.replaceAll("\n", "\r\n") });
    const { code, out } = await runCommand(cwd, ["check", "--fix", ...day]);
    expect([code, out]).toEqual([0, "✓ no findings (1 file looked at, 1 model call); 1 fixed\n"]);
    const fixed = readFileSync(join(cwd, "src/summary.js"), "utf8");
    expect(fixed).toContain("zeroDataRetention: true");
    expect(fixed.replaceAll("\r\n", "")).not.toContain("\n");
    expect((await runCommand(cwd, ["check", "--fix", ...day])).code).toBe(0);
    expect(readFileSync(join(cwd, "src/summary.js"), "utf8")).toBe(fixed);
  });

  it("reads scripts of Vue and Svelte", async () => {
    const call = 'import { generateText } from "ai";\n/** @dataCategory pii */\nconst run = (prompt) => generateText({ model: "openai/gpt-5.5", prompt });\n';
    const { json } = await check(folderWith({ "a.vue": `<template>\n  <p>generateText</p>\n</template>\n<script setup>\n${call}</script>\n`, "b.svelte": `<script>\n${call}</script>\n<p>hello</p>\n` }));
    expect(json.findings.map(({ file, line, column }) => [file, line, column])).toEqual([["a.vue", 7, 25], ["b.svelte", 4, 25]]);
  });

  it("goes by the categories of `paths`, counted from `cordon.yaml`, wherever it runs", async () => {
    const cwd = folderWith({ "cordon.yaml": 'version: 1\npaths:\n  "pkg/src/**": public\n', "pkg/src/a.js": summary.replace("@dataCategory pii", "") });
    expect((await check(join(cwd, "pkg"))).json.findings).toEqual([]);
    expect((await check(join(cwd, "pkg"), "src/a.js")).json.calls).toBe(1);
  });

  it("accepts what is waived or disabled, and gives it back in time", async () => {
    const waiver = "version: 1\nwaivers:\n  - { rule: no-denied-call, site: src/support.ts#Desk.reply, reason: SEC-1, until: 2026-12-31 }\n";
    const cwd = folderWith({ "cordon.yaml": waiver, "src/support.ts": support, "src/summary.js": summary.replace("  return", "  // cordon-waive require-controls until 2026-12-31: SEC-2\n  return") });
    const { code, json } = await check(cwd);
    expect([code, json.findings, json.accepted.map(({ by, file }) => [by, file])]).toEqual([0, [], [["comment", "src/summary.js"], ["waiver", "src/support.ts"]]]);
    const later = await check(cwd, "--now", "2027-01-01");
    expect([later.code, later.json.findings.map(({ message }) => / The waiver that accepted this ended on 2026-12-31\.$/u.test(message))]).toEqual([1, [true, true]]);
    writeFileSync(join(cwd, "src/summary.js"), summary.replace("  return", "  // eslint-disable-next-line cordon/require-controls -- SEC-3\n  return"));
    expect((await check(cwd)).code).toBe(0);
  });

  it("hides an old code base behind a baseline, while lines move, and tells what is new", async () => {
    const cwd = folderWith(files);
    expect((await runCommand(cwd, ["check", "--baseline", ...day])).complaints).toBe("cordon: wrote `cordon-baseline.json`: 2 findings (no-denied-call 1, require-controls 1)\n");
    writeFileSync(join(cwd, "src/summary.js"), summary.replace("\n\n", "\n\n\nconst unrelated = 1;\n\n"));
    expect(await check(cwd, "--baseline")).toMatchObject({ code: 0, json: { findings: [] } });
    writeFileSync(join(cwd, "src/summary.js"), `${summary}${summary.replace(/^.*\n/u, "").replace("function summary", "function another")}`);
    expect((await check(cwd, "--baseline")).json.findings.map(({ line }) => line)).toEqual([10]);
  });

  it("lists every call in a manifest", async () => {
    const cwd = folderWith(files);
    expect((await runCommand(cwd, ["check", "--manifest", "calls.json", ...day])).code).toBe(1);
    const manifest = Manifest.parse(JSON.parse(readFileSync(join(cwd, "calls.json"), "utf8")));
    expect(manifest).toMatchObject({ asOf: "2026-11-21", policyRevision: expect.stringMatching(/./u) as unknown });
    expect(manifest.calls.map(({ file, line, callee, sdk, gateway, categories, decision }) => ({ file, line, callee, sdk, gateway, categories, decision }))).toEqual([
      { file: "src/summary.js", line: 5, callee: "generateText", sdk: "ai", gateway: "vercel", categories: [{ category: "pii", from: "tag" }], decision: "amend" },
      { file: "src/support.ts", line: 6, callee: "….chat.completions.create", sdk: "openai", gateway: "openai", categories: [{ category: "phi", from: "tag" }], decision: "deny" },
    ]);
  });
});
