import { describe, expect, it } from "vitest";
import { applyEdits } from "../../rules/apply-edits.ts";

const insert = (start: number, text: string) => ({ start, end: start, text });

describe("edits", () => {
  it("are applied wherever they stand, in any order", () => {
    expect(applyEdits("abcdef", [[{ start: 4, end: 5, text: "E" }], [insert(1, "+"), { start: 2, end: 3, text: "" }]])).toEqual({ text: "a+bdEf", count: 2 });
  });

  it("that several groups share are made once", () => {
    expect(applyEdits("ab", [[insert(1, "+")], [insert(1, "+")]])).toEqual({ text: "a+b", count: 2 });
  });

  it("of one group at one place keep their order", () => {
    expect(applyEdits("ab", [[insert(1, "1"), insert(1, "2")]])).toEqual({ text: "a12b", count: 1 });
  });

  it.each([
    ["at the same place", [[insert(1, "1")], [insert(1, "2")]], "a1bcd"],
    ["inside what is replaced", [[{ start: 0, end: 3, text: "x" }], [insert(2, "2")]], "xd"],
    ["right behind what is replaced", [[{ start: 0, end: 2, text: "x" }], [insert(2, "2")]], "xcd"],
    ["right before what is replaced", [[{ start: 2, end: 3, text: "x" }], [insert(2, "2")]], "abxd"],
    ["overlapping, though another of its edits does not", [[{ start: 0, end: 2, text: "x" }], [insert(3, "2"), { start: 1, end: 3, text: "y" }]], "xcd"],
    ["outside of the text", [[insert(1, "1")], [insert(9, "2")]], "a1bcd"],
    ["that overlap each other", [[insert(1, "1")], [{ start: 2, end: 4, text: "" }, { start: 3, end: 4, text: "" }]], "a1bcd"],
  ])("of a later group wait when they are %s", (_, groups, text) => {
    expect(applyEdits("abcd", groups)).toEqual({ text, count: 1 });
  });

  it("end their lines as the file does", () => {
    expect(applyEdits("a\r\nb\r\n", [[insert(1, "\n+\r\n+")]]).text).toBe("a\r\n+\r\n+\r\nb\r\n");
    expect(applyEdits("a\r\nb\n", [[insert(1, "\n+")]]).text).toBe("a\n+\r\nb\n");
  });
});
