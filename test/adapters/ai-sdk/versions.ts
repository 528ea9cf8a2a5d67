import { createOpenAI } from "@ai-sdk/openai";
import { createOpenRouter } from "@openrouter/ai-sdk-provider";
import * as ai7 from "ai";
import * as ai5 from "ai-5";
import * as ai6 from "ai-6";
import { createOpenAI as createOpenAI5 } from "ai-sdk-openai-5";
import { createOpenRouter as createOpenRouter5 } from "openrouter-5";
import { createOpenRouter as createOpenRouter6 } from "openrouter-6";
import type { Network } from "./network.ts";

/** The functions of `ai` under one name each; each version has some of them under an older name. */
export interface Sdk {
  readonly name: string;
  readonly ai: Record<string, any>;
  readonly generateImage: (options: object) => Promise<any>;
  readonly generateSpeech: (options: object) => Promise<any>;
  readonly transcribe: (options: object) => Promise<any>;
  readonly gateway: (net: Network, settings?: object) => any;
  readonly openrouter: (net: Network, settings?: object) => any;
  readonly openai: (net: Network, settings?: object) => any;
  readonly embeddingFactory: "embeddingModel" | "textEmbeddingModel";
}

// Each version's types are its own; the tests ask all of them the same questions.
const sdks = [
  { name: "ai 5", ai: ai5, openai: createOpenAI5, openrouter: createOpenRouter5, embeddingFactory: "textEmbeddingModel" },
  { name: "ai 6", ai: ai6, openai: createOpenAI, openrouter: createOpenRouter6, embeddingFactory: "embeddingModel" },
  { name: "ai 7", ai: ai7, openai: createOpenAI, openrouter: createOpenRouter, embeddingFactory: "embeddingModel" },
] as const;

export const versions: readonly Sdk[] = sdks.map(({ name, ai, openai, openrouter, embeddingFactory }) => {
  const all = ai as Record<string, any>;
  return {
    name,
    ai: all,
    generateImage: all["generateImage"] ?? all["experimental_generateImage"],
    generateSpeech: all["generateSpeech"] ?? all["experimental_generateSpeech"],
    transcribe: all["transcribe"] ?? all["experimental_transcribe"],
    gateway: ({ fetch }, settings = {}) => ai.createGateway({ apiKey: "test", fetch, ...settings }),
    openrouter: ({ fetch }, settings = {}) => openrouter({ apiKey: "test", fetch, ...settings }),
    openai: ({ fetch }, settings = {}) => openai({ apiKey: "test", fetch, ...settings }),
    embeddingFactory,
  };
});

(globalThis as { AI_SDK_LOG_WARNINGS?: boolean }).AI_SDK_LOG_WARNINGS = false;
