import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Decision, reasonCodes } from "../../src/model/decision.ts";
import { runCommand } from "../cli/run-command.ts";
import { compare } from "../laws/differential.ts";
import { codesOf, corpus, type CorpusCase, malformed } from "./read-corpus.ts";
import { placeOf, removePlaces, surfaces } from "./surfaces.ts";

const byFirst = new Map<string, Decision>();

afterAll(removePlaces);

describe.each(surfaces)("$name", { timeout: 300_000 }, (surface) => {
  let decisions: ReadonlyMap<string, Decision> = new Map();
  let denials: readonly Decision[] = [];
  beforeAll(async () => {
    const answers = await surface.ask([
      ...corpus.map(({ config, call }) => ({ place: placeOf(config), call })),
      ...malformed.map(({ call }) => ({ place: placeOf({}), call })),
    ]);
    decisions = new Map(corpus.map((each, index) => [keyOf(each), answers[index]!]));
    denials = answers.slice(corpus.length);
    for (const [key, decision] of decisions) if (!byFirst.has(key)) byFirst.set(key, decision);
  }, 300_000);

  it.each(corpus.map((each) => [each.title, each] as const))("%s", (_, each) => {
    const decision = decisions.get(keyOf(each))!;
    const { effect, reasons, amendments } = decision;
    expect({ effect, reasons: codesOf(reasons), amendments }).toEqual(each.expect);
    if (each.decision !== undefined) {
      const { policyRevision, alternatives, ...rest } = decision;
      const { alternatives: expected, ...whole } = each.decision;
      expect(compare({ ...rest, policyRevision, alternatives: [] }, { ...whole, policyRevision, alternatives: [] })).toBeUndefined();
      if (surface.whole) expect({ ...rest, alternatives }).toEqual({ ...whole, alternatives: expected });
    }
    // Whole decisions, of which the case names only what is stable.
    expect(compare(byFirst.get(keyOf(each))!, decision)).toBeUndefined();
    if (surface.whole) expect(decision).toEqual(byFirst.get(keyOf(each)));
  });

  it.each(malformed.map(({ title }, index) => [title, index] as const))("denies %s", (_, index) => {
    const decision = denials[index]!;
    const { reasons: [reason, ...others], ...rest } = decision;
    expect(rest).toEqual({ effect: "deny", amendments: [], obligations: [], alternatives: [], assumptions: [], policyRevision: rest.policyRevision });
    expect([{ ...reason, need: null, found: null }, ...others]).toEqual([{ code: "invalid-call", category: null, route: null, need: null, found: null, source: null }]);
    // A stranger's call may hold anything: what is wrong is said by the place, never by the value.
    expect(JSON.stringify(decision)).not.toContain("20.11.2026");
  });
});

describe("the corpus", () => {
  it("has a case for every reason but that of a policy that cannot be asked", () => {
    const codes = new Set(corpus.flatMap(({ expect: { reasons } }) => reasons));
    expect([...reasonCodes].filter((code) => !codes.has(code))).toEqual(["invalid-call", "policy-unavailable"]);
  });

  it("names every case once in its file, and its day", () => {
    const keys = corpus.map(keyOf);
    expect(keys.filter((key, index) => keys.indexOf(key) < index)).toEqual([]);
    expect(corpus.filter(({ call }) => call.now === undefined)).toEqual([]);
  });

  it("is what `cordon test` runs", { timeout: 300_000 }, async () => {
    const { code, out } = await runCommand(placeOf({}).cwd, ["test", import.meta.dirname]);
    expect(out).toBe(`✓ all hold: 0 Rego tests, ${corpus.filter(({ decision }) => decision === undefined).length} cases\n`);
    expect(code).toBe(0);
  });
});

function keyOf({ file, title }: CorpusCase): string {
  return `${file}: ${title}`;
}
