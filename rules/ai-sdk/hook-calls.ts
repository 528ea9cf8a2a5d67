import { known, type FunctionValue, type Value } from "../facts/values.ts";

const results = new WeakMap<FunctionValue, Map<string | object, Value>>();

/**
 * What a function of the project gives for an argument, once for each: two runs of a function have tests of their own,
 * and an outcome that is settled in one would be open again in the next.
 */
export function resultOf(hook: FunctionValue, key: string | object, argument: () => Value): Value {
  const earlier = results.get(hook) ?? new Map<string | object, Value>();
  results.set(hook, earlier);
  const before = earlier.get(key);
  if (before !== undefined) return before;
  const result = hook.call([{ spread: false, value: known(argument()) }]);
  earlier.set(key, result);
  return result;
}
