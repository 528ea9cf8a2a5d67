import { describe, expect, it } from "vitest";
import { decide } from "../reference/decide.ts";
import { laws } from "./all-laws.ts";
import { createRandom, worlds } from "./generators.ts";
import { shrink } from "./shrink.ts";

const seed = Number(process.env["SEED"] ?? 1);
const count = Number(process.env["WORLDS"] ?? 40);
const generated = worlds(seed, count);

describe("the reference decision", () => {
  it.each(laws)("keeps law $name", { timeout: 600_000 }, (law) => {
    const random = createRandom(seed);
    for (const world of generated) {
      for (const call of world.calls) {
        const found = law.check(world, call, decide, random);
        expect(found === undefined ? undefined : shrink(law, found, decide)).toBeUndefined();
      }
    }
  });
});
