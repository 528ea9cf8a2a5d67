import { join } from "node:path";
import fc from "fast-check";
import { stringify } from "yaml";
import { describe, expect, it } from "vitest";
import { ConfigurationError } from "../../src/model/errors.ts";
import { Organisation } from "../../src/model/organisation.ts";
import { profiles } from "../../src/node/configuration/chain.ts";
import { loadConfiguration, readProfile } from "../../src/node/configuration/load.ts";
import { folderWith } from "./folder.ts";

const v = "version: 1\n";
const shared = ["api", "private-cloud", "self-hosted", "local"];

function load(files: Readonly<Record<string, string>> | string) {
  return loadConfiguration({ cwd: folderWith(typeof files === "string" ? { "cordon.yaml": files } : files), today: "2026-11-20" });
}

function warnings(files: Readonly<Record<string, string>> | string): readonly string[] {
  return load(files).warnings.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`);
}

const example = `
version: 1
extends: baseline                 # baseline | strict | tiers | ./another.yaml
taxonomy:
  default: confidential           # for calls that declare nothing; null refuses them
  categories:
    source-code: { like: confidential }
requirements:
  pii: { training: never, retentionDays: 0, deployments: [api, private-cloud, self-hosted, local], assurances: [gdpr-dpa], audit: true }
agreements:
  - { gateway: vercel, provider: "*", credential: system, assurances: [hipaa-baa], reference: MSA-2026-14, validUntil: 2027-06-30 }
  - { gateway: openai, retentionDays: 0, reference: ZDR amendment 3, validUntil: 2027-03-31 }
gateways:
  vercel: { credentials: system }
  local-proxy: { hosts: ["llm.internal:4000"], deployment: self-hosted, training: never, retentionDays: 0 }
models:
  "vmc/support": { leadsTo: { gateway: vercel, controls: { zeroRetention: true } }, reference: dashboard export 2026-11-01 }
paths:
  "src/billing/**": pii
waivers:
  - { rule: require-controls, site: src/search/embed.ts#embedQuery, reason: migration SEC-212, until: 2026-12-31 }
catalog: { maxAgeDays: 365 }
guard: { mode: amend }
`;

describe("the example of the documentation", () => {
  it("is read into an organisation", () => {
    const { organisation, warnings: told } = load(example);
    expect(told).toEqual([]);
    expect(Organisation.parse(organisation)).toEqual(organisation);
    expect(organisation.taxonomy.categories["source-code"]).toEqual([{ training: "never", retentionDays: 0, deployments: shared, obligations: ["audit"] }]);
    expect(organisation.taxonomy.categories["pii"]).toEqual([{ training: "never", retentionDays: 0, deployments: shared, assurances: ["gdpr-dpa"], obligations: ["audit"] }]);
    expect(organisation.agreements).toHaveLength(2);
    expect(organisation.gateways).toEqual({ vercel: { credentials: "system" } });
    expect(organisation.models).toEqual([{ match: "vmc/support", leadsTo: { gateway: "vercel", controls: { zeroRetention: true } }, reference: "dashboard export 2026-11-01" }]);
  });

  it("adds the organisation's own gateway to the catalogue", () => {
    const { catalog } = load(example);
    expect(catalog.gateways["local-proxy"]).toMatchObject({
      kind: "local",
      hosts: ["llm.internal:4000"],
      facts: [{ training: "never", retentionDays: 0, deployment: "self-hosted", source: "cordon.yaml", asOf: "9999-12-31" }],
    });
  });

  it("keeps paths and waivers with the folder that they count from", () => {
    const cwd = folderWith({ "cordon.yaml": example });
    const { paths, waivers } = loadConfiguration({ cwd });
    expect(paths).toEqual([{ glob: "src/billing/**", categories: ["pii"], folder: cwd }]);
    expect(waivers).toEqual([{ rule: "require-controls", site: "src/search/embed.ts#embedQuery", reason: "migration SEC-212", until: "2026-12-31", folder: cwd }]);
  });
});

describe("where a configuration is looked for", () => {
  it("goes upwards to the nearest one", () => {
    const cwd = folderWith({ "cordon.yaml": `${v}guard: { mode: observe }\n`, "a/cordon.yaml": `${v}guard: { mode: enforce }\n`, "a/b/c/x.ts": "" });
    expect(loadConfiguration({ cwd: join(cwd, "a/b/c") }).guard.mode).toBe("enforce");
    expect(loadConfiguration({ cwd }).guard.mode).toBe("observe");
  });

  it("ends at the baseline where there is none", () => {
    const configuration = loadConfiguration({ cwd: folderWith() });
    expect(configuration.file).toBeNull();
    expect(configuration.organisation).toEqual(readProfile("baseline"));
  });
});

describe("profiles", () => {
  it.each(profiles)("%s is an organisation", (profile) => {
    expect(Organisation.parse(readProfile(profile))).toEqual(readProfile(profile));
  });

  it("strict is the baseline with personal and health data off shared services", () => {
    const { pii, phi, ...rest } = readProfile("strict").taxonomy.categories;
    const { pii: personal, phi: health, ...others } = readProfile("baseline").taxonomy.categories;
    const own = ["private-cloud", "self-hosted", "local"];
    expect(rest).toEqual(others);
    expect(pii).toEqual([{ ...personal![0], deployments: own }]);
    expect(phi).toEqual([{ ...health![0], deployments: own }]);
  });

  it("tiers demand more from one to the next", () => {
    const { internal, confidential, regulated } = readProfile("tiers").taxonomy.categories;
    expect([internal, confidential, regulated].map((layers) => layers![0]!.retentionDays)).toEqual([30, 0, 0]);
    expect(regulated![0]).toEqual({ ...confidential![0], assurances: ["soc2"], assurancesWaivedOn: ["local", "self-hosted"] });
  });

  it("stand under a file that names none", () => {
    expect(load(v).organisation).toEqual(readProfile("baseline"));
    expect(load(v).profile).toBe("baseline");
  });
});

describe("the first file above a profile", () => {
  it("replaces field by field and keeps the rest", () => {
    const { categories } = load(`${v}requirements:\n  phi: { retentionDays: 30 }\n`).organisation.taxonomy;
    expect(categories["phi"]).toEqual([{ ...readProfile("baseline").taxonomy.categories["phi"]![0], retentionDays: 30 }]);
  });

  it("loosens by a word, not by silence", () => {
    const { categories } = load(`${v}requirements:\n  pii: { training: any, retentionDays: any, deployments: any, audit: false }\n  prohibited: { prohibited: false }\n`).organisation.taxonomy;
    expect(categories["pii"]).toEqual([{}]);
    expect(categories["prohibited"]).toEqual([{ obligations: ["audit"] }]);
  });

  it("copies a category after its own changes to it, wherever they stand", () => {
    const { categories } = load(`${v}taxonomy:\n  categories:\n    a: { like: b, audit: false }\n    b: { like: pii }\nrequirements:\n  pii: { retentionDays: 7 }\n`).organisation.taxonomy;
    expect(categories["b"]).toEqual(categories["pii"]);
    expect(categories["a"]).toEqual([{ training: "never", retentionDays: 7, deployments: shared }]);
  });

  it("may refuse what is undeclared, or name several categories", () => {
    expect(load(`${v}taxonomy: { default: null }\n`).organisation.taxonomy.defaults).toBeNull();
    expect(load(`${v}taxonomy: { default: [phi, pii] }\n`).organisation.taxonomy.defaults).toEqual(["phi", "pii"]);
  });
});

describe("a file that extends a file", () => {
  const base = `${v}requirements:\n  pii: { retentionDays: 7 }\ntaxonomy: { default: confidential }\ncatalog: { maxAgeDays: 100 }\nguard: { mode: enforce }\nagreements:\n  - { gateway: openai, retentionDays: 0, reference: a, validUntil: 2027-06-30 }\npaths: { "a/**": pii }\n`;
  const joined = (team: string) => load({ "cordon.yaml": `${v}extends: ./org/base.yaml\n${team}`, "org/base.yaml": base });

  it("adds a layer that leaves the one below as it is", () => {
    const { categories } = joined("requirements:\n  pii: { retentionDays: 0, regions: [EU] }\n").organisation.taxonomy;
    expect(categories["pii"]).toEqual([{ training: "never", retentionDays: 7, deployments: shared, obligations: ["audit"] }, { retentionDays: 0, regions: ["EU"] }]);
  });

  it("loosens nothing, and is told so", () => {
    const configuration = joined("requirements:\n  pii: { training: any, retentionDays: 30, prohibited: false }\n");
    expect(configuration.organisation.taxonomy.categories["pii"]![0]).toEqual({ training: "never", retentionDays: 7, deployments: shared, obligations: ["audit"] });
    expect(configuration.warnings.map(({ line, column, message }) => `${line}:${column}: ${message}`)).toEqual([
      "4:20: `training: any` loosens nothing: the file that this one extends demands more; leave it out, or change it there",
      "4:40: `retentionDays: 30` loosens nothing: the file that this one extends demands more; leave it out, or change it there",
    ]);
  });

  it("joins defaults, none at all being the strictest", () => {
    expect(joined("taxonomy: { default: pii }\n").organisation.taxonomy.defaults).toEqual(["confidential", "pii"]);
    expect(joined("taxonomy: { default: null }\n").organisation.taxonomy.defaults).toBeNull();
  });

  it("takes the smaller age and the stricter mode", () => {
    const mild = joined("catalog: { maxAgeDays: 200 }\nguard: { mode: observe }\n");
    expect([mild.organisation.maxAgeDays, mild.guard.mode]).toEqual([100, "enforce"]);
    expect(joined("catalog: { maxAgeDays: 50 }\n").organisation.maxAgeDays).toBe(50);
  });

  it("adds agreements and paths, each counting from its own folder", () => {
    const { organisation, paths, file } = joined('agreements:\n  - { gateway: openai, retentionDays: 0, reference: b, validUntil: 2027-06-30 }\npaths: { "b/**": phi }\n');
    expect(organisation.agreements.map(({ reference }) => reference)).toEqual(["a", "b"]);
    expect(paths.map(({ glob, folder }) => [glob, folder])).toEqual([
      ["a/**", join(file!, "../org")],
      ["b/**", join(file!, "..")],
    ]);
  });

  it("declares categories of its own, like those below", () => {
    const { categories } = joined("taxonomy:\n  categories:\n    mine: { like: pii, regions: [EU] }\n").organisation.taxonomy;
    expect(categories["mine"]).toEqual([...categories["pii"]!, { regions: ["EU"] }]);
  });
});

describe("gateways", () => {
  it("of the catalogue gain hosts", () => {
    const { catalog } = load(`${v}gateways:\n  ollama: { hosts: ["gpu.internal:11434"] }\n`);
    expect(catalog.gateways["ollama"]!.hosts).toContain("gpu.internal:11434");
    expect(catalog.gateways["ollama"]!.hosts.length).toBeGreaterThan(1);
  });

  it("on one's own machines may be stated otherwise than the catalogue does", () => {
    const { catalog } = load(`${v}gateways:\n  vllm: { deployment: private-cloud, retentionDays: 30, asOf: 2026-01-02 }\n`);
    const facts = catalog.gateways["vllm"]!.facts.filter(({ within, hard }) => within === undefined && hard !== true);
    expect(facts.flatMap(({ deployment }) => deployment ?? [])).toEqual(["private-cloud"]);
    expect(facts.flatMap(({ retentionDays }) => retentionDays ?? [])).toEqual([30]);
    expect(facts.at(-1)).toMatchObject({ source: "cordon.yaml", asOf: "2026-01-02" });
  });

  it("of one's own are an API where they run elsewhere, and unknown in what is not said", () => {
    const entry = load(`${v}gateways:\n  partner: { hosts: [llm.partner.example], deployment: api, like: anthropic-messages }\n`).catalog.gateways["partner"]!;
    expect(entry.kind).toBe("api");
    expect(entry.facts).toEqual([{ deployment: "api", source: "cordon.yaml", asOf: "9999-12-31" }]);
    expect(entry.apis.every(({ dialect }) => dialect === "anthropic-messages") && entry.apis.length > 0).toBe(true);
  });
});

describe("warnings", () => {
  it.each([
    ["an agreement that has ended", "agreements:\n  - { gateway: openai, retentionDays: 0, reference: a, validUntil: 2026-11-19 }\n", "cordon.yaml:3:68: this agreement ended on 2026-11-19 and no longer counts; renew it or take it out"],
    ["a waiver that has ended", "waivers:\n  - { rule: require-controls, site: a.ts#b, reason: x, until: 2026-11-19 }\n", "cordon.yaml:3:63: this waiver ended on 2026-11-19 and no longer counts; take it out"],
    ["a control that the gateway lacks", "models:\n  vmc/x: { leadsTo: { gateway: openai, controls: { zeroRetention: true } }, reference: r }\n", "cordon.yaml:3:67: `zeroRetention` guarantees nothing here: `openai` has no such control; leave it out"],
    ["credentials of an API", "gateways:\n  openai: { credentials: byok }\n", "cordon.yaml:3:13: `credentials` has no effect here: only a gateway to several providers has it; leave it out"],
  ])("tell of %s", (_, text, warning) => {
    expect(warnings(`${v}${text}`)).toEqual([warning]);
  });

  it("stay silent on the last day", () => {
    expect(warnings(`${v}agreements:\n  - { gateway: openai, retentionDays: 0, reference: a, validUntil: 2026-11-20 }\n`)).toEqual([]);
  });
});

describe("reading", () => {
  const read = (text: string): void => {
    try {
      load(text);
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigurationError);
      for (const { line, column, message } of (error as ConfigurationError).problems) {
        expect([line > 0, column > 0, message.length > 0]).toEqual([true, true, true]);
      }
    }
  };

  it("throws nothing but ConfigurationError, whatever the text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => read(text)), { numRuns: 200 });
    fc.assert(fc.property(fc.array(fc.constantFrom("version: 1", "a", ":", " ", "\n", "- ", "[", "{", "}", "&a ", "*a", "!!x ", "'", '"', "|", "pii", "?", "requirements"), { maxLength: 30 }), (parts) => read(parts.join(""))), { numRuns: 300 });
  });

  it("throws nothing but ConfigurationError, whatever the values", () => {
    const keys = ["extends", "taxonomy", "requirements", "agreements", "gateways", "models", "paths", "waivers", "catalog", "guard", "policies"];
    const file = fc.dictionary(fc.constantFrom(...keys), fc.anything({ maxDepth: 4, key: fc.constantFrom("pii", "like", "default", "categories", "training", "leadsTo", "gateway", "vercel", "hosts", "__proto__", "constructor") }));
    fc.assert(fc.property(file, (value) => {
      let text: string;
      try {
        text = stringify({ version: 1, ...value });
      } catch {
        return; // Not every value of JavaScript can be written.
      }
      read(text);
    }), { numRuns: 300 });
  });

  it("gives the same, whatever the order of keys", () => {
    const reversed = example.trim().split(/\n(?=\S)/u).reverse().join("\n");
    expect(load(reversed).organisation).toEqual(load(example).organisation);
  });
});
