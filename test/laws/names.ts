import fc from "fast-check";

/** The few names that worlds are made of, so that calls, agreements and facts meet. */
export const slugs = ["p1", "p2", "p3", "p4"] as const;
export const strangers = ["z1", "z2"] as const;
export const models = ["m/one", "m/two", "m/two:free", "auto/one", "auto/two"] as const;
export const patterns = ["m/*", "m/one", "*:free", "*two*", "auto/*"] as const;
export const features = ["store", "files", "web-search"] as const;
export const assurances = ["hipaa-baa", "soc2"] as const;
export const places = ["eu", "us"] as const;
export const nows = ["2026-04-01", "2026-06-01", "2026-08-01", "2027-06-01"] as const;
export const readOn = ["2026-01-10", "2026-03-10", "2026-03-20", "2026-05-20"] as const;
export const ends = ["2026-03-31", "2026-06-01", "2026-07-31", "2027-12-31"] as const;
export const maxAgeDays = 150;

export type Weighted<T> = readonly (readonly [weight: number, value: T])[];

/** One of some values, each as often as its weight says. */
export function oneOf<T>(...choices: Weighted<T>): fc.Arbitrary<T> {
  return fc.oneof(...choices.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })));
}

/** A value in so many percent of the cases, else none. */
export function maybe<T>(percent: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  const weight = Math.round(percent);
  return fc.oneof({ weight, arbitrary }, { weight: 100 - weight, arbitrary: fc.constant(undefined) });
}

/** A record without the keys that have no value. */
export function shape<T extends object>(parts: { [Key in keyof T]: fc.Arbitrary<T[Key]> }): fc.Arbitrary<T> {
  return fc.record(parts).map((record) => {
    return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
  });
}

export function some<T>(values: readonly T[], { min = 1, max = values.length } = {}): fc.Arbitrary<T[]> {
  return fc.uniqueArray(fc.constantFrom(...values), { minLength: Math.min(min, values.length), maxLength: max });
}

export function several<T>(arbitrary: fc.Arbitrary<T>, min: number, max: number): fc.Arbitrary<T[]> {
  return fc.array(arbitrary, { minLength: min, maxLength: max, size: "max" });
}
