import { GuardError } from "../../model/errors.ts";
import { unguardable, type Params } from "./model.ts";
import { isFields, type Fields } from "../wire/fields.ts";

/** The ways to a model of each kind, in the order in which AI SDK 7, 6 and 5 name them. */
const factories = {
  language: ["languageModel"],
  embedding: ["embeddingModel", "textEmbeddingModel"],
  image: ["imageModel"],
  speech: ["speechModel"],
  transcription: ["transcriptionModel"],
  rerank: ["rerankingModel"],
  video: ["videoModel"],
} as const;

type Kind = keyof typeof factories;

/**
 * A model known by name only. Which provider serves it and of which kind it is, is settled at each use, as the SDK
 * does it, so that a default provider may be set later; `guarded` makes the guarded model of what is found.
 */
export function modelOfName(name: string, guarded: (model: object) => object): object {
  const found = (kind: Kind): Fields => guarded(made(kind, name)) as Fields;
  const call = (kind: Kind, method: string, params: Params): unknown => {
    const model = found(kind);
    if (typeof model[method] !== "function") throw unguardable(`\`${method}\` of the ${kind} model \`${name}\``);
    return (model[method] as (params: Params) => unknown)(params);
  };
  return {
    get specificationVersion() {
      return ofAnyKind(found)["specificationVersion"];
    },
    get provider() {
      return ofAnyKind(found)["provider"];
    },
    modelId: name,
    get supportedUrls() {
      return found("language")["supportedUrls"];
    },
    get maxEmbeddingsPerCall() {
      return found("embedding")["maxEmbeddingsPerCall"];
    },
    get supportsParallelCalls() {
      return found("embedding")["supportsParallelCalls"];
    },
    get maxImagesPerCall() {
      return found("image")["maxImagesPerCall"];
    },
    get maxVideosPerCall() {
      return found("video")["maxVideosPerCall"];
    },
    doGenerate: async (params: Params) => call(kindOf(params), "doGenerate", params),
    doStream: async (params: Params) => call("language", "doStream", params),
    doEmbed: async (params: Params) => call("embedding", "doEmbed", params),
    doRerank: async (params: Params) => call("rerank", "doRerank", params),
  };
}

function kindOf(params: Params): Kind {
  if (Array.isArray(params["prompt"])) return "language";
  if ("audio" in params) return "transcription";
  if ("text" in params) return "speech";
  return "fps" in params ? "video" : "image";
}

/** A provider of embeddings alone knows no language model of that name, and all kinds tell the same of themselves. */
function ofAnyKind(found: (kind: Kind) => Fields): Fields {
  let first: unknown;
  for (const kind of Object.keys(factories) as Kind[]) {
    try {
      return found(kind);
    } catch (error) {
      first ??= error;
    }
  }
  throw first;
}

function made(kind: Kind, name: string): object {
  const provider = defaultProvider();
  const factory = factories[kind].find((key) => typeof provider[key] === "function");
  const model = factory === undefined ? undefined : (provider[factory] as (name: string) => unknown)(name);
  if (!isFields(model)) throw new GuardError("unguardable_model", `the default provider makes no ${kind} model \`${name}\``);
  return model;
}

function defaultProvider(): Fields {
  const { AI_SDK_DEFAULT_PROVIDER: provider } = globalThis as unknown as { readonly AI_SDK_DEFAULT_PROVIDER?: Fields };
  return provider ?? installedGateway();
}

let gateway: Fields | undefined;

/** The gateway of the `ai` that is installed: of its version, so that the models fit the SDK that calls them. */
function installedGateway(): Fields {
  gateway ??= requireGateway();
  if (gateway !== undefined) return gateway;
  throw new GuardError(
    "unguardable_model",
    "a model name needs the package `ai` where cordon can load it; " +
      'give `guardModel` a model, such as `gateway("…")`, or set `globalThis.AI_SDK_DEFAULT_PROVIDER`',
  );
}

// A model tells its version before it is called, so the package is loaded at once and not imported. Bundlers see neither
// a `node:` module nor `ai`.
function requireGateway(): Fields | undefined {
  const runtime = globalThis as {
    process?: { cwd(): string; getBuiltinModule?: (name: string) => { createRequire(from: string): (name: string) => unknown } | undefined };
  };
  const module = runtime.process?.getBuiltinModule?.("node:module");
  for (const from of module === undefined ? [] : [import.meta.url, `${runtime.process?.cwd() ?? ""}/index.js`]) {
    for (const name of ["ai", "@ai-sdk/gateway"]) {
      try {
        const loaded = module!.createRequire(from)(name) as Fields;
        if (typeof loaded["gateway"] === "function") return loaded["gateway"] as unknown as Fields;
      } catch {
        // Not installed there; the next place may have it.
      }
    }
  }
  return undefined;
}
