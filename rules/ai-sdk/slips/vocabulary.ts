import type { ControlEntry, GatewayEntry, WirePlace } from "../../../src/model/catalog.ts";
import { editDistance } from "../../../src/node/configuration/suggestion.ts";

export type Meaning = "noTraining" | "zeroRetention";

/** A control of a gateway in the body of a request. */
export interface BodyControl {
  readonly meaning: Meaning;
  /** From the outermost key to the control's own. */
  readonly path: readonly string[];
  /** The control's own key. */
  readonly name: string;
  readonly on: boolean | string;
}

/** The controls that a gateway reads from bodies. */
export function bodyControls(entry: GatewayEntry | undefined): readonly BodyControl[] {
  return (["zeroRetention", "noTraining"] as const).flatMap((meaning) => {
    const place: WirePlace | undefined = (entry?.controls?.[meaning] as ControlEntry | undefined)?.place;
    return place === undefined || !("body" in place) ? [] : [{ meaning, path: place.body, name: place.body.at(-1)!, on: place.value }];
  });
}

/** What a key is meant for, whatever its spelling; `undefined` for one that has nothing to do with it. */
export interface Meant {
  readonly meaning: Meaning;
  /** Whether the word is one of the known ones, and not merely close to one. */
  readonly exact: boolean;
  /** Whether `false` is what protects. */
  readonly inverse: boolean;
}

const words: Readonly<Record<Meaning, readonly string[]>> = {
  zeroRetention: ["zdr", "zdronly", "zdrenabled", "enforcezdr", "requirezdr", "zerodataretention", "zeroretention", "zeroretentiondata", "nodataretention", "noretention", "disabledataretention"],
  noTraining: [
    ...["disallowprompttraining", "disallowtraining", "disallowdatatraining", "disallowmodeltraining", "noprompttraining", "notraining", "disabletraining", "disableprompttraining", "denytraining", "donottrain", "trainingoptout", "optoutoftraining"],
    ...["datacollection", "denydatacollection", "nodatacollection", "disallowdatacollection", "disabledatacollection"],
  ],
};
const inverse: Readonly<Record<Meaning, readonly string[]>> = {
  zeroRetention: ["dataretention", "allowdataretention", "allowretention"],
  noTraining: ["training", "prompttraining", "allowtraining", "allowprompttraining", "trainingallowed", "allowdatacollection"],
};

export function meantBy(key: string): Meant | undefined {
  const bare = bareOf(key);
  for (const meaning of ["zeroRetention", "noTraining"] as const) {
    if (words[meaning].includes(bare)) return { meaning, exact: true, inverse: false };
    if (inverse[meaning].includes(bare)) return { meaning, exact: true, inverse: true };
  }
  for (const meaning of ["zeroRetention", "noTraining"] as const) {
    if (words[meaning].some((word) => word.length > 9 && editDistance(word, bare, 3) < 3)) return { meaning, exact: false, inverse: false };
  }
  return undefined;
}

/** Whether two keys differ in style alone: `zero_data_retention`, `zeroDataRetention`. */
export function isSameWord(one: string, other: string): boolean {
  return bareOf(one) === bareOf(other);
}

/** Whether a value asks for what a key is meant for. */
export function asksFor({ inverse: turned }: Meant, value: unknown): boolean {
  return turned ? value === false || value === "deny" || value === "none" || value === 0 : value === true || value === "true" || value === "deny" || value === 1;
}

function bareOf(key: string): string {
  return key.replace(/[_\-\s]/gu, "").toLowerCase();
}
