/** What an option of a factory says, where the source says it as text. */
type Option = (name: string) => string | undefined;

/**
 * A package that makes models. From it the model object is rebuilt that the package would make: with the same provider
 * string, and an address in the same place, which is all that the guard reads of one.
 */
export interface AiSdkProvider {
  readonly packages: readonly string[];
  readonly factories: readonly string[];
  /** Providers that are there without a factory; each may be called, and has the methods. */
  readonly instances: readonly string[];
  /** What provider strings begin with. */
  readonly name: string;
  /** Whether the option `name` replaces it. */
  readonly renamed?: true;
  /** What stands behind the point in the provider string, by the method that makes the model or the kind that it has; nothing where it is not listed. */
  readonly apis: Readonly<Record<string, string>>;
  /** In which form a model carries its address, and what it sends of the options of a call. */
  readonly shape: "gateway" | "openrouter" | "compatible" | "url" | "base" | "hidden";
  /** The address without the option `baseURL`; nothing where only the name tells. */
  readonly address: (option: Option) => string | undefined;
  /** Factory options that move the address; `baseURL` for most. */
  readonly moved?: readonly string[];
}

const everyKind = { language: "chat", embedding: "embedding", image: "image", transcription: "transcription", speech: "speech", completion: "completion", completionModel: "completion", reranking: "reranking", video: "video" };
const at = (address: string) => (): string => address;

