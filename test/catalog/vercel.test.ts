import { describe, expect, it } from "vitest";
import { catalog, entryOf, providerOf, providersOf, statedBy } from "./catalog.ts";
import { vercelNoTraining, vercelUnlisted, vercelZeroRetention } from "./published-tables.ts";

const first = "https://vercel.com/docs/ai-gateway/capabilities/disallow-prompt-training";
const training = "https://vercel.com/docs/ai-gateway/security-and-compliance/disallow-prompt-training";
const retention = "https://vercel.com/docs/ai-gateway/security-and-compliance/zdr";
const vercel = entryOf("vercel");

describe("the entry of Vercel AI Gateway", () => {
  it("has the 27 providers of the first table, each with training alone", () => {
    const listed = providersOf("vercel").filter(({ facts }) => statedBy(facts, first).length > 0);
    expect(listed.map(({ title }) => title).toSorted()).toEqual([...vercelNoTraining].toSorted());
    expect(vercelNoTraining).toHaveLength(27);
    for (const { facts } of listed) expect(statedBy(facts, first)).toEqual([{ training: "never" }]);
  });

  it("has 36 providers without training and 23 with zero retention in September", () => {
    const providers = providersOf("vercel");
    const untrained = providers.filter(({ facts }) => facts.some((fact) => fact.source === training && fact.training === "never"));
    const unkept = providers.filter(({ facts }) => facts.some((fact) => fact.source === retention && fact.retentionDays === 0));
    expect(untrained).toHaveLength(36);
    expect(unkept.map(({ slug }) => slug).toSorted()).toEqual([...vercelZeroRetention].toSorted());
  });

  it("counts a provider of neither table as training and as retaining", () => {
    for (const slug of vercelUnlisted) {
      const { facts } = providerOf("vercel", slug);
      expect([slug, statedBy(facts, training)]).toEqual([slug, [{ training: "unknown" }]]);
      expect([slug, statedBy(facts, retention)]).toEqual([slug, [{ retentionDays: "unknown", deployment: "api" }]]);
    }
  });

  it("leaves out of zero retention whoever stands in the table on training alone", () => {
    for (const { slug, facts } of providersOf("vercel")) {
      if ((vercelZeroRetention as readonly string[]).includes(slug)) continue;
      expect([slug, facts.map((fact) => fact.retentionDays).filter((days) => days !== undefined)]).toEqual([slug, ["unknown"]]);
    }
    expect(statedBy(providerOf("vercel", "openai").facts, retention)).toEqual([{ retentionDays: "unknown", deployment: "api" }]);
  });

  it("has the 61 slugs of the published list, and the two that only the tables name", () => {
    expect(providersOf("vercel")).toHaveLength(63);
    expect(providersOf("vercel").map(({ slug }) => slug)).toEqual(expect.arrayContaining(["chutes", "typesafe", "zai"]));
  });

  it("names the controls as the vendor does, and binds them as the vendor does", () => {
    expect(vercel.controls?.noTraining).toMatchObject({
      place: { body: ["providerOptions", "gateway", "disallowPromptTraining"], value: true },
      binds: { system: true, byok: false },
    });
    expect(vercel.controls?.zeroRetention).toMatchObject({
      place: { body: ["providerOptions", "gateway", "zeroDataRetention"], value: true },
      binds: { system: true, byok: "agreement" },
    });
    expect(vercel.controls?.maxRetentionDays).toBeUndefined();
    expect(vercel.providerLists).toEqual({ only: { body: ["providerOptions", "gateway", "only"], value: "list" } });
  });

  it("says nothing of realtime calls, whose options have no effect, nor counts zero retention for jobs", () => {
    expect(vercel.endpoints).not.toContain("realtime");
    expect(vercel.controls?.zeroRetention?.endpoints).not.toContain("batch");
    expect(vercel.controls?.zeroRetention?.endpoints).not.toContain("video");
  });

  it("keeps nothing of its own, unless transcripts are on", () => {
    expect(statedBy(vercel.facts, "https://vercel.com/docs/ai-gateway/capabilities/zdr")).toEqual([
      { training: "never", retentionDays: 0, deployment: "api" },
    ]);
    expect(statedBy(vercel.logging?.facts ?? [], "@vercel/sdk")).toEqual([{ training: "unknown", retentionDays: "unknown" }]);
  });

  it.each(["*-free", "*-contributor", "stealth/*"])("trusts no filter with the models `%s`", (match) => {
    expect(vercel.models?.find((each) => each.match === match)?.facts).toMatchObject([
      { training: "may", retentionDays: "unknown", hard: true },
    ]);
  });

  it("knows the models that are kept on every platform", () => {
    expect(catalog.models.filter(({ opaque }) => opaque !== true).map(({ match }) => match)).toEqual(["*claude-fable*", "*claude-mythos*"]);
    for (const fact of catalog.models.flatMap(({ facts }) => facts)) expect(fact).toMatchObject({ retentionDays: 30, hard: true });
  });

  it("takes a virtual model for opaque", () => {
    expect(vercel.opaqueModels).toEqual(["vmc/*"]);
  });
});
