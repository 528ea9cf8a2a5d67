import type { Destination } from "./destinations.ts";
import type { Outgoing } from "./outgoing.ts";

/** Whether a request carries no content: no body, or no more than the name of a job or a model to ask about. */
export function carriesNothing({ path }: Destination, { body }: Pick<Outgoing, "body">): boolean {
  if (body.kind === "none") return true;
  if (body.kind !== "json" || body.duplicates) return false;
  const entries = Object.entries(body.value);
  return questions.some(([pattern, keys]) => pattern.test(path) && entries.every(([key, value]) => keys.includes(key) && isShort(key, value)));
}

const questions: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\/ai\/batch\/(?:status|results|cancel)$/u, ["batchId"]],
  [/\/ai\/video-model\/status$/u, ["operation"]],
  [/^\/api\/(?:show|pull)$/u, ["model", "name", "stream", "verbose", "insecure"]],
];

function isShort(key: string, value: unknown): boolean {
  // The name of a video job may have parts; a gateway hands it out and takes it back as it is.
  if (key === "operation") return JSON.stringify(value).length <= 1024;
  return typeof value === "boolean" || (typeof value === "string" && value.length <= 256);
}