export const aiSdkProviders: readonly AiSdkProvider[] = [
  {
    packages: ["ai", "@ai-sdk/gateway"],
    factories: ["createGateway", "createGatewayProvider"],
    instances: ["gateway"],
    name: "gateway",
    apis: {},
    shape: "gateway",
    address: at("https://ai-gateway.vercel.sh/v4/ai"),
  },
  {
    packages: ["@openrouter/ai-sdk-provider"],
    factories: ["createOpenRouter"],
    instances: ["openrouter"],
    name: "openrouter",
    apis: everyKind,
    shape: "openrouter",
    address: at("https://openrouter.ai/api/v1"),
    moved: ["baseURL", "baseUrl"],
  },
  {
    packages: ["@ai-sdk/openai"],
    factories: ["createOpenAI"],
    instances: ["openai"],
    name: "openai",
    renamed: true,
    apis: { ...everyKind, language: "responses", chat: "chat", files: "files", skills: "skills" },
    shape: "url",
    address: at("https://api.openai.com/v1"),
  },
  {
    packages: ["@ai-sdk/azure"],
    factories: ["createAzure"],
    instances: ["azure"],
    name: "azure",
    apis: { ...everyKind, language: "responses", chat: "chat", embedding: "embeddings", deepseek: "deepseek" },
    shape: "url",
    address: (option) => within(option("resourceName"), (name) => `https://${name}.openai.azure.com/openai/v1`),
  },
  {
    packages: ["@ai-sdk/anthropic"],
    factories: ["createAnthropic"],
    instances: ["anthropic"],
    name: "anthropic.messages",
    renamed: true,
    apis: {},
    shape: "base",
    address: at("https://api.anthropic.com/v1"),
  },
  {
    packages: ["@ai-sdk/amazon-bedrock"],
    factories: ["createAmazonBedrock"],
    instances: ["bedrock", "amazonBedrock"],
    name: "amazon-bedrock",
    apis: {},
    shape: "base",
    address: (option) => within(option("region"), (region) => `https://bedrock-runtime.${region}.amazonaws.com`),
  },
  {
    packages: ["@ai-sdk/amazon-bedrock/anthropic"],
    factories: ["createBedrockAnthropic"],
    instances: ["bedrockAnthropic"],
    name: "amazon-bedrock.anthropic.messages",
    apis: {},
    shape: "base",
    address: (option) => within(option("region"), (region) => `https://bedrock-runtime.${region}.amazonaws.com`),
  },
  {
    packages: ["@ai-sdk/amazon-bedrock/mantle"],
    factories: ["createBedrockMantle"],
    instances: ["bedrockMantle"],
    name: "amazon-bedrock",
    apis: {},
    shape: "hidden",
    address: () => undefined,
  },
  {
    packages: ["@ai-sdk/google"],
    factories: ["createGoogle", "createGoogleGenerativeAI"],
    instances: ["google"],
    name: "google.generative-ai",
    renamed: true,
    apis: { transcription: "transcription", interactions: "interactions" },
    shape: "base",
    address: at("https://generativelanguage.googleapis.com/v1beta"),
  },
  {
    packages: ["@ai-sdk/google-vertex", "@ai-sdk/google-vertex/edge"],
    factories: ["createVertex", "createGoogleVertex"],
    instances: ["vertex", "googleVertex"],
    name: "google.vertex",
    apis: { ...everyKind, interactions: "interactions" },
    shape: "base",
    address: (option) => (option("apiKey") === undefined ? within(option("location"), vertexAddress) : undefined),
  },
  {
    packages: ["@ai-sdk/google-vertex/anthropic", "@ai-sdk/google-vertex/anthropic/edge"],
    factories: ["createVertexAnthropic", "createGoogleVertexAnthropic"],
    instances: ["vertexAnthropic", "googleVertexAnthropic"],
    name: "googleVertex.anthropic.messages",
    apis: {},
    shape: "base",
    address: (option) => within(option("location"), vertexAddress),
  },
  {
    packages: ["@ai-sdk/google-vertex/maas", "@ai-sdk/google-vertex/xai"],
    factories: ["createVertexMaas", "createGoogleVertexMaas", "createVertexXai", "createGoogleVertexXai"],
    instances: ["vertexMaas", "googleVertexMaas", "vertexXai", "googleVertexXai"],
    name: "vertex",
    apis: everyKind,
    shape: "hidden",
    address: () => undefined,
  },
  {
    packages: ["@ai-sdk/mistral"],
    factories: ["createMistral"],
    instances: ["mistral"],
    name: "mistral",
    apis: { ...everyKind, conversation: "conversation" },
    shape: "base",
    address: at("https://api.mistral.ai/v1"),
  },
  {
    packages: ["@ai-sdk/xai"],
    factories: ["createXai"],
    instances: ["xai"],
    name: "xai",
    apis: { ...everyKind, language: "responses", chat: "chat" },
    shape: "base",
    address: at("https://api.x.ai/v1"),
  },
  { packages: ["@ai-sdk/deepseek"], factories: ["createDeepSeek"], instances: ["deepseek", "deepSeek"], name: "deepseek", apis: everyKind, shape: "url", address: at("https://api.deepseek.com") },
  { packages: ["@ai-sdk/groq"], factories: ["createGroq"], instances: ["groq"], name: "groq", apis: everyKind, shape: "url", address: at("https://api.groq.com/openai/v1") },
  { packages: ["@ai-sdk/cohere"], factories: ["createCohere"], instances: ["cohere"], name: "cohere", apis: { ...everyKind, embedding: "textEmbedding" }, shape: "base", address: at("https://api.cohere.com/v2") },
  { packages: ["@ai-sdk/perplexity"], factories: ["createPerplexity"], instances: ["perplexity"], name: "perplexity", apis: {}, shape: "base", address: at("https://api.perplexity.ai") },
  { packages: ["@ai-sdk/huggingface"], factories: ["createHuggingFace"], instances: ["huggingface", "huggingFace"], name: "huggingface", apis: { ...everyKind, language: "responses" }, shape: "url", address: at("https://router.huggingface.co/v1") },
  { packages: ["@ai-sdk/alibaba"], factories: ["createAlibaba"], instances: ["alibaba"], name: "alibaba", apis: everyKind, shape: "compatible", address: at("https://dashscope-intl.aliyuncs.com/compatible-mode/v1") },
  { packages: ["@ai-sdk/moonshotai"], factories: ["createMoonshotAI"], instances: ["moonshotai"], name: "moonshotai", apis: everyKind, shape: "compatible", address: at("https://api.moonshot.ai/v1") },
  { packages: ["@ai-sdk/togetherai"], factories: ["createTogetherAI"], instances: ["togetherai"], name: "togetherai", apis: everyKind, shape: "compatible", address: at("https://api.together.xyz/v1") },
  { packages: ["@ai-sdk/fireworks"], factories: ["createFireworks"], instances: ["fireworks"], name: "fireworks", apis: everyKind, shape: "compatible", address: at("https://api.fireworks.ai/inference/v1") },
  { packages: ["@ai-sdk/cerebras"], factories: ["createCerebras"], instances: ["cerebras"], name: "cerebras", apis: everyKind, shape: "compatible", address: at("https://api.cerebras.ai/v1") },
  { packages: ["@ai-sdk/deepinfra"], factories: ["createDeepInfra"], instances: ["deepinfra", "deepInfra"], name: "deepinfra", apis: everyKind, shape: "compatible", address: at("https://api.deepinfra.com/v1/openai") },
  { packages: ["@ai-sdk/baseten"], factories: ["createBaseten"], instances: ["baseten"], name: "baseten", apis: everyKind, shape: "compatible", address: at("https://inference.baseten.co/v1") },
  { packages: ["@ai-sdk/openai-compatible"], factories: ["createOpenAICompatible"], instances: [], name: "openai-compatible", renamed: true, apis: everyKind, shape: "compatible", address: () => undefined },
  { packages: ["@ai-sdk/open-responses"], factories: ["createOpenResponses"], instances: [], name: "open-responses", renamed: true, apis: { language: "responses" }, shape: "url", address: () => undefined, moved: ["url"] },
  { packages: ["ollama-ai-provider-v2", "ollama-ai-provider"], factories: ["createOllama"], instances: ["ollama"], name: "ollama", renamed: true, apis: { ...everyKind, language: "responses" }, shape: "url", address: at("http://127.0.0.1:11434/api") },
  { packages: ["ai-sdk-ollama"], factories: ["createOllama"], instances: ["ollama"], name: "ollama", apis: { reranking: "reranking" }, shape: "base", address: at("http://127.0.0.1:11434") },
  // Takes models of other providers and sends their requests to Cloudflare.
  { packages: ["ai-gateway-provider"], factories: ["createAiGateway"], instances: [], name: "cloudflare", apis: {}, shape: "base", address: at("https://gateway.ai.cloudflare.com/v1"), moved: [] },
  { packages: ["workers-ai-provider"], factories: ["createWorkersAI"], instances: [], name: "workersai", apis: everyKind, shape: "hidden", address: () => undefined },
];

