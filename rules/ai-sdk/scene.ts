import type { Endpoint } from "../../src/adapters/ai-sdk/model.ts";
import type { Module } from "../module.ts";
import type { Choose } from "../facts/explore.ts";
import type { Surroundings, UnseenFact } from "../facts/site.ts";
import { unknown, type Unknown, type Value } from "../facts/values.ts";

/** From where a call is looked at: one outcome of the tests, in one module. */
export interface Scene {
  readonly choose: Choose;
  readonly surroundings: Surroundings;
  /** The module of the call. */
  readonly module: Module;
  /** What the call asks of a model. */
  readonly endpoint: Endpoint;
  /** How many wrappers have been looked through on the way here. */
  readonly depth?: number;
}

/** A step further in; `undefined` where no sensible program goes, as of a model that wraps itself. */
export function deeper(scene: Scene): Scene | undefined {
  const { depth = 0 } = scene;
  return depth < 32 ? { ...scene, depth: depth + 1 } : undefined;
}

export type Settled = ReturnType<Choose>;

/** A fact that cannot be read, and where knowledge of it ended. */
export interface Gap {
  readonly fact: UnseenFact;
  readonly value: Unknown;
}

/** Why a value is not known: by itself, or because nothing follows what it is. */
export function unknownOf(value: Value, why: string): Unknown {
  if (value.kind === "unknown") return value;
  return unknown(why, "node" in value ? value.node : undefined);
}

/** The text of a value; `undefined` for everything else. */
export function textOf(value: Value): string | undefined {
  return value.kind === "literal" && typeof value.value === "string" ? value.value : undefined;
}

/** Whether nothing stands there: a missing key, `undefined` or `null`. */
export function isMissing(value: Value): boolean {
  return value.kind === "absent" || (value.kind === "literal" && value.value === null);
}
