import { beforeAll, describe, expect, it } from "vitest";
import type { Call } from "../../src/model/call.ts";
import { decide } from "../../src/policy/decide.ts";
import { embeddedData } from "../../src/policy/embedded.ts";
import type { Policy } from "../../src/policy/load.ts";
import { compiledPolicy, decisionText, noClock } from "./compiled.ts";

const { gateways } = embeddedData().catalog;
const busiest = ["vercel", "openrouter", "openai", "google-ai-studio"].filter((id) => Object.hasOwn(gateways, id));

describe("kept surveys", { timeout: 240_000 }, () => {
  it("change no decision, on any gateway of the catalogue", async () => {
    const policy = await compiledPolicy(embeddedData());
    for (const gateway of Object.keys(gateways)) {
      for (const call of variations(gateway)) {
        // The first of a kind goes without, the second keeps one, the third finds it kept.
        const [first, second, third] = [1, 2, 3].map(() => decisionText(decide(policy, call, noClock)));
        expect(second).toBe(first);
        expect(third).toBe(first);
      }
    }
  });

  it("change no decision once there were more kinds of calls than are kept", async () => {
    const [busy, fresh] = await Promise.all([compiledPolicy(embeddedData()), compiledPolicy(embeddedData())]);
    const calls = busiest.flatMap((gateway) => days(40).map((now): Call => ({ categories: ["pii"], gateway, model: "m", now })));
    for (const call of [...calls, ...calls]) decide(busy, call, noClock);
    for (const call of calls.filter((_, index) => index % 7 === 0)) {
      expect(decisionText(decide(busy, call, noClock))).toBe(decisionText(decide(fresh, call, noClock)));
    }
  });

  it("belong to the words of a call, not to text that looks like them", async () => {
    const policy = await compiledPolicy(embeddedData());
    const call: Call = { categories: ["pii"], gateway: "vercel", endpoint: "language", tier: "paid", region: "eu", model: "m", now: "2026-11-20" };
    const lookalike: Call = { ...call, gateway: "vercel\nlanguage\npaid", region: "eu" };
    const other: Call = { ...call, region: "language\npaid\neu" };
    const answers = [call, other, lookalike].map((each) => decisionText(decide(policy, each, noClock)));
    for (let round = 0; round < 3; round += 1) {
      expect([lookalike, other, call].map((each) => decisionText(decide(policy, each, noClock))).reverse()).toEqual(answers);
    }
    expect(decide(policy, lookalike, noClock).reasons[0]?.code).toBe("unknown-gateway");
  });

  describe("take no more room", () => {
    let policy: Policy;
    let memory: WebAssembly.Memory | undefined;
    const { Memory } = WebAssembly;
    beforeAll(async () => {
      WebAssembly.Memory = class extends Memory {
        constructor(descriptor: WebAssembly.MemoryDescriptor) {
          super(descriptor);
          memory = this;
        }
      };
      try {
        policy = await compiledPolicy(embeddedData());
      } finally {
        WebAssembly.Memory = Memory;
      }
    });

    it("than there is, on the largest gateways", () => {
      for (const now of days(260)) {
        for (let times = 0; times < 2; times += 1) {
          const { reasons } = decide(policy, { categories: ["pii"], gateway: busiest[Number(now.slice(-1)) % 2]!, model: `m${times}`, now }, noClock);
          expect(reasons.map(({ code }) => code)).not.toContain("policy-unavailable");
        }
      }
      expect(memory?.buffer.byteLength).toBeLessThan(128 << 20);
    });

    it("after four years of days than after two", () => {
      const all = days(1400);
      const sizes = [all.slice(0, 700), all.slice(700)].map((part) => {
        for (const now of part) for (let times = 0; times < 2; times += 1) decide(policy, { categories: ["pii"], gateway: "openai", model: "m", now }, noClock);
        return memory?.buffer.byteLength ?? 0;
      });
      expect(sizes[0]).toBeGreaterThan(0);
      expect(sizes[1]).toBe(sizes[0]);
    });
  });
});

function variations(gateway: string): Call[] {
  const call: Call = { categories: ["pii"], gateway, model: "anthropic/claude-sonnet-4.5", now: "2026-11-20" };
  return [
    call,
    { ...call, categories: ["internal", "phi"], tier: "paid", controls: { noTraining: true } },
    { ...call, endpoint: "embedding", region: "eu", credentials: "unknown" },
    { ...call, credentials: "byok", byokProviders: ["anthropic", "nobody"], features: ["store"] },
  ];
}

function days(count: number): string[] {
  return Array.from({ length: count }, (_, index) => new Date(Date.UTC(2026, 5, 1 + index)).toISOString().slice(0, 10));
}
