import type { Guard } from "../src/guard/guard.ts";
import { judge, type Judgement, settle } from "../src/guard/judge.ts";
import type { Destination } from "../src/adapters/fetch/destinations.ts";
import { readFacts } from "../src/adapters/fetch/facts.ts";
import type { Outgoing } from "../src/adapters/fetch/outgoing.ts";

/**
 * Judges a request to open a WebSocket. What goes through one cannot be read beforehand, so that this is a call of kind
 * `realtime` with an unreadable body: denied to every category that requires something. It is never carried, whatever
 * the judgement says.
 */
export function judgeRealtime(guard: Guard, destination: Destination, outgoing: Outgoing, categories: readonly string[]): Judgement {
  const models = ["model", "ai-model-id"].flatMap((name) => outgoing.url.searchParams.getAll(name));
  const facts = readFacts(destination, outgoing);
  const [model, ...fallbackModels] = [...new Set([...(facts.model === undefined ? [] : [facts.model]), ...models.filter((name) => name !== "").slice(0, 8)])];
  const judgement = judge(guard, { ...facts, endpoint: "realtime", ...(model !== undefined && { model, fallbackModels }) }, categories);
  settle(guard, judgement, false);
  return judgement;
}
