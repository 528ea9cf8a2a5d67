import { describe, expect, it } from "vitest";
import type { InventoryEntry } from "../../src/model/inventory.ts";
import type { ManifestCall } from "../../src/model/manifest.ts";
import { differencesOf } from "../../src/report/inventory-differences.ts";
import { inventoryJson } from "../../src/report/inventory-json.ts";
import { matching } from "../../src/report/inventory-match.ts";
import { joinInventory } from "../../src/report/inventory-report.ts";
import { isGuarded, type Sighting, type SourceCall } from "../../src/report/inventory-sighting.ts";
import { inventoryText } from "../../src/report/inventory-text.ts";

const call: ManifestCall = {
  ...{ id: "0123", file: "src/a.ts", line: 3, column: 9, endLine: 5, endColumn: 12, site: "src/a.ts#run", callee: "openai.chat.create", sdk: "openai", endpoint: "language", gateway: "openai" },
  ...{ model: "gpt-5", categories: [{ category: "pii", from: "tag" }], controls: [], guarded: "no", decision: "deny", unknown: [] },
};
const entry: InventoryEntry = {
  ...{ version: 1, host: "api.openai.com", gateway: "openai", endpoint: "language", model: "gpt-5", categories: ["pii"], site: { file: "src/a.ts", line: 5, column: 6 } },
  ...{ guard: "register", mode: "observe", over: "fetch", calls: 1, effects: { allow: 0, amend: 0, deny: 1 }, outcomes: { sent: 0, amended: 0, observed: 1, refused: 0 } },
  ...{ reasons: [], first: "2026-11-20T08:00:01.000Z", last: "2026-11-20T08:00:01.000Z" },
};
const known = (change: Partial<ManifestCall> = {}): SourceCall => ({ file: "/p/src/a.ts", call: { ...call, ...change } });
const seen = (line: number, column: number, more: Partial<Sighting> = {}): Sighting => ({ entry, place: { file: "/p/src/a.ts", line, column }, ...more });

describe("a call that was seen", () => {
  const chain = known();

  it.each([
    [2, undefined],
    [3, chain],
    [5, chain],
    [6, undefined],
  ])("is one of the source where its line is within the callee (%i)", (line, expected) => {
    expect(matching([chain])(seen(line, 1))).toBe(expected);
  });

  it("is not one of another file, nor one without a place", () => {
    expect(matching([chain])({ ...seen(5, 6), place: { file: "/p/src/b.ts", line: 5, column: 6 } })).toBeUndefined();
    expect(matching([chain])({ entry, place: null })).toBeUndefined();
  });

  it("is the nearest of several in a line, by the last name of the callee", () => {
    const [first, second] = [known({ line: 1, endLine: 1, column: 20, endColumn: 38 }), known({ line: 1, endLine: 1, column: 50, endColumn: 68 })];
    const match = matching([first, second]);
    expect([match(seen(1, 32)), match(seen(1, 62)), match(seen(1, 1)), match(seen(1, 90))]).toEqual([first, second, first, second]);
  });

  it("is the call that ends in its line before one that goes on", () => {
    const [outer, inner] = [known({ line: 1, endLine: 4 }), known({ line: 2, endLine: 2, column: 5, endColumn: 20 })];
    expect(matching([outer, inner])(seen(2, 80))).toBe(inner);
  });
});

