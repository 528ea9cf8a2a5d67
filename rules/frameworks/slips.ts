import type { Slip } from "../facts/site.ts";
import type { Result } from "../facts/values.ts";

/** A slip that stands where something was made, and that no edit mends. */
export function plainSlip(messageId: string, message: string, { module, node }: Pick<Result, "module" | "node">): Slip {
  return { messageId, message, at: { module, node }, certain: false };
}
