import type { Fields } from "../../src/adapters/wire/fields.ts";
import { plain, property } from "../facts/read.ts";
import type { Value } from "../facts/values.ts";
import { completed } from "./plain-values.ts";
import { modelOf } from "./models.ts";
import { isMissing, type Scene } from "./scene.ts";

/** The requests of a batch as they stand in its body: each may name a model of its own, and bring options. */
export function batchBody(requests: Value, scene: Scene): Fields {
  const settled = scene.choose(requests);
  if (settled.kind !== "list") return {};
  const named = settled.items.flatMap(({ spread, value }) => {
    if (spread) return [];
    const request = scene.choose(value.value());
    const model = property(request, "model", scene.choose);
    const made = isMissing(model) ? undefined : modelOf(model, scene);
    const providerOptions = completed(plain(property(request, "providerOptions", scene.choose), scene.choose), undefined);
    return [{ ...(made?.model === undefined || made.gaps.length > 0 ? {} : { model: made.model.modelId }), ...(providerOptions === undefined ? {} : { providerOptions }) }];
  });
  return { requests: named };
}
