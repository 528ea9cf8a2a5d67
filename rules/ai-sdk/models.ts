import type { Model } from "../../src/adapters/ai-sdk/model.ts";
import type { Fields } from "../../src/adapters/wire/fields.ts";
import { aiSdkProvider, methodKinds } from "../entry-points/ai-sdk-providers.ts";
import { property } from "../facts/read.ts";
import type { Declared } from "../facts/site.ts";
import { absent, argument, literal, unknown, type External, type Result, type Value } from "../facts/values.ts";
import { defaultProvider } from "./default-provider.ts";
import { categoriesOf, fetchOption, guardArguments, type Guarded } from "./guards.ts";
import { liveModel, type Making } from "./live-model.ts";
import { layersOf, type Layer } from "./middleware.ts";
import { deeper, isMissing, textOf, unknownOf, type Gap, type Scene, type Settled } from "./scene.ts";

/** A model as the source makes it, and what stands around it. */
export interface SourceModel {
  /** `undefined` where nobody sees what makes it. */
  readonly model: (Model & Fields) | undefined;
  readonly making: Making | undefined;
  readonly gaps: readonly Gap[];
  /** Middleware, the outermost first. */
  readonly layers: readonly Layer[];
  readonly guarded: Guarded;
  readonly categories: readonly Declared[];
}

/** Follows a value to the model that it is. A name stands for a model of the default provider, as for the SDK. */
export function modelOf(value: Value, outer: Scene): SourceModel {
  const scene = deeper(outer);
  if (scene === undefined) return unseen(unknown("nested too deeply"));
  const settled = scene.choose(value);
  switch (settled.kind) {
    case "literal":
    case "text":
      return isMissing(settled) ? unseen(settled) : madeBy(defaultProvider(scene), methodOf(scene), settled, [], scene);
    case "result":
      return modelOfCall(settled, scene);
    default:
      return unseen(settled);
  }
}

/** The model that stands for a provider where content is given to the provider itself, as files are. */
export function modelOfProvider(value: Value, method: string, scene: Scene): SourceModel {
  const settled = scene.choose(value);
  const made = madeBy(settled, method, absent, [], scene);
  if (made.model !== undefined || settled.kind !== "result") return withoutName(made);
  // `openai.files()` says the same as `openai`.
  return withoutName(madeBy(partsOf(settled).provider, method, absent, [], scene));
}

function withoutName(made: SourceModel): SourceModel {
  return { ...made, gaps: made.gaps.filter(({ fact }) => fact !== "model"), model: made.model && { ...made.model, modelId: undefined } };
}

const wrappers = new Set(["wrapLanguageModel", "experimental_wrapLanguageModel", "wrapEmbeddingModel", "wrapImageModel"]);

function modelOfCall(call: Result, scene: Scene): SourceModel {
  if (call.args === undefined) return unseen(unknown("a parameter", call.node));
  const ours = guardArguments(call, "guardModel");
  if (ours !== undefined) return guardedBy(argument(ours, 1), modelOf(argument(ours, 0), scene), scene);
  if (isCallOf(call, "ai", wrappers) || isCallOf(call, "ai-sdk-ollama", wrappers)) {
    const options = argument(call.args, 0);
    const inner = modelOf(property(options, "model", scene.choose), scene);
    return { ...inner, layers: [...layersOf(property(options, "middleware", scene.choose), scene), ...inner.layers] };
  }
  const { provider, method } = partsOf(call);
  return madeBy(provider, method, argument(call.args, 0), [argument(call.args, 1)], scene);
}

/** The provider and the method of a call that makes a model: `openai.chat(…)`, `openai(…)`, `createOpenAI(…).chat(…)`. */
function partsOf({ callee }: Result): { readonly provider: Settled; readonly method: string } {
  if (callee.kind === "member") return { provider: callee.of, method: callee.name };
  if (callee.kind === "result") return { provider: callee, method: "" };
  const { module, path } = callee;
  return path.length > 1 ? { provider: { kind: "external", module, path: path.slice(0, -1) }, method: path.at(-1) ?? "" } : { provider: callee, method: "" };
}

/** A model that a provider makes of a name. */
function madeBy(of: Value, method: string, id: Value, [settings = absent]: readonly Value[], outer: Scene): SourceModel {
  const scene = deeper(outer);
  if (scene === undefined) return unseen(unknown("nested too deeply"));
  const provider = scene.choose(of);
  if (provider.kind === "external") return ofPackage(provider, undefined, { method, id, settings }, scene);
  if (provider.kind !== "result") return unseen(provider);
  if (provider.args === undefined) return unseen(unknown("a parameter", provider.node));
  const ours = guardArguments(provider, "guardProvider");
  if (ours !== undefined) return guardedBy(argument(ours, 1), madeBy(argument(ours, 0), method, id, [settings], scene), scene);
  if (provider.callee.kind !== "external") return unseen(provider);
  const options = argument(provider.args, 0);
  if (provider.callee.module === "ai") {
    switch (provider.callee.path.join(".")) {
      case "wrapProvider":
        return withMiddleware(madeBy(property(options, "provider", scene.choose), method, id, [settings], scene), options, method, scene);
      case "customProvider":
      case "experimental_customProvider":
        return ofCustomProvider(options, method, id, scene);
      case "createProviderRegistry":
      case "experimental_createProviderRegistry":
        return ofRegistry(options, argument(provider.args, 1), method, id, scene);
    }
  }
  const named = provider.callee.module === "ai-gateway-provider" ? nameOf(id, scene) : id;
  return ofPackage(provider.callee, options, { method, id: named, settings }, scene);
}

