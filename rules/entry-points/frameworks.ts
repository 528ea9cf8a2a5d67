/** A model class of LangChain: its privacy options stand on the constructor, whoever calls it later. */
export interface LangChainModel {
  readonly packages: readonly string[];
  readonly exports: readonly string[];
  readonly kind: "chat" | "embedding";
  /** The address without options that move it; `{option}` is one of the settings. */
  readonly base: string;
  /** Settings that move the address, by their paths. */
  readonly moved: readonly (readonly string[])[];
  /** The path below it; `{model}` is the model's name. */
  readonly path: string;
  /** Settings that name the model, the first that is there. */
  readonly model: readonly string[];
  /** Where further fields of the body stand among the settings; nothing where none can be given. */
  readonly extra?: readonly string[];
  /** Settings that are fields of the body themselves. */
  readonly fields?: readonly string[];
}

const modelNames = ["model", "modelName", "modelId"];
const community = (name: string): readonly string[] => [`@langchain/community/chat_models/${name}`];

export const langChainModels: readonly LangChainModel[] = [
  { packages: ["@langchain/openai"], exports: ["ChatOpenAI", "ChatOpenAICompletions"], kind: "chat", base: "https://api.openai.com/v1", moved: [["configuration", "baseURL"], ["configuration", "basePath"]], path: "/chat/completions", model: modelNames, extra: ["modelKwargs"] },
  { packages: ["@langchain/openai"], exports: ["ChatOpenAIResponses"], kind: "chat", base: "https://api.openai.com/v1", moved: [["configuration", "baseURL"]], path: "/responses", model: modelNames, extra: ["modelKwargs"] },
  { packages: ["@langchain/openai"], exports: ["OpenAI"], kind: "chat", base: "https://api.openai.com/v1", moved: [["configuration", "baseURL"]], path: "/completions", model: modelNames, extra: ["modelKwargs"] },
  { packages: ["@langchain/openai"], exports: ["OpenAIEmbeddings"], kind: "embedding", base: "https://api.openai.com/v1", moved: [["configuration", "baseURL"]], path: "/embeddings", model: modelNames },
  { packages: ["@langchain/openai"], exports: ["AzureChatOpenAI"], kind: "chat", base: "https://{azureOpenAIApiInstanceName}.openai.azure.com/openai/deployments/{azureOpenAIApiDeploymentName}", moved: [["azureOpenAIBasePath"], ["azureOpenAIEndpoint"]], path: "/chat/completions", model: ["model", "azureOpenAIApiDeploymentName"], extra: ["modelKwargs"] },
  { packages: ["@langchain/openai"], exports: ["AzureOpenAIEmbeddings"], kind: "embedding", base: "https://{azureOpenAIApiInstanceName}.openai.azure.com/openai/deployments/{azureOpenAIApiEmbeddingsDeploymentName}", moved: [["azureOpenAIBasePath"], ["azureOpenAIEndpoint"]], path: "/embeddings", model: ["model", "azureOpenAIApiEmbeddingsDeploymentName"] },
  { packages: ["@langchain/anthropic"], exports: ["ChatAnthropic"], kind: "chat", base: "https://api.anthropic.com", moved: [["anthropicApiUrl"], ["clientOptions", "baseURL"]], path: "/v1/messages", model: modelNames, extra: ["invocationKwargs"] },
  { packages: ["@langchain/openrouter"], exports: ["ChatOpenRouter"], kind: "chat", base: "https://openrouter.ai/api/v1", moved: [["baseURL"]], path: "/chat/completions", model: modelNames, extra: [], fields: ["provider", "models", "plugins", "route"] },
  { packages: ["@langchain/google-genai"], exports: ["ChatGoogleGenerativeAI"], kind: "chat", base: "https://generativelanguage.googleapis.com", moved: [["baseUrl"]], path: "/v1beta/models/{model}:generateContent", model: modelNames },
  { packages: ["@langchain/google-genai"], exports: ["GoogleGenerativeAIEmbeddings"], kind: "embedding", base: "https://generativelanguage.googleapis.com", moved: [["baseUrl"]], path: "/v1beta/models/{model}:embedContent", model: modelNames },
  { packages: ["@langchain/google-vertexai", "@langchain/google-vertexai-web"], exports: ["ChatVertexAI"], kind: "chat", base: "https://{location}-aiplatform.googleapis.com", moved: [["endpoint"]], path: "/v1/projects/p/locations/l/publishers/google/models/{model}:generateContent", model: modelNames },
  { packages: ["@langchain/ollama", ...community("ollama")], exports: ["ChatOllama"], kind: "chat", base: "http://127.0.0.1:11434", moved: [["baseUrl"]], path: "/api/chat", model: modelNames },
  { packages: ["@langchain/ollama"], exports: ["OllamaEmbeddings"], kind: "embedding", base: "http://127.0.0.1:11434", moved: [["baseUrl"]], path: "/api/embed", model: modelNames },
  { packages: ["@langchain/mistralai"], exports: ["ChatMistralAI"], kind: "chat", base: "https://api.mistral.ai", moved: [["serverURL"], ["endpoint"]], path: "/v1/chat/completions", model: modelNames },
  { packages: ["@langchain/mistralai"], exports: ["MistralAIEmbeddings"], kind: "embedding", base: "https://api.mistral.ai", moved: [["serverURL"], ["endpoint"]], path: "/v1/embeddings", model: modelNames },
  { packages: ["@langchain/groq"], exports: ["ChatGroq"], kind: "chat", base: "https://api.groq.com", moved: [["baseUrl"]], path: "/openai/v1/chat/completions", model: modelNames },
  { packages: ["@langchain/deepseek"], exports: ["ChatDeepSeek"], kind: "chat", base: "https://api.deepseek.com", moved: [["configuration", "baseURL"]], path: "/chat/completions", model: modelNames, extra: ["modelKwargs"] },
  { packages: ["@langchain/xai"], exports: ["ChatXAI"], kind: "chat", base: "https://api.x.ai/v1", moved: [["baseURL"]], path: "/chat/completions", model: modelNames, extra: ["modelKwargs"] },
  { packages: ["@langchain/cohere"], exports: ["ChatCohere"], kind: "chat", base: "https://api.cohere.com", moved: [], path: "/v2/chat", model: modelNames },
  { packages: ["@langchain/cohere"], exports: ["CohereEmbeddings"], kind: "embedding", base: "https://api.cohere.com", moved: [], path: "/v2/embed", model: modelNames },
  { packages: ["@langchain/aws"], exports: ["ChatBedrockConverse"], kind: "chat", base: "https://bedrock-runtime.{region}.amazonaws.com", moved: [["endpointHost"]], path: "/model/{model}/converse", model: modelNames },
  { packages: community("togetherai"), exports: ["ChatTogetherAI"], kind: "chat", base: "https://api.together.xyz/v1", moved: [], path: "/chat/completions", model: modelNames },
  { packages: community("fireworks"), exports: ["ChatFireworks"], kind: "chat", base: "https://api.fireworks.ai/inference/v1", moved: [], path: "/chat/completions", model: modelNames },
];

