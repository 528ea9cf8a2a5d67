import { describe, expect, it } from "vitest";
import { aiSdkProviders } from "../../../rules/entry-points/ai-sdk-providers.ts";
import { catalog } from "../../catalog/catalog.ts";
import { request } from "./reading.ts";

const rows = aiSdkProviders.flatMap((row) => row.packages.map((name) => [name, row] as const));
const called = (provider: string, imported: string, name: string) => request(`import { generateText } from "ai";\nimport { ${imported} } from "${name}";\ngenerateText({ model: ${provider}("m"), prompt: "x" });`);

/** No entry of the catalogue says where these go: the guard knows them by their names only. */
const unlisted = new Set(["workersai"]);

describe("the models of a package", () => {
  it.each(rows.flatMap(([name, row]) => row.instances.map((instance) => [name, instance] as const)))("go from %s (`%s`) to an entry of the catalogue", (name, instance) => {
    const { facts, unseen } = called(instance, instance, name);
    expect(unseen).toEqual([]);
    expect(Object.keys(catalog.gateways)).toContain(facts.gateway);
    expect(facts.model).toBe("m");
  });

  it.each(rows.flatMap(([name, row]) => row.factories.map((factory) => [name, factory, row] as const)))("go from %s (`%s`) where they are said to", (name, factory, row) => {
    const moved = row.moved ?? ["baseURL"];
    const options = `{ name: "x", ${moved.map((option) => `${option}: "https://llm.internal/v1"`).join(", ")} }`;
    const isMoved = moved.length > 0 && row.shape !== "hidden";
    const { facts } = called(`${factory}(${options})`, factory, name);
    if (isMoved) expect(facts.gateway).toBe("llm.internal");
    else expect(unlisted.has(facts.gateway) || Object.hasOwn(catalog.gateways, facts.gateway)).toBe(true);
  });

  it("are those of the wrapped one behind Cloudflare's", () => {
    const text = (models: string) => `import { generateText } from "ai";\nimport { createAiGateway } from "ai-gateway-provider";\nimport { openai } from "@ai-sdk/openai";\nconst cloudflare = createAiGateway({ accountId: "a", gateway: "g" });\ngenerateText({ model: cloudflare(${models}), prompt: "x" });`;
    expect(request(text(`openai.chat("gpt-5")`)).facts).toEqual({ gateway: "cloudflare", endpoint: "language", model: "gpt-5" });
    expect(request(text(`[openai.chat("gpt-5"), openai.chat("gpt-5-mini")]`)).unseen.map(({ fact }) => fact)).toEqual(["model"]);
  });
});
