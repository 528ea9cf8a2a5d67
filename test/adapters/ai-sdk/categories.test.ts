import { describe, expect, it } from "vitest";
import { takeDeclared, withDeclared } from "../../../src/adapters/ai-sdk/categories.ts";

const cordon = (category: unknown) => ({ cordon: { category }, other: { kept: true } });
const other = { other: { kept: true } };

describe("takeDeclared", () => {
  it("takes the declaration from every place that can hold provider options", () => {
    const { categories, params } = takeDeclared({
      providerOptions: cordon("a"),
      headers: { "X-Cordon-Category": "b, c", accept: "d" },
      prompt: [
        { role: "system", content: "text", providerOptions: cordon("e") },
        { role: "tool", content: [{ type: "tool-result", providerOptions: cordon("f"), output: { type: "content", providerOptions: cordon("g"), value: [{ type: "text", providerOptions: cordon("h") }] } }] },
      ],
      tools: [{ type: "function", name: "t", providerOptions: cordon("i") }],
      files: [{ type: "url", providerOptions: cordon("j") }],
      mask: { type: "url", providerOptions: cordon("k") },
      image: { type: "url", providerOptions: cordon("l") },
      frameImages: [{ frameType: "first", image: { type: "url", providerOptions: cordon("m") } }],
      inputReferences: [{ type: "url", providerOptions: cordon(["n", "o"]) }],
    });
    expect([...categories].sort().join("")).toBe("abcefghijklmno");
    expect(params).toEqual({
      providerOptions: other,
      headers: { accept: "d" },
      prompt: [
        { role: "system", content: "text", providerOptions: other },
        { role: "tool", content: [{ type: "tool-result", providerOptions: other, output: { type: "content", providerOptions: other, value: [{ type: "text", providerOptions: other }] } }] },
      ],
      tools: [{ type: "function", name: "t", providerOptions: other }],
      files: [{ type: "url", providerOptions: other }],
      mask: { type: "url", providerOptions: other },
      image: { type: "url", providerOptions: other },
      frameImages: [{ frameType: "first", image: { type: "url", providerOptions: other } }],
      inputReferences: [{ type: "url", providerOptions: other }],
    });
  });

  it("leaves content alone that only looks like a declaration", () => {
    const prompt = [{ role: "assistant", content: [{ type: "tool-call", input: { providerOptions: cordon("a") } }] }];
    const taken = takeDeclared({ prompt });
    expect(taken.categories).toEqual([]);
    expect(taken.params["prompt"]).toBe(prompt);
  });

  it.each([["pii"], [null], [{ categories: ["pii"] }], [{ category: "pii", level: 3 }], [{ category: 7 }]])("answers an empty name for %j", (declared) => {
    expect(takeDeclared({ providerOptions: { cordon: declared } })).toEqual({ categories: [""], params: { providerOptions: {} } });
  });

  it("takes no category for none", () => {
    expect(takeDeclared({ providerOptions: { cordon: {} } }).categories).toEqual([]);
    expect(takeDeclared({ providerOptions: { cordon: { category: undefined } } }).categories).toEqual([]);
    expect(takeDeclared({}).categories).toEqual([]);
  });

  it("finds what withDeclared puts there", () => {
    expect(takeDeclared(withDeclared({ providerOptions: other }, ["a", "b"]))).toEqual({ categories: ["a", "b"], params: { providerOptions: other } });
  });
});
