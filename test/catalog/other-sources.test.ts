import { describe, expect, it } from "vitest";
import { catalog, entryOf, statedBy } from "./catalog.ts";

const innerzero = "InnerZero blog";
const pristren = "Pristren blog";
const facts = (id: string) => entryOf(id).facts;

describe("the facts of AnyAPI", () => {
  const anyapi = entryOf("anyapi");

  it("cover the gateway itself and no provider", () => {
    expect(anyapi.facts).toMatchObject([{ training: "never", retentionDays: 0, source: "https://docs.anyapi.ai/features/privacy-logging" }]);
    expect(anyapi.providers).toEqual([]);
  });

  it.each(["zero retention", "short term (30 to 90 days", "compliance based", "indefinite"])("name the kind of retention `%s`", (kind) => {
    expect(anyapi.facts.map(({ note }) => note).join("\n")).toContain(kind);
  });

  it("offer two controls, and none of zero retention", () => {
    expect(anyapi.controls?.noTraining?.place).toEqual({ body: ["data_policy", "training_allowed"], value: false });
    expect(anyapi.controls?.maxRetentionDays?.place).toEqual({ body: ["data_policy", "retention_days"], value: "days" });
    expect(anyapi.controls?.zeroRetention).toBeUndefined();
  });
});

describe("the facts of the InnerZero blog", () => {
  it.each([
    ["anthropic", [{ training: "never", retentionDays: 30 }, { training: "may", deployment: "consumer", within: { tier: "consumer" } }]],
    ["openai", [{ training: "never", retentionDays: 30 }, { training: "may", deployment: "consumer", within: { tier: "consumer" } }]],
    [
      "google-ai-studio",
      [
        { training: "never", retentionDays: 60, within: { tier: "paid" } },
        { training: "may", retentionDays: 60, within: { tier: "free" } },
        { training: "may", deployment: "consumer", within: { tier: "consumer" } },
      ],
    ],
    ["deepseek", [{ training: "may", retentionDays: "unknown" }, { training: "may", deployment: "consumer", within: { tier: "consumer" } }]],
    ["moonshot", [{ training: "may", retentionDays: "unknown" }, { training: "may", deployment: "consumer", within: { tier: "consumer" } }]],
    ["innerzero", [{ training: "never", retentionDays: 0, deployment: "local" }]],
  ])("say of `%s` what it says", (id, expected) => {
    expect(statedBy(facts(id), innerzero)).toEqual(expected);
    expect(facts(id).filter(({ source }) => source.startsWith(innerzero)).every(({ asOf }) => asOf === "2026-05-05")).toBe(true);
  });

  it("let the cloud modes of InnerZero inherit nothing good", () => {
    for (const feature of ["own-key-cloud", "managed-cloud"]) {
      expect(entryOf("innerzero").features?.find((each) => each.feature === feature)?.facts).toMatchObject([
        { training: "unknown", retentionDays: "unknown", hard: true },
      ]);
    }
  });
});

describe("the facts of the Pristren blog", () => {
  it.each([
    ["openai", [{ training: "never", retentionDays: 30 }]],
    ["anthropic", [{ training: "never" }]],
    ["mistral", [{ training: "never" }]],
    ["vertex", [{ training: "never" }]],
    ["google-ai-studio", [{ training: "unknown" }]],
    ["azure-openai", [{ deployment: "private-cloud" }]],
    ["bedrock", [{ deployment: "private-cloud" }]],
    ["ollama", [{ training: "never", retentionDays: 0 }]],
    ["vllm", [{ training: "never", retentionDays: 0 }]],
    ["llama-cpp", [{ training: "never", retentionDays: 0 }]],
  ])("say of `%s` what it says", (id, expected) => {
    expect(statedBy(facts(id), pristren)).toEqual(expected);
  });
});

