import { describe, expect, it } from "vitest";
import type { Call } from "../../src/model/call.ts";
import type { Agreement, Organisation, Requirement } from "../../src/model/organisation.ts";
import { decide } from "../reference/decide.ts";
import { catalog } from "./catalog.ts";

const deployments = ["api", "private-cloud", "self-hosted", "local"] as const;
const kept: Requirement = { training: "never", retentionDays: 0, deployments };
const categories: Organisation["taxonomy"]["categories"] = {
  public: [{}],
  internal: [{ training: "never", deployments }],
  tiered: [{ training: "never", retentionDays: 30, deployments }],
  confidential: [kept],
  pii: [kept],
  phi: [{ ...kept, assurances: ["hipaa-baa"], assurancesWaivedOn: ["local", "self-hosted"] }],
  prohibited: [{ prohibited: true }],
};
const noTraining = { noTraining: true };
const zeroRetention = { zeroRetention: true };
const agreement = { reference: "contract 1", validUntil: "2027-01-01" };
const zdrWith = (gateway: string): Agreement => ({ gateway, retentionDays: 0, ...agreement });

describe("the catalogue", () => {
  it.each<[string, Omit<Call, "categories">, string]>([
    ["public", { gateway: "vercel", model: "zai/glm-4.7" }, "allow"],
    ["internal", { gateway: "vercel", model: "zai/glm-4.7" }, "amend noTraining"],
    ["internal", { gateway: "vercel", controls: noTraining }, "allow"],
    ["internal", { gateway: "vercel", controls: zeroRetention }, "allow"],
    ["pii", { gateway: "vercel", controls: noTraining }, "amend zeroRetention"],
    ["pii", { gateway: "vercel", controls: zeroRetention }, "allow"],
    ["pii", { gateway: "vercel", controls: zeroRetention, providers: { only: ["openai"] } }, "deny no-route"],
    ["pii", { gateway: "vercel", controls: zeroRetention, credentials: "byok", byokProviders: ["anthropic"] }, "deny retention"],
    ["phi", { gateway: "vercel", controls: zeroRetention }, "deny assurance"],
    ["prohibited", { gateway: "ollama", model: "llama3.3" }, "deny prohibited-category"],
    ["internal", { gateway: "deepseek" }, "deny training"],
    ["internal", { gateway: "openai" }, "allow"],
    ["pii", { gateway: "openai" }, "deny retention"],
    ["internal", { gateway: "openai", tier: "consumer" }, "deny deployment training"],
    ["internal", { gateway: "openrouter" }, "amend noTraining"],
    ["pii", { gateway: "openrouter", controls: noTraining }, "amend zeroRetention"],
    ["pii", { gateway: "openrouter", endpoint: "transcription", controls: zeroRetention }, "deny unsupported-endpoint"],
    ["internal", { gateway: "openrouter", model: "z-ai/glm-4.5-air:free", controls: noTraining }, "allow"],
    ["pii", { gateway: "openrouter", model: "openai/gpt-5:online", controls: zeroRetention }, "deny retention training"],
    ["internal", { gateway: "openrouter", model: "openai/gpt-5@preset/team", controls: noTraining }, "deny opaque-model"],
    ["pii", { gateway: "anyapi", controls: { noTraining: true, maxRetentionDays: 30 } }, "amend maxRetentionDays"],
    ["internal", { gateway: "google-ai-studio" }, "deny training"],
    ["internal", { gateway: "google-ai-studio", tier: "free" }, "deny training"],
    ["internal", { gateway: "google-ai-studio", tier: "paid" }, "allow"],
    ["confidential", { gateway: "vercel", model: "anthropic/claude-sonnet-4.6", controls: zeroRetention }, "allow"],
    ["confidential", { gateway: "vercel", model: "anthropic/claude-fable-5", controls: zeroRetention }, "deny retention"],
    ["internal", { gateway: "vercel", model: "some/model-free", controls: zeroRetention }, "deny training"],
    ["internal", { gateway: "vercel", model: "vmc/support" }, "deny opaque-model"],
    ["public", { gateway: "vercel", model: "vmc/support" }, "allow"],
    ["internal", { gateway: "nobody" }, "deny unknown-gateway"],
    ["public", { gateway: "nobody" }, "allow"],
    ["internal", { gateway: "vercel", endpoint: "realtime", controls: noTraining }, "deny unsupported-endpoint"],
    ["pii", { gateway: "vercel", endpoint: "batch", controls: { ...noTraining, ...zeroRetention } }, "deny retention"],
    ["internal", { gateway: "vercel", endpoint: "batch", controls: noTraining }, "allow"],
    ["pii", { gateway: "vercel", features: ["web-search"], controls: zeroRetention }, "deny retention training"],
    ["pii", { gateway: "vercel", features: ["extended-prompt-cache"], controls: zeroRetention }, "deny retention"],
    ["tiered", { gateway: "vercel", features: ["extended-prompt-cache"], controls: zeroRetention }, "allow"],
    ["tiered", { gateway: "vercel", features: ["extended-prompt-cache"], controls: noTraining }, "amend zeroRetention"],
    ["internal", { gateway: "cloudflare" }, "deny training"],
    ["internal", { gateway: "cloudflare", providers: { only: ["openai"] } }, "allow"],
    ["pii", { gateway: "cloudflare", providers: { only: ["groq"] } }, "deny retention training"],
    ["pii", { gateway: "ollama", model: "llama3.3" }, "allow"],
    ["phi", { gateway: "vllm" }, "allow"],
    ["pii", { gateway: "ollama", model: "gpt-oss:120b-cloud" }, "deny retention"],
    ["pii", { gateway: "ollama", model: "glm-4.6:cloud" }, "deny retention"],
    ["pii", { gateway: "ollama", model: "llama3.3", features: ["web-search"] }, "deny retention training"],
    ["internal", { gateway: "moonshot" }, "deny training"],
    ["internal", { gateway: "together" }, "allow"],
    ["pii", { gateway: "together" }, "deny retention"],
    ["internal", { gateway: "groq" }, "deny training"],
  ])("decides %s data, %j: %s", (category, call, expected) => {
    expect(summary([category], call)).toBe(expected);
  });

  it("decides data without a category as confidential", () => {
    expect(summary([], { gateway: "vercel", controls: noTraining })).toBe("amend zeroRetention");
  });

  it.each<[string, Agreement, Omit<Call, "categories">, string, string]>([
    ["phi", { gateway: "vercel", assurances: ["hipaa-baa"], ...agreement }, { gateway: "vercel", controls: zeroRetention }, "deny assurance", "allow"],
    ["pii", zdrWith("openai"), { gateway: "openai" }, "deny retention", "allow"],
    ["pii", zdrWith("openai"), { gateway: "openai", features: ["store"] }, "deny retention", "allow"],
    ["pii", zdrWith("openai"), { gateway: "openai", features: ["files"] }, "deny retention", "deny retention"],
    ["pii", zdrWith("openai"), { gateway: "openai", features: ["extended-prompt-cache"] }, "deny retention", "deny retention"],
    ["pii", zdrWith("anthropic"), { gateway: "anthropic", model: "claude-fable-5" }, "deny retention", "deny retention"],
  ])("decides %s data under the agreement %j, %j: %s without it, %s with it", (category, held, call, without, with_) => {
    expect([summary([category], call), summary([category], call, [held])]).toEqual([without, with_]);
  });
});

/** Effect, then the amended controls or the codes of the reasons. */
function summary(labels: readonly string[], call: Omit<Call, "categories">, agreements: readonly Agreement[] = []): string {
  const organisation: Organisation = {
    taxonomy: { defaults: ["confidential"], categories },
    agreements,
    gateways: {},
    models: [],
    maxAgeDays: 365,
  };
  const data = { catalog, organisation, revision: "sha256:0" };
  const { effect, reasons, amendments } = decide(data, { now: "2026-11-20", ...call, categories: labels });
  if (effect === "allow") return effect;
  const what = effect === "amend" ? amendments.map(({ control }) => control) : reasons.map(({ code }) => code);
  return [effect, ...new Set([...what].toSorted())].join(" ");
}
