import type { Call } from "../../src/model/call.ts";

/** One call of each effect under the baseline, on one day. */
export const calls = {
  allow: { categories: ["public"], gateway: "vercel", model: "zai/glm-4.7", now: "2026-11-20" },
  amend: { categories: ["pii"], gateway: "vercel", model: "zai/glm-4.7", now: "2026-11-20" },
  deny: { categories: ["phi"], gateway: "deepseek", model: "deepseek-chat", now: "2026-11-20" },
} as const satisfies Record<string, Call>;
