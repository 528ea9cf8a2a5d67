import type { CallFacts } from "../../guard/judge.ts";
import type { Carrier } from "./carrier.ts";
import { readControls, readProviderLists, type Headers } from "./controls.ts";
import { featuresOf } from "./features.ts";
import type { Destination } from "./host.ts";
import { configOf, resolved, type Endpoint, type Model, type Params } from "./model.ts";
import { isFields, type Fields } from "./plain-data.ts";
import { routingOf } from "./routing.ts";

/** One `do…` call on its way to a model. */
export interface Request {
  readonly model: Model;
  readonly endpoint: Endpoint;
  readonly destination: Destination;
  readonly carrier: Carrier;
}

/** What the policy is to know of a request: read from the body that will leave, never from what was meant by it. */
export function readFacts(request: Request, params: Params, body: Fields = request.carrier.body(params)): CallFacts {
  const { model, endpoint, destination } = request;
  const { gateway, entry, region, url } = destination;
  const headers = headersOf(request, params);
  const controls = readControls(entry, body, headers);
  const providers = readProviderLists(entry, body, headers);
  const features = featuresOf(request, params, body, headers);
  return {
    gateway,
    endpoint,
    model: (body["model"] ?? model.modelId) as string,
    ...routingOf(gateway, body, headers, url),
    ...(Object.keys(providers).length === 0 ? {} : { providers }),
    ...(Object.keys(controls).length === 0 ? {} : { controls }),
    ...(features.length === 0 ? {} : { features }),
    ...(region === undefined ? {} : { region }),
  };
}

/** The call's headers over the model's. The model's are asked for only where a gateway reads more than a key in them. */
function headersOf({ model, destination }: Request, params: Params): Headers {
  const { gateway, entry } = destination;
  const places = Object.values(entry?.controls ?? {}).map((control) => control?.place);
  const matter = gateway === "openrouter" || places.some((place) => place !== undefined && "header" in place);
  const own = matter && isFields(model.config) ? resolved(bound(configOf(model, "headers"), model.config)) : undefined;
  return { ...lowered(own), ...lowered(params["headers"]) };
}

function bound(value: unknown, owner: object): unknown {
  return typeof value === "function" ? (value.bind(owner) as unknown) : value;
}

function lowered(headers: unknown): Headers {
  if (!isFields(headers)) return {};
  const entries = Object.entries(headers).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]));
}
