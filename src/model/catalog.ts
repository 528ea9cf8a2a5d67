import * as z from "../vendor/zod.ts";
import { endpoints } from "./call.ts";

const Day = z.iso.date();
const Text = z.string().min(1);

export const deployments = ["local", "self-hosted", "private-cloud", "api", "consumer", "unknown"] as const;

/** What is known of a route, as far as one source states it. A trait that a source is silent on is left out. */
export const Traits = z.strictObject({
  training: z.enum(["never", "may", "unknown"]).optional(),
  /** Days; `indefinite` and `unknown` are the worst. */
  retentionDays: z.union([z.int().nonnegative(), z.enum(["indefinite", "unknown"])]).optional(),
  deployment: z.enum(deployments).optional(),
  assurances: z.array(Text).readonly().optional(),
  region: Text.optional(),
  headquarters: Text.optional(),
});
export type Traits = Readonly<z.infer<typeof Traits>>;

/** Traits from one source, read on one day. */
export const Fact = Traits.extend({
  /** Where it is written: an address or the name of a document. */
  source: Text,
  /** The day on which the source was read; the fact's age counts from here. */
  asOf: Day,
  /** The source itself bears no date; `asOf` is then only the day on which we read it. */
  undated: z.literal(true).optional(),
  /** Neither a less specific fact, nor a control, nor an agreement that does not name it improves this. */
  hard: z.literal(true).optional(),
  /** Narrows the fact to a tier, a region or an endpoint, which makes it more specific. */
  within: z
    .strictObject({
      tier: z.enum(["paid", "free", "consumer"]).optional(),
      region: Text.optional(),
      endpoint: z.enum(endpoints).optional(),
    })
    .readonly()
    .optional(),
  /** What a reader should know; decides nothing. */
  note: Text.optional(),
});
export type Fact = Readonly<z.infer<typeof Fact>>;

/**
 * A name with `*` at its beginning, its end or both, standing for any run of characters: `vmc/*`, `*:free`,
 * `*claude-fable*`. Nowhere else, so that matching is a prefix, a suffix or a substring.
 */
export const Pattern = Text.regex(/^\*?[^*]+\*?$/u, "may have `*` only as its first and its last character");

/** A fact that only an endpoint can narrow: what is said of a model or a feature holds in every tier and region. */
export const WideFact = Fact.extend({ within: z.strictObject({ endpoint: z.enum(endpoints) }).readonly().optional() });
export type WideFact = Readonly<z.infer<typeof WideFact>>;

/** Facts about models whose names match, on every gateway (`models.yaml`) or on one (its own file). */
export const ModelFacts = z
  .strictObject({
    match: Pattern,
    /** The name hides where a call goes, whoever is asked for it. */
    opaque: z.literal(true).optional(),
    facts: z.array(WideFact).readonly(),
    note: Text.optional(),
  })
  .refine(({ opaque, facts }) => opaque === true || facts.length > 0, { path: ["facts"], message: "a model needs a fact, or is `opaque`" });
export type ModelFacts = Readonly<z.infer<typeof ModelFacts>>;

/** Facts about a feature in use, on every gateway (`features.yaml`) or on one (its own file). */
export const FeatureFacts = z.strictObject({
  feature: Text,
  /** Endpoints on which the feature is in use whether the call names it or not. */
  impliedBy: z.array(z.enum(endpoints)).readonly().optional(),
  facts: z.array(WideFact).min(1).readonly(),
});
export type FeatureFacts = Readonly<z.infer<typeof FeatureFacts>>;

/** Where on the wire a setting stands, and the value that switches it on; `days` stands for the number of days. */
export const WirePlace = z.union([
  z.strictObject({ body: z.array(Text).min(1).readonly(), value: z.union([z.boolean(), z.string()]) }),
  z.strictObject({ header: Text, value: z.string() }),
]);
export type WirePlace = Readonly<z.infer<typeof WirePlace>>;

/** A setting on the request that makes the gateway drop routes. */
export const ControlEntry = z.strictObject({
  /** The vendor's own name for it, as people write it: `disallowPromptTraining`. */
  name: Text,
  place: WirePlace,
  /** For whose credentials it holds; `agreement`: only with an agreement of zero retention on record. */
  binds: z.strictObject({ system: z.boolean(), byok: z.union([z.boolean(), z.literal("agreement")]) }).readonly(),
  /** The endpoints that honour it. */
  endpoints: z.array(z.enum(endpoints)).min(1).readonly(),
  source: Text,
  asOf: Day,
  note: Text.optional(),
});
export type ControlEntry = Readonly<z.infer<typeof ControlEntry>>;

