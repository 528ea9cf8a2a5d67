import { configOf, namespaceOf, providerOf, resolved, type Endpoint, type Model, type Params } from "./model.ts";
import { at, isFields, type Fields } from "../wire/fields.ts";
import { withAt } from "./plain-data.ts";

/** How the options of a call become the body of a request: what leaves, and what can still be put into it. */
export interface Carrier {
  /** The part of the outgoing body that settings and options decide; never the content. */
  readonly body: (params: Params) => Fields;
  /** The params with which the body holds `value` at `path`; `undefined` where this model would not send it. */
  readonly write: (params: Params, path: readonly string[], value: unknown) => Params | undefined;
  /** What `body` would have said, from the body that the model reports as sent; absent where no model reports one. */
  readonly reported?: (sent: Fields) => Fields;
}

/** The carrier of a model. A model that is not known to pass options on carries nothing. */
export function carrierOf(model: Model, endpoint: Endpoint): Carrier {
  const provider = providerOf(model);
  if (provider === "gateway") return wholeParams(model);
  if (provider === "openrouter") return openRouter(model, endpoint);
  return isOpenAICompatible(model, endpoint) ? openAICompatible(model) : fixed({ model: model.modelId });
}

/** Vercel's own provider sends the call options as they are. */
function wholeParams(model: Model): Carrier {
  return {
    body: ({ providerOptions }) => ({ model: model.modelId, providerOptions }),
    write: (params, path, value) => (path[0] === "providerOptions" ? withAt(params, path, value) : undefined),
    reported: ({ providerOptions }) => ({ model: model.modelId, providerOptions }),
  };
}

/** The settings that each class of `@openrouter/ai-sdk-provider` sends; the others it takes and leaves out. */
const sentSettings: Readonly<Record<string, readonly string[]>> = {
  "openrouter.chat": ["models", "plugins", "web_search_options", "provider"],
  "openrouter.completion": ["models"],
  "openrouter.embedding": ["provider"],
  "openrouter.image": ["provider"],
};

/**
 * `@openrouter/ai-sdk-provider` spreads one level of options over another, and each replaces the whole `provider`
 * object of the one below. Its embedding models leave the call's options out.
 */
function openRouter(model: Model, endpoint: Endpoint): Carrier {
  const settings = fields((model as Fields)["settings"]);
  const sent = sentSettings[String(configOf(model, "provider"))] ?? [];
  const base = {
    model: model.modelId,
    ...Object.fromEntries(sent.map((name) => [name, settings[name]])),
    ...fields(configOf(model, "extraBody")),
    ...fields(settings["extraBody"]),
  };
  const carries = endpoint === "language" || endpoint === "image" || endpoint === "video";
  return carries ? { ...spread(base, ["openrouter"]), reported: (body) => body } : fixed(base);
}

/**
 * `@ai-sdk/openai-compatible` and what is built on it: options under the provider's name go into the body, the last of
 * its two spellings over the first. Embeddings leave them out.
 */
function openAICompatible(model: Model): Carrier {
  const name = namespaceOf(model);
  const camel = name.replace(/[_-]([a-z])/gu, (_, letter: string) => letter.toUpperCase());
  // AI SDK 5 knows the name as it is written only.
  const spellings = model.specificationVersion === "v2" || camel === name ? [name] : [name, camel];
  const transform = (model as Fields)["transformRequestBody"];
  if (typeof transform !== "function") return spread({ model: model.modelId }, spellings);
  return spread({ model: model.modelId }, spellings, (body) => fields(resolved(transform.bind(model), { messages: [], ...body })));
}

function isOpenAICompatible(model: Model, endpoint: Endpoint): boolean {
  const { providerOptionsName, providerOptionsKey, transformRequestBody } = model as Fields;
  if (endpoint === "image") return typeof providerOptionsKey === "string";
  if (endpoint !== "language" || typeof providerOptionsName !== "string") return false;
  const isCompletion = providerOf(model).endsWith(".completion") && isFields(model.config) && "includeUsage" in model.config;
  return isCompletion || typeof transformRequestBody === "function";
}

function fixed(body: Fields): Carrier {
  return { body: () => body, write: () => undefined };
}

function spread(base: Fields, namespaces: readonly string[], transform: (body: Fields) => Fields = (body) => body): Carrier {
  const untransformed = ({ providerOptions }: Params): Fields =>
    Object.assign({}, base, ...namespaces.map((name) => fields(at(providerOptions, [name])))) as Fields;
  return {
    body: (params) => transform(untransformed(params)),
    write(params, path, value) {
      const [top, ...rest] = path;
      if (top === undefined) return undefined;
      // The whole of the top-level object goes into the call, or what the settings say beside it would be lost.
      const before = untransformed(params)[top] ?? {};
      const after = rest.length === 0 ? value : isFields(before) ? withAt(before, rest, value) : undefined;
      const winner = [...namespaces].reverse().find((name) => isFields(at(params["providerOptions"], [name]))) ?? namespaces[0]!;
      return after === undefined ? undefined : withAt(params, ["providerOptions", winner, top], after);
    },
  };
}

function fields(value: unknown): Fields {
  return isFields(value) ? value : {};
}
