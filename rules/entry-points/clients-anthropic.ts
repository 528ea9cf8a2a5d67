import type { Method, NativeClient } from "./clients.ts";

const common = { body: "as-written", typed: true, fetch: ["fetch"], headers: "defaultHeaders", options: { body: "body" } } as const;

function messages(path: string): readonly Method[] {
  return [
    { at: "messages", calls: "create stream parse", path },
    { at: "beta.messages", calls: "create stream parse toolRunner", path },
  ];
}

const others: readonly Method[] = [
  { at: "messages", calls: "countTokens", path: "/v1/messages/count_tokens" },
  { at: "beta.messages", calls: "countTokens", path: "/v1/messages/count_tokens" },
  { at: "messages.batches", calls: "create", path: "/v1/messages/batches" },
  { at: "beta.messages.batches", calls: "create", path: "/v1/messages/batches" },
  { at: "completions", calls: "create", path: "/v1/complete" },
  { at: "files", calls: "upload", path: "/v1/files", form: true },
  { at: "beta.files", calls: "upload", path: "/v1/files", form: true },
  { at: "beta.sessions.events", calls: "send", path: "/v1/sessions/{0}/events", body: 1 },
];

const bedrock = { url: "https://bedrock-runtime.{awsRegion}.amazonaws.com", options: ["baseURL"], defaults: { awsRegion: "us-east-1" } };
const mantle = { url: "https://bedrock-mantle.{awsRegion}.api.aws/anthropic", options: ["baseURL"], defaults: { awsRegion: "us-east-1" } };
const vertex = { url: "https://{region}-aiplatform.googleapis.com/v1", options: ["baseURL"], special: "vertex" } as const;

export const anthropicClients: readonly NativeClient[] = [
  {
    ...common,
    sdk: "@anthropic-ai/sdk",
    makers: { "": { url: "https://api.anthropic.com", options: ["baseURL"] }, Anthropic: { url: "https://api.anthropic.com", options: ["baseURL"] } },
    methods: [...messages("/v1/messages"), ...others],
  },
  { ...common, sdk: "@anthropic-ai/bedrock-sdk", makers: { "": bedrock, AnthropicBedrock: bedrock }, methods: messages("/model/{model}/invoke") },
  { ...common, sdk: "@anthropic-ai/bedrock-sdk", makers: { AnthropicBedrockMantle: mantle }, methods: messages("/v1/messages") },
  { ...common, sdk: "@anthropic-ai/vertex-sdk", makers: { "": vertex, AnthropicVertex: vertex }, methods: messages("/projects/{projectId}/locations/{region}/publishers/anthropic/models/{model}:rawPredict") },
];
