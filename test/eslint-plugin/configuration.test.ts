import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Linter } from "eslint";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { folderWith } from "../node/folder.ts";
import { realPlugin } from "./plugin.ts";

const plugin = realPlugin();
const call = `import { generateText } from "ai";\nexport const answer = generateText({ model: "openai/gpt-5", prompt: "" });\n`;
const broken = "version: 1\nextnds: baseline\n";
const lax = "version: 1\ntaxonomy: { default: public }\n";

/** Rules and messages, but for the category that nobody declared. */
function lint(cwd: string, file = "a.js", cordon?: object): readonly string[] {
  const config: Linter.Config[] = [plugin.configs.recommended, ...(cordon === undefined ? [] : [{ settings: { cordon } }])];
  const messages = new Linter({ configType: "flat", cwd }).verify(call, config, join(cwd, file));
  return messages.filter(({ ruleId }) => ruleId !== "cordon/require-category").map(({ ruleId, message }) => `${ruleId}: ${message}`);
}

const lacks = [expect.stringMatching(/^cordon\/require-controls: `confidential` may not be kept/u)];
const refused = (place: string) => [expect.stringMatching(new RegExp(`^cordon/require-controls: Nothing is judged until the configuration is right: ${place}: `, "u"))];

let tests = 0;

// A problem is told once in a run, and a pause ends a run: each test is one of its own.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + ++tests * 10_000 });
  return () => vi.useRealTimers();
});

describe("the configuration of a linted file", () => {
  it("is the baseline where there is none", () => {
    expect(lint(folderWith())).toEqual(lacks);
  });

  it("is the nearest from the working directory upwards", () => {
    const folder = folderWith({ "cordon.yaml": lax, "packages/one/a.js": "" });
    expect(lint(join(folder, "packages/one"))).toEqual([]);
  });

  it("is not one that lies below the working directory", () => {
    expect(lint(folderWith({ "packages/one/cordon.yaml": lax }), "packages/one/a.js")).toEqual(lacks);
  });

  it("is another where the settings name it", () => {
    expect(lint(folderWith({ "other/cordon.yaml": lax }), "a.js", { config: "other/cordon.yaml" })).toEqual([]);
  });

  it("is read anew when it changes, comes or goes", () => {
    const folder = folderWith();
    expect(lint(folder)).toEqual(lacks);
    writeFileSync(join(folder, "cordon.yaml"), lax);
    expect(lint(folder)).toEqual([]);
    writeFileSync(join(folder, "cordon.yaml"), "version: 1\ntaxonomy: { default: confidential }\n");
    expect(lint(folder)).toHaveLength(1);
    rmSync(join(folder, "cordon.yaml"));
    expect(lint(folder)).toEqual(lacks);
  });

  it("is read anew when a file that it extends changes", () => {
    const folder = folderWith({ "cordon.yaml": "version: 1\nextends: ./base.yaml\n", "base.yaml": lax });
    expect(lint(folder)).toEqual([]);
    writeFileSync(join(folder, "base.yaml"), "version: 1\n");
    expect(lint(folder)).toHaveLength(1);
  });
});

describe("a configuration that is not sound", () => {
  it("is told once in a run, with its place, and nothing is judged", () => {
    const folder = folderWith({ "cordon.yaml": broken });
    expect(lint(folder, "a.js")).toEqual(refused("cordon\\.yaml:2:1"));
    expect(lint(folder, "b.js")).toEqual([]);
    expect(lint(folder, "c.js")).toEqual([]);
  });

  it("is told again on the same file, as between passes of --fix", () => {
    const folder = folderWith({ "cordon.yaml": broken });
    lint(folder, "a.js");
    lint(folder, "b.js");
    expect(lint(folder, "a.js")).toEqual(refused("cordon\\.yaml:2:1"));
  });

  it("is told on another file after a pause, as in an editor", () => {
    const folder = folderWith({ "cordon.yaml": broken });
    lint(folder, "a.js");
    vi.setSystemTime(Date.now() + 5_000);
    expect(lint(folder, "b.js")).toEqual(refused("cordon\\.yaml:2:1"));
  });

  it("is told for each project", () => {
    const folders = [folderWith({ "cordon.yaml": broken }), folderWith({ "cordon.yaml": broken })];
    for (const folder of folders) expect(lint(folder)).toEqual(refused("cordon\\.yaml:2:1"));
  });

  it("is judged by as soon as it is right", () => {
    const folder = folderWith({ "cordon.yaml": broken });
    expect(lint(folder)).toEqual(refused("cordon\\.yaml:2:1"));
    writeFileSync(join(folder, "cordon.yaml"), lax);
    expect(lint(folder)).toEqual([]);
  });

  it("may be one that the settings name and that is not there", () => {
    expect(lint(folderWith(), "a.js", { config: "gone.yaml" })).toEqual(refused("gone\\.yaml:1:1"));
  });

  it("is told in spite of a comment that switches all rules off", () => {
    const folder = folderWith({ "cordon.yaml": broken });
    const messages = new Linter({ configType: "flat", cwd: folder }).verify(`/* eslint-disable */\n${call}`, [{ linterOptions: { reportUnusedDisableDirectives: "off" } }, plugin.configs.recommended], join(folder, "a.js"));
    expect(messages).toMatchObject([{ ruleId: "cordon/require-controls", messageId: "problem", severity: 2 }]);
  });

  it("may be ESLint's settings", () => {
    expect(lint(folderWith(), "a.js", { confg: "x" })).toEqual(["cordon/require-controls: Nothing is judged here: `settings.cordon.confg` of ESLint is unknown; did you mean `config`?"]);
  });
});

describe("a baseline", () => {
  const entry = (id: string): string => `{ "version": 1, "findings": [{ "rule": "require-controls", "site": "a.js", "id": "${id}" }] }\n`;

  it("that cannot be read or is none is told like a configuration", () => {
    const folder = folderWith({ "none.json": "{}" });
    expect(lint(folder, "a.js", { baseline: "gone.json" })).toEqual(refused("gone\\.json:1:1"));
    expect(lint(folder, "a.js", { baseline: "none.json" })).toEqual(refused("none\\.json:1:1"));
  });

  it("hides what it lists and nothing else", () => {
    const folder = folderWith({ "known.json": entry("another") });
    expect(lint(folder, "a.js", { baseline: "known.json" })).toHaveLength(1);
  });
});
