import type { CallFacts } from "../../guard/judge.ts";
import { readFacts as readWireFacts } from "../wire/facts.ts";
import type { Obstacle } from "../wire/obstacles.ts";
import { addressFeatures } from "./address-features.ts";
import type { Body } from "./body.ts";
import type { Destination } from "./destinations.ts";
import type { Outgoing } from "./outgoing.ts";
import { statedModels } from "./stated-models.ts";

/** Reads the facts of a request: everything the policy asks for, nothing of the content. */
export function readFacts(destination: Destination, { headers, body }: Pick<Outgoing, "headers" | "body">): CallFacts {
  const { gateway, entry, region, api, path } = destination;
  const json = body.kind === "json" ? body.value : undefined;
  return readWireFacts({
    gateway,
    entry,
    region,
    path,
    endpoint: endpointOf(destination),
    body: json,
    header: (name) => headers.get(name) ?? undefined,
    models: statedModels(destination, headers, body),
    options: [],
    tools: [],
    messages: undefined,
    api: api?.dialect === "openai-responses" ? "responses" : path.split("/").at(-1),
    store: json?.["store"],
    features: addressFeatures(path),
    obstacles: obstaclesOf(destination, body),
  });
}

function obstaclesOf(destination: Destination, body: Body): readonly Obstacle[] {
  const readable = body.kind === "json" || (body.kind === "form" && takesForms(destination));
  return [
    ...(destination.api === undefined ? (["unlisted-api"] as const) : []),
    ...(readable ? [] : (["unreadable-body"] as const)),
    ...(body.kind === "json" && body.duplicates ? (["ambiguous-body"] as const) : []),
  ];
}

// A gateway's controls stand in JSON, which a form has no place for; an API of a provider has no controls to miss.
function takesForms({ api, entry }: Destination): boolean {
  return entry?.kind !== "gateway" && ["openai-audio", "openai-images", "openai-files", "other"].includes(api?.dialect ?? "");
}

/** For a path that is not listed, a kind of request that the entry says nothing about, so that nothing is assumed. */
function endpointOf({ api, entry }: Destination): CallFacts["endpoint"] {
  if (api !== undefined || entry === undefined) return api?.endpoint;
  return rareFirst.find((endpoint) => !entry.endpoints.includes(endpoint));
}

const rareFirst = ["batch", "realtime", "video", "rerank", "transcription", "speech", "image", "embedding", "language"] as const;
