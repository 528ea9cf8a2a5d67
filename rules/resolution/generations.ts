/**
 * A cache that forgets whole generations: what was not asked for while the weight of one generation went by is gone at
 * once, and nothing is ever removed one by one.
 */
export interface Generations<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
}

export function createGenerations<Value>(most: number, weigh: (value: Value) => number): Generations<Value> {
  let young = new Map<string, Value>();
  let old = new Map<string, Value>();
  let weight = 0;

  function set(key: string, value: Value): void {
    const replaced = young.get(key);
    if (replaced !== undefined) weight -= weigh(replaced);
    weight += weigh(value);
    if (weight > most && young.size > 0) {
      old = young;
      young = new Map();
      weight = weigh(value);
    }
    young.set(key, value);
  }

  return {
    get(key) {
      const value = young.get(key);
      if (value !== undefined) return value;
      const kept = old.get(key);
      if (kept !== undefined) set(key, kept);
      return kept;
    },
    set,
  };
}
