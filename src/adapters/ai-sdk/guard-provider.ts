import { guardModel } from "./guard-model.ts";
import { unguardable } from "./model.ts";
import type { GuardModelOptions } from "./pass.ts";

/** Factories of models that the guard can read, under all names that AI SDK 5, 6 and 7 providers give to them. */
const factories = new Set([
  ...["languageModel", "chat", "chatModel", "responses", "completion", "completionModel", "messages", "generativeAI"],
  // Language models in another API: of DeepSeek on Azure, of agents at Google and Mistral.
  ...["deepseek", "interactions", "conversation"],
  ...["embedding", "embeddingModel", "textEmbedding", "textEmbeddingModel"],
  ...["image", "imageModel"],
  ...["speech", "speechModel"],
  ...["transcription", "transcriptionModel"],
  ...["reranking", "rerankingModel"],
  ...["video", "videoModel"],
]);

/** What sends no content. `tools` only describes tools; a call that uses one is judged with it. */
const harmless = new Set([
  ...["getAvailableModels", "getCredits", "getSpendReport", "getGenerationInfo", "tools"],
  ...["then", "apply", "bind", "call", "toString", "toJSON", "valueOf", "constructor"],
]);

/**
 * A provider whose models are guarded, whatever their kind and whichever method makes them, also when it is called
 * itself. What cannot be guarded (files, skills, batches, realtime, decisions and whatever a later version brings) is
 * there and throws a `GuardError` with the code `unguardable_model` when it is used.
 *
 * @example
 * globalThis.AI_SDK_DEFAULT_PROVIDER = guardProvider(gateway, { guard }); // every model named by a string
 */
export function guardProvider<P extends object>(provider: P, options: GuardModelOptions): P {
  const guarded = (made: unknown): unknown => (typeof made === "object" && made !== null ? guardModel(made, options) : made);

  const member = (key: PropertyKey): unknown => {
    const value: unknown = Reflect.get(provider, key, provider);
    const isActive = typeof value === "function" || (typeof value === "object" && value !== null);
    if (!isActive || typeof key !== "string") return value;
    if (typeof value === "function" && factories.has(key)) return (...args: unknown[]) => guarded(Reflect.apply(value, provider, args));
    if (options.guard.mode !== "observe" && !harmless.has(key)) return refusing(`\`${key}\` of this provider`);
    return typeof value === "function" ? (value.bind(provider) as unknown) : value;
  };

  // The proxy stands before an empty object, so that a frozen provider can be guarded too and nothing is found past `member`.
  const face = (typeof provider === "function" ? () => undefined : {}) as P;
  return new Proxy(face, {
    apply: (_, owner, args) => guarded(Reflect.apply(provider as unknown as (...args: unknown[]) => unknown, owner, args)),
    get: (_, key) => member(key),
    has: (_, key) => Reflect.has(provider, key),
    ownKeys: () => Reflect.ownKeys(provider),
    getPrototypeOf: () => Reflect.getPrototypeOf(provider),
    getOwnPropertyDescriptor(_, key) {
      const property = Reflect.getOwnPropertyDescriptor(provider, key);
      return property && { value: member(key), enumerable: property.enumerable ?? false, configurable: true, writable: true };
    },
    set: () => false,
  });
}

/** A stand-in that may be looked at and carried around, and throws as soon as it is used. */
function refusing(what: string): unknown {
  const refuse = (): never => {
    throw unguardable(what);
  };
  return new Proxy(function () {}, {
    apply: refuse,
    construct: refuse,
    get: (target, key) =>
      typeof key === "symbol" || key === "then" || key in target ? (Reflect.get(target, key) as unknown) : refusing(`\`${key}\` of ${what}`),
  });
}
