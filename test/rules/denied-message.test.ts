import { expect, it } from "vitest";
import { analyzerOf, fixturesFolder } from "./fixtures.ts";

/** The sentence about the one call of a text that is denied. */
function sentence(text: string): string {
  const findings = analyzerOf(fixturesFolder).analyze({ file: `${fixturesFolder}/spoken.ts`, text, rules: new Map([["no-denied-call", {}]]) }).findings;
  expect(findings).toHaveLength(1);
  return findings[0]!.message;
}

const openai = `import OpenAI from "openai"; const client = new OpenAI(); client.chat.completions.create({ model: "gpt-5", messages });`;

it("says what undeclared data counts as, and which control the other route needs", () => {
  expect(sentence(openai)).toBe(
    "Data without a declared category counts as `confidential`, which may not go to `gpt-5` at `openai`: `confidential` may not be kept by the provider; asked by requirement retention_limit of the baseline. What would pass: `openai/gpt-5` at `vercel` with `zeroRetention`.",
  );
});

it("names a declared category as it is", () => {
  expect(sentence(`/** @dataCategory phi */\n${openai}`)).toMatch(/^`phi` may not go to `gpt-5` at `openai`: /u);
});

it("says that a call would pass without what no control covers", () => {
  const text = `import { gateway, generateText } from "ai"; generateText({ model: "openai/gpt-5", prompt, tools: { search: gateway.tools.exaSearch() } });`;
  expect(sentence(text)).toMatch(/ Without `web-search`, which no control covers, it would pass with `zeroRetention`\.$/u);
});

it("invents no name for a model that a framework chooses itself", () => {
  expect(sentence(`import { ChatOpenAI } from "@langchain/openai"; new ChatOpenAI().invoke("Why?");`)).toMatch(/may not go to `openai`: /u);
});
