// The same calls are made in two worlds: one without a guard, one with. All that differs is in this file.
import { withCategory } from "cordon";
import { guardModel } from "cordon/ai-sdk";
import { guardFetch } from "cordon/fetch";

/** The SDKs as they come. */
export function unguarded(network) {
  return { fetch: network, guard: (model) => model, fetchFor: () => network, within: (_, call) => call() };
}

/** The SDKs with cordon around them. */
export function guarded(network, guard) {
  return {
    fetch: network,
    guard: (model, category) => guardModel(model, { guard, category }),
    fetchFor: (category) => guardFetch({ guard, category, fetch: network }),
    within: (category, call) => withCategory(category, call),
  };
}
