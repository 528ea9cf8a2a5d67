import { namespaceOf, type Model } from "../../src/adapters/ai-sdk/model.ts";
import { isFields, type Fields } from "../../src/adapters/wire/fields.ts";
import { hostOf } from "../../src/adapters/wire/hosts.ts";
import { methodKinds, type AiSdkProvider } from "../entry-points/ai-sdk-providers.ts";
import { plain, property, Unseen } from "../facts/read.ts";
import { unknown, type Value } from "../facts/values.ts";
import { addressOf } from "../http/address.ts";
import { textOf as seenText } from "../http/text.ts";
import { anyGap, applied } from "./plain-values.ts";
import { isMissing, textOf, unknownOf, type Gap, type Scene } from "./scene.ts";

/** How the source makes a model: by which package, with which options of the factory, and which settings of the model. */
export interface Making {
  readonly row: AiSdkProvider;
  readonly options: Value;
  readonly method: string;
  readonly id: Value;
  readonly settings: Value;
}

export interface LiveModel {
  /** The object that the package would make, as far as the guard looks at it; what is not seen of its settings stays `Unseen`. */
  readonly model: Model & Fields;
  readonly gaps: readonly Gap[];
}

/** Stands for a name that the source does not show. */
export const unseenName = "unseen";

/** Rebuilds the model object that the package would make; `undefined` where it makes none. */
export function liveModel({ row, options, method, id, settings }: Making, scene: Scene): LiveModel | undefined {
  const { choose } = scene;
  const made = methodKinds.get(method);
  if (made === undefined) return undefined;
  const kind: string = made;
  const gaps: Gap[] = [];
  const option = (name: string): string | undefined => textOf(property(options, name, choose));

  const name = nameOf();
  const modelId = modelIdOf();
  const api = method !== "" && Object.hasOwn(row.apis, method) ? row.apis[method] : modelId === "openai/gpt-3.5-turbo-instruct" && row.shape === "openrouter" && (method === "" || method === "languageModel") ? "completion" : row.apis[kind];
  const full = api === undefined ? name : `${name}.${api}`;
  const config = { provider: full, ...shown(ownAddress()), headers: () => headersOf() };
  const base = { specificationVersion: "v4", modelId, ...agentOf() };
  return { model: modelOf(), gaps };

  function modelOf(): Model & Fields {
    switch (row.shape) {
      case "openrouter":
        return { ...base, provider: name, settings: plainOf(settings) ?? {}, config: { ...config, extraBody: plainOf(property(options, "extraBody", choose)) } };
      case "compatible":
        return { ...base, provider: full, config: { ...config, includeUsage: undefined }, ...compatible(kind === "language" ? (api ?? "chat") : kind, full) };
      case "hidden":
        return { ...base, provider: full };
      default:
        return { ...base, provider: full, config };
    }
  }

  function compatible(made: string, provider: string): Fields {
    const namespace = namespaceOf({ provider });
    if (made === "image") return { providerOptionsKey: namespace };
    if (made === "completion") return { providerOptionsName: namespace };
    return made === "chat" ? { providerOptionsName: namespace, transformRequestBody: transformOf() } : {};
  }

  function transformOf(): (body: unknown) => unknown {
    const transform = property(options, "transformRequestBody", choose);
    if (isMissing(transform)) return (body) => body;
    const trial = applied(transform, {}, choose);
    const gap = anyGap(trial);
    if (!isFields(trial) || trial instanceof Unseen || gap !== undefined) gaps.push({ fact: "controls", value: gap ?? unknownOf(transform, "made by code that is not followed") });
    return (body) => (gap === undefined ? applied(transform, body, choose) : body);
  }

  function nameOf(): string {
    if (row.renamed !== true) return row.name;
    const stated = property(options, "name", choose);
    if (isMissing(stated)) return row.name;
    const text = textOf(stated);
    if (text === undefined) gaps.push({ fact: "controls", value: unknownOf(stated, "a name that is put together") });
    return text ?? unseenName;
  }

  function modelIdOf(): string {
    const settled = choose(id);
    const text = textOf(settled.kind === "object" ? property(settled, "model", choose) : settled);
    if (text === undefined && settled.kind !== "object") gaps.push({ fact: "model", value: unknownOf(settled, "a name that is put together") });
    return text ?? unseenName;
  }

  function agentOf(): { readonly agent?: unknown } {
    const settled = choose(id);
    return settled.kind === "object" && !isMissing(property(settled, "agent", choose)) ? { agent: true } : {};
  }

  function ownAddress(): string | undefined {
    for (const moved of row.moved ?? ["baseURL"]) {
      const stated = property(options, moved, choose);
      if (isMissing(stated)) continue;
      const address = textOf(stated) ?? knownHost(stated, scene);
      if (address === undefined) gaps.push({ fact: "gateway", value: unknownOf(stated, "an address that is put together") });
      return address;
    }
    const address = row.address(option);
    if (address === undefined && row.shape !== "hidden" && (row.renamed === true || row.moved !== undefined)) gaps.push({ fact: "gateway", value: unknown("an address that is missing") });
    return address;
  }

  function shown(address: string | undefined): Fields {
    if (address === undefined) return {};
    const plainAddress = address.replace(/\/$/u, "");
    if (row.shape === "gateway" || row.shape === "base") return { baseURL: plainAddress };
    return { url: ({ path }: { readonly path: string }) => (row.moved?.includes("url") === true ? plainAddress : `${plainAddress}${path}`) };
  }

  /** Of keys only the names of those they are for: what they are is nobody's business here. */
  function headersOf(): Fields {
    const stated = plainOf(property(options, "headers", choose));
    const keys = plainOf(property(options, "api_keys", choose));
    const own = isFields(keys) && row.shape === "openrouter" && Object.keys(keys).length > 0 ? { "X-Provider-API-Keys": JSON.stringify(Object.fromEntries(Object.keys(keys).map((key) => [key, ""]))) } : {};
    return { ...(isFields(stated) ? stated : {}), ...own };
  }

  function plainOf(value: Value): unknown {
    return plain(value, choose);
  }
}

/** An address of which the host is known, whatever stands behind it, or at least whose host it is. */
function knownHost(value: Value, { choose, surroundings }: Scene): string | undefined {
  const text = seenText(value, choose);
  const address = text && addressOf(text);
  if (text === undefined || address?.url === undefined) return undefined;
  const isKnown = address.unseen === undefined || hostOf(surroundings.catalog, address.url).entry !== undefined;
  return isKnown ? text.text : undefined;
}
