import { GuardError } from "../../model/errors.ts";
import type { Call } from "../../model/call.ts";
import { at, isFields, type Fields } from "../wire/fields.ts";

/** The options of one `do…` call, of any model kind and any version of the specification. */
export type Params = Fields;

/** A model of AI SDK 5, 6 or 7, as far as the guard looks at it. */
export interface Model {
  readonly specificationVersion?: unknown;
  readonly provider?: unknown;
  readonly modelId?: unknown;
  /** What most models carry and no specification promises: base URL, headers, name. */
  readonly config?: unknown;
  /** The agent that answers in place of a model, at the one API that has them. */
  readonly agent?: unknown;
}

export type Endpoint = NonNullable<Call["endpoint"]>;

/** The model's own word for who serves it: `gateway`, `openai.responses`, … Whoever makes the model chooses it. */
export function providerOf(model: Model): string {
  return typeof model.provider === "string" ? model.provider : "";
}

/** The name under `providerOptions` that a model reads its own options from, by the habit of all of them. */
export function namespaceOf(model: Model): string {
  return (providerOf(model).split(".")[0] ?? "").trim();
}

/**
 * The kind of request that `method` makes of these params; `undefined` for one that the guard cannot read, such as a
 * live stream of audio. The params tell, because one method name stands for five kinds, and some models (speech,
 * transcription) bear no mark of theirs.
 */
export function endpointOf(model: Model, method: string, params: Params): Endpoint | undefined {
  switch (method) {
    case "doEmbed":
      return "embedding";
    case "doRerank":
      return "rerank";
    case "doStart":
      return "video";
    case "doGenerateFromUrl":
      return "transcription";
    case "doStream":
      return Array.isArray(params["prompt"]) ? "language" : undefined;
    case "doGenerate":
      if (Array.isArray(params["prompt"])) return "language";
      if ("audio" in params) return "transcription";
      if ("text" in params) return "speech";
      // A model known by name only has both marks.
      if ("maxVideosPerCall" in model && (!("maxImagesPerCall" in model) || "fps" in params)) return "video";
      return "maxImagesPerCall" in model ? "image" : undefined;
    default:
      return undefined;
  }
}

export function unguardable(what: string): GuardError {
  const advice = "call it without the guard only for data that may go anywhere";
  return new GuardError("unguardable_model", `${what} cannot be guarded, so it is refused; ${advice}`);
}

/** A nullary function's value, a plain value as it is, `undefined` for what throws or is yet to come. */
export function resolved(value: unknown, ...args: readonly unknown[]): unknown {
  try {
    const result: unknown = typeof value === "function" ? (value as (...args: readonly unknown[]) => unknown)(...args) : value;
    if (!isFields(result) || typeof result["then"] !== "function") return result;
    // Nobody waits for it: a rejection must not end the process.
    void Promise.resolve(result as unknown as PromiseLike<unknown>).catch(() => undefined);
    return undefined;
  } catch {
    return undefined;
  }
}

export function configOf(model: Model, key: string): unknown {
  return at(model.config, [key]);
}
