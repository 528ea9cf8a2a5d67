import { afterEach, describe, expect, it } from "vitest";
import type { Call } from "../../src/model/call.ts";
import { decide } from "../../src/policy/decide.ts";
import { embeddedData, embeddedWasm } from "../../src/policy/embedded.ts";
import { loadPolicy, type Policy } from "../../src/policy/load.ts";
import { decisionText, noClock } from "./compiled.ts";
import { compiledRego } from "./rego.ts";

const { Memory } = WebAssembly;
afterEach(() => {
  WebAssembly.Memory = Memory;
});

/** A policy in a memory of at most so many pages of 64 KB, as on a machine that has no more until the end of the test. */
async function confined(pages: number, wasm: BufferSource = embeddedWasm()): Promise<Policy> {
  WebAssembly.Memory = class extends Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super({ ...descriptor, maximum: pages });
    }
  };
  return loadPolicy(wasm, embeddedData());
}

const gateways = ["vercel", "openrouter", "openai", "anthropic", "google-ai-studio", "vertex", "anyapi", "bedrock"];
const calls: readonly Call[] = Array.from({ length: 96 }, (_, index) => ({
  categories: [["pii"], ["internal"]][index % 2]!,
  gateway: gateways[(index >> 1) % gateways.length]!,
  model: `model-${index}`,
  region: `region-${(index >> 4) % 3}`,
  controls: { zeroRetention: index % 3 === 0 },
  now: "2026-11-20",
}));

describe("a policy whose memory runs out", { timeout: 120_000 }, () => {
  const hungry = `decision := {
    "effect": effect,
    "reasons": [],
    "amendments": [],
    "obligations": [],
    "assumptions": [],
    "nearby": [],
    "policyRevision": sprintf("%d", [count(list)]),
  }

  effect := "allow" if true

  list := numbers.range(1, object.get(input.call.controls, "maxRetentionDays", 1))`;
  const size = (days: number): Call => ({ categories: ["public"], gateway: "g", controls: { maxRetentionDays: days }, now: "2026-11-20" });

  it("denies the call that was too much, and decides the next one as ever", async () => {
    const policy = await confined(80, await compiledRego(hungry));
    const before = decisionText(decide(policy, size(10), noClock));
    expect(before).toContain('"allow"');
    expect(decide(policy, size(10_000_000), noClock)).toMatchObject({ effect: "deny", reasons: [{ code: "policy-unavailable" }] });
    expect(decisionText(decide(policy, size(10), noClock))).toBe(before);
    // Again and again: what one failure leaves behind must not pile up.
    for (let round = 0; round < 5; round += 1) decide(policy, size(10_000_000), noClock);
    expect(decisionText(decide(policy, size(11), noClock))).toContain('"allow"');
  });

  it.each([25, 40, 60, 90, 120])("answers rightly or not at all within %d pages", async (pages) => {
    const roomy = await loadPolicy(embeddedWasm(), embeddedData());
    const policy = await confined(pages);
    for (const call of [...calls, ...calls]) {
      const decision = decide(policy, call, noClock);
      if (decision.reasons[0]?.code === "policy-unavailable") continue;
      expect(decisionText(decision)).toBe(decisionText(decide(roomy, call, noClock)));
    }
  });

  it("decides the next call as ever after one that took all there is", async () => {
    const roomy = await loadPolicy(embeddedWasm(), embeddedData());
    const policy = await confined(250);
    expect(decide(policy, large(250), noClock)).toMatchObject({ effect: "deny", reasons: [{ code: "policy-unavailable" }] });
    for (const call of [...calls, ...calls]) expect(decisionText(decide(policy, call, noClock))).toBe(decisionText(decide(roomy, call, noClock)));
  });

  it("cannot take all of the machine's", async () => {
    let maximum: number | undefined;
    WebAssembly.Memory = class extends Memory {
      constructor(descriptor: WebAssembly.MemoryDescriptor) {
        super(descriptor);
        maximum = descriptor.maximum;
      }
    };
    await loadPolicy(embeddedWasm(), embeddedData());
    expect(maximum).toBeLessThanOrEqual(8192);
  });
});

describe("a call as large as somebody can make it", { timeout: 120_000 }, () => {
  it.each([8, 16, 32])("is refused or decided within two seconds with %d names in each list", async (size) => {
    const policy = await loadPolicy(embeddedWasm(), embeddedData());
    const start = performance.now();
    expect(decide(policy, large(size), noClock).effect).toBe("deny");
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

/** Every list with so many names, all of them unknown to the catalogue. */
function large(size: number): Call {
  const names = (kind: string): string[] => Array.from({ length: size }, (_, index) => `${kind}-${index}`);
  return {
    categories: ["pii", "internal", "phi"],
    gateway: "vercel",
    model: "model",
    fallbackModels: names("model"),
    providers: { only: names("provider") },
    byokProviders: names("provider"),
    credentials: "unknown",
    features: names("feature"),
    now: "2026-11-20",
  };
}
