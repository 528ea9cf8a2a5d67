import { carriesNothing } from "../../src/adapters/fetch/passing.ts";
import { isFields } from "../../src/adapters/wire/fields.ts";
import type { Catalog } from "../../src/model/catalog.ts";
import { Unseen } from "../facts/read.ts";
import type { SeenAddress } from "./address.ts";
import { destinationOfAddress, type SeenRequest } from "./lowering.ts";

/**
 * Whether a request sends content to a model: by the API that is asked, where the host is one that the catalogue knows;
 * by the API and what the body says where it is not. A route of one's own never counts.
 */
export function isModelCall(address: SeenAddress, method: unknown, body: SeenRequest["body"], catalog: Catalog): boolean {
  if (typeof method === "string" && method !== "POST") return false;
  if (body.kind === "none") return false;
  const destination = destinationOfAddress(address, catalog);
  const { api, entry } = destination;
  if (entry !== undefined) {
    if (api === undefined || typeof method !== "string") return namesModel(body);
    const value = body.kind === "json" && isFields(body.value) ? body.value : {};
    return Reflect.ownKeys(value).length === 0 || !carriesNothing(destination, { body: { kind: "json", payload: "", text: "", value: value as never, duplicates: false } });
  }
  // The words of Ollama's API are those of anybody's own routes; its port is not.
  if (api === undefined || !isOfAnApi.test(address.path) || (api.dialect === "ollama" && address.url?.port !== "11434")) return false;
  return namesModel(body);
}

/** At a host of one's own `/api/messages` is a route of one's own; with a version, or in words that nobody else uses, it is the API of models. */
const isOfAnApi = /\/v\d\w*\/|\/chat\/completions$|:\w+$|\/api\/(?:chat|generate|embed|embeddings)$/u;

/** Whether a body shows a model and something for it to read. */
function namesModel({ kind, ...body }: SeenRequest["body"]): boolean {
  const value = kind === "json" && "value" in body ? body.value : undefined;
  if (!isFields(value)) return false;
  const model = value["model"];
  return (typeof model === "string" || model instanceof Unseen) && contents.some((key) => Object.hasOwn(value, key));
}

const contents = ["messages", "input", "prompt", "contents", "documents", "inputs", "text"];
