import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { difference } from "../../src/report/difference.ts";
import { folderWith } from "../node/folder.ts";

describe("a difference", () => {
  it("shows what changes with three lines around it", () => {
    const before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
    expect(difference("src/a.ts", before, before.replace("5\n", "five\nand a half\n"))).toBe("--- a/src/a.ts\n+++ b/src/a.ts\n@@ -2,7 +2,8 @@\n 2\n 3\n 4\n-5\n+five\n+and a half\n 6\n 7\n 8\n");
  });

  it("tells what is far apart in hunks of its own", () => {
    const before = Array.from({ length: 30 }, (_, index) => `${index + 1}\n`).join("");
    expect(difference("a", before, before.replace("2\n", "two\n").replace("29\n", "29!\n")).match(/^@@.*@@$/gmu)).toEqual(["@@ -1,5 +1,5 @@", "@@ -26,5 +26,5 @@"]);
  });

  it("says where a line end is missing", () => {
    expect(difference("a", "1\n2", "1\n2\n")).toBe("--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n 1\n-2\n\\ No newline at end of file\n+2\n");
  });

  it("is empty where nothing changes", () => {
    expect(difference("a", "1\n", "1\n")).toBe("");
  });

  const texts = fc.array(fc.constantFrom("a\n", "b\n", "c\r\n", "\n"), { maxLength: 14 }).chain((lines) => fc.constantFrom("", "z").map((end) => lines.join("") + end));

  it("is what git applies", { timeout: 120_000 }, () => {
    const cwd = folderWith();
    const git = (...args: string[]): void => void execFileSync("git", args, { cwd, stdio: "pipe" });
    git("init", "-q");
    git("config", "core.autocrlf", "false");
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        fc.pre(before !== after && before !== "" && after !== "");
        execFileSync("tee", ["a"], { cwd, input: before, stdio: "pipe" });
        execFileSync("git", ["apply", "--whitespace=nowarn", "-"], { cwd, input: difference("a", before, after), stdio: "pipe" });
        expect(readFileSync(join(cwd, "a"), "utf8")).toBe(after);
      }),
      { numRuns: 60 },
    );
  });
});
