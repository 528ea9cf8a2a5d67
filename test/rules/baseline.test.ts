import { describe, expect, it } from "vitest";
import { Baseline, baselineText, entriesOf, hide, without } from "../../rules/baseline.ts";
import type { RuleName } from "../../rules/rule.ts";

const known = (id: string, rule: RuleName = "require-controls", site = "src/a.ts#run") => ({ rule, site, id });

describe("a baseline", () => {
  it("hides findings by rule and id, and says what matches nothing", () => {
    const findings = [known("1"), known("2"), known("1", "no-denied-call")];
    expect(hide(findings, [known("1"), known("3")])).toEqual({ findings: [known("2"), known("1", "no-denied-call")], hidden: [known("1")], unmatched: [known("3")] });
  });

  it("hides as many alike findings as there were, and no more", () => {
    const three = [known("1"), known("1"), known("1")];
    expect(hide(three, [{ ...known("1"), count: 2 }])).toMatchObject({ findings: [known("1")], hidden: [{}, {}], unmatched: [] });
    expect(hide(three.slice(0, 1), [{ ...known("1"), count: 3 }]).unmatched).toEqual([{ ...known("1"), count: 2 }]);
  });

  it("counts alike findings and sorts them by place, not by line", () => {
    const findings = [known("2", "require-controls", "src/b.ts"), known("1"), known("1"), known("0", "no-denied-call")];
    expect(entriesOf(findings)).toEqual([known("0", "no-denied-call"), { ...known("1"), count: 2 }, known("2", "require-controls", "src/b.ts")]);
    expect(entriesOf(entriesOf(findings))).toEqual(entriesOf(findings));
  });

  it("can be freed of what is gone", () => {
    expect(without([{ ...known("1"), count: 3 }, known("2")], [{ ...known("1"), count: 2 }, known("2")])).toEqual([known("1")]);
  });

  it("is written with an entry a line, and read again", () => {
    const entries = entriesOf([known("1"), known("1"), known('":,"', "no-denied-call", 'src/"a,b": c.ts#run')]);
    const text = baselineText(entries);
    expect(text).toBe(`{
  "version": 1,
  "findings": [
    { "rule": "no-denied-call", "site": "src/\\"a,b\\": c.ts#run", "id": "\\":,\\"" },
    { "rule": "require-controls", "site": "src/a.ts#run", "id": "1", "count": 2 }
  ]
}
`);
    expect(Baseline.parse(JSON.parse(text)).findings).toEqual(entries);
    expect(baselineText([])).toBe('{\n  "version": 1,\n  "findings": []\n}\n');
  });
});
