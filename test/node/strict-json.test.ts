import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readStrictJson } from "../../src/node/strict-json.ts";

describe("readStrictJson", () => {
  it("agrees with JSON.parse on every value", () => {
    fc.assert(fc.property(fc.json(), fc.nat(2), (text, indent) => {
      const written = JSON.stringify(JSON.parse(text), null, indent);
      expect(readStrictJson(written)).toEqual({ value: JSON.parse(written) });
    }));
  });

  it("accepts no text that JSON.parse refuses", () => {
    const pieces = fc.constantFrom("{", "}", "[", "]", ",", ":", '"a"', '"', "\\", "\\u00", "1", "-", "0", ".", "e", "true", "nul", " ", "\n", "\t", "\u0000", "\u00a0");
    fc.assert(fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const text = parts.join("");
      if (!("value" in readStrictJson(text))) return;
      expect(() => JSON.parse(text) as unknown).not.toThrow();
    }), { numRuns: 3000 });
  });

  it.each([
    ["", 1, 1, "the text ends too early"],
    ['{"a":1,\n "a":2}', 2, 2, "this key stands twice"],
    ['{"a":{"b":1,"b":1}}', 1, 13, "this key stands twice"],
    ['{"a" 1}', 1, 6, "`:` is expected"],
    ["{a:1}", 1, 2, "a key in double quotes is expected"],
    ["[1,]", 1, 4, "a JSON value is expected"],
    ["[1 2]", 1, 4, "`,` or `]` is expected"],
    ["1 2", 1, 3, "there is more behind the value"],
    ['"secret', 1, 1, "this text has no end"],
    ['"a\nb"', 1, 3, "this character must be written as an escape"],
    ['"\\x"', 1, 2, "this is no escape of JSON"],
    ["[".repeat(100_000), 1, 66, "nested too deeply"],
  ])("refuses %j with its place", (text, line, column, message) => {
    expect(readStrictJson(text)).toEqual({ line, column, message });
  });

  it("passes over a byte order mark", () => {
    expect(readStrictJson("\uFEFF1")).toEqual({ value: 1 });
  });

  it("keeps `__proto__` as a key like any other", () => {
    const read = readStrictJson('{"__proto__":{"a":1}}') as { value: object };
    expect(Object.keys(read.value)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(read.value)).toBe(Object.prototype);
  });
});
