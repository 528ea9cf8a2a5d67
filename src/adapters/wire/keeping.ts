import type { WireRequest } from "./request.ts";

/** APIs that keep every answer unless a request says `store: false`, by the last word of their path. */
const keeping: ReadonlySet<string> = new Set(["responses", "interactions"]);

/** Whether a provider keeps an answer because nobody told it not to. A gateway or a runtime does so only when asked. */
export function keepsByDefault({ entry, api, store }: Pick<WireRequest, "entry" | "api" | "store">): boolean {
  return entry?.kind !== "gateway" && entry?.kind !== "local" && api !== undefined && keeping.has(api) && store !== false;
}
