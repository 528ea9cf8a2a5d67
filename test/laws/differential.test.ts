import { describe, expect, it } from "vitest";
import { decide as decideCompiled } from "../../src/policy/decide.ts";
import { compiledPolicy, createCompiled, decisionText, noClock } from "../policy/compiled.ts";
import { decide as decideByReference } from "../reference/decide.ts";
import { compare } from "./differential.ts";
import { worlds } from "./generators.ts";
import type { Ask, Law } from "./laws.ts";
import { shrink } from "./shrink.ts";

const seed = Number(process.env["SEED"] ?? 1);
const scale = Number(process.env["SCALE"] ?? 1);
const chunks = 10;
const worldsPerChunk = Math.ceil(25 * scale);
const callsPerWorld = 80;

/** As a law, so that what is found can be shrunk as a breach of one. */
const sameAsReference: Law = {
  name: "compiled and reference decide alike",
  check({ data }, call, ask: Ask) {
    const [decision, otherDecision] = [decideByReference(data, call), ask(data, call)];
    const because = compare(decision, otherDecision);
    return because === undefined ? undefined : { because, data, call, decision, otherDecision };
  },
};

describe("the compiled policy", { timeout: 600_000 * scale }, () => {
  const chunked = Array.from({ length: chunks }, (_, index) => ({ part: index + 1, chunkSeed: seed * 1_000 + index }));

  it.each(chunked)(`decides as the reference does, part $part of ${chunks}`, async ({ chunkSeed }) => {
    for (const world of worlds(chunkSeed, worldsPerChunk, callsPerWorld)) {
      const { data } = world;
      const policy = await compiledPolicy(data);
      for (const call of world.calls) {
        // The first of a kind is judged on a survey made for it alone, the second on one just kept, the third on that.
        const asked = [1, 2, 3].map(() => decideCompiled(policy, call, noClock));
        const found = sameAsReference.check(world, call, () => asked[0]!, Math.random);
        expect(found && (await shrunk(found))).toBeUndefined();
        expect(new Set(asked.map(decisionText)).size, `decided otherwise when asked again: ${JSON.stringify({ call, data })}`).toBe(1);
      }
    }
  });

  it("is compared on at least 20,000 calls", () => {
    expect(chunks * worldsPerChunk * callsPerWorld).toBeGreaterThanOrEqual(20_000);
  });
});

async function shrunk(found: Parameters<typeof shrink>[1]): Promise<unknown> {
  const { ask, settled } = createCompiled();
  return settled(() => shrink(sameAsReference, found, ask));
}
