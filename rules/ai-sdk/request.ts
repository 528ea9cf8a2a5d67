import { takeDeclared } from "../../src/adapters/ai-sdk/categories.ts";
import { withAt } from "../../src/adapters/ai-sdk/plain-data.ts";
import { at, isFields, type Fields } from "../../src/adapters/wire/fields.ts";
import type { Amendment } from "../../src/model/decision.ts";
import { written } from "../edits.ts";
import type { AiSdkEntry } from "../entry-points/ai-sdk.ts";
import { keysOf, property } from "../facts/read.ts";
import type { Declared, Placement, SourceRequest } from "../facts/site.ts";
import type { Value } from "../facts/values.ts";
import type { Suggestion } from "../rule.ts";
import { batchOf } from "./batch.ts";
import { reading } from "./best-reading.ts";
import { callOptions, type CallOptions } from "./call-options.ts";
import { declaredIn } from "./guards.ts";
import { guardEdit } from "./guard-edit.ts";
import { through } from "./middleware.ts";
import { modelOf, modelOfProvider, type SourceModel } from "./models.ts";
import { placementOf } from "./placement.ts";
import { completed, wordsOf } from "./plain-values.ts";
import { isMissing, type Gap, type Scene } from "./scene.ts";
import { slipsOf } from "./slips/slips.ts";

export interface Around {
  /** What is not known for reasons that stand elsewhere. */
  readonly gaps?: readonly Gap[];
  /** The object in which the call can be changed, where it is not the options themselves. */
  readonly into?: Value;
}

/** What a call with these options sends, for one outcome of the tests. */
export function requestOf(entry: AiSdkEntry, options: Value, scene: Scene, { gaps: known = [], into }: Around = {}): SourceRequest {
  const read = callOptions(options, scene, entry.from);
  const call: CallOptions = into === undefined ? read : { ...read, written: into };
  const made = madeOf(entry, call.model, scene);
  const params = made.layers.reduce<unknown>((given, layer) => through(given, layer, scene), call.params);
  const declared = declarations(call, made, params, scene);
  const declare = (category: string): Suggestion | undefined => declaration(call, category, scene);
  const { model } = made;
  if (model === undefined || made.gaps.some(({ fact }) => fact === "gateway")) {
    const facts = { gateway: "", endpoint: entry.endpoint };
    return { facts, unseen: [...made.gaps, ...known], declared, guarded: made.guarded, place: () => undefined, slips: slipsOf({ entry, call, made, reading: undefined, place: () => undefined, scene }), declare };
  }
  const { body: beside, gaps: unnamed } = entry.kind === "batch" ? batchOf(property(options, "requests", scene.choose), scene) : { body: {}, gaps: [] };
  const seen = reading({ catalog: scene.surroundings.catalog, model, params, endpoint: entry.endpoint, beside, gaps: [...made.gaps, ...unnamed, ...known] });
  const features = [...new Set([...(seen.facts.features ?? []), ...(entry.features ?? [])])].sort();
  const stays = (path: readonly string[], value: unknown): boolean => isKept(path, value, call, made, scene);
  const place = (amendment: Amendment): Placement | undefined => placementOf(amendment, { reading: seen, options: call, making: made.making, scene, stays });
  const guard = made.guarded === "no" ? guardEdit(call.written, scene) : undefined;
  return {
    facts: { ...seen.facts, ...(features.length === 0 ? {} : { features }) },
    unseen: seen.gaps,
    declared,
    guarded: made.guarded,
    place,
    slips: slipsOf({ entry, call, made, reading: seen, place, scene }),
    ...(guard === undefined ? {} : { guard }),
    declare,
  };
}

function madeOf({ kind, features }: AiSdkEntry, model: Value, scene: Scene): SourceModel {
  if (kind === "batch") return modelOfProvider(model, "languageModel", scene);
  return kind === "upload" ? modelOfProvider(model, features?.[0] ?? "files", scene) : modelOf(model, scene);
}

/** Whether the middleware around a model lets a value through. */
function isKept(path: readonly string[], value: unknown, call: CallOptions, { layers }: SourceModel, scene: Scene): boolean {
  if (layers.every(({ kind }) => kind === "defaults")) return true;
  const changed = withAt(fieldsOf(completed(call.params, undefined)), path, value);
  const passed = layers.reduce<unknown>((given, layer) => through(given, layer, scene), changed);
  return wordsOf(at(passed, path)) === wordsOf(value);
}

/** What stands at the call, and what wrappers around the model say. */
function declarations(call: CallOptions, made: SourceModel, params: unknown, { choose }: Scene): readonly Declared[] {
  const stated = statedIn(property(call.written, "providerOptions", choose), ["cordon", "category"], choose);
  const categories = takeDeclared(fieldsOf(params)).categories.filter((category) => category !== "");
  const missed = categories.filter((category) => !stated.some((each) => each.category === category)).map((category): Declared => ({ from: "options", category }));
  return [...stated, ...missed, ...made.categories];
}

/** What is spread into options may hold anything; that it holds a category is not reckoned with. */
function statedIn(options: Value, [key = "", ...rest]: readonly string[], choose: Scene["choose"]): readonly Declared[] {
  const settled = choose(options);
  if (settled.kind === "object" && !keysOf(settled, choose).stated.has(key)) return [];
  const value = property(settled, key, choose);
  if (isMissing(value)) return [];
  return rest.length === 0 || value.kind === "unknown" ? declaredIn(value, "options", choose) : statedIn(value, rest, choose);
}

function declaration({ written: object }: CallOptions, category: string, { surroundings, choose }: Scene): Suggestion | undefined {
  const { edits } = written(object, ["providerOptions", "cordon", "category"], JSON.stringify(category), { linted: surroundings.linted, choose });
  return edits && { message: `Declare \`${category}\` under \`providerOptions.cordon\``, edits };
}

function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : { providerOptions: at(value, ["providerOptions"]) };
}
