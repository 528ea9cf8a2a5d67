import { describe, expect, it } from "vitest";
import { guardModel } from "../../../src/adapters/ai-sdk/index.ts";
import { createGuard } from "../../../src/index.ts";
import { network } from "./network.ts";
import { versions } from "./versions.ts";

const guard = await createGuard();
const routing = (finalProvider: string, credentialType = "system") => ({
  providerMetadata: { gateway: { routing: { finalProvider, modelAttempts: [{ providerAttempts: [{ provider: finalProvider, credentialType, success: true }] }] } } },
});

describe.each(versions)("onVerified in $name", ({ ai, gateway, openrouter }) => {
  const told = (verdicts: unknown[]) => ({
    guard,
    category: "pii",
    onVerified: ({ verdict }: { verdict: string }, { provider, credential }: { provider?: string; credential?: string }) => void verdicts.push([verdict, provider, credential]),
  });

  it.each([
    ["kept", "vertex", "system"],
    ["broken", "zai", "system"],
    ["broken", "vertex", "byok"],
  ])("says %s of an answer by %s on %s credentials", async (verdict, provider, credential) => {
    const verdicts: unknown[] = [];
    const net = network(routing(provider, credential));
    const model = guardModel(gateway(net)("zai/glm-4.7"), told(verdicts));
    await ai["generateText"]({ model, prompt: "hello" });
    await ai["streamText"]({ model, prompt: "hello" }).consumeStream();
    expect(verdicts).toEqual([[verdict, provider, credential], [verdict, provider, credential]]);
  });

  it("knows OpenRouter's providers by their titles", async () => {
    const verdicts: unknown[] = [];
    const model = guardModel(openrouter(network({ provider: "DeepInfra" }))("z-ai/glm-4.7"), told(verdicts));
    await ai["generateText"]({ model, prompt: "hello" });
    expect(verdicts).toEqual([["kept", "deepinfra", undefined]]);
  });

  it("says nothing of an answer that does not tell, and survives its listener", async () => {
    const verdicts: unknown[] = [];
    await ai["generateText"]({ model: guardModel(gateway(network())("zai/glm-4.7"), told(verdicts)), prompt: "hello" });
    const throwing = { ...told(verdicts), onVerified: () => { throw new Error("listener"); } };
    const answer = await ai["generateText"]({ model: guardModel(gateway(network(routing("vertex")))("zai/glm-4.7"), throwing), prompt: "hello" });
    expect([verdicts, answer.text]).toEqual([[], '{"answer":"ok"}']);
  });
});
