import fc from "fast-check";
import { maybe, oneOf, patterns, places, readOn, assurances, several, shape, slugs, some } from "./names.ts";

/** What a generated catalogue looks like, before `PolicyData` has checked it. */
export type LooseCatalog = { gateways: Record<string, object>; models: object[]; features: object[] };

const training = oneOf([65, "never"], [20, "may"], [15, "unknown"]);
const retentionDays = oneOf<number | string>([50, 0], [10, 7], [15, 30], [10, "indefinite"], [15, "unknown"]);
const deployment = oneOf([55, "api"], [20, "private-cloud"], [10, "self-hosted"], [5, "local"], [5, "consumer"], [5, "unknown"]);

const endpointOnly = shape({ endpoint: fc.constantFrom("language", "embedding") });
const within = fc.oneof(
  shape({ tier: fc.constantFrom("paid", "free", "consumer") }),
  shape({ region: fc.constantFrom(...places) }),
  shape({ endpoint: fc.constantFrom("language", "embedding") }),
  shape({ tier: fc.constantFrom("paid", "free"), region: fc.constantFrom(...places) }),
);

/** Facts of a world in which so many percent of them are hard. */
function createFacts(hardPercent: number) {
  /** Traits, each stated in so many percent of the facts. */
  const aFact = (percent: number, withinPercent: number, scope: fc.Arbitrary<object> = within): fc.Arbitrary<object> =>
    shape<Record<string, unknown>>({
      training: maybe(percent, training),
      retentionDays: maybe(percent, retentionDays),
      deployment: maybe(percent, deployment),
      assurances: maybe(percent / 2, some(assurances, { min: 0 })),
      region: maybe(percent / 2, oneOf([50, "eu"], [35, "us"], [15, "unknown"])),
      headquarters: maybe(percent / 2, oneOf([50, "eu"], [35, "us"], [15, "unknown"])),
      source: fc.constantFrom("s1", "s2", "s3"),
      asOf: fc.constantFrom(...readOn),
      hard: maybe(hardPercent, fc.constant(true)),
      within: maybe(withinPercent, scope),
    });
  const generalFacts = (scope: fc.Arbitrary<object>): fc.Arbitrary<object[]> =>
    fc.tuple(aFact(85, 0), several(aFact(50, 60, scope), 0, 2)).map(([first, rest]) => [first, ...rest]);
  const details = several(aFact(40, 25, endpointOnly), 1, 2);
  return {
    aFact,
    general: generalFacts(within),
    gatewayGeneral: generalFacts(endpointOnly),
    modelFacts: shape({ match: fc.constantFrom(...patterns), opaque: maybe(4, fc.constant(true)), facts: details }),
    featureFacts: shape({
      feature: fc.constantFrom("store", "files"),
      impliedBy: maybe(15, fc.constant(["embedding"])),
      facts: details,
    }),
  };
}
type Facts = ReturnType<typeof createFacts>;

function aControl(name: string): fc.Arbitrary<object> {
  return shape<Record<string, unknown>>({
    name: fc.constant(name),
    place: fc.constant({ body: [name], value: true }),
    binds: shape({ system: oneOf([95, true], [5, false]), byok: oneOf<boolean | string>([40, true], [25, false], [35, "agreement"]) }),
    endpoints: oneOf([85, ["language", "embedding"]], [15, ["language"]]),
    source: fc.constant("s1"),
    asOf: fc.constant("2026-03-10"),
  });
}

const controls = shape({
  noTraining: maybe(85, aControl("noTraining")),
  zeroRetention: maybe(85, aControl("zeroRetention")),
  maxRetentionDays: maybe(75, aControl("maxRetentionDays")),
});

function anEntry(facts: Facts, id: string, kind: "gateway" | "api" | "local"): fc.Arbitrary<object> {
  const { aFact, general, modelFacts, featureFacts } = facts;
  const isGateway = kind === "gateway";
  const onGateway = <T>(percent: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => maybe(isGateway ? percent : 0, arbitrary);
  return shape<Record<string, unknown>>({
    id: fc.constant(id),
    title: fc.constant(id),
    kind: fc.constant(kind),
    hosts: fc.constant([]),
    apis: fc.constant([]),
    endpoints: oneOf([85, ["language", "embedding"]], [15, ["language"]]),
    failover: onGateway(50, fc.boolean()),
    opaqueModels: maybe(80, fc.constant(["auto/*"])),
    controls: maybe(isGateway ? 90 : 25, controls),
    providerLists: onGateway(80, fc.constant({ only: { body: ["only"], value: "x" } })),
    facts: isGateway ? gatewayFacts(facts) : general,
    logging: onGateway(40, fc.record({ facts: several(aFact(60, 20, endpointOnly), 1, 1) })),
    unlisted: onGateway(75, several(aFact(35, 10), 1, 2)),
    providers: onGateway(97, fc.subarray([...slugs]).chain((names) => fc.tuple(...names.map((slug) => aProvider(facts, slug))))),
    models: maybe(25, several(modelFacts, 1, 2)),
    features: maybe(35, several(featureFacts, 1, 2)),
  });
}

/** A gateway that keeps and trains on what it passes on would leave nothing to decide: most do neither. */
function gatewayFacts({ gatewayGeneral: general }: Facts): fc.Arbitrary<object[]> {
  return fc.oneof(
    { weight: 85, arbitrary: fc.constantFrom(...readOn.slice(1)).map((asOf) => [{ ...blameless, asOf }]) },
    { weight: 15, arbitrary: general },
  );
}
const blameless = {
  training: "never",
  retentionDays: 0,
  deployment: "api",
  region: "eu",
  headquarters: "eu",
  assurances: [...assurances],
  source: "s2",
};

function aProvider({ aFact }: Facts, slug: string): fc.Arbitrary<object> {
  return shape<Record<string, unknown>>({
    slug: fc.constant(slug),
    title: fc.constant(slug),
    api: maybe(60, fc.constantFrom("a1", "a2")),
    facts: several(aFact(55, 25), 0, 2),
  });
}

/** A gateway, the API of a provider, and up to two more entries, of which one may be a local runtime. */
function aCatalogOf(facts: Facts): fc.Arbitrary<LooseCatalog> {
  return fc
    .record({
      g1: anEntry(facts, "g1", "gateway"),
      a1: anEntry(facts, "a1", "api"),
      more: fc.subarray(["g2", "a2", "l1"], { maxLength: 2 }),
      g2: anEntry(facts, "g2", "gateway"),
      a2: anEntry(facts, "a2", "api"),
      l1: anEntry(facts, "l1", "local"),
      models: several(facts.modelFacts, 0, 2),
      features: several(facts.featureFacts, 0, 2),
    })
    .map(({ models, features, more, g1, a1, ...others }) => ({
      gateways: { g1, a1, ...Object.fromEntries(more.map((id) => [id, others[id as "g2" | "a2" | "l1"]])) },
      models,
      features,
    }));
}

/** In every third world hard facts are so many that agreements and controls meet them. */
export const aCatalog: fc.Arbitrary<LooseCatalog> = fc.oneof(
  { weight: 65, arbitrary: aCatalogOf(createFacts(5)) },
  { weight: 35, arbitrary: aCatalogOf(createFacts(40)) },
);
