import { describe, expect, it } from "vitest";
import { ruleNames } from "../../rules/rule.ts";
import { rules } from "../../rules/table.ts";
import { waivableRules } from "../../src/node/configuration/configuration-file.ts";

describe("the rules", () => {
  it("are those that can be named anywhere", () => {
    expect(rules.map(({ name }) => name)).toEqual([...ruleNames]);
    expect([...waivableRules]).toEqual([...ruleNames]);
  });

  it("say what they do in one line, and which messages they have", () => {
    for (const { name, description, messages } of rules) {
      expect(description, name).toMatch(/^(?:Require|Disallow) [^.]+$/u);
      expect(Object.keys(messages).length, name).toBeGreaterThan(0);
    }
  });
});