export const ProviderEntry = z.strictObject({
  /** The provider as the gateway names it in its `only` lists. */
  slug: Text,
  title: Text,
  /** The id of the entry for the provider's own API, whose facts are the general ones. */
  api: Text.optional(),
  facts: z.array(Fact).readonly(),
});
export type ProviderEntry = Readonly<z.infer<typeof ProviderEntry>>;

/** One API that a gateway speaks: which paths, which kind of request, which shape of body. */
export const ApiEntry = z.strictObject({
  /** Path patterns below the host; `{name}` is one segment, a trailing `*` is the rest. */
  paths: z.array(Text).min(1).readonly(),
  dialect: z.enum([
    "ai-sdk",
    "openai-chat",
    "openai-responses",
    "openai-completions",
    "openai-embeddings",
    "openai-images",
    "openai-audio",
    "openai-files",
    "anthropic-messages",
    "gemini",
    "bedrock",
    "cohere",
    "ollama",
    "rerank",
    "other",
  ]),
  endpoint: z.enum(endpoints),
});
export type ApiEntry = Readonly<z.infer<typeof ApiEntry>>;

/** One service that receives requests: a gateway to many providers, a provider's own API, or a local runtime. */
export const GatewayEntry = z.strictObject({
  id: Text,
  title: Text,
  /** `gateway` routes to providers, also ones not listed; `api` and `local` are their own only provider. */
  kind: z.enum(["gateway", "api", "local"]),
  /** Host names; `{name}` is one label. A port is part of the name for local runtimes. */
  hosts: z.array(Text).readonly(),
  apis: z.array(ApiEntry).readonly(),
  /** Kinds of request that this entry says anything about; any other is judged as unknown. */
  endpoints: z.array(z.enum(endpoints)).min(1).readonly(),
  /** Whether a request on the caller's own key may fall back to the gateway's account; absent means that it may. */
  failover: z.boolean().optional(),
  /** Regions that a call can be bound to by its host. */
  regions: z.array(Text).readonly().optional(),
  /** Names that hide where a call goes. */
  opaqueModels: z.array(Pattern).readonly().optional(),
  controls: z
    .strictObject({
      noTraining: ControlEntry.readonly().optional(),
      zeroRetention: ControlEntry.readonly().optional(),
      maxRetentionDays: ControlEntry.readonly().optional(),
    })
    .readonly()
    .optional(),
  /** Where provider lists stand on the wire; an absent list cannot be set. Only for `gateway`. */
  providerLists: z.strictObject({ only: WirePlace.optional(), ignore: WirePlace.optional() }).readonly().optional(),
  /** Facts about the service itself: for a gateway the hop, for an API or a runtime the provider. */
  facts: z.array(Fact).min(1).readonly(),
  /** Facts that hold instead once its logging is on. A gateway with these is assumed not to log. */
  logging: z.strictObject({ facts: z.array(WideFact).min(1).readonly() }).readonly().optional(),
  /** What may be said of any provider behind it that is not listed: no more than the deployment. */
  unlisted: z.array(Fact).readonly().optional(),
  providers: z.array(ProviderEntry).readonly().optional(),
  models: z.array(ModelFacts).readonly().optional(),
  features: z.array(FeatureFacts).readonly().optional(),
}).refine(({ kind, facts }) => kind !== "gateway" || facts.every(({ within }) => within?.tier === undefined && within?.region === undefined), {
  path: ["facts"],
  message: "a gateway's own facts can be `within` an endpoint only; tiers and regions are the providers'",
});
export type GatewayEntry = Readonly<z.infer<typeof GatewayEntry>>;

/** The trait catalogue as the policy reads it. */
export const Catalog = z.strictObject({
  gateways: z.record(Text, GatewayEntry),
  models: z.array(ModelFacts).readonly(),
  features: z.array(FeatureFacts).readonly(),
});
export type Catalog = Readonly<z.infer<typeof Catalog>>;
