import type { AiSdkEntry } from "../../entry-points/ai-sdk.ts";
import type { Slip } from "../../facts/site.ts";
import type { Reading } from "../best-reading.ts";
import type { CallOptions } from "../call-options.ts";
import type { SourceModel } from "../models.ts";
import type { Scene } from "../scene.ts";

/** A call as it is looked at for settings without effect. */
export interface Slipping {
  readonly entry: AiSdkEntry;
  readonly call: CallOptions;
  readonly made: SourceModel;
  /** `undefined` where nobody sees what model is called. */
  readonly reading: Reading | undefined;
  readonly scene: Scene;
}

export function slipsOf(_: Slipping): readonly Slip[] {
  return [];
}