const byExport: ReadonlyMap<string, AiSdkProvider> = new Map(
  aiSdkProviders.flatMap((row) => row.packages.flatMap((name) => [...row.factories, ...row.instances].map((each) => [`${name}#${each}`, row] as const))),
);

/** The row of an export: of a factory, or of a provider that is there already. */
export function aiSdkProvider(module: string, name: string): { readonly row: AiSdkProvider; readonly isFactory: boolean } | undefined {
  const row = byExport.get(`${module}#${name}`);
  return row && { row, isFactory: row.factories.includes(name) };
}

/** The kind of model that a method of a provider makes, under all names that AI SDK 5, 6 and 7 give to them. */
export const methodKinds: ReadonlyMap<string, string> = new Map(
  Object.entries({
    language: ["", "languageModel", "chat", "chatModel", "responses", "completion", "completionModel", "messages", "generativeAI", "deepseek", "interactions", "conversation", "decision", "decisionModel", "evaluation", "evaluationModel"],
    embedding: ["embedding", "embeddingModel", "textEmbedding", "textEmbeddingModel"],
    image: ["image", "imageModel"],
    speech: ["speech", "speechModel", "experimental_speech"],
    transcription: ["transcription", "transcriptionModel", "experimental_transcription"],
    reranking: ["reranking", "rerankingModel"],
    video: ["video", "videoModel"],
    files: ["files"],
    skills: ["skills"],
  }).flatMap(([kind, methods]) => methods.map((method) => [method, kind] as const)),
);

function within(value: string | undefined, address: (value: string) => string): string | undefined {
  return value === undefined || !/^[\w-]+$/u.test(value) ? undefined : address(value);
}

function vertexAddress(location: string): string {
  if (location === "global") return "https://aiplatform.googleapis.com/v1beta1";
  return location === "eu" || location === "us" ? `https://aiplatform.${location}.rep.googleapis.com/v1beta1` : `https://${location}-aiplatform.googleapis.com/v1beta1`;
}
