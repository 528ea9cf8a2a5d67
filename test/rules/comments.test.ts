import { describe, expect, it } from "vitest";
import { commentsWith } from "../../rules/comments.ts";
import { parsed } from "./parsed.ts";

const bodies = (text: string): readonly string[] => commentsWith(parsed(text).source, /MARK/gu).map(({ body }) => body.trim());

describe("the comments of a file", () => {
  it.each([
    ["on a line of their own", "// MARK\nf();", ["MARK"]],
    ["behind code", "f(); // MARK", ["MARK"]],
    ["at the end of the file", "f();\n// MARK", ["MARK"]],
    ["in an empty file", "/* MARK */", ["MARK"]],
    ["in an empty block", "function f() { /* MARK */ }", ["MARK"]],
    ["between arguments", "f(a, /* MARK */ b)", ["MARK"]],
    ["in empty arguments", "f(/* MARK */)", ["MARK"]],
    ["behind a keyword", "function f() { return /* MARK */ 1; }", ["MARK"]],
    ["in JSX, as an expression", "const a = <b>{/* MARK */}</b>;", ["MARK"]],
    ["between attributes", "const a = <b /* MARK */ c={1} />;", ["MARK"]],
    ["inside what a template holds", "const a = `${ /* MARK */ 1 }`;", ["MARK"]],
    ["behind the first line of a script", "#!/usr/bin/env node\n// MARK", ["MARK"]],
    ["that never end", "f(); /* MARK", ["MARK"]],
    ["once, however often they say it", "/* MARK MARK */ // MARK", ["MARK MARK", "MARK"]],
    ["before a class and its members", "// MARK 1\nclass A {\n  // MARK 2\n  b = 1;\n}", ["MARK 1", "MARK 2"]],
    ["with a line end of Windows", "// MARK\r\nf();", ["MARK"]],
  ])("are found %s", (_, text, expected) => {
    expect(bodies(text)).toEqual(expected);
  });

  it.each([
    ["a string", "const a = '// MARK';"],
    ["a template", "const a = `// MARK ${1} /* MARK */`;"],
    ["a regular expression", "const a = /\\/\\/ MARK/;"],
    ["the text of JSX", "const a = <b>// MARK</b>;"],
    ["an attribute", 'const a = <b c="/* MARK */" />;'],
    ["a name", "const MARK = 1;"],
    ["a division that looks like one", "const a = 1 / MARK / 2;"],
  ])("are not looked for in %s", (_, text) => {
    expect(bodies(text)).toEqual([]);
  });
});
