import type { CallFacts } from "../../guard/judge.ts";
import { readFacts as readWireFacts } from "../wire/facts.ts";
import { at, isFields, listed, type Fields } from "../wire/fields.ts";
import { optionFeatures } from "../wire/options.ts";
import type { Carrier } from "./carrier.ts";
import { headersOf } from "./headers.ts";
import type { Destination } from "./host.ts";
import { namespaceOf, providerOf, type Endpoint, type Model, type Params } from "./model.ts";

/** One `do…` call on its way to a model. */
export interface Request {
  readonly model: Model;
  readonly endpoint: Endpoint;
  readonly destination: Destination;
  readonly carrier: Carrier;
}

/** What the policy is to know of a request: read from the body that will leave, never from what was meant by it. */
export function readFacts({ model, endpoint, destination, carrier }: Request, params: Params, body: Fields = carrier.body(params)): CallFacts {
  const api = providerOf(model).split(".").at(-1);
  return readWireFacts({
    ...destination,
    endpoint,
    body,
    header: headersOf(model, destination, params),
    models: [],
    options: optionsOf(destination.gateway, params),
    tools: listed(params["tools"]),
    messages: params["prompt"],
    api,
    store: statedStore(model, params),
    features: [...(api === "conversation" ? ["conversations"] : []), ...optionFeatures({ agent: model.agent })],
    obstacles: [],
  });
}

/** Gateways whose models read no options but their own: what a call says to others beside is not theirs. */
const readsOnlyItsOwn = new Set(["anthropic", "cerebras", "cohere", "deepseek", "groq", "mistral", "openrouter", "perplexity", "xai"]);

function optionsOf(gateway: string, { providerOptions }: Params): readonly unknown[] {
  return Object.entries(isFields(providerOptions) ? providerOptions : {})
    .filter(([name]) => !readsOnlyItsOwn.has(gateway) || name === gateway)
    .map(([, options]) => options);
}

/** What the options of a call say to `store`, under the name from which the model reads its own. */
function statedStore(model: Model, { providerOptions }: Params): unknown {
  const own = providerOf(model).includes("azure") ? "azure" : namespaceOf(model);
  const options = isFields(at(providerOptions, [own])) ? at(providerOptions, [own]) : at(providerOptions, ["openai"]);
  return at(options, ["store"]);
}