describe("an agent", () => {
  const agent = known({ callee: "ai.ToolLoopAgent", line: 1, endLine: 1 });
  const elsewhere: SourceCall = { ...agent, file: "/p/src/agent.ts" };
  const asked = seen(9, 7, { name: "generate" });

  it("is meant by what asks it in its file, or alone has its gateway and model", () => {
    expect([matching([agent, elsewhere])(asked), matching([elsewhere])(asked)]).toEqual([agent, elsewhere]);
  });

  it.each([
    ["there are two of it", [elsewhere, { ...elsewhere, file: "/p/src/other.ts" }], asked],
    ["its model is another", [{ ...agent, call: { ...agent.call, model: "gpt-5-mini" } }], asked],
    ["its model is not in the source, and it is of another file", [{ ...elsewhere, call: { ...agent.call, model: null } }], asked],
    ["what stands there asks no agent", [agent], seen(9, 7, { name: "create" })],
    ["nobody knows what stands there", [agent], seen(9, 7)],
    ["it was no language model", [agent], { ...asked, entry: { ...entry, endpoint: "image" } }],
    ["it is no agent", [known({ callee: "agentOf" })], asked],
  ] as const)("is not meant where %s", (_, calls, sighting) => {
    expect(matching(calls)(sighting)).toBeUndefined();
  });
});

describe("run time", () => {
  it.each([
    ["gateway", { gateway: "openrouter" }, [{ fact: "gateway", source: "openai", runtime: "openrouter", calls: 1 }]],
    ["endpoint", { endpoint: "embedding" }, [{ fact: "endpoint", source: "language", runtime: "embedding", calls: 1 }]],
    ["model", { model: "gpt-5-mini", calls: 4 }, [{ fact: "model", source: "gpt-5", runtime: "gpt-5-mini", calls: 4 }]],
    ["categories", { categories: ["internal", "public"] }, [{ fact: "categories", source: "pii", runtime: "internal + public", calls: 1 }]],
    ["categories that nobody declared", { categories: [] }, [{ fact: "categories", source: "pii", runtime: "none", calls: 1 }]],
    ["a guard", { guard: "adapter" }, [{ fact: "guard", source: "not in the code", runtime: "in the code", calls: 1 }]],
  ] as const)("contradicts the source by its %s", (_, change, expected) => {
    expect(differencesOf(call, [{ ...entry, ...change } as InventoryEntry])).toEqual(expected);
  });

  it("contradicts a guard that the source shows", () => {
    expect(differencesOf({ ...call, guarded: "yes" }, [entry])).toEqual([{ fact: "guard", source: "in the code", runtime: "not in the code", calls: 1 }]);
  });

  it.each([
    ["is the same", {}, {}],
    ["could not be read", {}, { endpoint: null, model: null }],
    ["tells what the source does not", { gateway: null, model: null, endpoint: null, guarded: "unknown" }, { guard: "adapter" }],
    ["has a category where the source has none", { categories: [] }, { categories: ["phi"] }],
    ["has a category where the source has the default", { categories: [{ category: "confidential", from: "default" }] }, { categories: ["phi"] }],
    ["has the same categories in another order", { categories: [{ category: "pii", from: "tag" }, { category: "internal", from: "options" }, { category: "pii", from: "paths" }] }, { categories: ["internal", "pii"] }],
  ] as const)("contradicts nothing where it %s", (_, source, runtime) => {
    expect(differencesOf({ ...call, ...source } as ManifestCall, [{ ...entry, ...runtime } as InventoryEntry])).toEqual([]);
  });

  it("adds up what differs alike", () => {
    const other = { ...entry, model: "gpt-5-mini", calls: 2 };
    expect(differencesOf(call, [other, { ...other, over: "http" }, { ...other, model: "o4" }]).map(({ runtime, calls }) => [runtime, calls])).toEqual([["gpt-5-mini", 4], ["o4", 2]]);
  });
});

describe("a guard", () => {
  it.each([
    ["in the code", { guard: "adapter", mode: "amend" }, true],
    ["in the code, which may only observe for a while", { guard: "adapter", mode: "observe" }, true],
    ["of the process that amends", { mode: "amend" }, true],
    ["of the process that enforces", { mode: "enforce" }, true],
    ["of the process that only observes", { mode: "observe" }, false],
    ["of the process that only observes what may leave anyway", { mode: "observe", outcomes: { sent: 1, amended: 0, observed: 0, refused: 0 } }, false],
  ] as const)("is one: %s", (_, change, expected) => {
    expect(isGuarded({ ...entry, ...change } as InventoryEntry)).toBe(expected);
  });
});

