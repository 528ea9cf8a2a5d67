import * as z from "../vendor/zod.ts";
import { Controls } from "./call.ts";
import { deployments, Pattern, Traits } from "./catalog.ts";

const Text = z.string().min(1);
const Day = z.iso.date();
const OneOrMore = z.union([Text, z.array(Text).min(1)]).transform((value) => (typeof value === "string" ? [value] : value));

/** What a category demands of every route. What is left out is not demanded. */
export const Requirement = z.strictObject({
  /** No model call at all. */
  prohibited: z.literal(true).optional(),
  training: z.literal("never").optional(),
  /** Days, at most. */
  retentionDays: z.int().nonnegative().optional(),
  /** The deployments that are accepted, on each hop. */
  deployments: z.array(z.enum(deployments)).readonly().optional(),
  assurances: z.array(Text).readonly().optional(),
  /** Deployments on which the assurances are not asked for. */
  assurancesWaivedOn: z.array(z.enum(deployments)).readonly().optional(),
  regions: z.array(Text).readonly().optional(),
  headquarters: z.array(Text).readonly().optional(),
  obligations: z.array(Text).readonly().optional(),
});
export type Requirement = Readonly<z.infer<typeof Requirement>>;

/** A contract that the organisation itself holds; it improves the traits of the routes it covers, never worsens them. */
export const Agreement = z.strictObject({
  gateway: Text,
  /** A slug of the gateway, or `*` (the default) for every provider behind it. */
  provider: Text.optional(),
  credential: z.enum(["system", "byok"]).optional(),
  /** Model names or patterns; with these the agreement covers only those, and names their hard facts. */
  models: OneOrMore.optional(),
  /** Features; the agreement names the hard facts of these. */
  features: OneOrMore.optional(),
  training: z.literal("never").optional(),
  /** Days, at most. */
  retentionDays: z.int().nonnegative().optional(),
  ...Traits.pick({ deployment: true, assurances: true, region: true, headquarters: true }).shape,
  reference: Text,
  validUntil: Day,
});
export type Agreement = Readonly<z.infer<typeof Agreement>>;

/** What an organisation declares about a gateway that the catalogue knows. */
export const GatewayDeclaration = z.strictObject({
  credentials: z.enum(["system", "byok", "unknown"]).optional(),
  byokProviders: z.array(Text).readonly().optional(),
  logging: z.enum(["off", "on", "unknown"]).optional(),
  tier: z.enum(["paid", "free", "consumer", "unknown"]).optional(),
});
export type GatewayDeclaration = Readonly<z.infer<typeof GatewayDeclaration>>;

/** Where a model name that hides its route leads, by the organisation's word. */
export const ModelAttestation = z.strictObject({
  match: Pattern,
  leadsTo: z
    .strictObject({
      gateway: Text,
      model: Text.optional(),
      only: z.array(Text).readonly().optional(),
      controls: Controls.readonly().optional(),
    })
    .readonly(),
  reference: Text,
  validUntil: Day.optional(),
});
export type ModelAttestation = Readonly<z.infer<typeof ModelAttestation>>;

/**
 * An organisation's rules in the form that the policy reads: profile, files and layers already put together, every
 * name resolved. `cordon.yaml` is read into this.
 */
export const Organisation = z.strictObject({
  taxonomy: z
    .strictObject({
      /** The categories of a call that declares none; `null` refuses such a call. */
      defaults: z.array(Text).min(1).readonly().nullable(),
      /** Every known category with what each layer demands; all of them hold. */
      categories: z.record(Text, z.array(Requirement).min(1).readonly()),
    })
    .readonly(),
  agreements: z.array(Agreement).readonly(),
  gateways: z.record(Text, GatewayDeclaration),
  models: z.array(ModelAttestation).readonly(),
  /** Whether the policy holds requirements of the organisation's own, which may look at the names of providers. */
  ownRequirements: z.boolean().optional(),
  /** Age in days after which a fact no longer counts. */
  maxAgeDays: z.int().positive(),
});
export type Organisation = Readonly<z.infer<typeof Organisation>>;
