import type { ApiEntry } from "../../model/catalog.ts";
import { patternSource } from "../wire/pattern.ts";

export type Dialect = ApiEntry["dialect"];

/** What a path says: the API behind it, and the names in it. */
export interface PathMatch {
  readonly dialect: Dialect;
  /** `undefined` where only the shape of the path is known. */
  readonly endpoint: ApiEntry["endpoint"] | undefined;
  readonly captures: Readonly<Record<string, string>>;
}

/** The path as servers read it: slashes in a row are one, needless escapes are resolved, a last slash does not count. */
export function plainPath(url: URL): string {
  const unescaped = url.pathname.replace(/%[0-9a-f]{2}/giu, (escape) => {
    const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    return /[\w.~-]/u.test(character) ? character : escape.toUpperCase();
  });
  return unescaped.replace(/\/{2,}/gu, "/").replace(/(?<=.)\/$/u, "");
}

/** A path pattern of the catalogue: `{name}` is one segment or a part of one, a trailing `*` is the rest. */
export function pathPattern(pattern: string): RegExp {
  const rest = pattern.endsWith("*");
  return new RegExp(`^${patternSource(rest ? pattern.slice(0, -1) : pattern, "[^/]+?")}${rest ? ".*" : ""}$`, "u");
}

/** An API with the patterns of its paths. */
export interface PathApi extends Omit<PathMatch, "captures"> {
  readonly patterns: readonly RegExp[];
}

/** The first API whose paths match, with the names in the path decoded. */
export function matchApi(apis: readonly PathApi[], path: string): PathMatch | undefined {
  for (const { dialect, endpoint, patterns } of apis) {
    for (const pattern of patterns) {
      const match = pattern.exec(path);
      if (match !== null) return { dialect, endpoint, captures: decoded(match.groups ?? {}) };
    }
  }
  return undefined;
}

/** The API that a path looks like on a host that the catalogue lacks, or has no paths for. */
export function wellKnownApi(path: string): PathMatch | undefined {
  return matchApi(wellKnown, path);
}

const shapes: readonly (readonly [RegExp, Dialect, ApiEntry["endpoint"]])[] = [
  [/\/ai\/(?:language|decision)-model$/u, "ai-sdk", "language"],
  [/\/ai\/embedding-model$/u, "ai-sdk", "embedding"],
  [/\/ai\/image-model$/u, "ai-sdk", "image"],
  [/\/ai\/reranking-model$/u, "ai-sdk", "rerank"],
  [/\/ai\/speech-model$/u, "ai-sdk", "speech"],
  [/\/ai\/transcription-model$/u, "ai-sdk", "transcription"],
  [/\/deployments\/(?<deployment>[^/]+)\/chat\/completions$/u, "openai-chat", "language"],
  [/\/chat\/completions$/u, "openai-chat", "language"],
  [/\/responses$/u, "openai-responses", "language"],
  [/\/completions$/u, "openai-completions", "language"],
  [/\/embeddings$/u, "openai-embeddings", "embedding"],
  [/\/images\/(?:generations|edits|variations)$/u, "openai-images", "image"],
  [/\/audio\/speech$/u, "openai-audio", "speech"],
  [/\/audio\/(?:transcriptions|translations)$/u, "openai-audio", "transcription"],
  [/\/messages$/u, "anthropic-messages", "language"],
  [/\/models\/(?<model>[^/]+?):(?:streamGenerateContent|generateContent)$/u, "gemini", "language"],
  [/\/models\/(?<model>[^/]+?):(?:embedContent|batchEmbedContents)$/u, "gemini", "embedding"],
  [/\/model\/(?<model>[^/]+)\/(?:converse|converse-stream|invoke|invoke-with-response-stream)$/u, "bedrock", "language"],
  [/\/api\/(?:chat|generate)$/u, "ollama", "language"],
  [/\/api\/(?:embed|embeddings)$/u, "ollama", "embedding"],
  [/\/v2\/chat$/u, "cohere", "language"],
  [/\/rerank$/u, "rerank", "rerank"],
];
const wellKnown = shapes.map(([pattern, dialect, endpoint]) => ({ dialect, endpoint, patterns: [pattern] }));

function decoded(groups: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(groups).flatMap(([name, value]) => (value === undefined ? [] : [[name, decode(value)]])));
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
