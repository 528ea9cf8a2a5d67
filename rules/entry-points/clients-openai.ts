import type { Method, NativeClient } from "./clients.ts";

const methods: readonly Method[] = [
  { at: "chat.completions", calls: "create stream parse runTools", path: "/chat/completions" },
  { at: "beta.chat.completions", calls: "create stream parse runTools runFunctions", path: "/chat/completions" },
  { at: "responses", calls: "create stream parse", path: "/responses" },
  { at: "beta.responses", calls: "create stream parse", path: "/responses" },
  { at: "responses", calls: "compact", path: "/responses/compact" },
  { at: "beta.responses", calls: "compact", path: "/responses/compact" },
  { at: "completions", calls: "create", path: "/completions" },
  { at: "embeddings", calls: "create", path: "/embeddings" },
  { at: "images", calls: "generate", path: "/images/generations" },
  { at: "images", calls: "edit", path: "/images/edits", form: true },
  { at: "images", calls: "createVariation", path: "/images/variations", form: true },
  { at: "audio.speech", calls: "create", path: "/audio/speech" },
  { at: "audio.transcriptions", calls: "create", path: "/audio/transcriptions", form: true },
  { at: "audio.translations", calls: "create", path: "/audio/translations", form: true },
  { at: "moderations", calls: "create", path: "/moderations" },
  { at: "decisions", calls: "create", path: "/decisions" },
  { at: "videos", calls: "create createAndPoll", path: "/videos", form: true },
  { at: "videos", calls: "edit", path: "/videos/edits", form: true },
  { at: "videos", calls: "extend", path: "/videos/extensions", form: true },
  { at: "videos", calls: "remix", path: "/videos/{0}/remix", body: 1 },
  { at: "batches", calls: "create", path: "/batches" },
  { at: "files", calls: "create", path: "/files", form: true },
  { at: "uploads", calls: "create", path: "/uploads" },
  { at: "uploads.parts", calls: "create", path: "/uploads/{0}/parts", body: 1, form: true },
  { at: "fineTuning.jobs", calls: "create", path: "/fine_tuning/jobs" },
  { at: "conversations", calls: "create", path: "/conversations", content: "items" },
  { at: "conversations.items", calls: "create", path: "/conversations/{0}/items", body: 1 },
  { at: "beta.threads", calls: "create", path: "/threads", content: "messages" },
  { at: "beta.threads", calls: "createAndRun createAndRunPoll createAndRunStream", path: "/threads/runs" },
  { at: "beta.threads.messages", calls: "create", path: "/threads/{0}/messages", body: 1 },
  { at: "beta.threads.runs", calls: "create createAndPoll createAndStream stream", path: "/threads/{0}/runs", body: 1 },
  { at: "beta.threads.runs", calls: "submitToolOutputs submitToolOutputsAndPoll submitToolOutputsStream", path: "/threads/{0}/runs/submit_tool_outputs", body: 1 },
];

const realtime = { path: "/realtime" };

export const openaiClients: readonly NativeClient[] = [
  {
    sdk: "openai",
    makers: {
      "": { url: "https://api.openai.com/v1", options: ["baseURL"], special: "residency" },
      OpenAI: { url: "https://api.openai.com/v1", options: ["baseURL"], special: "residency" },
      AzureOpenAI: { url: "{endpoint}/openai", options: ["baseURL"], special: "azure" },
      BedrockOpenAI: { url: "https://bedrock-mantle.{awsRegion}.api.aws/openai/v1", options: ["baseURL"] },
    },
    methods,
    sessions: { OpenAIRealtimeWS: realtime, OpenAIRealtimeWebSocket: realtime },
    body: "as-written",
    typed: true,
    fetch: ["fetch"],
    headers: "defaultHeaders",
    options: { body: "body" },
  },
];
