import { describe, expect, it } from "vitest";
import { guardFetch } from "../../../src/adapters/fetch/index.ts";
import { createGuard, type Call } from "../../../src/index.ts";
import { post, recorder } from "./recorder.ts";

const vercel = "https://ai-gateway.vercel.sh/v1/chat/completions";
const aiSdk = "https://ai-gateway.vercel.sh/v4/ai/language-model";
const openrouter = "https://openrouter.ai/api/v1/chat/completions";
const openai = "https://api.openai.com/v1";

/** The call that a request is read as. */
async function read(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Call> {
  const calls: Call[] = [];
  const guard = await createGuard({ mode: "observe", onDecision: ({ call }) => void calls.push(call) });
  await guardFetch({ guard, category: "public", fetch: recorder().fetch })(url, post(body, headers));
  return calls[0]!;
}

describe("the models of a request", () => {
  it.each([
    ["the body", vercel, { model: "a/b" }, {}, "a/b", undefined],
    ["the header of the AI SDK", aiSdk, {}, { "ai-language-model-id": "a/b" }, "a/b", undefined],
    ["the other header of the AI SDK", "https://ai-gateway.vercel.sh/v4/ai/embedding-model", {}, { "ai-model-id": "a/b" }, "a/b", undefined],
    ["fallbacks of OpenRouter", openrouter, { model: "a/b", models: ["c/d", "a/b"] }, {}, "a/b", ["c/d"]],
    ["fallbacks of Vercel", vercel, { model: "a/b", providerOptions: { gateway: { models: ["c/d", { model: "e/f", when: {} }] } } }, {}, "a/b", ["c/d", "e/f"]],
    ["fallbacks of Anthropic", "https://api.anthropic.com/v1/messages", { model: "a", fallbacks: [{ model: "b" }] }, {}, "a", ["b"]],
    ["a preset", openrouter, { model: "a/b", preset: "mine" }, {}, "a/b", ["@preset/mine"]],
    ["a preset behind a model", openrouter, { model: "a/b@preset/mine" }, {}, "a/b@preset/mine", ["@preset/mine"]],
    ["a preset in the path", "https://openrouter.ai/api/v1/presets/mine/chat/completions", { model: "a/b" }, {}, "@preset/mine", ["a/b"]],
    ["a plugin", openrouter, { model: "a/b", plugins: [{ id: "fusion", models: ["c/d"], model: "e/f" }] }, {}, "a/b", ["e/f", "c/d"]],
    ["a batch of Anthropic", "https://api.anthropic.com/v1/messages/batches", { requests: [{ params: { model: "a" } }, { params: { model: "b" } }] }, {}, "a", ["b"]],
    ["a long batch", "https://api.anthropic.com/v1/messages/batches", { requests: Array.from({ length: 500 }, () => ({ params: { model: "a" } })) }, {}, "a", undefined],
    ["a batch of Vercel", "https://ai-gateway.vercel.sh/v4/ai/batch/start", { requests: [{ modelId: "c/d" }] }, { "ai-model-id": "a/b" }, "a/b", ["c/d"]],
    ["a path of Gemini", "https://generativelanguage.googleapis.com/v1beta/models/gemini-3-pro:streamGenerateContent?alt=sse", {}, {}, "gemini-3-pro", undefined],
    ["a path of Bedrock", "https://bedrock-runtime.eu-west-1.amazonaws.com/model/eu.anthropic.claude-fable-5-v1%3A0/converse", {}, {}, "eu.anthropic.claude-fable-5-v1:0", undefined],
    ["an ARN in a path of Bedrock", "https://bedrock-runtime.eu-west-1.amazonaws.com/model/arn%3Aaws%3Abedrock%3Ax%2Fclaude/invoke", {}, {}, "arn:aws:bedrock:x/claude", undefined],
    ["a deployment of Azure", "https://acme.openai.azure.com/openai/deployments/mine/chat/completions?api-version=1", { model: "" }, {}, "mine", undefined],
    ["a name in another case", "http://localhost:11434/api/chat", { model: "GPT-OSS:120B-Cloud" }, {}, "GPT-OSS:120B-Cloud", undefined],
    ["a rerank of Bedrock", "https://bedrock-agent-runtime.eu-west-1.amazonaws.com/rerank", { rerankingConfiguration: { bedrockRerankingConfiguration: { modelConfiguration: { modelArn: "arn:aws:bedrock:x::foundation-model/cohere.rerank-v3-5:0" } } } }, {}, "arn:aws:bedrock:x::foundation-model/cohere.rerank-v3-5:0", undefined],
    ["a name with space around it", "http://localhost:11434/api/chat", { model: " gpt-oss:120b-cloud\n" }, {}, "gpt-oss:120b-cloud", undefined],
  ] as const)("are read from %s", async (_, url, body, headers, model, fallbackModels) => {
    const call = await read(url, body, headers);
    expect({ model: call.model, fallbackModels: call.fallbackModels, features: (call.features ?? []).filter((each) => each === "unreadable-model") }).toEqual({ model, fallbackModels, features: [] });
  });

  it.each([
    ["no text", vercel, { model: 5 }, {}],
    ["a list", vercel, { model: ["a/b"] }, {}],
    ["an object", openai + "/chat/completions", { model: { id: "gpt-5" } }, {}],
    ["missing", vercel, {}, {}],
    ["missing beside a header that counts elsewhere", vercel, {}, { "ai-model-id": "a/b" }],
    ["in a header twice", aiSdk, {}, { "ai-language-model-id": "a/b, vmc/x" }],
    ["in another case", "http://localhost:11434/api/chat", { model: "llama3.3", Model: "gpt-oss:120b-cloud" }, {}],
    ["in another case alone", "http://localhost:11434/api/chat", { Model: "gpt-oss:120b-cloud" }, {}],
    ["in a list of something else", openrouter, { model: "a/b", models: "c/d" }, {}],
    ["longer than any name", vercel, { model: "a".repeat(600) }, {}],
    ["more than any request names", openrouter, { model: "a/b", models: Array.from({ length: 300 }, (_, index) => `c/${index}`) }, {}],
    ["in a list of numbers", openrouter, { model: "a/b", models: ["c/d", 5] }, {}],
  ] as const)("are unreadable when they are %s", async (_, url, body, headers) => {
    expect((await read(url, body, headers)).features).toContain("unreadable-model");
  });

  it.each(["gpt-oss:120b-cloud", "GPT-OSS:120B-Cloud", "gpt-oss:120b-CLOUD"])("are the policy's to match, whatever their case: %s", async (model) => {
    const { fetch, sent } = recorder();
    const guarded = guardFetch({ guard: await createGuard(), category: "pii", fetch });
    const response = await guarded("http://localhost:11434/api/chat", post({ model }));
    await guarded("http://localhost:11434/api/chat", post({ model: "Llama3.3" }));
    expect([response.status, sent.length]).toEqual([403, 1]);
  });

  it.each(["http://localhost:8080/v1/chat/completions", `${openai}/chat/completions`])("may be left to %s, which has only its own", async (url) => {
    expect((await read(url, { messages: [] })).features).toBeUndefined();
  });
});

describe("the controls of a request", () => {
  it.each([
    [vercel, { providerOptions: { gateway: { disallowPromptTraining: true, zeroDataRetention: true } } }, { noTraining: true, zeroRetention: true }],
    [openrouter, { provider: { data_collection: "deny", zdr: true } }, { noTraining: true, zeroRetention: true }],
    [openrouter, { provider: { data_collection: "allow", zdr: false } }, undefined],
    [openrouter, { provider: { dataCollection: "deny" } }, undefined],
    [openrouter, { provider: [{ zdr: true }] }, undefined],
    [openrouter, { providerOptions: { gateway: { zeroDataRetention: true } } }, undefined],
    ["https://api.anyapi.ai/v1/chat/completions", { data_policy: { training_allowed: false, retention_days: 30 } }, { noTraining: true, maxRetentionDays: 30 }],
    ["https://api.anyapi.ai/v1/chat/completions", { data_policy: { training_allowed: null, retention_days: "0" } }, undefined],
    ["https://api.anyapi.ai/v1/chat/completions", { data_policy: { retention_days: -1 } }, undefined],
    ["https://api.anyapi.ai/v1/chat/completions", { data_policy: { retention_days: 0.5 } }, undefined],
    [`${openai}/chat/completions`, { provider: { zdr: true }, store: false }, undefined],
  ])("at %s in %j", async (url, body, controls) => {
    expect((await read(url, { model: "a/b", ...body })).controls).toEqual(controls);
  });

  it.each([
    [openrouter, { provider: { only: ["azure"], ignore: ["openai"] } }, { only: ["azure"], ignore: ["openai"] }],
    [vercel, { providerOptions: { gateway: { only: ["azure"], order: ["openai"] } } }, { only: ["azure"] }],
    [vercel, { provider: { only: ["azure"] } }, undefined],
    [openrouter, { provider: { only: [], order: ["azure"] } }, undefined],
    [openrouter, { provider: { only: "azure", ignore: ["openai", 5] } }, undefined],
  ])("lists of providers at %s in %j", async (url, body, providers) => {
    expect((await read(url, { model: "a/b", ...body })).providers).toEqual(providers);
  });

  it.each([
    [vercel, { providerOptions: { gateway: { byok: { anthropic: [{}] } } } }, {}, { credentials: "byok", byokProviders: ["anthropic"] }],
    [vercel, { providerOptions: { gateway: { byok: {} } } }, {}, {}],
    [vercel, { providerOptions: { gateway: { byok: "x" } } }, {}, { credentials: "unknown" }],
    [openrouter, {}, {}, {}],
    [openrouter, {}, { "X-Provider-API-Keys": '{"openai":"k","anthropic":"k"}' }, { credentials: "byok", byokProviders: ["anthropic", "openai"] }],
    [openrouter, {}, { "x-provider-api-keys": "k" }, { credentials: "unknown" }],
    ["https://gateway.ai.cloudflare.com/v1/a/b/compat/chat/completions", {}, { "cf-aig-authorization": "k" }, { credentials: "unknown" }],
    ["https://gateway.ai.cloudflare.com/v1/a/b/compat/chat/completions", {}, { "cf-aig-authorization": "k", "cf-aig-byok-alias": "mine" }, { credentials: "byok" }],
  ])("credentials at %s in %j", async (url, body, headers, credentials) => {
    const call = await read(url, { model: "a/b", ...body }, headers as Record<string, string>);
    expect({ ...(call.credentials && { credentials: call.credentials }), ...(call.byokProviders && { byokProviders: call.byokProviders }) }).toEqual(credentials);
  });
});

describe("the features of a request", () => {
  const chat = `${openai}/chat/completions`;
  const responses = `${openai}/responses`;
  const messages = "https://api.anthropic.com/v1/messages";
  const gemini = "https://generativelanguage.googleapis.com/v1beta/models/gemini-3-pro:generateContent";

  it.each([
    [responses, {}, ["store"]],
    [responses, { store: null }, ["store"]],
    [responses, { store: true }, ["store"]],
    [responses, { store: false }, undefined],
    ["https://acme.openai.azure.com/openai/v1/responses", {}, ["store"]],
    ["https://api.x.ai/v1/responses", {}, ["store"]],
    ["https://api.fireworks.ai/inference/v1/responses", {}, ["store"]],
    ["https://ai-gateway.vercel.sh/v1/responses", {}, undefined],
    ["https://ai-gateway.vercel.sh/v1/responses", { store: true }, ["store"]],
    ["http://localhost:11434/v1/responses", {}, undefined],
    ["https://generativelanguage.googleapis.com/v1beta/interactions", {}, ["store"]],
    [chat, {}, undefined],
    [chat, { store: true }, ["store"]],
    [responses, { store: false, background: true }, ["background"]],
    [responses, { store: false, background: false, previous_response_id: null }, undefined],
    [responses, { store: false, previous_response_id: "r" }, ["conversations"]],
    [responses, { store: false, conversation: { id: "c" } }, ["conversations"]],
    [responses, { store: false, prompt_cache_retention: "24h" }, ["extended-prompt-cache"]],
    [responses, { store: false, prompt_cache_retention: "in_memory" }, undefined],
    [responses, { store: false, tools: [{ type: "function", name: "f" }, { type: "custom", name: "c" }, { type: "local_shell" }] }, undefined],
    [responses, { store: false, tools: [{ type: "web_search_preview" }] }, ["web-search"]],
    [responses, { store: false, tools: [{ type: "file_search" }] }, ["vector-stores"]],
    [responses, { store: false, tools: [{ type: "code_interpreter", container: { type: "auto" } }] }, ["containers"]],
    [responses, { store: false, tools: [{ type: "image_generation" }, { type: "mcp", server_url: "https://x" }, { type: "computer_use_preview" }] }, ["hosted-tools"]],
    [responses, { store: false, tools: [{ type: "of_next_year" }] }, ["hosted-tools"]],
    [responses, { store: false, tools: [{ type: 5 }, "x"] }, ["hosted-tools"]],
    [chat, { web_search_options: {} }, ["web-search"]],
    [chat, { tools: [{ type: "function", function: { name: "web_search" } }] }, undefined],
    [chat, { tools: [{ type: "builtin_function", function: { name: "$web_search" } }] }, ["hosted-tools"]],
    ["https://api.x.ai/v1/chat/completions", { search_parameters: { mode: "auto" } }, ["web-search"]],
    [messages, { tools: [{ name: "f", input_schema: {} }, { type: "custom", name: "c", input_schema: {} }, { type: "bash_20250124", name: "bash" }, { type: "computer_20250124", name: "computer" }, { type: "memory_20250818", name: "memory" }] }, undefined],
    [messages, { tools: [{ type: "web_search_20250305", name: "web_search" }] }, ["web-search"]],
    [messages, { tools: [{ type: "web_fetch_20250910", name: "web_fetch" }] }, ["web-fetch"]],
    [messages, { tools: [{ type: "code_execution_20250825", name: "code_execution" }] }, ["containers"]],
    [messages, { mcp_servers: [{ url: "https://x" }], container: "c" }, ["containers", "hosted-tools"]],
    ["https://api.anthropic.com/v1/messages/batches", { requests: [{ params: { model: "a", tools: [{ type: "web_search_20250305" }] } }] }, ["batches", "web-search"]],
    [gemini, { tools: [{ functionDeclarations: [] }] }, undefined],
    [gemini, { tools: [{ google_search: {} }] }, ["web-search"]],
    [gemini, { tools: [{ googleSearchRetrieval: {} }] }, ["web-search"]],
    [gemini, { tools: [{ functionDeclarations: [], googleSearch: {} }] }, ["web-search"]],
    [gemini, { tools: { googleMaps: {} } }, ["maps-grounding"]],
    [gemini, { tools: [{ urlContext: {} }, { codeExecution: {} }], cachedContent: "c" }, ["containers", "explicit-cache", "web-fetch"]],
    [aiSdk, { tools: [{ type: "function", name: "f" }, { type: "provider", id: "anthropic.bash_20250124" }] }, undefined],
    [aiSdk, { tools: [{ type: "provider", id: "openai.web_search" }] }, ["web-search"]],
    [aiSdk, { tools: [{ type: "provider-defined", id: "google.google_search" }] }, ["web-search"]],
    [aiSdk, { tools: [{ type: "provider", id: "gateway.perplexity_search" }] }, ["web-search"]],
    [aiSdk, { tools: [{ type: "provider" }] }, ["hosted-tools"]],
    [aiSdk, { providerOptions: { openai: { store: true, promptCacheRetention: "24h" } } }, ["extended-prompt-cache", "store"]],
    [aiSdk, { providerOptions: { azure: { store: true }, mistral: { previousResponseId: "r" } } }, ["conversations", "store"]],
    [aiSdk, { prompt: [{ role: "user", content: [{ type: "file", data: { type: "reference", reference: { openai: "file-1" } } }] }] }, ["files"]],
    [responses, { store: false, input: [{ role: "user", content: [{ type: "input_file", file_id: "file-1" }] }] }, ["files"]],
    [responses, { store: false, input: [{ role: "user", content: [{ type: "input_text", text: "file_id" }] }] }, undefined],
    [chat, { messages: [{ role: "user", content: [{ type: "file", file: { file_id: "file-1" } }] }] }, ["files"]],
    [messages, { messages: [{ role: "user", content: [{ type: "document", source: { type: "file", file_id: "file-1" } }] }] }, ["files"]],
    [gemini, { contents: [{ parts: [{ fileData: { fileUri: "https://generativelanguage.googleapis.com/v1beta/files/a" } }] }] }, ["files"]],
    [gemini, { contents: [{ parts: [{ fileData: { fileUri: "https://www.youtube.com/watch?v=a" } }] }] }, undefined],
    ["https://generativelanguage.googleapis.com/v1beta/interactions", { store: false, previous_interaction_id: "i", agent: "a" }, ["conversations", "hosted-tools"]],
    ["https://api.x.ai/v1/chat/completions", { search_parameters: { mode: "off" } }, undefined],
    [openrouter, { plugins: [{ id: "web" }] }, ["plugins", "web-search"]],
    [openrouter, { plugins: [{ id: "file-parser" }] }, ["plugins"]],
    [openrouter, { plugins: [] }, undefined],
    [openrouter, { model: "a/b:online" }, ["web-search"]],
    [openrouter, { models: ["a/b:online"] }, ["web-search"]],
    [openrouter, { tools: [{ type: "openrouter:web_search" }, { type: "openrouter:datetime" }] }, ["hosted-tools", "web-search"]],
    [`${openai}/files`, {}, ["files"]],
    [`${openai}/batches`, {}, ["batches"]],
    [`${openai}/conversations`, {}, ["conversations"]],
    [`${openai}/threads/t/messages`, {}, ["conversations"]],
    [`${openai}/fine_tuning/jobs`, {}, ["fine-tuning"]],
    [`${openai}/videos`, {}, ["video-jobs"]],
    ["https://ollama.com/api/web_search", {}, ["web-search"]],
  ] as const)("at %s in %j are %j", async (url, body, features) => {
    expect((await read(url, { model: "a/b", ...body }, { "ai-language-model-id": "a/b" })).features).toEqual(features);
  });

  it.each([
    [{ "X-OpenRouter-Cache": "true" }, ["response-cache"]],
    [{ "X-OpenRouter-Cache": "false" }, undefined],
    [{ "cf-aig-cache-ttl": "60" }, ["response-cache"]],
  ])("in the headers %j are %j", async (headers, features) => {
    expect((await read(openrouter, { model: "a/b" }, headers as Record<string, string>)).features).toEqual(features);
  });

  it("have names that the catalogue knows, or that stand for what cannot be read", async () => {
    const { catalog } = await createGuard();
    const known = catalog.features.map(({ feature }) => feature);
    const used = ["store", "background", "files", "vector-stores", "skills", "conversations", "batches", "video-jobs", "fine-tuning", "containers", "explicit-cache", "response-cache", "extended-prompt-cache", "web-search", "web-fetch", "maps-grounding", "hosted-tools", "plugins"];
    expect(used.filter((feature) => !known.includes(feature))).toEqual([]);
    expect(["unlisted-api", "unreadable-body", "ambiguous-body", "unreadable-model"].filter((obstacle) => known.includes(obstacle))).toEqual([]);
  });
});
