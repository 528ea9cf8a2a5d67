import fc from "fast-check";
import type { Call } from "../../src/model/call.ts";
import { PolicyData } from "../../src/model/policy-data.ts";
import { aCall } from "./call-generator.ts";
import { aCatalog } from "./catalog-generator.ts";
import { anOrganisation } from "./organisation-generator.ts";

/** Data and many calls on it, since loading data is the dear part of asking a policy. Some calls are not valid. */
export type World = { readonly data: PolicyData; readonly calls: readonly Call[] };

export function aWorld(callsPerWorld = 50): fc.Arbitrary<World> {
  return aCatalog
    .chain((catalog) => anOrganisation(catalog).map((organisation) => ({ catalog, organisation, revision: "sha256:generated" })))
    .map((data) => PolicyData.parse(data))
    .chain((data) =>
      fc
        .array(aCall(data), { minLength: callsPerWorld, maxLength: callsPerWorld, size: "max" })
        .map((calls) => ({ data, calls })),
    );
}

/** The same worlds for the same seed. */
export function worlds(seed: number, count: number, callsPerWorld = 50): readonly World[] {
  return fc.sample(aWorld(callsPerWorld), { seed, numRuns: count });
}

export type Random = () => number;

/** Numbers from 0 up to 1, the same ones for the same seed. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
