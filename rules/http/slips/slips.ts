import type { Slip } from "../../facts/site.ts";
import { property } from "../../facts/read.ts";
import { elsewhere } from "./elsewhere.ts";
import { slip, type LookedAt } from "./looked-at.ts";
import { atItsPlace, misspelt, nodeAt } from "./own-place.ts";

/** Every privacy setting in a body that has no effect. */
export function bodySlips(looked: LookedAt): readonly Slip[] {
  return [...atItsPlace(looked), ...misspelt(looked), ...elsewhere(looked), ...storeSlips(looked)];
}

/** Whether it matters that `store: false` keeps nothing out of a provider's logs, the rules decide. */
function storeSlips(looked: LookedAt): readonly Slip[] {
  const value = property(looked.body, "store", looked.choose);
  const node = nodeAt(looked, ["store"]);
  if (node === undefined || value.kind !== "literal" || value.value !== false) return [];
  const message = `\`store: false\` is no zero retention: it keeps the answer from being stored for later requests, and ${looked.entry.title} may still keep the request in its logs. Ask for zero retention, or send such data over a route that grants it.`;
  return [slip(looked, "not-retention", message, node, undefined, false)];
}
