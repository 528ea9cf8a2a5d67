import fc from "fast-check";
import type { Call } from "../../src/model/call.ts";
import type { PolicyData } from "../../src/model/policy-data.ts";
import { features, maybe, models, nows, oneOf, places, shape, slugs, some, strangers } from "./names.ts";

const names = [...slugs, ...strangers];
const controls = shape({
  noTraining: maybe(40, oneOf([75, true], [25, false])),
  zeroRetention: maybe(30, oneOf([75, true], [25, false])),
  maxRetentionDays: maybe(30, fc.constantFrom(0, 7, 30)),
});
const aModel = fc.oneof(
  { weight: 85, arbitrary: fc.constantFrom("m/one", "m/two", "m/two:free", "unheard-of") },
  { weight: 15, arbitrary: fc.constantFrom("auto/one", "auto/two") },
);

/** A call on the names of a world; now and then one that no policy may take for valid. */
export function aCall(data: PolicyData): fc.Arbitrary<Call> {
  return fc.oneof(
    { weight: 98, arbitrary: aValidCall(data) },
    { weight: 2, arbitrary: aValidCall(data).chain((call) => fc.constantFrom(...damaged(call))) },
  );
}

function damaged(call: Call): Call[] {
  const { gateway: _, ...homeless } = call;
  return [{ ...call, surprise: true }, { ...call, tier: "gold" }, { ...call, categories: "c1" }, homeless].map((each) => each as Call);
}

function aValidCall(data: PolicyData): fc.Arbitrary<Call> {
  const gateways = Object.keys(data.catalog.gateways);
  const categories = Object.keys(data.organisation.taxonomy.categories);
  return fc
    .oneof(
      { weight: 77, arbitrary: fc.constantFrom(...gateways.filter((id) => id.startsWith("g"))) },
      { weight: 20, arbitrary: fc.constantFrom(...gateways) },
      { weight: 3, arbitrary: fc.constant("nowhere") },
    )
    .chain((gateway) => {
      const own = gateway.startsWith("g") ? names : [...names, gateway, gateway, gateway, gateway];
      return shape<Record<string, unknown>>({
        categories: fc.oneof(
          { weight: 6, arbitrary: fc.constant([]) },
          { weight: 70, arbitrary: some(categories, { max: 1 }) },
          { weight: 21, arbitrary: some(categories, { min: 2, max: 3 }) },
          { weight: 3, arbitrary: some([...categories, "c9"], { min: 1, max: 2 }) },
        ),
        gateway: fc.constant(gateway),
        endpoint: maybe(30, oneOf([45, "language"], [50, "embedding"], [5, "image"])),
        model: maybe(90, aModel),
        fallbackModels: maybe(15, fc.array(aModel, { maxLength: 2 })),
        providers: maybe(
          45,
          shape({
            only: maybe(60, some(own, { min: 0, max: 3 })),
            ignore: maybe(40, some(names, { min: 0, max: 2 })),
          }),
        ),
        controls: maybe(45, controls),
        credentials: maybe(45, oneOf([55, "system"], [30, "byok"], [15, "unknown"])),
        byokProviders: maybe(20, some(names, { min: 0, max: 2 })),
        features: maybe(18, fc.oneof({ weight: 85, arbitrary: some(features.slice(0, 2)) }, { weight: 15, arbitrary: some(features) })),
        tier: maybe(50, oneOf([55, "paid"], [20, "free"], [10, "consumer"], [15, "unknown"])),
        region: maybe(35, fc.constantFrom(...places, "unknown", "mars")),
        now: oneOf([45, nows[0]], [33, nows[1]], [14, nows[2]], [8, nows[3]]),
      }) as fc.Arbitrary<unknown> as fc.Arbitrary<Call>;
    });
}
