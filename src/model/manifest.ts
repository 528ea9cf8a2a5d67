import * as z from "../vendor/zod.ts";
import { effects } from "./decision.ts";

const Text = z.string().min(1);
const Place = z.int().positive();

/** Where a category comes from. */
export const categorySources = ["options", "guard", "withCategory", "tag", "type", "paths", "default"] as const;

/** A call of a model in the source. */
export const ManifestCall = z.strictObject({
  /** Stays the same while lines move. */
  id: Text,
  /** From the folder in which the command ran, with `/`. */
  file: Text,
  line: Place,
  column: Place,
  /** Where the callee ends, behind its last character: at run time a call stands at the callee's last name. */
  endLine: Place,
  endColumn: Place,
  /** The file and the function around the call: `src/search/embed.ts#embedQuery`. */
  site: Text,
  callee: Text,
  /** The package that is called; `fetch` and the like for raw HTTP. */
  sdk: Text,
  endpoint: Text.nullable(),
  /** `null`, here and below, is what the source does not show. */
  gateway: Text.nullable(),
  model: Text.nullable(),
  categories: z.array(z.strictObject({ category: Text, from: z.enum(categorySources) }).readonly()).readonly(),
  /** The controls that are on, under their neutral names. */
  controls: z.array(Text).readonly(),
  guarded: z.enum(["yes", "no", "unknown"]),
  /** What the policy says of the call as it is written. */
  decision: z.enum(effects).nullable(),
  /** What the source does not show, in words. */
  unknown: z.array(Text).readonly(),
});
export type ManifestCall = Readonly<z.infer<typeof ManifestCall>>;

/** Every call of a model in a code base. Sorted, and without a date unless one was asked for, so that equal code gives equal bytes. */
export const Manifest = z.strictObject({
  version: z.literal(1),
  /** The day that was asked for with `--now`. */
  asOf: z.iso.date().optional(),
  /** Of the policy that decided; `null` where nothing was decided. */
  policyRevision: Text.nullable(),
  calls: z.array(ManifestCall).readonly(),
});
export type Manifest = Readonly<z.infer<typeof Manifest>>;
