/**
 * Words by which text that may call a model is told from text that does not, as sources of expressions. They only have
 * to be wide enough: what they let through is read properly.
 */

/** Packages that reach models. */
export const packages = [
  "ai",
  "(?:@ai-sdk|@anthropic-ai|@openrouter|@google|@google-cloud|@mistralai|@lmstudio|@openai|@mastra|@langchain|@workflow|@azure|@azure-rest|@huggingface|@llamaindex|@portkey-ai|@helicone|@cloudflare)/[\\w-]+",
  "@tanstack/ai[\\w-]*",
  "@aws-sdk/client-bedrock[\\w-]*",
  "openai",
  "groq-sdk",
  "together-ai",
  "ollama[\\w-]*",
  "ai-sdk-[\\w-]+",
  "ai-gateway-provider",
  "workers-ai-provider",
  "langchain",
  "llamaindex",
  "cohere-ai",
  "replicate",
  "portkey-ai",
  "voyageai",
  "[\\w@/-]*-ai-(?:sdk-)?provider",
].join("|");

/** Clients for any address, under which names they go, and the methods with which they send. */
export const httpPackages = "axios|got|ky|undici|node-fetch|cross-fetch|isomorphic-fetch|ofetch|superagent|needle";
export const httpClients = "axios|got|ky|undici|ofetch|needle|superagent|request";

/** Functions and classes that are models' own by their name alone. */
export const names = [
  "(?:experimental_)?(?:generate(?:Text|Object|Image|Speech|Video|Content)|stream(?:Text|Object|UI|Speech|Transcribe|Translate)|startBatch|startVideo)\\w*",
  "experimental_(?:transcribe|decide|evaluate|extract)",
  "Experimental_Agent",
  "embed(?:Many|Query|Documents|Content)",
  "(?:ToolLoop|Workflow|Durable|Harness)Agent",
  "(?:create|pipe)AgentUIStream\\w*",
  "DirectChatTransport",
  "callModel",
  "runTools",
  "toolRunner",
  "OpenAIRealtime(?:WS|WebSocket)",
  "(?:InvokeModel|Converse)\\w*Command",
].join("|");

/** Functions that share their name with others. */
export const verbs =
  "embed|rerank|transcribe|upload(?:File|Skill)|(?:chat|responses|embeddings|rerank|images|tts|stt|videoGeneration|systemOne|beta\\w+|alpha\\w+)(?:Send|Generate|Rerank|Create\\w*)";

/** Parts of clients. */
export const parts =
  "completions|responses|messages|embeddings|chats?|models?|images|speech|transcriptions|translations|moderations|decisions|videos|batches|files|conversations|threads|runs|fim|agents|ocr|classifiers|interactions|caches|live|rerank|tts|stt|videoGeneration|systemOne|events";

/** Methods that send on such a part. */
export const partMethods =
  "create\\w*|stream\\w*|parse|send\\w*|complete\\w*|generate\\w*|compact|edit\\w*|upload|connect|process|embed\\w*|rerank|moderate\\w*|classify\\w*|append\\w*|start\\w*|restart\\w*|run\\w*|toolRunner|countTokens|extend|remix";

/** Methods that send whatever they are called on. */
export const methods =
  "generate(?:Legacy|VNext|Images|Videos)?|stream(?:Legacy|VNext|Events|Log)?|invoke|batch|chat|complete|embed|transcribe|sendMessage\\w*|countTokens|createSpeech|createTranscription|createAndRun\\w*|createAndPoll|createAndStream|createVariation|editImage|webSearch|webFetch|respond|act|network|converse(?:Stream)?|invokeModel\\w*";

/** What the path of an address that generates has in it. */
export const generation = "completion|responses|messages|embed|generat|converse|invoke|predict|rerank|inference|images|audio|speech|transcri|moderation|ocr|chat|models?\\b";

export const hosts =
  "ai-gateway|openrouter\\.ai|api\\.(?:openai|anthropic|mistral|groq|x|cohere|deepseek|moonshot|fireworks|together|perplexity|cerebras)\\.|generativelanguage\\.|aiplatform\\.|bedrock-\\w+\\.|\\.openai\\.azure\\.|:11434";

/** Keys of an object that says which model is asked, and of what it is asked. */
export const modelKeys = "model|modelId|adapter|agent";
export const contentKeys = "prompt|messages|uiMessages|input|contents?|instructions|system|values?|query|documents|image|audio|file|requests|text";
/** Keys that tell enough beside a spread. */
export const promptKeys = "prompt|messages|contents|uiMessages";
