import * as z from "../vendor/zod.ts";
import { endpoints } from "./call.ts";
import { Effect } from "./decision.ts";

const Text = z.string().min(1);
const Count = z.int().nonnegative();

/** A place in the source, counted from 1. The path has `/` and is relative to the project's folder. */
export const CallSite = z.strictObject({ file: Text, line: z.int().nonnegative(), column: z.int().nonnegative() });
export type CallSite = Readonly<z.infer<typeof CallSite>>;

/**
 * The model calls of one kind from one place, counted: a line of an inventory. Lines that are alike but for their counts
 * and times are added up, so files of several processes can simply be put together. Names only: no prompt, no key.
 */
export const InventoryEntry = z.strictObject({
  version: z.literal(1),
  /** As requests name it, with a port where they name one; `null` where the call was refused before its host was known. */
  host: Text.nullable(),
  gateway: Text,
  endpoint: z.enum(endpoints).nullable(),
  model: Text.nullable(),
  /** What was declared of the data; empty where nothing was, and the taxonomy's default was judged. */
  categories: z.array(Text.or(z.literal(""))).readonly(),
  /** Where the process made the call; `null` where no frame of its own code could be found. */
  site: CallSite.readonly().nullable(),
  /** Who judged it: a wrapper in the code, or the guard of the whole process. */
  guard: z.enum(["adapter", "register"]),
  /** The mode of that guard; left out by what wrote no modes. */
  mode: z.enum(["amend", "enforce", "observe"]).optional(),
  over: z.enum(["fetch", "undici", "http", "http2"]),
  calls: z.int().positive(),
  effects: z.record(Effect, Count).readonly(),
  outcomes: z.record(z.enum(["sent", "amended", "observed", "refused"]), Count).readonly(),
  /** The codes of all reasons. */
  reasons: z.array(Text).readonly(),
  first: z.iso.datetime(),
  last: z.iso.datetime(),
});
export type InventoryEntry = Readonly<z.infer<typeof InventoryEntry>>;
