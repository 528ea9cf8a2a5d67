import type { Call } from "../../src/model/call.ts";

type Endpoint = NonNullable<Call["endpoint"]>;

/** What an entry point is to its caller. */
export type EntryKind =
  /** A function of one options object. */
  | "function"
  /** A class whose settings are the options of every call of its objects. */
  | "agent"
  /** An agent of another runtime, which names its models itself. */
  | "harness"
  /** Runs the agent that it is given. */
  | "runner"
  /** Takes a provider and stores content with it. */
  | "upload"
  /** Takes a provider and a list of requests, each with a model and options of its own. */
  | "batch";

/** An export that sends content to a model. Options stand in its first argument, under the same names everywhere. */
export interface AiSdkEntry {
  readonly packages: readonly string[];
  readonly exports: readonly string[];
  readonly kind: EntryKind;
  readonly endpoint: Endpoint;
  /** The options that hold the content. */
  readonly content: readonly string[];
  /** The option that names the provider or the agent, where it is not `model`. */
  readonly from?: string;
  /** What the call uses beside a model. */
  readonly features?: readonly string[];
}

const ai = ["ai"] as const;
const withOllama = ["ai", "ai-sdk-ollama"] as const;
const conversation = ["prompt", "messages", "system", "instructions"] as const;

export const aiSdkEntries: readonly AiSdkEntry[] = [
  { packages: withOllama, exports: ["generateText", "streamText"], kind: "function", endpoint: "language", content: conversation },
  { packages: withOllama, exports: ["generateObject", "streamObject"], kind: "function", endpoint: "language", content: conversation },
  { packages: ai, exports: ["experimental_streamTextLowMemory", "experimental_streamLanguageModelCall"], kind: "function", endpoint: "language", content: conversation },
  { packages: ai, exports: ["experimental_decide", "experimental_evaluate", "experimental_extract"], kind: "function", endpoint: "language", content: [...conversation, "input", "questions"] },
  { packages: ["@ai-sdk/rsc", "ai/rsc"], exports: ["streamUI", "experimental_streamUI"], kind: "function", endpoint: "language", content: conversation },
  { packages: withOllama, exports: ["embed"], kind: "function", endpoint: "embedding", content: ["value"] },
  { packages: withOllama, exports: ["embedMany"], kind: "function", endpoint: "embedding", content: ["values"] },
  { packages: withOllama, exports: ["rerank"], kind: "function", endpoint: "rerank", content: ["documents", "query"] },
  { packages: ai, exports: ["generateImage", "experimental_generateImage"], kind: "function", endpoint: "image", content: ["prompt"] },
  { packages: ai, exports: ["generateSpeech", "experimental_generateSpeech", "experimental_streamSpeech"], kind: "function", endpoint: "speech", content: ["text", "instructions"] },
  { packages: ai, exports: ["transcribe", "experimental_transcribe", "experimental_streamTranscribe", "experimental_streamTranslate"], kind: "function", endpoint: "transcription", content: ["audio"] },
  { packages: ai, exports: ["experimental_generateVideo", "experimental_startVideo"], kind: "function", endpoint: "video", content: ["prompt"] },
  { packages: ai, exports: ["experimental_startBatch"], kind: "batch", endpoint: "batch", content: ["requests"], from: "provider", features: ["batches"] },
  { packages: ai, exports: ["uploadFile"], kind: "upload", endpoint: "batch", content: ["data"], from: "api", features: ["files"] },
  { packages: ai, exports: ["uploadSkill"], kind: "upload", endpoint: "batch", content: ["files"], from: "api", features: ["skills"] },
  { packages: withOllama, exports: ["ToolLoopAgent", "Experimental_Agent", "Agent"], kind: "agent", endpoint: "language", content: ["instructions", "system"] },
  { packages: ["@ai-sdk/workflow"], exports: ["WorkflowAgent"], kind: "agent", endpoint: "language", content: ["instructions", "system"] },
  { packages: ["@workflow/ai/agent"], exports: ["DurableAgent"], kind: "agent", endpoint: "language", content: ["instructions", "system"] },
  { packages: ["@ai-sdk/harness/agent"], exports: ["HarnessAgent"], kind: "harness", endpoint: "language", content: ["instructions"] },
  { packages: ai, exports: ["createAgentUIStream", "createAgentUIStreamResponse", "pipeAgentUIStreamToResponse"], kind: "runner", endpoint: "language", content: ["uiMessages", "messages"], from: "agent" },
  { packages: ai, exports: ["DirectChatTransport"], kind: "runner", endpoint: "language", content: [], from: "agent" },
];

const byName: ReadonlyMap<string, AiSdkEntry> = new Map(
  aiSdkEntries.flatMap((entry) => entry.packages.flatMap((name) => entry.exports.map((each) => [`${name}#${each}`, entry] as const))),
);

/** The entry point under this name of this package. */
export function aiSdkEntry(module: string, path: readonly string[]): AiSdkEntry | undefined {
  return path.length === 1 ? byName.get(`${module}#${path[0]}`) : undefined;
}
