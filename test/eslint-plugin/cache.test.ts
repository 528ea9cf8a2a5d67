import { readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ESLint, Linter } from "eslint";
import { beforeEach, describe, expect, it } from "vitest";
import type { CreateConfigOptions } from "../../eslint-plugin/create-config.ts";
import plugin from "../../eslint-plugin/index.ts";
import { provideCore } from "../../eslint-plugin/load-core.ts";
import { folderWith } from "../node/folder.ts";
import { eslints, placeOf } from "./hosts.ts";
import { tinyCore, type Asked } from "./tiny-core.ts";

let asked: Asked;

beforeEach(() => {
  asked = { opened: [], requests: [], runs: 0 };
  provideCore(tinyCore(asked));
});

const files = { "a.js": "generateText({});\n", "b.js": "generateText({});\n", "idle.js": "export {};\n", "flag.txt": "no\n", "node_modules/.keep": "" };

/** A folder whose files were written a while ago: what is as young as the run may have changed in it. */
function oldFolder(contents: Readonly<Record<string, string>>): string {
  const folder = folderWith(contents);
  for (const name of Object.keys(contents)) age(join(folder, name));
  return folder;
}

function age(file: string): void {
  const then = Date.now() / 1000 - 3600 * Math.random() - 60;
  utimesSync(file, then, then);
}

describe.each(eslints)("in ESLint $version, results that are kept", ({ ESLint: Host }) => {
  /** As a new process would: configuration and cache are read anew. */
  async function run(cwd: string, options: CreateConfigOptions = {}): Promise<{ readonly places: readonly string[]; readonly analysed: number }> {
    const before = asked.requests.length;
    const config: Linter.Config[] = [{ files: ["**/*.js"] }, plugin.createConfig({ cwd, ...options })];
    const eslint: ESLint = new Host({ cwd, cache: true, cacheLocation: join(cwd, ".eslintcache"), overrideConfigFile: true, overrideConfig: config });
    const results = await eslint.lintFiles(["."]);
    return { places: results.flatMap(({ messages }) => messages.map(placeOf)), analysed: asked.requests.length - before };
  }

  it("are used again while nothing changes, from the second run on", async () => {
    const cwd = oldFolder(files);
    const first = await run(cwd);
    expect(first).toEqual({ places: ["1:1-1:13 require-controls", "1:1-1:13 require-controls"], analysed: 2 });
    expect(await run(cwd)).toEqual({ ...first, analysed: 0 });
    expect(await run(cwd)).toEqual({ ...first, analysed: 0 });
  });

  it("are given up when a file that they rest on changes", async () => {
    const cwd = oldFolder(files);
    await run(cwd);
    writeFileSync(join(cwd, "flag.txt"), "safe\n");
    expect(await run(cwd)).toEqual({ places: [], analysed: 2 });
  });

  it("are given up when a file that was looked for comes", async () => {
    const { "flag.txt": _, ...others } = files;
    const cwd = oldFolder(others);
    await run(cwd);
    expect((await run(cwd)).analysed).toBe(0);
    writeFileSync(join(cwd, "flag.txt"), "safe\n");
    expect(await run(cwd)).toEqual({ places: [], analysed: 2 });
  });

  it("are given up when a file that they rest on goes", async () => {
    const cwd = oldFolder({ ...files, "flag.txt": "safe\n" });
    expect((await run(cwd)).places).toEqual([]);
    rmSync(join(cwd, "flag.txt"));
    expect((await run(cwd)).places).toHaveLength(2);
  });

  it("are not used again when what changed is changed back", async () => {
    const cwd = oldFolder(files);
    await run(cwd);
    writeFileSync(join(cwd, "flag.txt"), "safe\n");
    await run(cwd);
    writeFileSync(join(cwd, "flag.txt"), "no\n");
    expect((await run(cwd)).places).toHaveLength(2);
  });

  it("stay when a file is only touched, or checked out anew", async () => {
    const cwd = oldFolder(files);
    await run(cwd);
    age(join(cwd, "flag.txt"));
    expect((await run(cwd)).analysed).toBe(0);
  });

  it("are given up with the record of what they rest on", async () => {
    const cwd = oldFolder(files);
    await run(cwd);
    rmSync(join(cwd, "node_modules/.cache"), { recursive: true });
    expect((await run(cwd)).analysed).toBe(2);
  });

  it("are given up when the record was cut short", async () => {
    const cwd = oldFolder(files);
    await run(cwd);
    const folder = join(cwd, "node_modules/.cache/cordon");
    const [name] = readdirSync(folder);
    writeFileSync(join(folder, name!), `${readFileSync(join(folder, name!), "utf8").slice(0, -8)}\n`);
    expect((await run(cwd)).analysed).toBe(2);
  });

  it("are apart for other settings", async () => {
    const cwd = oldFolder(files);
    await run(cwd);
    expect((await run(cwd, { types: false })).analysed).toBe(2);
  });

  it("are not trusted where a file changed while it was read", async () => {
    const cwd = oldFolder(files);
    writeFileSync(join(cwd, "flag.txt"), "no\n");
    await run(cwd);
    expect((await run(cwd)).places).toHaveLength(2);
  });

  it("name no folder of this machine in their record", async () => {
    const cwd = oldFolder(files);
    await run(cwd);
    const folder = join(cwd, "node_modules/.cache/cordon");
    for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name), "utf8")).not.toContain(cwd);
  });
});

describe("createConfig", () => {
  it("refuses an option that it does not know", () => {
    expect(() => plugin.createConfig({ confg: "cordon.yaml" } as CreateConfigOptions)).toThrow("`confg` is no option of `createConfig`; did you mean `config`?");
  });

  it("has the rules of its preset, with options for all and exceptions for some", () => {
    const { rules } = plugin.createConfig({ preset: "strict", fix: true, rules: { "cordon/no-unguarded-call": "off" } });
    expect(rules).toMatchObject({ "cordon/require-category": ["error", { requireReason: true, fix: true }], "cordon/no-unguarded-call": "off" });
  });

  it("passes on what is for the analysis", () => {
    expect(plugin.createConfig({ config: "a.yaml", baseline: "b.json", types: false }).settings).toMatchObject({ cordon: { config: "a.yaml", baseline: "b.json", types: false } });
  });
});
