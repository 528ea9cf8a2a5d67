import { describe, expect, it } from "vitest";
import type { Catalog, Fact } from "../../src/model/catalog.ts";
import { catalogRows, conflicts, factGroups, sources, staleFacts } from "../../src/report/catalog.ts";
import { catalog } from "./catalog.ts";

const today = "2026-11-20";

describe("conflicts", () => {
  const found = conflicts(catalog).map(({ gateway, name, within, trait, wins }) => [gateway, name, within, trait, wins]);

  it.each([
    ["openrouter", "azure", "", "retentionDays", 30],
    ["openrouter", "google-vertex", "", "retentionDays", 1],
    ["openrouter", "hyperbolic", "", "retentionDays", "unknown"],
    ["openrouter", "nineteen", "", "training", "may"],
    ["openrouter", "parasail", "", "retentionDays", "unknown"],
    ["openrouter", "perplexity", "", "retentionDays", "unknown"],
    ["moonshot", "moonshot", "", "training", "may"],
    ["together", "together", "", "retentionDays", "indefinite"],
    ["ollama-cloud", "ollama-cloud", "", "retentionDays", "unknown"],
  ])("has `%s`, `%s`", (...expected) => {
    expect(found).toContainEqual(expected);
  });

  it("has no other of the catalogue as it stands", () => {
    expect(found).toHaveLength(9);
  });

  it("gives each value with its source and day", () => {
    expect(conflicts(catalog).find(({ gateway }) => gateway === "moonshot")?.values).toEqual([
      { value: "may", source: 'InnerZero blog, "Does Your AI Train on Your Prompts?"', asOf: "2026-05-05" },
      { value: "never", source: "https://www.kimi.com/help/kimi-api/api-data-security", asOf: today },
    ]);
  });

  it("drops a value that no longer counts", () => {
    const names = (maxAgeDays: number) => conflicts(catalog, today, maxAgeDays).map(({ name }) => name);
    expect(names(365)).toContain("moonshot");
    expect(names(100)).not.toContain("moonshot");
  });

  it("is silent where the values count alike, and where a hard fact stands beside another", () => {
    expect(conflicts(one([fact({ training: "may" }), fact({ training: "unknown" })]))).toEqual([]);
    expect(conflicts(one([fact({ retentionDays: 1, hard: true }), fact({ retentionDays: "unknown" })]))).toEqual([]);
    expect(conflicts(one([fact({ retentionDays: 1 }), fact({ retentionDays: 0, within: { tier: "paid" } })]))).toEqual([]);
    expect(conflicts(one([fact({ retentionDays: 1 }), fact({ retentionDays: 0 })]))).toMatchObject([{ wins: 1 }]);
  });
});

describe("staleFacts", () => {
  it("finds nothing stale on the day of reading, and the undated ones apart", () => {
    const { stale, undated } = staleFacts(catalog, today, 365);
    expect(stale).toEqual([]);
    expect(undated.length).toBeGreaterThan(150);
    expect(undated.every(({ age, lost }) => age === 0 && lost.length === 0)).toBe(true);
  });

  it("finds everything stale two years on", () => {
    const all = factGroups(catalog).flatMap(({ facts }) => facts);
    const { stale } = staleFacts(catalog, "2028-11-20", 365);
    expect(stale).toHaveLength(all.length);
    expect(stale.find(({ gateway, name }) => gateway === "vercel" && name === "groq")).toEqual({
      gateway: "vercel",
      subject: "provider",
      name: "groq",
      within: "",
      source: "https://vercel.com/docs/ai-gateway/capabilities/disallow-prompt-training",
      asOf: "2026-04-02",
      age: 963,
      lost: ["training"],
    });
  });

  it("counts a fact on the last day of its age, and no day longer", () => {
    const dated = one([fact({ training: "never", asOf: "2026-11-10" })]);
    expect(staleFacts(dated, today, 10).stale).toEqual([]);
    expect(staleFacts(dated, today, 9).stale).toMatchObject([{ age: 10, lost: ["training"] }]);
  });

  it("loses no trait that a fresh fact still states", () => {
    const dated = one([fact({ training: "never", retentionDays: 0, asOf: "2026-01-01" }), fact({ training: "may" })]);
    expect(staleFacts(dated, today, 100).stale).toMatchObject([{ lost: ["retentionDays"] }]);
  });
});

describe("catalogRows", () => {
  it("shows the tiers of the Gemini API apart", () => {
    const rows = catalogRows(catalog).filter(({ gateway, subject }) => gateway === "google-ai-studio" && subject === "service");
    expect(rows.map(({ within, training, retentionDays }) => [within, training, retentionDays])).toEqual(
      expect.arrayContaining([
        ["", "unknown", undefined],
        ["tier=paid", "never", 60],
        ["tier=free", "may", 60],
      ]),
    );
  });

  it("shows the worst of what is stated, its title, its newest day and its sources", () => {
    expect(catalogRows(catalog).find(({ gateway, name }) => gateway === "openrouter" && name === "azure")).toEqual({
      gateway: "openrouter",
      subject: "provider",
      name: "azure",
      within: "",
      title: "Azure",
      training: "never",
      retentionDays: 30,
      deployments: ["api"],
      hard: false,
      newest: today,
      sources: [
        "https://openrouter.ai/docs/features/privacy-and-logging",
        "https://openrouter.ai/docs/features/privacy-and-logging (a later copy)",
      ],
    });
  });

  it("has a row for every provider of every gateway", () => {
    const providers = Object.values(catalog.gateways).flatMap((entry) => entry.providers ?? []);
    expect(catalogRows(catalog).filter(({ subject }) => subject === "provider")).toHaveLength(providers.length);
  });
});

describe("sources", () => {
  it("counts every fact once", () => {
    const uses = sources(catalog);
    const total = factGroups(catalog).flatMap(({ facts }) => facts).length;
    expect(uses.reduce((sum, { facts }) => sum + facts, 0)).toBe(total);
    expect(new Set(uses.map(({ source }) => source)).size).toBe(uses.length);
  });

  it("gives the newest day of each", () => {
    const both = one([fact({ asOf: "2026-01-01" }), fact({ undated: true })]);
    expect(sources(both)).toEqual([{ source: "its documentation", facts: 2, newest: today, undated: true }]);
  });
});

function fact(stated: Partial<Fact>): Fact {
  return { source: "its documentation", asOf: today, ...stated };
}

function one(facts: readonly Fact[]): Catalog {
  const entry = { id: "acme", title: "Acme", kind: "api" as const, hosts: [], apis: [], endpoints: ["language" as const], facts };
  return { gateways: { acme: entry }, models: [], features: [] };
}
