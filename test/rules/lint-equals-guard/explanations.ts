import type { Difference } from "./compared.ts";

/** Packages of which fixtures make calls, and which are no dependencies of this repository: their calls are not executed here. */
export const notInstalled: ReadonlySet<string> = new Set([
  ...["alibaba", "amazon-bedrock", "amazon-bedrock/anthropic", "amazon-bedrock/mantle", "azure", "baseten", "cerebras", "cohere", "deepinfra", "deepseek", "fireworks", "google", "google-vertex"].map((name) => `@ai-sdk/${name}`),
  ...["google-vertex/anthropic", "groq", "huggingface", "mistral", "moonshotai", "open-responses", "perplexity", "rsc", "togetherai", "workflow", "xai"].map((name) => `@ai-sdk/${name}`),
  ...["ai-sdk-ollama", "ollama", "ollama-ai-provider-v2"],
  ...["@anthropic-ai/bedrock-sdk", "@anthropic-ai/vertex-sdk", "@google/genai", "@mistralai/mistralai", "@openai/agents", "@openrouter/agent", "groq-sdk", "together-ai"],
  ...["@langchain/anthropic", "@langchain/google-genai", "@langchain/ollama", "@langchain/openai", "@langchain/openrouter"],
  ...["@aws-sdk/client-bedrock-runtime", "@google/generative-ai"],
  ...["@mastra/core/agent", "@tanstack/ai", "@tanstack/ai-anthropic", "@tanstack/ai-openai", "@tanstack/ai-openrouter"],
  ...["axios", "got", "ky"],
]);

/** Why the other calls that are shown completely are not executed, by the beginning of their names. */
export const notExecuted: Readonly<Record<string, string>> = {
  "ai-sdk-functions/decisions.ts:17": "no provider that is installed makes a model that extracts",
  "ai-sdk-functions/streams-over-sockets.ts": "the models of `@ai-sdk/openai` for AI SDK 6, which is installed, open no sockets",
  "ai-sdk-functions/uploads.ts": "the providers for AI SDK 6, which are installed, upload nothing",
};

/** A difference between what the linter says and what the guard does that is as it should be. */
export interface Explained {
  /** The beginning of the site. */
  readonly site: string;
  readonly kind: Difference["kind"];
  /** The beginning of the setting, where it is so in one version only. */
  readonly setting?: string;
  /** What the guard's reading holds, where more could differ at the site. */
  readonly guard?: string;
  readonly because: string;
}

const isStream = "the client sends a file that is a stream as a stream, which the guard does not hold up to read; a source does not say how large a file is";
const isReplaced = "the test replaces the package, so that nothing is sent; here it is not replaced";

export const explained: readonly Explained[] = [
  { site: "ai-sdk-options/prepare-step.ts", kind: "effect", setting: "ai 5", because: "AI SDK 5 does not read `providerOptions` of `prepareStep`; the linter reads as the current version does" },
  { site: "look-alikes/summary.spec.ts", kind: "unseen", because: isReplaced },
  { site: "look-alikes/summary-factory.spec.ts", kind: "unseen", because: isReplaced },
  { site: "openai-sdk/other-endpoints.ts", kind: "facts", guard: "unreadable-body", because: isStream },
  { site: "openai-sdk/published.ts", kind: "facts", guard: "unreadable-body", because: isStream },
  { site: "openai-sdk/rare-methods.ts", kind: "facts", guard: "unreadable-body", because: isStream },
  { site: "openai-sdk/empty-conversations.ts", kind: "unseen", guard: "conversations", because: "a conversation without items holds no content yet; the guard judges by the endpoint, whatever the body holds" },
  { site: "raw-http/helper.ts", kind: "unseen", because: "path and body are parameters; the linter is silent about what it does not see" },
  { site: "raw-http/other-hosts.ts", kind: "unseen", guard: "example.com", because: "a host that nobody has described may be no model's; the guard judges whatever is sent through it" },
];

export function explanationOf({ site, kind, setting, guard }: Difference): Explained | undefined {
  return explained.find((each) => site.startsWith(each.site) && kind === each.kind && setting.startsWith(each.setting ?? "") && guard.includes(each.guard ?? ""));
}
