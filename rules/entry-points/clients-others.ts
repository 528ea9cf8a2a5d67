import type { Method, NativeClient } from "./clients.ts";

const generated = { body: "as-written", typed: true, fetch: ["fetch"], headers: "defaultHeaders", options: { body: "body" } } as const;

const ollama = { url: "http://127.0.0.1:11434", options: [], special: "ollama" } as const;
const ollamaMethods: readonly Method[] = [
  { at: "", calls: "chat", path: "/api/chat" },
  { at: "", calls: "generate", path: "/api/generate" },
  { at: "", calls: "embed", path: "/api/embed" },
  { at: "", calls: "embeddings", path: "/api/embeddings" },
  { at: "", calls: "webSearch", path: "https://ollama.com/api/web_search" },
  { at: "", calls: "webFetch", path: "https://ollama.com/api/web_fetch" },
];

/** A model is taken out of the client first, and spoken to then; on the wire it is a socket of LM Studio's own. */
const lmStudioMethods: readonly Method[] = ["llm.model()", "llm.load()", "llm.createDynamicHandle()"].flatMap((at): readonly Method[] => [
  { at, calls: "respond act", path: "/v1/chat/completions", modelOnTheWay: true },
  { at, calls: "complete", path: "/v1/completions", modelOnTheWay: true },
]);

const mistral: readonly Method[] = [
  { at: "chat", calls: "complete stream parse parseStream", path: "/v1/chat/completions" },
  { at: "fim", calls: "complete stream", path: "/v1/fim/completions" },
  { at: "agents", calls: "complete stream", path: "/v1/agents/completions" },
  { at: "embeddings", calls: "create", path: "/v1/embeddings" },
  { at: "ocr", calls: "process", path: "/v1/ocr" },
  { at: "classifiers", calls: "moderate", path: "/v1/moderations" },
  { at: "classifiers", calls: "moderateChat", path: "/v1/chat/moderations" },
  { at: "classifiers", calls: "classify classifyChat", path: "/v1/classifications" },
  { at: "audio.transcriptions", calls: "complete stream", path: "/v1/audio/transcriptions", form: true },
  { at: "beta.conversations", calls: "start startStream", path: "/v1/conversations" },
  { at: "beta.conversations", calls: "append appendStream", path: "/v1/conversations/{conversationId}", wrappers: ["conversationAppendRequest", "conversationAppendStreamRequest"] },
  { at: "beta.conversations", calls: "restart restartStream", path: "/v1/conversations/{conversationId}/restart", wrappers: ["conversationRestartRequest", "conversationRestartStreamRequest"] },
  { at: "files", calls: "upload", path: "/v1/files", form: true },
  { at: "batch.jobs", calls: "create", path: "/v1/batch/jobs" },
];

const groq = { url: "https://api.groq.com", options: ["baseURL"] };
const together = { url: "https://api.together.ai/v1", options: ["baseURL"] };

export const otherClients: readonly NativeClient[] = [
  {
    sdk: "@mistralai/mistralai",
    makers: { Mistral: { url: "https://api.mistral.ai", options: ["serverURL"], special: "mistral" }, "": { url: "https://api.mistral.ai", options: ["serverURL"], special: "mistral" } },
    methods: mistral,
    body: "snake-case",
    typed: true,
    fetch: ["httpClient"],
    options: { baseURL: "serverURL" },
  },
  {
    ...generated,
    sdk: "groq-sdk",
    makers: { "": groq, Groq: groq },
    methods: [
      { at: "chat.completions", calls: "create", path: "/openai/v1/chat/completions" },
      { at: "completions", calls: "create", path: "/openai/v1/completions" },
      { at: "embeddings", calls: "create", path: "/openai/v1/embeddings" },
      { at: "audio.speech", calls: "create", path: "/openai/v1/audio/speech" },
      { at: "audio.transcriptions", calls: "create", path: "/openai/v1/audio/transcriptions", form: true },
      { at: "audio.translations", calls: "create", path: "/openai/v1/audio/translations", form: true },
      { at: "files", calls: "create", path: "/openai/v1/files", form: true },
      { at: "batches", calls: "create", path: "/openai/v1/batches" },
    ],
  },
  {
    ...generated,
    sdk: "together-ai",
    makers: { "": together, Together: together },
    methods: [
      { at: "chat.completions", calls: "create stream", path: "/chat/completions" },
      { at: "completions", calls: "create", path: "/completions" },
      { at: "embeddings", calls: "create", path: "/embeddings" },
      { at: "images", calls: "create generate", path: "/images/generations" },
      { at: "rerank", calls: "create", path: "/rerank" },
      { at: "", calls: "rerank", path: "/rerank" },
      { at: "audio", calls: "create", path: "/audio/speech" },
      { at: "audio.speech", calls: "create", path: "/audio/speech" },
      { at: "audio.transcriptions", calls: "create", path: "/audio/transcriptions", form: true },
      { at: "audio.translations", calls: "create", path: "/audio/translations", form: true },
      { at: "videos", calls: "create", path: "https://api.together.ai/v2/videos" },
      { at: "files", calls: "upload", path: "/files/upload", form: true },
      { at: "batches", calls: "create", path: "/batches" },
    ],
  },
  { sdk: "ollama", makers: { Ollama: ollama }, instances: { "": "Ollama" }, methods: ollamaMethods, body: "as-written", typed: true, fetch: ["fetch"], headers: "headers" },
  {
    sdk: "@lmstudio/sdk",
    makers: { LMStudioClient: { url: "http://127.0.0.1:1234", options: [], special: "lm-studio" } },
    methods: [...lmStudioMethods, { at: "embedding.model()", calls: "embed", path: "/v1/embeddings", modelOnTheWay: true }, { at: "embedding.load()", calls: "embed", path: "/v1/embeddings", modelOnTheWay: true }],
    body: "as-written",
    typed: true,
    fetch: [],
  },
];