/** Methods of LangChain's models that send content. */
export const langChainMethods: Readonly<Record<LangChainModel["kind"], ReadonlySet<string>>> = {
  chat: new Set(["invoke", "stream", "batch", "streamEvents", "streamLog", "transform", "generate", "generatePrompt", "call", "predict", "predictMessages"]),
  embedding: new Set(["embedQuery", "embedDocuments"]),
};

/** Methods after which a model of LangChain is still that model, or a chain with it. */
export const langChainWrappers: ReadonlySet<string> = new Set(["bind", "bindTools", "withStructuredOutput", "withConfig", "withRetry", "withFallbacks", "withListeners", "pipe"]);

/** Functions that make an agent of a model, and the option that holds it: an instance or a name. */
export const langChainAgents: Readonly<Record<string, string>> = { createReactAgent: "llm", createAgent: "model" };

/** LangChain's packages that are not under its scope. */
export const langChainPackages: readonly string[] = ["langchain"];

/** Vendors as LangChain names them in `vendor:model`, and how the names begin that tell the vendor by themselves. */
export const langChainProviders: readonly { readonly names: readonly string[]; readonly model: string; readonly begins?: RegExp }[] = [
  { names: ["openai"], model: "ChatOpenAI", begins: /^(?:gpt-[345]|o[134])/u },
  { names: ["anthropic"], model: "ChatAnthropic", begins: /^claude/u },
  { names: ["azure-openai"], model: "AzureChatOpenAI" },
  { names: ["google-vertexai", "google-vertexai-web"], model: "ChatVertexAI", begins: /^gemini/u },
  { names: ["google-genai"], model: "ChatGoogleGenerativeAI" },
  { names: ["cohere"], model: "ChatCohere", begins: /^command/u },
  { names: ["mistralai", "mistral"], model: "ChatMistralAI", begins: /^mistral/u },
  { names: ["bedrock", "aws"], model: "ChatBedrockConverse", begins: /^amazon\./u },
  { names: ["fireworks"], model: "ChatFireworks", begins: /^accounts\/fireworks/u },
  { names: ["together"], model: "ChatTogetherAI" },
  { names: ["groq"], model: "ChatGroq" },
  { names: ["ollama"], model: "ChatOllama" },
  { names: ["deepseek"], model: "ChatDeepSeek" },
  { names: ["xai"], model: "ChatXAI" },
];

