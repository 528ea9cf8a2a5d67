import { at, isFields, listed, type Fields } from "./fields.ts";
import { partsOf } from "./parts.ts";
import type { WireRequest } from "./request.ts";

/** The models that a request names: the first, and those that may stand in for it. */
export interface Models {
  readonly names: readonly string[];
  /** A model is named in a way that cannot be read, or none is named where the account's own settings would choose. */
  readonly unreadable: boolean;
}

// Longer names the policy refuses. A decision takes time with the square of their number, and nothing else runs meanwhile:
// on OpenRouter 0.1 s at 32 and over a second at 128. Beyond that a request counts as unreadable.
const longest = 512;
const most = 32;

/** Every model that a request may reach by name: the asked one, its fallbacks, and those of presets and tools. */
export function readModels({ entry, path, body, models }: Pick<WireRequest, "entry" | "path" | "body" | "models">): Models {
  const stated = [...new Set([...models, ...savedIn(path), ...partsOf(body).flatMap(fromBody)])];
  const texts = stated.filter((each): each is string => typeof each === "string" && each.length <= longest);
  const readable = texts.slice(0, stated.length > most ? 1 : most);
  const names = readable.flatMap((each) => (each.trim() === "" ? [] : withPreset(each.trim())));
  const malformed = stated.length > most || stated.some((each) => typeof each !== "string" || each.length > longest);
  // A gateway takes its account's default, which may be anything; an API or a runtime has only its own.
  const unstated = names.length === 0 && entry?.kind === "gateway";
  return { names: [...new Set(names)], unreadable: malformed || unstated || (body !== undefined && hasLookAlike(body)) };
}

// Names of saved settings stand for what they hide: the catalogue knows them as opaque.
function savedIn(path: string): readonly string[] {
  return [...path.matchAll(/\/(?:presets|interns)\/([^/]+)/gu)].map(([, name = ""]) => `@preset/${decoded(name)}`);
}

const lists: readonly (readonly string[])[] = [["models"], ["fallbacks"], ["providerOptions", "gateway", "models"]];

const ownPlaces: readonly (readonly string[])[] = [
  ["model"],
  ["modelId"],
  ["rerankingConfiguration", "bedrockRerankingConfiguration", "modelConfiguration", "modelArn"],
];

function fromBody(body: Fields): readonly unknown[] {
  const own = ownPlaces.flatMap((place) => present(at(body, place)));
  const fallbacks = lists.flatMap((place) => present(at(body, place))).flatMap(entries);
  const preset = present(at(body, ["preset"])).map((value) => (typeof value === "string" ? `@preset/${value.replace(/^@preset\//u, "")}` : []));
  const carriers = ["tools", "plugins"].flatMap((key) => listed(at(body, [key]))).filter(isFields);
  return [...own, ...fallbacks, ...preset, ...carriers.flatMap(carried)];
}

// A tool or a plugin may bring models of its own; what else stands under these keys is no model.
function carried(tool: Fields): readonly unknown[] {
  const values = [at(tool, ["model"]), ...["models", "allowed_models"].flatMap((key) => listed(at(tool, [key])))];
  return values.filter((each) => typeof each === "string");
}

function entries(value: unknown): readonly unknown[] {
  // `null` in place of a list is no list; anything else that is none cannot be read.
  if (!Array.isArray(value)) return [[]];
  return value.map((each: unknown) => (isFields(each) ? (at(each, ["model"]) ?? []) : each));
}

function present(value: unknown): readonly unknown[] {
  return value === undefined || value === null ? [] : [value];
}

/** `model@preset/slug` is the model, and whatever the preset makes of it. */
function withPreset(name: string): readonly string[] {
  const start = name.indexOf("@preset/");
  return start > 0 ? [name, name.slice(start)] : [name];
}

// Some servers match keys regardless of case, and take the last.
function hasLookAlike(body: Fields): boolean {
  return Object.keys(body).some((key) => /^models?$/iu.test(key) && key !== "model" && key !== "models");
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
