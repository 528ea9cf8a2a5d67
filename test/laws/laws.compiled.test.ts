import { describe, expect, it } from "vitest";
import { createCompiled } from "../policy/compiled.ts";
import { laws } from "./all-laws.ts";
import { createRandom, worlds } from "./generators.ts";
import { shrink } from "./shrink.ts";

const seed = Number(process.env["SEED"] ?? 2);
const scale = Number(process.env["SCALE"] ?? 1);
const count = Math.ceil(Number(process.env["WORLDS"] ?? 70) * scale);
const generated = worlds(seed, count, 40);

describe("the compiled policy", { timeout: 600_000 * scale }, () => {
  it.each(laws.map((law) => [law.name, law] as const))("keeps law %s", async (_, law) => {
    for (const [place, world] of generated.entries()) {
      // A world's policies are let go of after it: each holds a few megabytes.
      const { ask, settled } = createCompiled();
      for (const [index, call] of world.calls.entries()) {
        // A seed of its own for each call, since a law is checked again whenever it meets data that are not loaded.
        const found = await settled(() => law.check(world, call, ask, createRandom(seed + 1000 * place + index)));
        expect(found && (await settled(() => shrink(law, found, ask)))).toBeUndefined();
      }
    }
  });
});
