import type { Fields } from "../../src/adapters/wire/fields.ts";
import { plain, property } from "../facts/read.ts";
import { unknown, type Value } from "../facts/values.ts";
import { completed } from "./plain-values.ts";
import { isMissing, textOf, unknownOf, type Gap, type Scene } from "./scene.ts";

/** The requests of a batch as they stand in its body. */
export interface Batch {
  readonly body: Fields;
  /** Models that are not seen. */
  readonly gaps: readonly Gap[];
}

/** Each request of a batch names a model of the provider, and may bring options. */
export function batchOf(requests: Value, scene: Scene): Batch {
  const { choose } = scene;
  const settled = choose(requests);
  if (settled.kind !== "list") return { body: {}, gaps: [{ fact: "model", value: unknownOf(settled, "a list that is not known") }] };
  const gaps: Gap[] = [];
  const named = settled.items.flatMap(({ spread, value }) => {
    const request = choose(value.value());
    const model = spread || request.kind !== "object" ? unknown("one of a list", value.node) : property(request, "model", choose);
    const name = textOf(model);
    if (name === undefined && !isMissing(model)) gaps.push({ fact: "model", value: unknownOf(model, "a name that is put together") });
    if (spread || request.kind !== "object") return [];
    const providerOptions = completed(plain(property(request, "providerOptions", choose), choose), undefined);
    return [{ ...(name === undefined ? {} : { model: name }), ...(providerOptions === undefined ? {} : { providerOptions }) }];
  });
  return { body: { requests: named }, gaps };
}
