import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, type BuildOptions } from "esbuild";
import { describe, expect, it } from "vitest";
import type { InventorySite } from "../../src/report/inventory-report.ts";
import { builtEntries } from "../node/register/guarded-process.ts";
import { observedProject } from "./observed-project.ts";
import { runCommand } from "./run-command.ts";

const { register, node, fetch: fetchEntry } = await builtEntries();

interface Joined {
  readonly summary: Readonly<Record<string, number>>;
  readonly sites: readonly InventorySite[];
}

async function joined(cwd: string, ...argv: readonly string[]): Promise<Joined> {
  const { out, complaints, code } = await runCommand(cwd, ["inventory", "--format", "json", ...argv]);
  expect([complaints, code]).toEqual(["", 0]);
  return JSON.parse(out) as Joined;
}

const brief = ({ sites }: Joined): readonly string[] => sites.map(({ state, file, line, calls, source }) => `${state} ${file}:${line} ${source?.callee ?? "?"} ${calls}`);

const clients = `import { generateText, streamText } from "ai";
import { createOpenAI } from "@ai-sdk/openai";
import OpenAI from "openai";
import { guardFetch } from ${JSON.stringify(fetchEntry)};
import { createGuard } from ${JSON.stringify(node)};

const baseURL = process.env.BASE;
export const openai = new OpenAI({ apiKey: "sk-secret", baseURL });
export const guarded = new OpenAI({ apiKey: "sk-secret", baseURL, fetch: guardFetch({ guard: await createGuard(), category: "internal" }) });
export const model = createOpenAI({ apiKey: "sk-secret", baseURL }).chat("z-ai/glm-4.7");
export const messages = [{ role: "user", content: "Jane Doe" }];
`;
const app = `${clients}
const summary = () =>
  openai
    .chat
    .completions
    .create({ model: "z-ai/glm-4.6", messages });

export const unused = () => openai.chat.completions.create({ model: "z-ai/glm-4.6", messages });

/** @dataCategory pii */
const reply = () => guarded.chat.completions.create({ model: "z-ai/glm-4.6", messages });

await summary();
await summary();
await reply();
await generateText({ model, prompt: "Jane Doe" });
for await (const _ of streamText({ model, prompt: "Jane Doe" }).textStream);
await openai.chat.completions["cre" + process.env.REST]({ model: "hidden", messages });
`;
const observe = { environment: { CORDON_MODE: "observe", REST: "ate" } };