/** The name of a model that is given in the place of one; of several none. */
function nameOf(models: Value, scene: Scene): Value {
  const settled = scene.choose(models);
  if (settled.kind === "list" && settled.items.length !== 1) return unknown("one of several", settled.node);
  const { model, gaps } = modelOf(settled.kind === "list" ? settled.items[0]!.value.value() : settled, scene);
  const gap = gaps.find(({ fact }) => fact === "model");
  return gap?.value ?? literal(String(model?.modelId));
}

/** Options are there where the provider was made by a factory. */
function ofPackage({ module, path }: External, made: Value | undefined, given: Pick<Making, "method" | "id" | "settings">, scene: Scene): SourceModel {
  const { choose } = scene;
  const found = path.length === 1 ? aiSdkProvider(module, path[0]!) : undefined;
  if (found === undefined || found.isFactory !== (made !== undefined)) return unseen(unknown("made by a package that is not known"));
  const options = made ?? absent;
  const making: Making = { row: found.row, options, ...given };
  const live = liveModel(making, scene);
  if (live === undefined) return unseen(unknown("made by a method that is not known"));
  const fetch = fetchOption(options, choose);
  const rewritten: readonly Gap[] = fetch.rewrites === undefined ? [] : [{ fact: "controls", value: unknownOf(fetch.rewrites, "changed by the client's own `fetch`") }];
  return { model: live.model, making, gaps: [...live.gaps, ...rewritten], layers: [], guarded: fetch.guarded, categories: fetch.categories };
}

const customKeys: Readonly<Record<string, readonly string[]>> = {
  language: ["languageModels"],
  embedding: ["embeddingModels", "textEmbeddingModels"],
  image: ["imageModels"],
  speech: ["speechModels"],
  transcription: ["transcriptionModels"],
  reranking: ["rerankingModels"],
  video: ["videoModels"],
};

function ofCustomProvider(options: Value, method: string, id: Value, scene: Scene): SourceModel {
  const settled = scene.choose(id);
  const alias = textOf(settled);
  if (alias === undefined) return unseen(settled);
  for (const key of customKeys[methodKinds.get(method) ?? ""] ?? []) {
    const model = property(property(options, key, scene.choose), alias, scene.choose);
    if (!isMissing(model)) return modelOf(model, scene);
  }
  const fallback = property(options, "fallbackProvider", scene.choose);
  return isMissing(fallback) ? unseen(unknown("a name that the provider does not have")) : madeBy(fallback, method, id, [], scene);
}

function ofRegistry(providers: Value, options: Value, method: string, id: Value, scene: Scene): SourceModel {
  const settled = scene.choose(id);
  const separator = textOf(property(options, "separator", scene.choose)) ?? ":";
  const text = settled.kind === "text" ? settled.parts[0] : textOf(settled);
  const end = text?.indexOf(separator) ?? -1;
  if (text === undefined || end < 0) return unseen(settled);
  const rest = settled.kind === "text" ? settled : literal(text.slice(end + separator.length));
  return withMiddleware(madeBy(property(providers, text.slice(0, end), scene.choose), method, rest, [], scene), options, method, scene);
}

/** What `wrapProvider` and a registry put around the models of a provider; the other kinds pass through. */
function withMiddleware(made: SourceModel, options: Value, method: string, scene: Scene): SourceModel {
  const kind = methodKinds.get(method);
  const key = kind === "language" ? "languageModelMiddleware" : kind === "image" ? "imageModelMiddleware" : undefined;
  return key === undefined ? made : { ...made, layers: [...layersOf(property(options, key, scene.choose), scene), ...made.layers] };
}

function guardedBy(options: Value, made: SourceModel, { choose }: Scene): SourceModel {
  return { ...made, guarded: "yes", categories: [...categoriesOf(options, choose), ...made.categories] };
}

function unseen(value: Value): SourceModel {
  const why = unknownOf(value, "made by code that is not followed");
  return { model: undefined, making: undefined, gaps: [{ fact: "gateway", value: why }, { fact: "model", value: why }], layers: [], guarded: "unknown", categories: [] };
}

function isCallOf({ callee }: Result, module: string, names: ReadonlySet<string>): boolean {
  return callee.kind === "external" && callee.module === module && callee.path.length === 1 && names.has(callee.path[0]!);
}

/** The method by which the SDK asks the default provider for a model of a name. */
function methodOf({ endpoint }: Scene): string {
  const methods: Readonly<Record<string, string>> = { embedding: "embeddingModel", image: "imageModel", speech: "speechModel", transcription: "transcriptionModel", rerank: "rerankingModel", video: "videoModel" };
  return methods[endpoint ?? ""] ?? "languageModel";
}
