import * as z from "../vendor/zod.ts";

/** Kinds of model request that the policy tells apart. */
export const endpoints = [
  "language",
  "embedding",
  "image",
  "speech",
  "transcription",
  "rerank",
  "video",
  "realtime",
  "batch",
] as const;

const Day = z.iso.date();
const Days = z.int().nonnegative();
// A half of a surrogate pair has no encoding: the policy would see another name than the one that is sent.
const Name = z.string().min(1).max(512).regex(/^\P{Surrogate}*$/u, "not well-formed text");
const Names = z.array(Name).max(256).readonly();

/** The settings that make a gateway drop routes, under their neutral names. `false` is the same as absent. */
export const Controls = z.strictObject({
  noTraining: z.boolean().optional(),
  zeroRetention: z.boolean().optional(),
  /** Days, at most; absent means no limit. */
  maxRetentionDays: Days.optional(),
});
export type Controls = Readonly<z.infer<typeof Controls>>;

/**
 * The facts of one model request, never its content.
 *
 * Only `gateway` and `categories` are always there; what is left out has the cautious default of the policy.
 */
export const Call = z.strictObject({
  categories: Names,
  gateway: Name,
  endpoint: z.enum(endpoints).optional(),
  model: Name.optional(),
  fallbackModels: Names.optional(),
  providers: z.strictObject({ only: Names.optional(), ignore: Names.optional() }).readonly().optional(),
  controls: Controls.readonly().optional(),
  credentials: z.enum(["system", "byok", "unknown"]).optional(),
  byokProviders: Names.optional(),
  features: Names.optional(),
  tier: z.enum(["paid", "free", "consumer", "unknown"]).optional(),
  region: Name.optional(),
  /** The clock of the decision, as an ISO date; the policy reads no other. */
  now: Day.optional(),
});
export type Call = Readonly<z.infer<typeof Call>>;
