import { namespaceOf } from "../../../src/adapters/ai-sdk/model.ts";
import type { AiSdkEntry } from "../../entry-points/ai-sdk.ts";
import { property } from "../../facts/read.ts";
import type { SourceRequest } from "../../facts/site.ts";
import type { Value } from "../../facts/values.ts";
import type { Reading } from "../best-reading.ts";
import type { CallOptions } from "../call-options.ts";
import type { SourceModel } from "../models.ts";
import { isMissing, type Scene } from "../scene.ts";

/** A call as it is looked at for settings without effect. */
export interface Slipping {
  readonly entry: AiSdkEntry;
  readonly call: CallOptions;
  readonly made: SourceModel;
  /** `undefined` where nobody sees what model is called. */
  readonly reading: Reading | undefined;
  /** Where a control would have to stand. */
  readonly place: SourceRequest["place"];
  readonly scene: Scene;
}

/** Objects in which provider options stand: of the call, of its steps, of the defaults around its model. */
export function holders({ call, made, scene: { choose } }: Slipping): readonly Value[] {
  const defaults = made.layers.flatMap((layer) => (layer.kind === "defaults" ? [layer.settings] : []));
  return [call.written, call.step, ...defaults].filter((holder) => !isMissing(choose(holder)) && !isMissing(property(holder, "providerOptions", choose)));
}

/** The namespaces under `providerOptions` that the model reads. */
export function ownNamespaces({ made }: Slipping): readonly string[] {
  const { making, model } = made;
  if (making === undefined || model === undefined) return [];
  if (making.row.shape === "gateway") return ["gateway"];
  const name = namespaceOf(model);
  return [name, name.replace(/[_-]([a-z])/gu, (_, letter: string) => letter.toUpperCase())];
}
