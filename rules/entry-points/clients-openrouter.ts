import type { Method, NativeClient } from "./clients.ts";

const base = { url: "https://openrouter.ai/api/v1", options: ["serverURL"] };

/** Before version 0.13 the request stood under another key, and before 0.8 under none. */
const chat = ["chatRequest", "chatGenerationParams"];

const methods: readonly Method[] = [
  { at: "chat", calls: "send sendStream", path: "/chat/completions", wrappers: chat },
  { at: "responses", calls: "send", path: "/responses", wrappers: ["responsesRequest"], adds: { store: false } },
  { at: "beta.responses", calls: "send", path: "/responses", wrappers: ["responsesRequest", "openResponsesRequest"], adds: { store: false } },
  { at: "", calls: "callModel", path: "/responses", adds: { store: false } },
  { at: "embeddings", calls: "generate", path: "/embeddings", wrappers: ["requestBody"] },
  { at: "rerank", calls: "rerank", path: "/rerank", wrappers: ["requestBody"] },
  { at: "images", calls: "generate", path: "/images", wrappers: ["imageGenerationRequest"], providerKeys: ["allowFallbacks", "ignore", "only", "options", "order", "sort"] },
  { at: "tts", calls: "createSpeech", path: "/audio/speech", wrappers: ["speechRequest"], providerKeys: ["options"] },
  { at: "stt", calls: "createTranscription", path: "/audio/transcriptions", wrappers: ["sttRequest"], providerKeys: ["options"] },
  { at: "stt", calls: "createTranscriptionMultipart", path: "/audio/transcriptions", wrappers: ["requestBody"], form: true },
  { at: "videoGeneration", calls: "generate", path: "/videos", wrappers: ["videoGenerationRequest"], providerKeys: ["options"] },
  { at: "systemOne", calls: "create", path: "/systemone", wrappers: ["decisionsRequest"] },
  { at: "alpha.decisions", calls: "create", path: "https://openrouter.ai/api/alpha/decisions", wrappers: ["decisionsRequest"] },
  { at: "presets", calls: "createPresetsChatCompletions", path: "/presets/{slug}/chat/completions", wrappers: ["chatRequest"] },
  { at: "presets", calls: "createPresetsMessages", path: "/presets/{slug}/messages", wrappers: ["messagesRequest"] },
  { at: "presets", calls: "createPresetsResponses", path: "/presets/{slug}/responses", wrappers: ["responsesRequest"] },
  { at: "interns", calls: "chat", path: "/interns/{internId}/chat/completions", wrappers: ["internChatCompletionRequest"] },
  { at: "files", calls: "upload", path: "/files", wrappers: ["requestBody"], form: true },
];

const common = { makers: { OpenRouter: base, OpenRouterCore: base }, methods, body: "snake-case", typed: false, fetch: ["httpClient"], options: { baseURL: "serverURL" } } as const;

export const openrouterClients: readonly NativeClient[] = [
  {
    ...common,
    sdk: "@openrouter/sdk",
    functions: {
      chatSend: "chat.send",
      responsesSend: "responses.send",
      betaResponsesSend: "beta.responses.send",
      callModel: "callModel",
      embeddingsGenerate: "embeddings.generate",
      rerankRerank: "rerank.rerank",
      imagesGenerate: "images.generate",
      ttsCreateSpeech: "tts.createSpeech",
      sttCreateTranscription: "stt.createTranscription",
      sttCreateTranscriptionMultipart: "stt.createTranscriptionMultipart",
      videoGenerationGenerate: "videoGeneration.generate",
      systemOneCreate: "systemOne.create",
      alphaDecisionsCreate: "alpha.decisions.create",
      presetsCreatePresetsChatCompletions: "presets.createPresetsChatCompletions",
      presetsCreatePresetsMessages: "presets.createPresetsMessages",
      presetsCreatePresetsResponses: "presets.createPresetsResponses",
      internsChat: "interns.chat",
      filesUpload: "files.upload",
    },
  },
  { ...common, sdk: "@openrouter/agent", functions: { callModel: "callModel" } },
];