describe("cordon inventory", () => {
  it("joins what `cordon check --manifest` found with what a process did, in all four states", async () => {
    const { cwd, start } = await observedProject(register, { "src/app.js": app });
    expect((await runCommand(cwd, ["check", "--manifest", "calls.json"])).complaints).toBe("");
    expect(await start("src/app.js", observe)).toBe("");
    const { code, out, complaints } = await runCommand(cwd, ["inventory", "--manifest", "calls.json"]);
    expect([code, complaints]).toEqual([0, ""]);
    expect(out).toBe(`unguarded: in the source, and seen without a guard

  place             call                            gateway     model         categories  guard  calls  decision
  src/app.js:14:3   openai.chat.completions.create  openrouter  z-ai/glm-4.6  –           –      2      amend
  src/app.js:27:7   generateText                    openrouter  z-ai/glm-4.7  –           –      1      amend
  src/app.js:28:23  streamText                      openrouter  z-ai/glm-4.7  –           –      1      amend

seen but unknown: seen at run time, and not in the source

  place             call  gateway     model   categories  guard  calls  decision
  src/app.js:29:56  ?     openrouter  hidden  –           –      1      amend

  src/app.js:29:56
    the source shows no model call in this line; if the process ran another version of the file, it
    may be the one in line 28

never seen: in the source alone

  place             call                            gateway  model         categories    guard
  src/app.js:19:29  openai.chat.completions.create  ?        z-ai/glm-4.6  confidential  –

guarded: in the source, and seen to pass through a guard

  place             call                             gateway     model         categories  guard        calls  decision
  src/app.js:22:21  guarded.chat.completions.create  openrouter  z-ai/glm-4.6  internal    in the code  1      amend

  src/app.js:22:21
    categories: the source says \`pii\`, run time \`internal\` (1 call)

1 guarded, 3 unguarded, 1 never seen, 1 seen but unknown (6 calls at run time); run time and source disagree at 1 place
`);
  });

  it("looks at the source itself where no manifest is given, from a folder within as well, and shows no content", async () => {
    const { cwd, start } = await observedProject(register, { "src/app.js": app });
    expect(await start("src/app.js", observe)).toBe("");
    const whole = await joined(cwd);
    expect(whole.summary).toEqual({ unguarded: 3, unknown: 1, "never-seen": 1, guarded: 1, differing: 1, calls: 6 });
    expect(brief(await joined(join(cwd, "src")))).toEqual(brief(whole).map((line) => line.replace("src/app.js", "app.js")));
    expect(JSON.stringify(whole)).not.toMatch(/Jane|sk-secret/u);
  });

  it("takes the guard of the process for a guard, but where it only observes", async () => {
    const { cwd, start } = await observedProject(register, { "src/app.js": `${clients}await openai.chat.completions.create({ model: "z-ai/glm-4.6", messages });\n` });
    expect(await start("src/app.js", { environment: { CORDON_INVENTORY: "amend.jsonl" } })).toBe("");
    expect(brief(await joined(cwd, "amend.jsonl"))).toEqual(["guarded src/app.js:12 openai.chat.completions.create 1"]);
    expect(await start("src/app.js", { environment: { CORDON_MODE: "observe", CORDON_CATEGORY: "public", CORDON_INVENTORY: "observe.jsonl" } })).toBe("");
    expect(brief(await joined(cwd, "observe.jsonl"))).toEqual(["unguarded src/app.js:12 openai.chat.completions.create 1"]);
    const { sites } = await joined(cwd, "amend.jsonl", "observe.jsonl", "./amend.jsonl");
    expect(sites.map(({ state, calls, notes }) => [state, calls, notes])).toEqual([["unguarded", 2, ["1 of 2 calls passed no guard"]]]);
  });

  it("adds up what several processes of a project saw", async () => {
    const { cwd, start } = await observedProject(register, { "src/app.js": app, "src/job.js": `${clients}await generateText({ model, prompt: "Jane Doe" });\n` });
    for (const [name, file] of [["src/app.js", "web.jsonl"], ["src/job.js", "job.jsonl"], ["src/job.js", "job.jsonl"]] as const) {
      expect(await start(name, { environment: { ...observe.environment, CORDON_INVENTORY: file } })).toBe("");
    }
    expect(brief(await joined(cwd, "web.jsonl", "job.jsonl"))).toContain("unguarded src/job.js:12 generateText 2");
    expect((await joined(cwd, "web.jsonl", "job.jsonl")).summary).toMatchObject({ unguarded: 4, unknown: 1, "never-seen": 1, guarded: 1, calls: 8 });
  });

  it("joins an agent, which is made in one place and asked in another", async () => {
    const agents = `import { ToolLoopAgent } from "ai";\nimport { model } from "./clients.js";\nexport const agent = new ToolLoopAgent({ model });\n`;
    const asked = `import { agent } from "./agent.js";\nawait agent.generate({ prompt: "Jane Doe" });\n`;
    const { cwd, start } = await observedProject(register, {
      "src/clients.js": clients,
      "src/agent.js": agents,
      "src/elsewhere.js": asked,
      "src/here.js": `${agents}await agent.generate({ prompt: "Jane Doe" });\n`,
    });
    expect(await start("src/here.js")).toBe("");
    const { sites } = await joined(cwd);
    expect(sites.map(({ state, file, line, notes }) => [state, file, line, notes])).toEqual([
      ["unguarded", "src/here.js", 3, ["made here and asked in `src/here.js:4`"]],
      ["never-seen", "src/agent.js", 3, []],
    ]);
  });
});

