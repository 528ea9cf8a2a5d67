import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Linter } from "eslint";
import { beforeEach, describe, expect, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";
import { provideCore } from "../../eslint-plugin/load-core.ts";
import { GuardError } from "../../src/model/errors.ts";
import { folderWith } from "../node/folder.ts";
import { eslints, placeOf } from "./hosts.ts";
import { tinyCore, type Asked } from "./tiny-core.ts";

let asked: Asked;
let settings: NonNullable<Linter.Config["settings"]>;
let tests = 0;

beforeEach(() => {
  asked = { opened: [], requests: [], runs: 0 };
  // One analyzer serves a configuration for as long as nothing changes, so each test has one of its own.
  settings = { cordon: { config: `${++tests}.yaml` } };
  provideCore(tinyCore(asked));
});

describe.each(eslints)("in ESLint $version", ({ Linter: Host }) => {
  const lint = (text: string, config: Linter.Config = {}, filename = "a.js"): Linter.LintMessage[] =>
    new Host({ configType: "flat" }).verify(text, [{ files: ["**"] }, { ...plugin.configs.recommended, settings, ...config }], filename);
  const fixed = (text: string, config: Linter.Config = {}) =>
    new Host({ configType: "flat" }).verifyAndFix(text, [{ ...plugin.configs.recommended, settings, ...config }], "a.js");

  it("a finding stands on the callee", () => {
    expect(lint("const a = 1;\n  generateText({});\n").map(placeOf)).toEqual(["2:3-2:15 require-controls"]);
  });

  it.each([
    ["Windows line ends", "const a = 1;\r\n\r\n  generateText({});\r\n", "3:3-3:15"],
    ["a byte order mark", "\uFEFFgenerateText({});\n", "1:1-1:13"],
    ["a byte order mark and a line before", "\uFEFFconst a = 1;\n generateText({});\n", "2:2-2:14"],
    ["characters outside of the first plane", 'const a = "😀"; generateText({});\n', "1:17-1:29"],
    ["separators of lines that only JavaScript knows", 'const a = "\u2028"; generateText({});\n', "2:4-2:16"],
    ["an old Mac's line ends", "const a = 1;\r generateText({});\r", "2:2-2:14"],
  ])("is exact with %s", (_, text, place) => {
    expect(lint(text).map(placeOf)).toEqual([`${place} require-controls`]);
  });

  it("a sentence is told as it is, with the id of its message", () => {
    expect(lint("generateText({});")).toMatchObject([{ messageId: "missing", message: "It lacks `{{safe}}`." }]);
  });

  it("edits are suggestions", () => {
    const [message] = lint("generateText({});");
    expect(message).not.toHaveProperty("fix");
    expect(message?.suggestions?.map(({ desc, fix }) => ({ desc, fix }))).toEqual([
      { desc: "Add `safe`", fix: { range: [13, 13], text: "safe, " } },
      { desc: "Add `safer`", fix: { range: [13, 13], text: "safer, " } },
    ]);
    expect(fixed("generateText({});")).toMatchObject({ fixed: false });
  });

  it("the first edit is a fix where the rule's option asks for it, and the others stay suggestions", () => {
    const rules: Linter.RulesRecord = { "cordon/require-controls": ["error", { fix: true }] };
    const [message] = lint("generateText({});", { rules });
    expect(message).toMatchObject({ fix: { range: [13, 13], text: "safe, " }, suggestions: [{ desc: "Add `safer`" }] });
    expect(fixed("generateText({});\r\ngenerateText(1);", { rules })).toEqual({ fixed: true, output: "generateText(safe, {});\r\ngenerateText(safe, 1);", messages: [] });
  });

  it("a fix leaves a byte order mark where it is", () => {
    const rules: Linter.RulesRecord = { "cordon/require-controls": ["error", { fix: true }] };
    expect(fixed("\uFEFFgenerateText({});", { rules }).output).toBe("\uFEFFgenerateText(safe, {});");
  });

  it("a fixed text is left alone", () => {
    const rules: Linter.RulesRecord = { "cordon/require-controls": ["error", { fix: true }] };
    const { output } = fixed("generateText({});", { rules });
    expect(fixed(output, { rules })).toEqual({ fixed: false, output, messages: [] });
  });

  it("a file is analysed once for all rules, with the options of each", () => {
    lint("generateText({});", { rules: { "cordon/require-controls": ["error", { fix: true }], "cordon/no-unguarded-call": ["warn", { reportUnprovable: true }], "cordon/no-denied-call": "off" } });
    expect(asked.requests).toHaveLength(1);
    expect(asked.requests[0]?.rules).toEqual(
      new Map<string, object>([
        ["require-controls", { fix: true }],
        ["no-unguarded-call", { reportUnprovable: true }],
      ]),
    );
  });

  it("the same text is analysed again in the next lint", () => {
    lint("generateText({});");
    lint("generateText({});");
    expect(asked.requests).toHaveLength(2);
    expect(asked.runs).toBe(2);
  });

  it("another file counts as it is saved, with the next lint of any file", () => {
    const folder = folderWith({ "flag.txt": "no" });
    const host = new Host({ configType: "flat", cwd: folder });
    const found = (name: string): number => host.verify("generateText({});", [{ ...plugin.configs.recommended, settings }], join(folder, name)).length;
    expect(found("a.js")).toBe(1);
    writeFileSync(join(folder, "flag.txt"), "safe");
    expect(found("b.js")).toBe(0);
    writeFileSync(join(folder, "flag.txt"), "no");
    expect(found("b.js")).toBe(1);
  });

  it("a missing package is told once, with what to do", () => {
    provideCore({
      ...tinyCore(asked),
      openAnalyzer() {
        throw new GuardError("missing_package", "the analysis needs the package `ts-morph`; install it with `npm i -D ts-morph`");
      },
    });
    const messages = ["a.js", "b.js"].flatMap((name) => lint("generateText({});", {}, name));
    expect(messages.map(({ message }) => message)).toEqual(["Nothing is judged here: the analysis needs the package `ts-morph`; install it with `npm i -D ts-morph`."]);
  });

  it("a file that calls no model is not even asked about", () => {
    expect(lint("export const add = (one, other) => one + other;")).toEqual([]);
    expect(asked).toEqual({ opened: [], requests: [], runs: 0 });
  });

  it("a rule that is off says nothing", () => {
    expect(lint("generateText({});", { rules: { "cordon/no-denied-call": "error" } })).toEqual([]);
  });

  it("a disable comment with a reason counts", () => {
    expect(lint("// eslint-disable-next-line cordon/require-controls -- it is a test\ngenerateText({});")).toEqual([]);
  });

  it.each([
    ["a name that is no path", "<input>", "input.js"],
    ["a relative name", "lib/a.js", "lib/a.js"],
    ["a block that a processor took out", "notes.md/0_0.js", "notes.md/0_0.js"],
  ])("analyses %s under a path", (_, filename, expected) => {
    lint("generateText({});", {}, filename);
    expect(asked.requests.map(({ file }) => file.replaceAll("\\", "/"))).toEqual([`${process.cwd().replaceAll("\\", "/")}/${expected}`]);
  });
});
