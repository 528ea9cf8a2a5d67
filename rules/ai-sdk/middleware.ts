import { isFields } from "../../src/adapters/wire/fields.ts";
import { plain, property, Unseen } from "../facts/read.ts";
import { argument, unknown, type Unknown, type Value } from "../facts/values.ts";
import { applied, merged } from "./plain-values.ts";
import { deeper, isMissing, type Scene, type Settled } from "./scene.ts";

/** What one middleware does to the options of a call. */
export type Layer =
  /** Settings that lie below those of the call. */
  | { readonly kind: "defaults"; readonly settings: Value }
  /** A function of the options. */
  | { readonly kind: "transform"; readonly transform: Value }
  /** Nobody sees what it does. */
  | { readonly kind: "unknown"; readonly value: Unknown };

const withDefaults = new Set(["defaultSettingsMiddleware", "defaultEmbeddingSettingsMiddleware"]);
/** These change messages and answers, no options. */
const harmless = new Set(["extractReasoningMiddleware", "extractJsonMiddleware", "simulateStreamingMiddleware", "addToolInputExamplesMiddleware", "defaultInstructionsMiddleware"]);

/** The layers of one middleware or a list of them, the outermost first. */
export function layersOf(middleware: Value, outer: Scene): readonly Layer[] {
  const scene = deeper(outer);
  if (scene === undefined) return [{ kind: "unknown", value: unknown("nested too deeply") }];
  const settled = scene.choose(middleware);
  if (isMissing(settled)) return [];
  if (settled.kind !== "list") return layerOf(settled, scene);
  return settled.items.flatMap(({ spread, value }) => (spread ? [{ kind: "unknown", value: unknown("a spread", value.node) } as const] : layersOf(value.value(), scene)));
}

function layerOf(settled: Settled, { choose }: Scene): readonly Layer[] {
  if (settled.kind === "literal" && !settled.value) return [];
  if (settled.kind === "result" && settled.callee.kind === "external" && (settled.callee.module === "ai" || settled.callee.module === "ai-sdk-ollama")) {
    const name = settled.callee.path.join(".");
    if (harmless.has(name)) return [];
    if (withDefaults.has(name)) return [{ kind: "defaults", settings: property(argument(settled.args, 0), "settings", choose) }];
  }
  if (settled.kind === "object") {
    const transform = property(settled, "transformParams", choose);
    return isMissing(transform) ? [] : [{ kind: "transform", transform }];
  }
  return [{ kind: "unknown", value: settled.kind === "unknown" ? settled : unknown("middleware that is not followed", "node" in settled ? settled.node : undefined) }];
}

/** The options of a call behind a middleware. */
export function through(params: unknown, layer: Layer, { choose }: Scene): unknown {
  switch (layer.kind) {
    case "defaults":
      return merged(plain(layer.settings, choose), params);
    case "transform": {
      const changed = applied(layer.transform, { type: "generate", params }, choose);
      return isFields(changed) ? changed : new Unseen(unknown("made by code that is not followed"));
    }
    default:
      return merged(params, new Unseen(layer.value));
  }
}
