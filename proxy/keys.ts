import type { Catalog } from "../src/model/catalog.ts";
import { hostOf } from "../src/adapters/wire/hosts.ts";

/** The forms in which services take a key; `bearer` is `authorization: Bearer KEY`. */
export const keyHeaders = ["bearer", "x-api-key", "api-key", "x-goog-api-key"] as const;
export type KeyHeader = (typeof keyHeaders)[number];

/** Where the key of an upstream is. It is read when it is needed, so that one that was changed counts. */
export interface KeySource {
  /** The first one that is set counts. */
  readonly variables: readonly string[];
  /** The form; that of the gateway and the path when left out. */
  readonly header: KeyHeader | undefined;
  /** Whether it stands over the key that a sender brings. */
  readonly overrides: boolean;
}

type Headers = readonly (readonly [string, string])[];

/** The variables that the vendors' own clients read, for an upstream whose key nobody has named. */
export function usualKey(catalog: Catalog, base: URL): KeySource | undefined {
  const { gateway } = hostOf(catalog, base);
  const variables = Object.hasOwn(usual, gateway) ? usual[gateway] : undefined;
  return variables === undefined ? undefined : { variables, header: undefined, overrides: false };
}

const usual: Readonly<Record<string, readonly string[]>> = {
  vercel: ["AI_GATEWAY_API_KEY", "VERCEL_OIDC_TOKEN"],
  openrouter: ["OPENROUTER_API_KEY"],
  anyapi: ["ANYAPI_API_KEY"],
  openai: ["OPENAI_API_KEY"],
  anthropic: ["ANTHROPIC_API_KEY"],
  "azure-openai": ["AZURE_OPENAI_API_KEY"],
  "google-ai-studio": ["GEMINI_API_KEY", "GOOGLE_API_KEY"],
  mistral: ["MISTRAL_API_KEY"],
  deepseek: ["DEEPSEEK_API_KEY"],
  groq: ["GROQ_API_KEY"],
  together: ["TOGETHER_API_KEY"],
  fireworks: ["FIREWORKS_API_KEY"],
  xai: ["XAI_API_KEY"],
  cohere: ["CO_API_KEY", "COHERE_API_KEY"],
  perplexity: ["PERPLEXITY_API_KEY"],
  cerebras: ["CEREBRAS_API_KEY"],
  deepinfra: ["DEEPINFRA_API_KEY"],
};

/** The headers in which senders bring keys. */
export const credentialHeaders: readonly string[] = ["authorization", "x-api-key", "api-key", "x-goog-api-key"];

/** The part of a request that may hold a key. */
export interface Credentials {
  readonly headers: Headers;
  /** With its `?`. */
  readonly query: string;
}

/** The request with the upstream's key in it, where the proxy is to bring that; a key of the sender's goes out then. */
export function withKey({ headers, query }: Credentials, key: KeySource | undefined, place: { readonly gateway: string; readonly path: string }): Credentials {
  const value = key?.variables.map((name) => process.env[name]?.trim() ?? "").find((each) => each !== "");
  if (key === undefined || value === undefined) return { headers, query };
  const bringsOwn = headers.some(([name]) => credentialHeaders.includes(name)) || keyInQuery.test(query);
  if (bringsOwn && !key.overrides) return { headers, query };
  const form = key.header ?? formAt(place);
  const rest = headers.filter(([name]) => !credentialHeaders.includes(name));
  return { headers: [...rest, form === "bearer" ? ["authorization", `Bearer ${value}`] : [form, value]], query: withoutKey(query) };
}

// Google takes a key there as well.
const keyInQuery = /[?&]key=/u;

function withoutKey(query: string): string {
  if (!keyInQuery.test(query)) return query;
  const kept = query.slice(1).split("&").filter((part) => !part.startsWith("key="));
  return kept.length === 0 ? "" : `?${kept.join("&")}`;
}

function formAt({ gateway, path }: { readonly gateway: string; readonly path: string }): KeyHeader {
  if (gateway === "anthropic") return "x-api-key";
  if (gateway === "azure-openai") return "api-key";
  // Its second API is OpenAI's, with OpenAI's form of a key.
  if (gateway === "google-ai-studio") return path.includes("/openai/") ? "bearer" : "x-goog-api-key";
  return "bearer";
}
