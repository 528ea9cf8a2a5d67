import type { Linter } from "eslint";
import { beforeEach, describe, expect, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";
import { provideCore } from "../../eslint-plugin/load-core.ts";
import { eslints, placeOf } from "./hosts.ts";
import { tinyCore } from "./tiny-core.ts";

beforeEach(() => provideCore(tinyCore({ opened: [], requests: [], runs: 0 })));

describe.each(eslints)("in ESLint $version, a disable comment under strict", ({ Linter: Host }) => {
  const lint = (text: string, config: Linter.Config = plugin.configs.strict): Linter.LintMessage[] => new Host({ configType: "flat" }).verify(text, [{ linterOptions: { reportUnusedDisableDirectives: "off" } }, config], "a.js");
  const places = (text: string): readonly string[] => lint(text).map(placeOf);

  it.each([
    ["of the next line", "// eslint-disable-next-line cordon/require-controls -- a test\ngenerateText({});"],
    ["of its line", "generateText({}); // eslint-disable-line cordon/require-controls -- a test"],
    ["of the file", "/* eslint-disable -- a test */\ngenerateText({});"],
    ["of another rule", "// eslint-disable-next-line cordon/require-controls, no-undef -- a test\ngenerateText({});"],
  ])("%s with a reason is accepted", (_, text) => {
    expect(places(text)).toEqual([]);
  });

  it("of the next line without a reason is reported where it stands", () => {
    expect(places("const a = 1;\n// eslint-disable-next-line cordon/require-controls\ngenerateText({});")).toEqual(["2:1-2:52 require-controls"]);
  });

  it("of its line without a reason is reported by a rule that it does not name", () => {
    expect(places("generateText({}); // eslint-disable-line cordon/require-controls")).toEqual(["1:19-1:65 no-denied-call"]);
  });

  it("of the file without a reason is reported by a rule that it does not name", () => {
    expect(places("/* eslint-disable cordon/require-controls, cordon/no-denied-call */\ngenerateText({});")).toEqual(["1:1-1:68 no-ineffective-control"]);
  });

  it("after another that switches the next rule off is reported by the one after that", () => {
    expect(places("/* eslint-disable cordon/no-denied-call -- a test */\ngenerateText({}); // eslint-disable-line cordon/require-controls")).toEqual(["2:19-2:65 no-ineffective-control"]);
  });

  it("that switches everything off is reported before the file begins, with its line", () => {
    const messages = lint("/* eslint-disable */\ngenerateText({});");
    expect(messages.map(placeOf)).toEqual(["1:0-?:? require-controls"]);
    expect(messages).toMatchObject([{ messageId: "directive-without-reason", message: "Line 1: It gives no reason." }]);
  });

  it("that switches everything off for the first line is reported before the file begins", () => {
    expect(places("generateText({}); // eslint-disable-line")).toEqual(["1:0-?:? require-controls"]);
  });

  it("that names all rules is reported before the file begins", () => {
    const names = Object.keys(plugin.rules).map((name) => `cordon/${name}`).join(", ");
    expect(lint(`const a = 1;\n/* eslint-disable ${names} */\ngenerateText({});`)).toMatchObject([{ line: 1, column: 0, message: "Line 2: It gives no reason." }]);
  });

  it("behind one that switches everything on again is reported where it stands", () => {
    expect(places("/* eslint-disable -- a test */\n/* eslint-enable */\ngenerateText({}); // eslint-disable-line cordon/require-controls")).toEqual(["3:19-3:65 no-denied-call"]);
  });

  it("needs no reason under recommended", () => {
    expect(lint("// eslint-disable-next-line cordon/require-controls\ngenerateText({});", plugin.configs.recommended)).toEqual([]);
  });
});
