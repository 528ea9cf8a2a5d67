import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import { GuardError, withCategory } from "../../src/index.ts";
import { contextCategories } from "../../src/guard/context.ts";

describe("withCategory", () => {
  it("holds within its function and not outside", () => {
    expect(contextCategories()).toEqual([]);
    expect(withCategory("pii", contextCategories)).toEqual(["pii"]);
    expect(contextCategories()).toEqual([]);
  });

  it("adds up when nested, each category once", () => {
    const seen = withCategory("pii", () => withCategory(["phi", "pii"], () => withCategory("internal", contextCategories)));
    expect(seen).toEqual(["pii", "phi", "internal"]);
  });

  it("gives what its function gives, and ends when that throws", async () => {
    expect(withCategory("pii", () => 7)).toBe(7);
    expect(() => withCategory("pii", boom)).toThrow("boom");
    await expect(withCategory("pii", async () => boom())).rejects.toThrow("boom");
    expect(contextCategories()).toEqual([]);
  });

  it("holds across awaits, timers and callbacks", async () => {
    const seen = await withCategory("pii", async () => {
      const found = [contextCategories()];
      await wait(1);
      found.push(contextCategories());
      await new Promise<void>((resolve) => setImmediate(() => (found.push(contextCategories()), resolve())));
      await new Promise<void>((resolve) => queueMicrotask(() => (found.push(contextCategories()), resolve())));
      for await (const each of generated()) found.push(each);
      return found;
    });
    expect(seen).toEqual(Array.from({ length: 5 }, () => ["pii"]));
  });

  it("keeps parallel calls apart", async () => {
    const categories = Array.from({ length: 50 }, (_, index) => `c${index}`);
    const seen = await Promise.all(
      categories.map((category, index) =>
        withCategory(category, async () => {
          await wait(index % 7);
          return contextCategories();
        }),
      ),
    );
    expect(seen).toEqual(categories.map((category) => [category]));
  });

  it("is one context for all copies of the package", async () => {
    vi.resetModules();
    const other = await import("../../src/guard/context.ts");
    expect(other.contextCategories).not.toBe(contextCategories);
    expect(withCategory("pii", () => other.contextCategories())).toEqual(["pii"]);
  });

  it("says so where the runtime cannot carry a context", async () => {
    const key = Symbol.for("cordon.context");
    const place = globalThis as { [key]?: unknown };
    const kept = place[key];
    const builtin = vi.spyOn(process, "getBuiltinModule").mockReturnValue(undefined as never);
    try {
      delete place[key];
      const failure = await Promise.resolve()
        .then(() => withCategory("pii", () => "sent"))
        .catch((error: unknown) => error);
      expect(GuardError.isInstance(failure) && failure.code).toBe("context_unavailable");
      expect(contextCategories()).toEqual([]);
    } finally {
      builtin.mockRestore();
      place[key] = kept;
    }
  });
});

async function* generated(): AsyncGenerator<readonly string[]> {
  await wait(1);
  yield contextCategories();
}

function boom(): never {
  throw new Error("boom");
}