describe("built code", () => {
  const source = `${clients.replace('"user"', '"user" as const')}
interface Answer { readonly text: string }
export async function summary(): Promise<Answer> {
  return {
    text: String(await openai.chat
      .completions.create({ model: "z-ai/glm-4.6", messages })),
  };
}
`;
  const files = { "src/summary.ts": source, "src/main.ts": 'import { summary } from "./summary.ts";\nawait summary();\n' };
  const bundle: BuildOptions = { bundle: true, packages: "external", external: ["file:*"], platform: "node", format: "esm", entryPoints: ["src/main.ts"], outfile: "dist/main.js" };

  it.each([
    ["a source map beside it", { sourcemap: true }, []],
    ["a source map in it", { sourcemap: "inline" }, []],
    ["a source map that it does not name", { sourcemap: "external" }, []],
    ["a source map, minified", { sourcemap: true, minify: true }, []],
    ["a source map with a root", { sourcemap: true, sourceRoot: "../src/../src" }, []],
    ["a source map that Node reads already", { sourcemap: true }, ["--enable-source-maps"]],
  ] as const)("is led back to the source by %s", async (_, options, flags) => {
    const { cwd, start } = await observedProject(register, files);
    await build({ ...bundle, ...options, absWorkingDir: cwd });
    if ("sourceRoot" in options) {
      const map = JSON.parse(readFileSync(join(cwd, "dist/main.js.map"), "utf8")) as { sources: string[] };
      writeFileSync(join(cwd, "dist/main.js.map"), JSON.stringify({ ...map, sources: map.sources.map((each) => each.replace("../src/", "")) }));
    }
    expect(await start("dist/main.js", { flags })).toBe("");
    expect(brief(await joined(cwd))).toEqual(["unguarded src/summary.ts:16 openai.chat.completions.create 1"]);
  });

  it("is led back where a bundler counts from the project", async () => {
    const { cwd, start } = await observedProject(register, files);
    await build({ ...bundle, sourcemap: true, absWorkingDir: cwd });
    const name = join(cwd, "dist/main.js.map");
    writeFileSync(name, readFileSync(name, "utf8").replaceAll('"../src/', '"webpack://shop/./src/'));
    expect(await start("dist/main.js")).toBe("");
    expect(brief(await joined(cwd))).toEqual(["unguarded src/summary.ts:16 openai.chat.completions.create 1"]);
  });

  it.each([
    ["has no source map", { sourcemap: false }, (name: string) => name],
    ["has one that is broken", { sourcemap: true }, (name: string) => writeFileSync(`${name}.map`, "{")],
  ] as const)("stays unknown, and says why, where it %s", async (_, options, spoil) => {
    const { cwd, start } = await observedProject(register, files);
    await build({ ...bundle, ...options, absWorkingDir: cwd });
    spoil(join(cwd, "dist/main.js"));
    expect(await start("dist/main.js")).toBe("");
    const { sites } = await joined(cwd);
    expect(sites.map(({ state, file, notes }) => [state, file, notes])).toEqual([
      ["unknown", "dist/main.js", ["this is built code, and its source map is missing or cannot be read; build it with one"]],
      ["never-seen", "src/summary.ts", []],
    ]);
  });

  it("stays unknown, and says why, where it is not here", async () => {
    const { cwd, start } = await observedProject(register, files);
    await build({ ...bundle, absWorkingDir: cwd });
    expect(await start("dist/main.js")).toBe("");
    renameSync(join(cwd, "dist"), join(cwd, "gone"));
    expect((await joined(cwd)).sites[0]?.notes).toEqual(["there is no such file here; `--root` names the folder that the inventory counts from"]);
  });
});
