import { join, monotoneInData } from "./category-laws.ts";
import { monotoneInKnowledge, monotoneInTime } from "./knowledge-laws.ts";
import type { Law } from "./laws.ts";
import { orderIsNothing } from "./order-law.ts";
import { amendmentsWork, monotoneInProtection } from "./protection-laws.ts";

/** Laws 1 to 6 of the policy model. */
export const laws: readonly Law[] = [
  monotoneInData,
  monotoneInProtection,
  monotoneInKnowledge,
  monotoneInTime,
  amendmentsWork,
  join,
  orderIsNothing,
];
