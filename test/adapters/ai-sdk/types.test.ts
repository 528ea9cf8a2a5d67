import { createGateway, embed, generateImage, generateText, type LanguageModel } from "ai";
import { expect, expectTypeOf, it } from "vitest";
import { guardModel, guardProvider } from "../../../src/adapters/ai-sdk/index.ts";
import { createGuard } from "../../../src/index.ts";

const guard = await createGuard();

it("gives back the type that it was given", () => {
  const gateway = createGateway({ apiKey: "test" });
  const model = gateway("zai/glm-4.7");
  expectTypeOf(guardModel(model, { guard })).toEqualTypeOf(model);
  expectTypeOf(guardProvider(gateway, { guard })).toEqualTypeOf(gateway);
});

it("fits the SDK's functions where it is given a name", () => {
  const named = guardModel("zai/glm-4.7", { guard });
  const either = (model: LanguageModel) => guardModel(model, { guard, category: ["pii", "internal"] });
  // Compiled and not run: a name may be a model of any kind.
  const calls = () => [generateText({ model: named, prompt: "" }), generateText({ model: either(named), prompt: "" }), embed({ model: named, value: "" }), generateImage({ model: named, prompt: "" })];
  expect(calls).toBeTypeOf("function");
});
