import type { CallFacts } from "../../guard/judge.ts";
import { readControls } from "./controls.ts";
import { readCredentials } from "./credentials.ts";
import { readFeatures } from "./features.ts";
import { hasLookAlikes } from "./look-alikes.ts";
import { readModels } from "./models.ts";
import type { Obstacle } from "./obstacles.ts";
import { readProviderLists } from "./provider-lists.ts";
import type { WireRequest } from "./request.ts";

/** Reads the facts of a request: everything the policy asks for, nothing of the content. */
export function readFacts(request: WireRequest): CallFacts {
  const { gateway, endpoint, region } = request;
  const models = readModels(request);
  const [model, ...fallbackModels] = models.names;
  const providers = readProviderLists(request);
  const controls = readControls(request);
  const features = [...readFeatures(request, models.names), ...obstaclesOf(request, models.unreadable)];
  return {
    gateway,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(model === undefined ? {} : { model }),
    ...(fallbackModels.length > 0 ? { fallbackModels } : {}),
    ...(Object.keys(providers).length > 0 ? { providers } : {}),
    ...(Object.keys(controls).length > 0 ? { controls } : {}),
    ...readCredentials(request),
    ...(features.length > 0 ? { features: [...new Set(features)].sort() } : {}),
    ...(region === undefined ? {} : { region }),
  };
}

// Of a gateway that nobody knows there is nothing to misread.
function obstaclesOf({ entry, body, obstacles }: WireRequest, modelUnreadable: boolean): readonly Obstacle[] {
  if (entry === undefined) return [];
  return [
    ...obstacles,
    ...(body !== undefined && hasLookAlikes(entry, body) ? (["ambiguous-body"] as const) : []),
    ...(modelUnreadable && !obstacles.includes("unreadable-body") ? (["unreadable-model"] as const) : []),
  ];
}
