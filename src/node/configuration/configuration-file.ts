import * as z from "../../vendor/zod.ts";
import { Controls, endpoints } from "../../model/call.ts";
import { deployments, Pattern } from "../../model/catalog.ts";

/** The static rules that a waiver can name. */
export const waivableRules = [
  "require-controls",
  "no-denied-call",
  "no-ineffective-control",
  "require-category",
  "no-unguarded-call",
] as const;

// INVARIANT: every message here completes "`path` …", and says what would be right.
const text = "must be text that is not empty";
const Text = z.string({ error: text }).min(1, text);
const dayText = "must be a date such as 2027-06-30";
const Day = z.iso.date({ error: dayText });
const Days = z.int({ error: "must be a whole number of days, 0 or more" }).nonnegative("must be a whole number of days, 0 or more");
const name = "must be a name without spaces and commas";
export const CategoryName = z.string({ error: name }).regex(/^[^\s,\p{Cc}]{1,64}$/u, name);
const pattern = "may have `*` only as its first and its last character";
const NamePattern = z.string({ error: text }).refine((value) => Pattern.safeParse(value).success, pattern);
const host = "must be a host as requests name it, such as `llm.internal:4000`, without scheme, path and capitals";
const Host = z.string({ error: host }).regex(/^(?:[a-z0-9_.{}-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?$/u, host);
const glob = "must be a path pattern such as `src/billing/**`, relative to the folder of this file and with `/`";
const Glob = z.string({ error: glob }).regex(/^(?![/\\])(?!.*\\)(?![A-Za-z]:)[^\p{Cc}]+$/u, glob);

/** The deployments that a requirement can accept and a statement can give; `unknown` is in no set. */
const knownDeployments = deployments.filter((deployment) => deployment !== "unknown");

const requirementFields = {
  prohibited: z.boolean({ error: "must be `true` or `false`" }).optional(),
  training: z.enum(["never", "any"]).optional(),
  retentionDays: Days.or(z.literal("any")).optional(),
  deployments: listOrAny(z.enum(knownDeployments)),
  assurances: list(Text).optional(),
  assurancesWaivedOn: list(z.enum(knownDeployments)).optional(),
  regions: listOrAny(Text),
  headquarters: listOrAny(Text),
  audit: z.boolean({ error: "must be `true` or `false`" }).optional(),
};

/** What a file says of a category; `any` takes back what the profile demands. */
export const RequirementStatement = z.strictObject(requirementFields);
export type RequirementStatement = Readonly<z.infer<typeof RequirementStatement>>;

const CategoryStatement = z.strictObject({ like: CategoryName.optional(), ...requirementFields });

const traitFields = {
  training: z.enum(["never", "may", "unknown"]).optional(),
  retentionDays: Days.or(z.enum(["indefinite", "unknown"])).optional(),
  deployment: z.enum(deployments).optional(),
  assurances: list(Text).optional(),
  region: Text.optional(),
  headquarters: Text.optional(),
};
export const traitNames = Object.keys(traitFields) as readonly (keyof typeof traitFields)[];

/** A contract can only improve, so it states good values alone. */
const AgreementStatement = z.strictObject({
  gateway: Text,
  provider: Text.optional(),
  credential: z.enum(["system", "byok"]).optional(),
  models: NamePattern.or(list(NamePattern).min(1, "must name a model")).optional(),
  features: Text.or(list(Text).min(1, "must name a feature")).optional(),
  training: z.enum(["never"]).optional(),
  retentionDays: Days.optional(),
  deployment: z.enum(knownDeployments).optional(),
  assurances: list(Text).optional(),
  region: Text.optional(),
  headquarters: Text.optional(),
  reference: Text,
  validUntil: Day,
});
export type AgreementStatement = Readonly<z.infer<typeof AgreementStatement>>;

const GatewayStatement = z.strictObject({
  credentials: z.enum(["system", "byok", "unknown"]).optional(),
  byokProviders: list(Text).optional(),
  logging: z.enum(["off", "on", "unknown"]).optional(),
  tier: z.enum(["paid", "free", "consumer", "unknown"]).optional(),
  hosts: list(Host).optional(),
  ...traitFields,
  endpoints: list(z.enum(endpoints)).min(1, "must name an endpoint").optional(),
  /** Whose API it speaks: an entry of the catalogue, or a dialect. */
  like: Text.optional(),
  /** The day of the statement about its traits; without it the statement has no age. */
  asOf: Day.optional(),
});
export type GatewayStatement = Readonly<z.infer<typeof GatewayStatement>>;

const AttestationStatement = z.strictObject({
  leadsTo: z.strictObject({ gateway: Text, model: Text.optional(), only: list(Text).optional(), controls: Controls.optional() }),
  reference: Text,
  validUntil: Day.optional(),
});
export type AttestationStatement = Readonly<z.infer<typeof AttestationStatement>>;

const WaiverStatement = z.strictObject({ rule: z.enum(waivableRules), site: Text, reason: Text, until: Day });

/** `cordon.yaml` as it is written, before profile, files and layers are put together. */
export const ConfigurationFile = z.strictObject({
  version: z.literal(1),
  extends: Text.optional(),
  taxonomy: z
    .strictObject({
      default: CategoryName.or(list(CategoryName).min(1, "must name a category")).nullable().optional(),
      categories: z.record(CategoryName, CategoryStatement.nullable()).optional(),
    })
    .optional(),
  requirements: z.record(CategoryName, RequirementStatement).optional(),
  agreements: z.array(AgreementStatement).optional(),
  gateways: z.record(z.string().regex(/^[a-z0-9][a-z0-9._-]*$/u, "must be an id of small letters, digits, `-`, `_` and `.`"), GatewayStatement).optional(),
  models: z.record(NamePattern, AttestationStatement).optional(),
  paths: z.record(Glob, CategoryName.or(list(CategoryName).min(1, "must name a category"))).optional(),
  waivers: z.array(WaiverStatement).optional(),
  catalog: z.strictObject({ maxAgeDays: z.int("must be a whole number of days, 1 or more").positive("must be a whole number of days, 1 or more").optional() }).optional(),
  guard: z.strictObject({ mode: z.enum(["amend", "enforce", "observe"]).optional() }).optional(),
  /** A folder of the organisation's own requirements in Rego. */
  policies: Text.optional(),
});
export type ConfigurationFile = Readonly<z.infer<typeof ConfigurationFile>>;

function list<Item extends z.ZodType>(item: Item) {
  return z.array(item).superRefine((items, context) => {
    items.forEach((value, index) => {
      if (items.indexOf(value) < index) context.addIssue({ code: "custom", path: [index], message: "stands here twice; keep one" });
    });
  });
}

// An empty list would let nothing pass; `prohibited: true` says so in words.
function listOrAny<Item extends z.ZodType>(item: Item) {
  return list(item).min(1, "must name at least one, or be `any`; to let nothing pass, write `prohibited: true`").or(z.literal("any")).optional();
}
