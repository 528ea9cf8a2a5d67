// One process: a million decisions, one in twenty never seen before, with what the process holds on the way.
import { createGuard } from "cordon";
import { differentCalls } from "./calls.mjs";

const decisions = Number(process.argv[2] ?? 1_000_000);
const guard = await createGuard();
const fresh = differentCalls(guard.catalog);
const known = Array.from({ length: 500 }, () => fresh.next().value);
const samples = [];
for (let count = 1; count <= decisions; count += 1) {
  guard.decide(count % 20 === 0 ? fresh.next().value : known[count % known.length]);
  if ([0.1, 0.25, 0.5, 0.75, 1].some((share) => count === decisions * share)) samples.push(sample(count));
}
console.log(JSON.stringify(samples));

function sample(count) {
  globalThis.gc?.();
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
  return { count, rss, heapUsed, external, arrayBuffers };
}
