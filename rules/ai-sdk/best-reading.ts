import { amended } from "../../src/adapters/ai-sdk/amended.ts";
import { carrierOf, type Carrier } from "../../src/adapters/ai-sdk/carrier.ts";
import { destinationOf, type Destination } from "../../src/adapters/ai-sdk/host.ts";
import { namespaceOf, providerOf, type Endpoint, type Model, type Params } from "../../src/adapters/ai-sdk/model.ts";
import { readFacts } from "../../src/adapters/ai-sdk/read-facts.ts";
import { withAt } from "../../src/adapters/ai-sdk/plain-data.ts";
import { settingOf } from "../../src/adapters/wire/amendments.ts";
import { at, isFields, type Fields } from "../../src/adapters/wire/fields.ts";
import type { CallFacts } from "../../src/guard/judge.ts";
import type { Catalog, GatewayEntry, WirePlace } from "../../src/model/catalog.ts";
import type { Amendment } from "../../src/model/decision.ts";
import { Unseen } from "../facts/read.ts";
import type { Unknown } from "../facts/values.ts";
import { unseenName } from "./live-model.ts";
import { anyGap, completed, gapAt, openOf } from "./plain-values.ts";
import type { Gap } from "./scene.ts";

/** A request as the guard would read it, completed in favour of the call where the source does not show it. */
export interface Reading {
  readonly facts: CallFacts;
  readonly gaps: readonly Gap[];
  readonly destination: Destination;
  readonly carrier: Carrier;
  /** What is written and seen, without the completions. */
  readonly params: Params;
  /** What the gateway's entry finds on the wire of what is written and seen. */
  readonly body: Fields;
}

export interface ToRead {
  readonly catalog: Catalog;
  /** With `Unseen` in its settings. */
  readonly model: Model & Fields;
  /** With `Unseen` anywhere. */
  readonly params: unknown;
  readonly endpoint: Endpoint;
  /** Fields of the body that stand beside those that the carrier writes. */
  readonly beside: Fields;
  /** What the outside of the model knows already. */
  readonly gaps: readonly Gap[];
}

/** Reads what leaves by the guard's own reader. */
export function reading({ catalog, model, params, endpoint, beside, gaps }: ToRead): Reading {
  const destination = destinationOf(catalog, model);
  const { entry } = destination;
  const on = controlsOf(entry);
  const whole = { settings: nested(entry, on), extraBody: nested(entry, on) };

  const seen = withSettings(model, (settings) => completed(settings, undefined));
  const best = withSettings(model, (settings, key) => completed(settings, key === "settings" ? { ...whole.settings, extraBody: whole.extraBody } : whole.extraBody));
  const carrier = carrierOf(best, endpoint);
  const template = merge(amended({}, on, entry, carrier) ?? {}, notStored(best));

  const known = fieldsOf(completed(params, undefined));
  const read = (of: Model, given: Params): CallFacts => {
    const carrier = carrierOf(of, endpoint);
    return readFacts({ model: of, endpoint, destination, carrier }, given, { ...carrier.body(given), ...beside });
  };
  const certain = read(seen, known);
  const favourable = read(best, fieldsOf(completed(params, template)));
  const found = [...gaps, ...gapsOf()];
  const { model: named, providers, controls, ...others } = favourable;
  const isUnseen = (fact: Gap["fact"]): boolean => found.some((gap) => gap.fact === fact);
  const allOn = isUnseen("controls") && gaps.some(({ fact }) => fact === "controls") ? Object.fromEntries(on.map(({ control, value }) => [control, value])) : {};
  const nowControls = { ...controls, ...allOn };
  return {
    facts: {
      ...others,
      ...(isUnseen("model") || named === unseenName ? {} : named === undefined ? {} : { model: named }),
      ...(isUnseen("providers") || providers === undefined ? {} : { providers }),
      ...(Object.keys(nowControls).length === 0 ? {} : { controls: nowControls }),
    },
    gaps: found,
    destination,
    carrier: carrierOf(seen, endpoint),
    params: known,
    body: carrierOf(seen, endpoint).body(known),
  };

  function gapsOf(): readonly Gap[] {
    const { only, ignore } = entry?.providerLists ?? {};
    const controlsGap = JSON.stringify(certain.controls ?? {}) === JSON.stringify(favourable.controls ?? {}) ? undefined : (anyGap(at(params, ["providerOptions"])) ?? anyGap(params) ?? settingsGap());
    return [
      ...gap("controls", controlsGap),
      ...gap("providers", [only, ignore].map(gapAtPlace).find((each) => each !== undefined)),
      ...gap("model", modelsGap()),
      ...gap("credentials", keysGap(at(params, ["providerOptions", "gateway", "byok"]))),
    ];
  }

  /** Where a place on the wire may be filled from what is not seen: in the call, else in the settings of the model. */
  function gapAtPlace(place: WirePlace | undefined): Unknown | undefined {
    if (place === undefined || !("body" in place)) return undefined;
    const written = carrier.write({}, place.body, ["?"]);
    const path = written === undefined ? undefined : pathOf(written, "?");
    if (path === undefined) return inSettings(place.body);
    // An object of the call replaces that of the settings.
    const own = at(params, path.slice(0, path.length - place.body.length + 1));
    return gapAt(params, path) ?? (isFields(own) ? undefined : inSettings(place.body));
  }

  function inSettings(path: readonly string[]): Unknown | undefined {
    return settingsOf(model).map((settings) => gapAt(settings, path)).find((each) => each !== undefined);
  }

  function modelsGap(): Unknown | undefined {
    const places = [["models"], ["fallbacks"], ["providerOptions", "gateway", "models"]];
    const inCall = places.map((place) => carrier.write({}, place, ["?"])).map((written) => (written === undefined ? undefined : pathOf(written, "?")));
    return inCall.map((path) => (path === undefined ? undefined : statedGap(path))).find((each) => each !== undefined);
  }

  /** A gap in what is certainly stated, and not only may be. */
  function statedGap(path: readonly string[]): Unknown | undefined {
    const value = at(params, path);
    return value === undefined ? undefined : anyGap(value);
  }

  function settingsGap(): Unknown | undefined {
    return settingsOf(model).map(anyGap).find((each) => each !== undefined);
  }
}

