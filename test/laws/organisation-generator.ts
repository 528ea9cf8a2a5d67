import fc from "fast-check";
import type { LooseCatalog } from "./catalog-generator.ts";
import { assurances, ends, features, maxAgeDays, maybe, models, oneOf, patterns, places, several, shape, slugs, some, strangers } from "./names.ts";

const categoryNames = ["c1", "c2", "c3", "c4", "c5", "c6"] as const;
const deployments = ["api", "private-cloud", "self-hosted", "local"] as const;

const requirement = shape<Record<string, unknown>>({
  prohibited: maybe(2, fc.constant(true)),
  training: maybe(55, fc.constant("never")),
  retentionDays: maybe(45, oneOf([50, 0], [15, 7], [35, 30])),
  deployments: maybe(12, some(deployments, { min: 2 })),
  assurances: maybe(16, some(assurances, { min: 0, max: 2 })),
  assurancesWaivedOn: maybe(30, some(["local", "self-hosted", "private-cloud"])),
  regions: maybe(6, some(places)),
  headquarters: maybe(6, some(places)),
  obligations: maybe(30, some(["audit", "log", "review"])),
});
const nothing = fc.constant([{}]);

const layers = fc.oneof({ weight: 15, arbitrary: nothing }, { weight: 85, arbitrary: several(requirement, 1, 2) });

function anAgreement(gateways: readonly string[]): fc.Arbitrary<object> {
  return fc.constantFrom(...gateways, "g1").chain((gateway) =>
    shape<Record<string, unknown>>({
      gateway: fc.constant(gateway),
      provider: gateway.startsWith("g")
        ? maybe(60, fc.constantFrom(...slugs, "*", "*", strangers[0]))
        : maybe(30, fc.constantFrom(gateway, "*")),
      credential: maybe(35, fc.constantFrom("system", "byok")),
      models: maybe(40, some([...patterns, ...models], { max: 3 })),
      features: maybe(40, some(features)),
      training: maybe(50, fc.constant("never")),
      retentionDays: maybe(60, oneOf([75, 0], [25, 7])),
      deployment: maybe(25, fc.constantFrom(...deployments)),
      assurances: maybe(55, some(assurances)),
      region: maybe(20, fc.constantFrom(...places)),
      headquarters: maybe(15, fc.constantFrom(...places)),
      reference: fc.constant("r1"),
      validUntil: fc.constantFrom(...ends, ends[3]),
    }),
  );
}

function anAttestation(gateways: readonly string[]): fc.Arbitrary<object> {
  return shape<Record<string, unknown>>({
    match: fc.constantFrom("auto/*", "auto/one", "auto/two"),
    leadsTo: shape<Record<string, unknown>>({
      gateway: fc.constantFrom(...gateways, ...gateways, "g1", "nowhere"),
      model: maybe(70, fc.constantFrom(...models)),
      only: maybe(40, some([...slugs, strangers[0]], { min: 0 })),
      controls: maybe(
        40,
        shape({ noTraining: maybe(50, fc.boolean()), zeroRetention: maybe(40, fc.boolean()), maxRetentionDays: maybe(40, fc.constantFrom(0, 30)) }),
      ),
    }),
    reference: fc.constant("r2"),
    validUntil: maybe(60, fc.constantFrom(...ends)),
  });
}

const declaration = shape({
  credentials: maybe(35, oneOf([50, "system"], [35, "byok"], [15, "unknown"])),
  byokProviders: maybe(20, some([...slugs, strangers[0]], { max: 2 })),
  logging: maybe(50, oneOf([50, "off"], [30, "on"], [20, "unknown"])),
  tier: maybe(35, fc.constantFrom("paid", "free", "consumer", "unknown")),
});

export function anOrganisation(catalog: LooseCatalog): fc.Arbitrary<object> {
  const gateways = Object.keys(catalog.gateways);
  return fc.record({
    taxonomy: some(categoryNames, { min: 2 }).chain((names) =>
      fc.record({
        defaults: oneOf([75, names.slice(0, 1)], [20, null], [5, ["c9"]]),
        categories: fc.tuple(...names.map(() => layers)).map((all) => Object.fromEntries(names.map((name, index) => [name, all[index]]))),
      }),
    ),
    agreements: fc.oneof(several(anAgreement(gateways), 0, 3), several(anAgreement(gateways), 4, 8)),
    gateways: fc
      .tuple(...gateways.map(() => maybe(45, declaration)))
      .map((all) => Object.fromEntries(gateways.map((id, index) => [id, all[index]]).filter(([, each]) => each !== undefined))),
    models: several(anAttestation(gateways), 0, 2),
    maxAgeDays: fc.constant(maxAgeDays),
  });
}
