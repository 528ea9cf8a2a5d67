import * as z from "../vendor/zod.ts";
import { Call } from "./call.ts";

/** Milder to harsher; the index is the harshness. */
export const effects = ["allow", "amend", "deny"] as const;
export const Effect = z.enum(effects);
export type Effect = z.infer<typeof Effect>;

export const reasonCodes = [
  "invalid-call",
  "policy-unavailable",
  "unclassified",
  "unknown-category",
  "prohibited-category",
  "unknown-gateway",
  "unsupported-endpoint",
  "opaque-model",
  "no-route",
  "training",
  "retention",
  "deployment",
  "assurance",
  "region",
  "feature",
] as const;

/** One unmet requirement on one route. */
export const Reason = z.strictObject({
  /** One of `reasonCodes`, or the name of an organisation's own requirement. */
  code: z.string().min(1),
  /** The category that demands it; `null` where the reason holds for every category. */
  category: z.string().nullable(),
  route: z
    .strictObject({ provider: z.string(), credential: z.enum(["system", "byok"]), model: z.string().optional() })
    .readonly()
    .nullable(),
  need: z.string().nullable(),
  found: z.string().nullable(),
  /** Where what was found is written: an address or a document, with the date it was read. */
  source: z.string().nullable(),
});
export type Reason = Readonly<z.infer<typeof Reason>>;

/** A setting to add to the request. `only` is a provider allow-list in the gateway's own slugs. */
export const Amendment = z.discriminatedUnion("control", [
  z.strictObject({ control: z.literal("noTraining"), value: z.literal(true) }),
  z.strictObject({ control: z.literal("zeroRetention"), value: z.literal(true) }),
  z.strictObject({ control: z.literal("maxRetentionDays"), value: z.int().nonnegative() }),
  z.strictObject({ control: z.literal("only"), value: z.array(z.string()).min(1).readonly() }),
]);
export type Amendment = Readonly<z.infer<typeof Amendment>>;

/** What the policy says about a call. Reasons say why the call as it stands does not pass, under `amend` too. */
export const Decision = z.strictObject({
  effect: Effect,
  reasons: z.array(Reason).readonly(),
  amendments: z.array(Amendment).readonly(),
  obligations: z.array(z.string()).readonly(),
  /** Up to three nearby calls that would be allowed or amended; complete calls, ready to be decided. */
  alternatives: z.array(Call).readonly(),
  assumptions: z.array(z.string()).readonly(),
  policyRevision: z.string(),
});
export type Decision = Readonly<z.infer<typeof Decision>>;