/** Of own keys only the names of those they are for count. */
function keysGap(keys: unknown): Unknown | undefined {
  return keys instanceof Unseen ? keys.value : openOf(keys);
}

/** Every control of a gateway, on. */
function controlsOf(entry: GatewayEntry | undefined): readonly Amendment[] {
  const { noTraining, zeroRetention, maxRetentionDays } = entry?.controls ?? {};
  return [
    ...(noTraining === undefined ? [] : [{ control: "noTraining", value: true } as const]),
    ...(zeroRetention === undefined ? [] : [{ control: "zeroRetention", value: true } as const]),
    ...(maxRetentionDays === undefined ? [] : [{ control: "maxRetentionDays", value: 0 } as const]),
  ];
}

/** A body with these controls at their places. */
function nested(entry: GatewayEntry | undefined, controls: readonly Amendment[]): Fields {
  return controls.reduce<Fields>((body, amendment) => {
    const setting = settingOf(entry, amendment);
    return setting === undefined || !("body" in setting.place) ? body : (withAt(body, setting.place.body, setting.value) ?? body);
  }, {});
}

/** What a call says that does not want its answers kept. */
function notStored(model: Model): Fields {
  if (!/\.(?:responses|interactions)$/u.test(providerOf(model))) return {};
  const own = providerOf(model).includes("azure") ? "azure" : namespaceOf(model);
  return { providerOptions: { [own]: { store: false } } };
}

function merge(one: Fields, other: Fields): Fields {
  const entries = Object.entries(other).map(([key, value]) => [key, isFields(one[key]) && isFields(value) ? merge(one[key], value) : value] as const);
  return { ...one, ...Object.fromEntries(entries) };
}

/** Where a model keeps what its makers said of the body: only one package has such places. */
function settingsOf(model: Model & Fields): readonly unknown[] {
  const settings = model["settings"];
  return settings === undefined ? [] : [settings, ...(isFields(settings) ? [settings["extraBody"]] : []), at(model.config, ["extraBody"])];
}

function withSettings(model: Model & Fields, map: (settings: unknown, key: "settings" | "extraBody") => unknown): Model & Fields {
  if (model["settings"] === undefined) return model;
  return { ...model, settings: fieldsOf(map(model["settings"], "settings")), config: { ...(model.config as Fields), extraBody: map(at(model.config, ["extraBody"]), "extraBody") } };
}

/** The path to a list that holds only this mark. */
function pathOf(data: unknown, mark: string): readonly string[] | undefined {
  if (Array.isArray(data)) return data.length === 1 && data[0] === mark ? [] : undefined;
  if (!isFields(data)) return undefined;
  for (const [key, value] of Object.entries(data)) {
    const rest = pathOf(value, mark);
    if (rest !== undefined) return [key, ...rest];
  }
  return undefined;
}

function gap(fact: Gap["fact"], value: Unknown | undefined): readonly Gap[] {
  return value === undefined ? [] : [{ fact, value }];
}

function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}
