import type { EmbeddingModel, ImageModel, LanguageModel } from "ai";
import { vouchFor, voucherOf } from "../../guard/vouch.ts";
import { assertFaithful, assertSentAsDecided, watched } from "./answer.ts";
import { takeDeclared, withDeclared } from "./categories.ts";
import { endpointOf, providerOf, unguardable, type Model } from "./model.ts";
import { pass, type GuardModelOptions } from "./pass.ts";
import { isFields, type Fields } from "../wire/fields.ts";
import { modelOfName } from "./string-model.ts";

/** What a model name stands for until a call shows of which kind the model is. */
export type NamedModel = Exclude<LanguageModel, string> & Exclude<EmbeddingModel, string> & Exclude<ImageModel, string>;

/** What a model tells of itself. Nothing else shows through: a config or an inner model would be a way around. */
const traits = [
  "specificationVersion",
  "provider",
  "modelId",
  "supportedUrls",
  "supportsStructuredOutputs",
  "supportsImageUrls",
  "defaultObjectGenerationMode",
  "maxEmbeddingsPerCall",
  "supportsParallelCalls",
  "maxImagesPerCall",
  "supportsFileInputs",
  "supportsMaskInputs",
  "maxVideosPerCall",
  "handleWebhookOption",
  "supportsUrl",
] as const;

/** Methods that send content, under the kinds that the guard reads. */
const guardedMethods = new Set(["doGenerate", "doStream", "doEmbed", "doRerank", "doStart", "doGenerateFromUrl"]);

/** Methods that ask about a call which has left already; they carry its number only. */
const harmlessMethods = new Set(["doStatus"]);

/** From a guarded model to the one that it guards; a model known by name only is found anew each time and stands for itself. */
const bases = new WeakMap<object, Model>();

/**
 * A model that asks the guard before every call and sends what was decided, or nothing: of any kind (language,
 * embedding, image, speech, transcription, rerank, video) and of AI SDK 5, 6 or 7. A string is a model of
 * `globalThis.AI_SDK_DEFAULT_PROVIDER`, else of the Vercel AI Gateway, as it is for the SDK.
 *
 * Give it the innermost model and wrap the result. Middleware around it is judged by what it makes of a call; of what
 * stands between it and the wire it learns only afterwards, and only where the model reports the body that it sent.
 *
 * A refused call throws `CallDeniedError` once, without a retry. `streamText` throws nothing, as with every error: it
 * shows an `error` part and calls `onError`.
 *
 * @throws {GuardError} `unguardable_model` for what is no model of a kind that the guard can read.
 * @example
 * const model = guardModel(gateway("zai/glm-4.7"), { guard, category: "pii" });
 */
export function guardModel(model: string, options: GuardModelOptions): NamedModel;
export function guardModel<M extends object>(model: M, options: GuardModelOptions): M;
export function guardModel<M extends object>(model: string | M, options: GuardModelOptions): M | NamedModel;
export function guardModel(model: string | object, options: GuardModelOptions): object {
  if (typeof model === "string") {
    const named = modelOfName(model, (found) => guardModel(found, options));
    bases.set(named, named);
    return named;
  }
  const methods = methodsOf(model);
  const isKnown = methods.some((method) => guardedMethods.has(method));
  if (!isKnown && options.guard.mode === "observe") return model;
  if (!isKnown) throw unguardable(`a \`${providerOf(model)}\` model with ${listed(methods)}`);

  const guarded: Record<string, unknown> = {};
  for (const trait of traits.filter((name) => name in model)) {
    Object.defineProperty(guarded, trait, { enumerable: true, get: () => ownValue(model, trait) });
  }
  for (const method of methods) guarded[method] = guardedMethod(model, method, options);
  bases.set(guarded, bases.get(model) ?? model);
  return guarded;
}

function guardedMethod(model: object, method: string, options: GuardModelOptions): (...args: readonly unknown[]) => Promise<unknown> {
  const send = (params: unknown): unknown => (model as Record<string, (params: unknown) => unknown>)[method]!(params);
  const sendUnjudged = (params: unknown): unknown => send(isFields(params) ? takeDeclared(params).params : params);
  if (harmlessMethods.has(method)) return async (params) => sendUnjudged(params);
  const base = bases.get(model);
  return async (params) => {
    const endpoint = isFields(params) ? endpointOf(base ?? model, method, params) : undefined;
    if (endpoint === undefined || !isFields(params)) {
      if (options.guard.mode !== "observe") throw unguardable(`\`${method}\` of a \`${providerOf(model)}\` model`);
      return sendUnjudged(params);
    }
    assertFaithful(base ?? model);
    const passed = pass(base ?? model, endpoint, params, options);
    const voucher = voucherOf(options.guard, passed.judgement, passed.categories);
    const answer = await vouchFor(voucher, () => send(base === undefined ? passed.params : withDeclared(passed.params, passed.categories)));
    assertSentAsDecided(passed, answer, options);
    return watched(answer, passed, options);
  };
}

/** Every `do…` method, known or not, that the model or its class has. */
function methodsOf(model: object): readonly string[] {
  const names = new Set<string>();
  for (let owner: object | null = model; owner !== null && owner !== Object.prototype; owner = Object.getPrototypeOf(owner) as object | null) {
    for (const name of Object.getOwnPropertyNames(owner)) if (/^do[A-Z]/u.test(name)) names.add(name);
  }
  return [...names].filter((name) => typeof (model as Fields)[name] === "function");
}

function ownValue(model: object, trait: string): unknown {
  const value = (model as Fields)[trait];
  return typeof value === "function" ? (value.bind(model) as unknown) : value;
}

function listed(methods: readonly string[]): string {
  return methods.length === 0 ? "no method to call" : methods.map((method) => `\`${method}\``).join(", ");
}
