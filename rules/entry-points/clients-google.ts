import type { NativeClient } from "./clients.ts";

/** `{prefix}` is what comes before the model, which differs between the two services. */
export const googleClients: readonly NativeClient[] = [
  {
    sdk: "@google/genai",
    makers: { GoogleGenAI: { url: "https://generativelanguage.googleapis.com/v1beta", options: [], special: "google" } },
    methods: [
      { at: "models", calls: "generateContent", path: "/{prefix}{model}:generateContent" },
      { at: "models", calls: "generateContentStream", path: "/{prefix}{model}:streamGenerateContent" },
      { at: "models", calls: "embedContent", path: "/{prefix}{model}:embedContent" },
      { at: "models", calls: "generateImages editImage upscaleImage recontextImage segmentImage", path: "/{prefix}{model}:predict" },
      { at: "models", calls: "generateVideos", path: "/{prefix}{model}:predictLongRunning" },
      { at: "models", calls: "countTokens computeTokens", path: "/{prefix}{model}:countTokens" },
      { at: "chats.create()", calls: "sendMessage", path: "/{prefix}{model}:generateContent", modelOnTheWay: true },
      { at: "chats.create()", calls: "sendMessageStream", path: "/{prefix}{model}:streamGenerateContent", modelOnTheWay: true },
      { at: "interactions", calls: "create", path: "/interactions" },
      { at: "batches", calls: "create", path: "/{prefix}{model}:batchGenerateContent" },
      { at: "batches", calls: "createEmbeddings", path: "/{prefix}{model}:asyncBatchEmbedContent" },
      { at: "files", calls: "upload", path: "https://generativelanguage.googleapis.com/upload/v1beta/files", form: true },
      { at: "caches", calls: "create", path: "/cachedContents" },
      { at: "live", calls: "connect", path: "https://generativelanguage.googleapis.com/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent" },
    ],
    body: "config",
    typed: true,
    fetch: ["fetch"],
  },
  {
    // Its predecessor, which is no longer kept up and much in use.
    sdk: "@google/generative-ai",
    makers: { GoogleGenerativeAI: { url: "https://generativelanguage.googleapis.com/v1beta", options: [] } },
    methods: [
      { at: "getGenerativeModel()", calls: "generateContent", path: "/models/{model}:generateContent", modelOnTheWay: true },
      { at: "getGenerativeModel()", calls: "generateContentStream", path: "/models/{model}:streamGenerateContent", modelOnTheWay: true },
      { at: "getGenerativeModel()", calls: "embedContent", path: "/models/{model}:embedContent", modelOnTheWay: true },
      { at: "getGenerativeModel()", calls: "batchEmbedContents", path: "/models/{model}:batchEmbedContents", modelOnTheWay: true },
      { at: "getGenerativeModel()", calls: "countTokens", path: "/models/{model}:countTokens", modelOnTheWay: true },
      { at: "getGenerativeModel().startChat()", calls: "sendMessage", path: "/models/{model}:generateContent", modelOnTheWay: true },
      { at: "getGenerativeModel().startChat()", calls: "sendMessageStream", path: "/models/{model}:streamGenerateContent", modelOnTheWay: true },
    ],
    body: "as-written",
    typed: true,
    fetch: [],
  },
];
