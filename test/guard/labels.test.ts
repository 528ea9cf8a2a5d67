import { describe, expect, it } from "vitest";
import { classify, declassify, onDeclassify, type Classified, type Declassification } from "../../src/index.ts";

const why = { to: "public", by: "privacy office", reason: "DPIA-7" };

describe("classify", () => {
  it("leaves the value what it is", () => {
    const record = { name: "Jane" };
    expect(classify("pii", record)).toBe(record);
    expect(classify("pii", "Jane")).toBe("Jane");
    expect(Object.keys(classify("pii", record))).toEqual(["name"]);
  });

  it("is seen by the compiler", () => {
    const labelled = classify("pii", { name: "Jane" });
    const same: Classified<"pii", { name: string }> = labelled;
    // @ts-expect-error the category is part of the type
    const other: Classified<"phi", { name: string }> = labelled;
    expect(same).toBe(other);
  });
});

describe("declassify", () => {
  it("gives the value back and tells every listener why, never the value", () => {
    const told: Declassification[] = [];
    const ends = [onDeclassify((each) => told.push(each)), onDeclassify((each) => told.push(each))];
    expect(declassify(classify("pii", "Jane"), { ...why, value: "Jane" } as Declassification)).toBe("Jane");
    expect(told).toEqual([why, why]);
    for (const end of ends) end();
    declassify(classify("pii", "Jane"), why);
    expect(told.length).toBe(2);
  });

  it("does not release the value when it cannot be recorded", () => {
    const end = onDeclassify(() => {
      throw new Error("disk full");
    });
    expect(() => declassify(classify("pii", "Jane"), why)).toThrow("disk full");
    end();
  });
});
