import type { CallFacts } from "../../guard/judge.ts";
import type { Body } from "./body.ts";
import { hasLookAlikes, readControls, readProviders } from "./controls.ts";
import { readCredentials } from "./credentials.ts";
import type { Destination } from "./destinations.ts";
import { readFeatures } from "./features.ts";
import { readModels } from "./models.ts";
import type { Outgoing } from "./outgoing.ts";

/**
 * What keeps a request from being read. They stand among the features under names that no catalogue has, so that the
 * policy denies them to every category that asks for something, and to no other.
 */
export const obstacles = {
  "unlisted-api": "the catalogue knows no such path on this host",
  "unreadable-body": "the body cannot be read here as plain JSON",
  "ambiguous-body": "a key stands twice in the body, or in two spellings, and readers disagree about which one counts",
  "unreadable-model": "no model is named, or not as text",
} as const;
export type Obstacle = keyof typeof obstacles;

/** Reads the facts of a request: everything the policy asks for, nothing of the content. */
export function readFacts(destination: Destination, { headers, body }: Outgoing): CallFacts {
  const { gateway, entry, region } = destination;
  const wire = { headers, body: body.kind === "json" ? body.value : undefined };
  const models = readModels(destination, headers, body);
  const [model, ...fallbackModels] = models.names;
  const providers = readProviders(entry, wire);
  const controls = readControls(entry, wire);
  const features = [...readFeatures(destination, headers, body), ...obstaclesOf(destination, body, models.unreadable)];
  const endpoint = endpointOf(destination);
  return {
    gateway,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(model === undefined ? {} : { model }),
    ...(fallbackModels.length > 0 ? { fallbackModels } : {}),
    ...(Object.keys(providers).length > 0 ? { providers } : {}),
    ...(Object.keys(controls).length > 0 ? { controls } : {}),
    ...readCredentials(wire),
    ...(features.length > 0 ? { features: [...new Set(features)].sort() } : {}),
    ...(region === undefined ? {} : { region }),
  };
}

function obstaclesOf(destination: Destination, body: Body, modelUnreadable: boolean): readonly Obstacle[] {
  if (destination.entry === undefined) return [];
  const readable = body.kind === "json" || (body.kind === "form" && takesForms(destination));
  const ambiguous = body.kind === "json" && (body.duplicates || hasLookAlikes(destination.entry, body.value));
  return [
    ...(destination.api === undefined ? (["unlisted-api"] as const) : []),
    ...(readable ? [] : (["unreadable-body"] as const)),
    ...(ambiguous ? (["ambiguous-body"] as const) : []),
    ...(readable && modelUnreadable ? (["unreadable-model"] as const) : []),
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
