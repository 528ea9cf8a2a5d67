import type { Destination } from "./destinations.ts";
import type { Outgoing } from "./outgoing.ts";

/** Whether a request carries no content: no body, or no more than the name of a job to ask about. */
export function carriesNothing({ api, path }: Destination, { body }: Outgoing): boolean {
  if (body.kind === "none") return true;
  if (body.kind !== "json" || api !== undefined || body.duplicates) return false;
  return followUps.some(([pattern, key]) => {
    const [name, ...others] = Object.keys(body.value);
    const value = body.value[key];
    return pattern.test(path) && name === key && others.length === 0 && typeof value === "string" && value.length <= 256;
  });
}

const followUps: readonly (readonly [RegExp, string])[] = [[/\/ai\/batch\/(?:status|results|cancel)$/u, "batchId"]];
