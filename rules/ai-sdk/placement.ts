import type { Params } from "../../src/adapters/ai-sdk/model.ts";
import { settingOf, type Setting } from "../../src/adapters/wire/amendments.ts";
import { at as fieldAt, isFields } from "../../src/adapters/wire/fields.ts";
import type { Amendment } from "../../src/model/decision.ts";
import { nested, propertyName, written, type Written } from "../edits.ts";
import { at } from "../facts/read.ts";
import type { Placement } from "../facts/site.ts";
import type { Value } from "../facts/values.ts";
import type { Reading } from "./best-reading.ts";
import type { CallOptions } from "./call-options.ts";
import type { Making } from "./live-model.ts";
import { wordsOf } from "./plain-values.ts";
import { isMissing, type Scene } from "./scene.ts";

/** What a control can be written into. */
export interface Writable {
  readonly reading: Reading;
  readonly options: CallOptions;
  readonly making: Making | undefined;
  readonly scene: Scene;
  /** Whether a value at this place of the call's options stays there on its way to the model. */
  readonly stays: (path: readonly string[], value: unknown) => boolean;
}

/** Where a call has to say what it lacks, by the guard's own carrier; `undefined` where the package would not send it. */
export function placementOf(amendment: Amendment, { reading, options, making, scene, stays }: Writable): Placement | undefined {
  const setting = settingOf(reading.destination.entry, amendment);
  if (setting === undefined) return undefined;
  if ("header" in setting.place) return placed(options.written, ["headers", setting.place.header], codeOf(String(setting.value)), "`headers`");
  const path = setting.place.body;
  const model = inSettings(path);
  if (model !== undefined && model.edits !== undefined) return model;
  const after = reading.carrier.write(reading.params, path, setting.value);
  if (after === undefined) return model ?? inNewSettings(path);
  // What `transformRequestBody` puts over the options of a call has to be changed there.
  if (wordsOf(fieldAt(reading.carrier.body(after), path)) !== wordsOf(setting.value)) return { setting: settingText(setting, path), under: "in what `transformRequestBody` returns", edits: undefined, flips: false };
  const change = changeOf(reading.params, after);
  if (change === undefined) return undefined;
  if (!stays(change.path, change.value)) return undefined;
  const into = isMissing(at(options.step, change.path, scene.choose)) ? options.written : options.step;
  return placed(into, change.path, codeOf(change.value), `\`${[...change.path, ...leafPath(change.value)].slice(0, -1).join(".")}\``);

  function placed(object: Value, where: readonly string[], text: string, under: string): Placement {
    return { setting: settingText(setting!, path), under, ...place(written(object, where, text, { linted: scene.surroundings.linted, choose: scene.choose })) };
  }

  /** The settings of the model or its factory where they hold the same object: in the call it would lie over theirs. */
  function inSettings([top = "", ...rest]: readonly string[]): Placement | undefined {
    if (making === undefined || making.row.shape !== "openrouter" || isFields(callsOwn(reading.params, top))) return undefined;
    const levels = [
      { object: making.settings, path: ["extraBody", top], of: "the model's settings" },
      { object: making.options, path: ["extraBody", top], of: `\`${making.row.factories[0]}\`` },
      { object: making.settings, path: [top], of: "the model's settings" },
    ];
    // Some kinds of models take a `provider` among their settings and leave it out.
    const isSent = (path: readonly string[]): boolean => path.length > 1 || reading.body[top] !== undefined;
    const level = levels.find((each) => isSent(each.path) && at(each.object, each.path, scene.choose).kind === "object");
    return level && placed(level.object, [...level.path, ...rest], codeOf(setting!.value), `\`${[...level.path, ...rest.slice(0, -1)].join(".")}\` of ${level.of}`);
  }

  /** For models that leave the options of a call out. */
  function inNewSettings(where: readonly string[]): Placement | undefined {
    if (making === undefined || making.row.shape !== "openrouter" || !isSentBySettings(making)) return undefined;
    const full = ["extraBody", ...where];
    return placed(making.settings, full, codeOf(setting!.value), `\`${full.slice(0, -1).join(".")}\` of the model's settings`);
  }
}

function isSentBySettings({ method }: Making): boolean {
  return method !== "videoModel";
}

function callsOwn(params: Params, top: string): unknown {
  const options = params["providerOptions"];
  const own = isFields(options) ? options["openrouter"] : undefined;
  return isFields(own) ? own[top] : undefined;
}

function place({ edits, elsewhere, flips }: Written): Pick<Placement, "edits" | "elsewhere" | "flips"> {
  return { edits, flips, ...(elsewhere === undefined ? {} : { elsewhere }) };
}

/** The one place at which two objects differ. */
function changeOf(before: unknown, after: unknown): { readonly path: readonly string[]; readonly value: unknown } | undefined {
  if (!isFields(before) || !isFields(after)) return { path: [], value: after };
  const keys = Object.keys(after).filter((key) => wordsOf(before[key]) !== wordsOf(after[key]));
  const [key] = keys;
  if (key === undefined) return undefined;
  if (keys.length > 1) return { path: [], value: after };
  const inner = isFields(before[key]) ? changeOf(before[key], after[key]) : { path: [], value: after[key] };
  if (inner === undefined) return undefined;
  // A new object of one key is a longer path.
  return { path: [key, ...inner.path], value: inner.value };
}

function leafPath(value: unknown): readonly string[] {
  if (!isFields(value)) return [];
  const entries = Object.entries(value);
  const [first] = entries;
  return first === undefined ? [] : [first[0], ...(entries.length === 1 ? leafPath(first[1]) : [])];
}

/** A control as it stands in code: `zdr: true`. */
function settingText({ value }: Setting, path: readonly string[]): string {
  return `${propertyName(path.at(-1) ?? "")}: ${codeOf(value)}`;
}

/** Plain data as code. */
export function codeOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(codeOf).join(", ")}]`;
  if (!isFields(value)) return typeof value === "string" ? JSON.stringify(value) : String(value);
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  if (entries.length === 1) return nested([entries[0]![0]], codeOf(entries[0]![1]));
  return `{ ${entries.map(([key, each]) => `${propertyName(key)}: ${codeOf(each)}`).join(", ")} }`;
}