describe("the joined inventory", () => {
  const calls = [known(), known({ line: 30, column: 1, endLine: 30, endColumn: 5 }), known({ line: 40, endLine: 40 })];
  const adapter: InventoryEntry = { ...entry, guard: "adapter", mode: "observe" };
  const sightings: readonly Sighting[] = [
    { entry, place: { file: "/p/src/a.ts", line: 5, column: 6 } },
    { entry: { ...adapter, calls: 3, effects: { allow: 1, amend: 0, deny: 2 } }, place: { file: "/p/src/a.ts", line: 5, column: 6 } },
    { entry: { ...adapter, calls: 1200, model: null }, place: { file: "/p/src/a.ts", line: 40, column: 9 } },
    { entry: { ...entry, site: null }, place: null },
    { entry, place: { file: "/p/src/b.ts", line: 1, column: 1 } },
  ];
  const report = joinInventory(calls, sightings, (file) => file.replace("/p/", ""));

  it("has the worst first, and says of each what there is to know", () => {
    expect(report.sites.map(({ state, file, line, calls: count, notes }) => [state, file, line, count, notes])).toEqual([
      ["unguarded", "src/a.ts", 3, 4, ["1 of 4 calls passed no guard", "the guard in the code only observes"]],
      ["unknown", null, 0, 1, ["the process found no place in its own code; a package may have called on its own"]],
      ["unknown", "src/b.ts", 1, 1, ["the source shows no model call in this file"]],
      ["never-seen", "src/a.ts", 30, 0, []],
      ["guarded", "src/a.ts", 40, 1200, ["the guard in the code only observes"]],
    ]);
  });

  it("counts by state for tools", () => {
    expect((JSON.parse(inventoryJson(report)) as { summary: unknown }).summary).toEqual({ unguarded: 1, unknown: 2, "never-seen": 1, guarded: 1, differing: 2, calls: 1206 });
  });

  it("is a table for each state for people", () => {
    expect(inventoryText(report)).toBe(`unguarded: in the source, and seen without a guard

  place         call                gateway  model  categories  guard        calls  decision
  src/a.ts:3:9  openai.chat.create  openai   gpt-5  pii         –            1      deny
                                    openai   gpt-5  pii         in the code  3      allow 1, deny 2

  src/a.ts:3:9
    guard: the source says \`not in the code\`, run time \`in the code\` (3 calls)
    1 of 4 calls passed no guard
    the guard in the code only observes

seen but unknown: seen at run time, and not in the source

  place         call  gateway  model  categories  guard  calls  decision
  ?             ?     openai   gpt-5  pii         –      1      deny
  src/b.ts:1:1  ?     openai   gpt-5  pii         –      1      deny

  ?
    the process found no place in its own code; a package may have called on its own

  src/b.ts:1:1
    the source shows no model call in this file

never seen: in the source alone

  place          call                gateway  model  categories  guard
  src/a.ts:30:1  openai.chat.create  openai   gpt-5  pii         –

guarded: in the source, and seen to pass through a guard

  place          call                gateway  model  categories  guard        calls  decision
  src/a.ts:40:9  openai.chat.create  openai   ?      pii         in the code  1,200  deny 1

  src/a.ts:40:9
    guard: the source says \`not in the code\`, run time \`in the code\` (1,200 calls)
    the guard in the code only observes

1 guarded, 1 unguarded, 1 never seen, 2 seen but unknown (1,206 calls at run time); run time and source disagree at 2 places
`);
  });

  it("is short where nothing was found", () => {
    expect(inventoryText({ sites: [] })).toBe("0 guarded, 0 unguarded, 0 never seen, 0 seen but unknown (0 calls at run time)\n");
  });
});