/** Model strings by their first segment, as frameworks with a registry resolve them. */
export const registryHosts: Readonly<Record<string, string>> = {
  vercel: "https://ai-gateway.vercel.sh/v1/chat/completions",
  openrouter: "https://openrouter.ai/api/v1/chat/completions",
  openai: "https://api.openai.com/v1/responses",
  anthropic: "https://api.anthropic.com/v1/messages",
  google: "https://generativelanguage.googleapis.com/v1beta/models/{model}:generateContent",
  mistral: "https://api.mistral.ai/v1/chat/completions",
  groq: "https://api.groq.com/openai/v1/chat/completions",
  deepseek: "https://api.deepseek.com/chat/completions",
  xai: "https://api.x.ai/v1/responses",
  togetherai: "https://api.together.xyz/v1/chat/completions",
  "fireworks-ai": "https://api.fireworks.ai/inference/v1/chat/completions",
  cerebras: "https://api.cerebras.ai/v1/chat/completions",
  moonshotai: "https://api.moonshot.ai/v1/chat/completions",
};

/** Adapters of TanStack AI by package and the beginning of their names: where they send. */
export const tanStackAdapters: readonly { readonly packages: readonly string[]; readonly name: RegExp; readonly address: string }[] = [
  { packages: ["@tanstack/ai-openrouter"], name: /^(?:create)?openRouter(?:Text|Chat|Summarize)$/iu, address: "https://openrouter.ai/api/v1/chat/completions" },
  { packages: ["@tanstack/ai-openrouter"], name: /^(?:create)?openRouter(?:ResponsesText)$/iu, address: "https://openrouter.ai/api/v1/responses" },
  { packages: ["@tanstack/ai-openrouter"], name: /^(?:create)?openRouter(?:Embed\w*)$/iu, address: "https://openrouter.ai/api/v1/embeddings" },
  { packages: ["@tanstack/ai-openrouter"], name: /^(?:create)?openRouter(?:Rerank)$/iu, address: "https://openrouter.ai/api/v1/rerank" },
  { packages: ["@tanstack/ai-openrouter"], name: /^(?:create)?openRouter(?:Image)$/iu, address: "https://openrouter.ai/api/v1/images" },
  { packages: ["@tanstack/ai-openrouter"], name: /^(?:create)?openRouter(?:Video)$/iu, address: "https://openrouter.ai/api/v1/videos" },
  { packages: ["@tanstack/ai-openai"], name: /^(?:create)?openai(?:Text|Chat|Summarize)$/iu, address: "https://api.openai.com/v1/responses" },
  { packages: ["@tanstack/ai-openai"], name: /^(?:create)?openai(?:Embed\w*)$/iu, address: "https://api.openai.com/v1/embeddings" },
  { packages: ["@tanstack/ai-openai"], name: /^(?:create)?openai(?:Image)$/iu, address: "https://api.openai.com/v1/images/generations" },
  { packages: ["@tanstack/ai-openai"], name: /^(?:create)?openai(?:Speech)$/iu, address: "https://api.openai.com/v1/audio/speech" },
  { packages: ["@tanstack/ai-openai"], name: /^(?:create)?openai(?:Transcription)$/iu, address: "https://api.openai.com/v1/audio/transcriptions" },
  { packages: ["@tanstack/ai-openai"], name: /^(?:create)?openai(?:Video)$/iu, address: "https://api.openai.com/v1/videos" },
  { packages: ["@tanstack/ai-anthropic"], name: /^(?:create)?anthropic(?:Text|Chat|Summarize)$/iu, address: "https://api.anthropic.com/v1/messages" },
  { packages: ["@tanstack/ai-gemini"], name: /^(?:create)?gemini(?:Text|Chat|Summarize|Speech|Audio)$/iu, address: "https://generativelanguage.googleapis.com/v1beta/models/{model}:generateContent" },
  { packages: ["@tanstack/ai-gemini"], name: /^(?:create)?gemini(?:Embed\w*)$/iu, address: "https://generativelanguage.googleapis.com/v1beta/models/{model}:embedContent" },
  { packages: ["@tanstack/ai-gemini"], name: /^(?:create)?gemini(?:Image)$/iu, address: "https://generativelanguage.googleapis.com/v1beta/models/{model}:predict" },
  { packages: ["@tanstack/ai-gemini"], name: /^(?:create)?gemini(?:Video)$/iu, address: "https://generativelanguage.googleapis.com/v1beta/models/{model}:predictLongRunning" },
  { packages: ["@tanstack/ai-ollama"], name: /^(?:create)?ollama(?:Text|Chat|Summarize)$/iu, address: "http://127.0.0.1:11434/api/chat" },
  { packages: ["@tanstack/ai-ollama"], name: /^(?:create)?ollama(?:Embed\w*)$/iu, address: "http://127.0.0.1:11434/api/embed" },
  { packages: ["@tanstack/ai-grok"], name: /^(?:create)?grok(?:Text|Chat|Summarize)$/iu, address: "https://api.x.ai/v1/responses" },
  { packages: ["@tanstack/ai-grok"], name: /^(?:create)?grok(?:Image)$/iu, address: "https://api.x.ai/v1/images/generations" },
  { packages: ["@tanstack/ai-groq"], name: /^(?:create)?groq(?:Text|Chat|Summarize)$/iu, address: "https://api.groq.com/openai/v1/chat/completions" },
  { packages: ["@tanstack/ai-groq"], name: /^(?:create)?groq(?:Speech)$/iu, address: "https://api.groq.com/openai/v1/audio/speech" },
  { packages: ["@tanstack/ai-groq"], name: /^(?:create)?groq(?:Transcription)$/iu, address: "https://api.groq.com/openai/v1/audio/transcriptions" },
  { packages: ["@tanstack/ai-mistral"], name: /^(?:create)?mistral(?:Text|Chat)$/iu, address: "https://api.mistral.ai/v1/chat/completions" },
  { packages: ["@tanstack/ai-mistral"], name: /^(?:create)?mistral(?:Embed\w*)$/iu, address: "https://api.mistral.ai/v1/embeddings" },
  { packages: ["@tanstack/ai-cohere"], name: /^(?:create)?cohere(?:Rerank)$/iu, address: "https://api.cohere.com/v2/rerank" },
  { packages: ["@tanstack/ai-cohere"], name: /^(?:create)?cohere(?:Embed\w*)$/iu, address: "https://api.cohere.com/v2/embed" },
];

/** Methods of Mastra's agents that send content. */
export const mastraMethods: ReadonlySet<string> = new Set(["generate", "stream", "generateLegacy", "streamLegacy", "generateVNext", "streamVNext", "network"]);

/** Functions of TanStack AI that send content. */
export const tanStackFunctions: ReadonlySet<string> = new Set(["chat", "summarize", "embed", "embedding", "rerank", "generateImage", "generateSpeech", "generateTranscription", "generateVideo"]);

/** Packages of frameworks whose calls are told by their names: what lies behind them is not looked at. */
export const frameworkPackages: readonly string[] = [
  ...langChainPackages,
  "@langchain/core",
  "@langchain/classic",
  "@langchain/langgraph",
  "@openai/agents",
  "@openai/agents-core",
  "@mastra/core",
  "@tanstack/ai",
  "@aws-sdk/client-bedrock-runtime",
];
