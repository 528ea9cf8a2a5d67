import type { Family } from "../facts/site.ts";
import { agentsSdk } from "./agents-sdk.ts";
import { bedrock } from "./bedrock.ts";
import { langChain } from "./lang-chain.ts";
import { mastra } from "./mastra.ts";
import { tanStack } from "./tan-stack.ts";

const all = [langChain, agentsSdk, mastra, tanStack, bedrock];

/** Frameworks that hold a model and its options apart from the call. */
export const frameworks: Family = {
  recognise(call, surroundings) {
    for (const { recognise } of all) {
      const recognised = recognise(call, surroundings);
      if (recognised !== undefined) return recognised;
    }
    return undefined;
  },
};
