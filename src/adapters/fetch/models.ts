import type { Destination } from "./destinations.ts";
import type { Body } from "./body.ts";
import { isObject, type Json, type JsonObject, valueAt } from "./json.ts";

/** The models that a request names: the first, and those that may stand in for it. */
export interface Models {
  readonly names: readonly string[];
  /** A model is named in a way that cannot be read, or none is named where the account's own settings would choose. */
  readonly unreadable: boolean;
}

// Longer names the policy refuses, and more of them take it long to judge; beyond that a request counts as unreadable.
const longest = 512;
const most = 32;

/** Every model that a request may reach by name: the asked one, its fallbacks, and those of presets and tools. */
export function readModels(destination: Destination, headers: Headers, body: Body): Models {
  const json = body.kind === "json" ? body.value : undefined;
  const inBody = json === undefined ? [] : partsOf(json).flatMap(fromBody);
  const stated = [...new Set([...fromPath(destination), ...fromHeaders(destination, headers), ...fromForm(body), ...inBody])];
  const texts = stated.filter((each): each is string => typeof each === "string" && each.length <= longest);
  const readable = texts.slice(0, stated.length > most ? 1 : most);
  const names = readable.flatMap((each) => (each.trim() === "" ? [] : withPreset(each.trim())));
  const folded = names.flatMap((name) => otherSpelling(name, destination.modelPatterns));
  const malformed = stated.length > most || stated.some((each) => typeof each !== "string" || each.length > longest);
  // A gateway takes its account's default, which may be anything; an API or a runtime has only its own.
  const unstated = names.length === 0 && destination.entry?.kind === "gateway";
  return { names: [...new Set([...names, ...folded])], unreadable: malformed || unstated || (json !== undefined && hasLookAlike(json)) };
}

/** The body, and the requests in it where it is a batch. */
export function partsOf(body: JsonObject): readonly JsonObject[] {
  const requests = valueAt(body, ["requests"]);
  if (!Array.isArray(requests)) return [body];
  const inner = (request: JsonObject): readonly JsonObject[] => ["params", "options", "body", "request"].map((key) => valueAt(request, [key])).filter(isObject);
  return [body, ...requests.filter(isObject).flatMap((request) => [request, ...inner(request)])];
}

// Names of saved settings stand for what they hide, as they would behind `@preset/`.
function fromPath({ api }: Destination): readonly Json[] {
  const { model, deployment, slug, intern } = api?.captures ?? {};
  const saved = [slug, intern].flatMap((each) => (each === undefined ? [] : [`@preset/${each}`]));
  return [...[model, deployment].filter((each) => each !== undefined), ...saved];
}

function fromHeaders({ api }: Destination, headers: Headers): readonly Json[] {
  if (api?.dialect !== "ai-sdk") return [];
  const values = ["ai-language-model-id", "ai-model-id"].flatMap((name) => headers.get(name) ?? []);
  // Two lines of one header arrive as one value with a comma; no name has one.
  return values.map((value) => (value.includes(",") ? [] : value));
}

function fromForm(body: Body): readonly Json[] {
  if (body.kind !== "form") return [];
  return body.payload.getAll("model").map((value) => (typeof value === "string" ? value : []));
}

const listPlaces: readonly (readonly string[])[] = [["models"], ["fallbacks"], ["providerOptions", "gateway", "models"]];

function fromBody(body: JsonObject): readonly Json[] {
  const own = ["model", "modelId"].flatMap((key) => present(valueAt(body, [key])));
  const lists = listPlaces.flatMap((place) => present(valueAt(body, place))).flatMap(listed);
  const preset = present(valueAt(body, ["preset"])).map((value) => (typeof value === "string" ? `@preset/${value.replace(/^@preset\//u, "")}` : []));
  const carriers = ["tools", "plugins"].flatMap((key) => asList(valueAt(body, [key]))).filter(isObject);
  return [...own, ...lists, ...preset, ...carriers.flatMap(carried)];
}

// A tool or a plugin may bring models of its own; what else stands under these keys is no model.
function carried(tool: JsonObject): readonly string[] {
  const values = [valueAt(tool, ["model"]), ...["models", "allowed_models"].flatMap((key) => asList(valueAt(tool, [key])))];
  return values.filter((each) => typeof each === "string");
}

function listed(value: Json): readonly Json[] {
  // `null` in place of a list is no list; anything else that is none cannot be read.
  if (!Array.isArray(value)) return [[]];
  return value.map((each: Json) => (isObject(each) ? (valueAt(each, ["model"]) ?? []) : each));
}

function present(value: Json | undefined): readonly Json[] {
  return value === undefined || value === null ? [] : [value];
}

function asList(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** `model@preset/slug` is the model, and whatever the preset makes of it. */
function withPreset(name: string): readonly string[] {
  const at = name.indexOf("@preset/");
  return at > 0 ? [name, name.slice(at)] : [name];
}

// Servers that do not heed the case of names would serve what the catalogue knows by its lower-case name only.
function otherSpelling(name: string, patterns: readonly string[]): readonly string[] {
  const lower = name.toLowerCase();
  return lower !== name && patterns.some((pattern) => matches(pattern, lower) && !matches(pattern, name)) ? [lower] : [];
}

function matches(pattern: string, name: string): boolean {
  const core = pattern.replace(/^\*|\*$/gu, "");
  if (pattern.startsWith("*") && pattern.endsWith("*")) return name.includes(core);
  if (pattern.startsWith("*")) return name.endsWith(core);
  return pattern.endsWith("*") ? name.startsWith(core) : name === core;
}

// Some servers match keys regardless of case, and take the last.
function hasLookAlike(body: JsonObject): boolean {
  return Object.keys(body).some((key) => /^models?$/iu.test(key) && key !== "model" && key !== "models");
}
