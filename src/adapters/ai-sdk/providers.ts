/** Provider strings of AI SDK models, by their beginning, and the gateway id that they name. The longest one counts. */
const gatewayIds: Readonly<Record<string, string>> = {
  "gateway": "vercel",
  "openrouter": "openrouter",
  "azure": "azure-openai",
  "amazon-bedrock": "bedrock",
  "google": "google-ai-studio",
  "google.generative-ai": "google-ai-studio",
  "google.vertex": "vertex",
  "googleVertex": "vertex",
  "moonshotai": "moonshot",
  "togetherai": "together",
  "lmstudio": "lm-studio",
};

/** The gateway that a provider string names; a name that is not in the table names itself: `mistral.chat` → `mistral`. */
export function namedGateway(provider: string): string {
  const parts = provider.split(".");
  for (let length = parts.length; length > 0; length--) {
    const id = gatewayIds[parts.slice(0, length).join(".")];
    if (id !== undefined) return id;
  }
  return parts[0] || "unknown";
}