describe("the facts of one's own machines", () => {
  it.each(["ollama", "vllm", "llama-cpp", "lm-studio", "jan", "localai", "mlx", "innerzero", "local"])("say that `%s` keeps data there", (id) => {
    expect(entryOf(id).kind).toBe("local");
    for (const fact of facts(id)) expect(fact).toMatchObject({ training: "never", retentionDays: 0 });
    expect(facts(id).flatMap(({ deployment }) => deployment ?? [])).toEqual(["local"]);
  });

  it.each(["*:cloud", "*-cloud"])("say that Ollama passes `%s` on", (match) => {
    expect(entryOf("ollama").models?.find((each) => each.match === match)?.facts).toMatchObject([
      { training: "never", retentionDays: "unknown", deployment: "api", hard: true },
    ]);
  });
});

describe("the facts of gateways that log", () => {
  it("count Cloudflare as keeping what passes, with no control", () => {
    expect(facts("cloudflare").map(({ retentionDays }) => retentionDays)).toEqual(["unknown", "indefinite"]);
    expect(entryOf("cloudflare").controls).toBeUndefined();
    expect(facts("cloudflare").map(({ note }) => note).join("\n")).toContain("cf-aig-zdr");
  });

  it.each([
    ["portkey", undefined, 30],
    ["helicone", undefined, "indefinite"],
    ["requesty", "never", 0],
    ["edenai", "never", 0],
    ["martian", "may", "unknown"],
  ])("say of `%s` itself what was read", (id, training, retentionDays) => {
    const [fact] = facts(id);
    expect([fact?.training, fact?.retentionDays]).toEqual([training, retentionDays]);
  });
});

describe("every fact", () => {
  const every = Object.values(catalog.gateways)
    .flatMap((entry) => [
      ...entry.facts,
      ...(entry.logging?.facts ?? []),
      ...(entry.unlisted ?? []),
      ...(entry.providers ?? []).flatMap((provider) => provider.facts),
      ...(entry.models ?? []).flatMap((model) => model.facts),
      ...(entry.features ?? []).flatMap((feature) => feature.facts),
    ])
    .concat([...catalog.models, ...catalog.features].flatMap((each) => each.facts));

  it("has a source and a day that had come when it was written", () => {
    for (const { source, asOf } of every) {
      expect(source).toMatch(/\S/u);
      expect(asOf <= "2026-11-20").toBe(true);
    }
    expect(every.length).toBeGreaterThan(400);
  });

  it("bears the day on which it was read where its source bears none", () => {
    for (const fact of every.filter(({ undated }) => undated)) expect(fact.asOf).toBe("2026-11-20");
  });

  it("states a trait or says in its note why not", () => {
    for (const { source: _source, asOf: _asOf, undated: _undated, note, hard: _hard, within: _within, ...traits } of every) {
      expect(Object.keys(traits).length > 0 || note !== undefined).toBe(true);
    }
  });
});

describe("the wire of an entry", () => {
  it("has controls only where it routes, each for endpoints that the entry covers", () => {
    for (const { id, kind, controls, endpoints } of Object.values(catalog.gateways)) {
      if (kind !== "gateway") expect([id, controls]).toEqual([id, undefined]);
      const honouring = Object.values(controls ?? {}).flatMap((control) => control?.endpoints ?? []);
      expect(endpoints).toEqual(expect.arrayContaining(honouring));
    }
  });

  it("has a path that begins at the root, once for each entry", () => {
    for (const { id, apis } of Object.values(catalog.gateways)) {
      const paths = apis.flatMap((api) => api.paths);
      expect([id, paths.filter((path) => !path.startsWith("/"))]).toEqual([id, []]);
      expect([id, paths.length]).toEqual([id, new Set(paths).size]);
    }
  });

  it("names a host without scheme or path, in lower case", () => {
    for (const host of Object.values(catalog.gateways).flatMap(({ hosts }) => hosts)) {
      expect(host).toMatch(/^(?:[a-z0-9.\-{}]+|\[::1\])(?::\d+)?$/u);
    }
  });

  it("says of every listed and every unlisted provider of a gateway that it is reached as an API", () => {
    for (const { id, kind, unlisted, providers } of Object.values(catalog.gateways)) {
      if (kind !== "gateway") continue;
      expect([id, unlisted?.map(({ deployment }) => deployment)]).toEqual([id, ["api"]]);
      for (const { slug, facts } of providers ?? []) {
        expect([id, slug, facts.flatMap(({ deployment }) => deployment ?? [])]).toEqual([id, slug, ["api"]]);
      }
    }
  });
});
