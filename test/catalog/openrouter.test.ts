import { describe, expect, it } from "vitest";
import { entryOf, providerOf, providersOf } from "./catalog.ts";
import { openrouterLater, openrouterTable } from "./published-tables.ts";

const table = "https://openrouter.ai/docs/features/privacy-and-logging";
const later = `${table} (a later copy)`;
const openrouter = entryOf("openrouter");

describe("the entry of OpenRouter", () => {
  it("has the 59 rows of the table, each with exactly what it states", () => {
    const rows = providersOf("openrouter").flatMap(({ title, facts }) =>
      facts.filter(({ source }) => source === table).map(({ training, retentionDays }) => [title, training, retentionDays]),
    );
    expect(openrouterTable).toHaveLength(59);
    expect(rows.toSorted(byName)).toEqual(openrouterTable.map((row) => [...row]).toSorted(byName));
  });

  it("has the 66 rows of the later copy", () => {
    expect(providersOf("openrouter").flatMap(({ facts }) => facts.filter(({ source }) => source === later))).toHaveLength(66);
  });

  it.each(openrouterLater)("has the row of `%s` that only the later copy has", (slug, training, retentionDays) => {
    const [fact] = providerOf("openrouter", slug).facts.filter(({ source }) => source === later);
    expect(fact).toMatchObject({ training, retentionDays });
  });

  it("shows the free variants as rows of their own", () => {
    expect(providerOf("openrouter", "google-vertex/free").title).toBe("Google Vertex (free)");
    expect(providerOf("openrouter", "google-ai-studio/free").facts).toMatchObject([{ training: "may", retentionDays: 55 }]);
  });

  it("states of every provider that it is reached as an API", () => {
    for (const { slug, facts } of providersOf("openrouter")) {
      expect([slug, facts.flatMap(({ deployment }) => deployment ?? [])]).toEqual([slug, ["api"]]);
    }
  });

  it("names the controls in snake_case and binds own keys with both", () => {
    expect(openrouter.controls?.noTraining).toMatchObject({
      place: { body: ["provider", "data_collection"], value: "deny" },
      binds: { system: true, byok: true },
    });
    expect(openrouter.controls?.zeroRetention).toMatchObject({
      place: { body: ["provider", "zdr"], value: true },
      binds: { system: true, byok: true },
    });
    expect(openrouter.providerLists).toEqual({
      only: { body: ["provider", "only"], value: "list" },
      ignore: { body: ["provider", "ignore"], value: "list" },
    });
  });

  it("counts neither control for images, and no endpoint whose provider object is empty", () => {
    expect(openrouter.controls?.noTraining?.endpoints).toEqual(["language", "embedding", "rerank"]);
    expect(openrouter.controls?.zeroRetention?.endpoints).toEqual(["language", "embedding", "rerank"]);
    expect(openrouter.endpoints).toEqual(["language", "embedding", "rerank", "image"]);
  });

  it("keeps nothing of its own, unless logging is on", () => {
    expect(openrouter.facts).toMatchObject([{ training: "never", retentionDays: 0, source: table, undated: true }]);
    expect(openrouter.logging?.facts).toMatchObject([{ training: "unknown", retentionDays: "unknown" }]);
  });

  it("lets the filter decide on free variants, and takes routers, presets and aliases for opaque", () => {
    const free = openrouter.models?.find(({ match }) => match === "*:free")?.facts;
    expect(free).toMatchObject([{ training: "may" }]);
    expect(free?.every(({ hard }) => hard === undefined)).toBe(true);
    expect(openrouter.opaqueModels).toEqual(["openrouter/*", "@preset/*", "*@preset/*", "~*"]);
  });
});

function byName([a]: readonly unknown[], [b]: readonly unknown[]): number {
  return String(a).localeCompare(String(b));
}
