// Makes the calls in a world and says, for each, what the caller saw and what the gateway received.
import { hasWhatItNeeds } from "./needs.mjs";

/** One after another, so that whatever arrives meanwhile belongs to the call. */
export async function run(calls, world, gateway) {
  const results = [];
  for (const { call, data, mark, category } of calls) {
    const before = gateway.received.length;
    const error = await Promise.resolve(call(world, data)).then(() => undefined, (thrown) => thrown);
    const arrived = gateway.received.slice(before);
    const prompts = arrived.filter(({ text }) => text.toLowerCase().includes(mark));
    results.push({ error, arrived, prompts: prompts.length, bare: prompts.filter((each) => !hasWhatItNeeds(category, each)).length });
  }
  return results;
}
