import { createRequire } from "node:module";
import * as aiSdk from "../../../src/adapters/ai-sdk/index.ts";
import * as fetchAdapter from "../../../src/adapters/fetch/index.ts";
import * as cordon from "../../../src/index.ts";
import type { Runtime } from "./runtime.ts";

/** The versions of the AI SDK that fixtures run against, with the providers that go with them. */
export const generations = {
  "ai 7": { ai: "ai", "@ai-sdk/gateway": "@ai-sdk/gateway", "@ai-sdk/openai": "@ai-sdk/openai", "@openrouter/ai-sdk-provider": "@openrouter/ai-sdk-provider" },
  "ai 6": { ai: "ai-6", "@ai-sdk/openai": "@ai-sdk/openai", "@openrouter/ai-sdk-provider": "openrouter-6" },
  "ai 5": { ai: "ai-5", "@ai-sdk/openai": "ai-sdk-openai-5", "@openrouter/ai-sdk-provider": "openrouter-5" },
} as const satisfies Record<string, Readonly<Record<string, string>>>;
export type Generation = keyof typeof generations;

/** Packages that are the same whatever the version of the AI SDK is. */
const others = ["@ai-sdk/anthropic", "@ai-sdk/openai-compatible", "openai", "@anthropic-ai/sdk", "@openrouter/sdk", "@openrouter/sdk/core.js", "@openrouter/sdk/funcs/chatSend.js", "@openrouter/sdk/funcs/embeddingsGenerate.js", "ai/test", "zod"];

type Exports = Readonly<Record<string, unknown>>;

/** The real packages of a generation, and stand-ins for what only carries calls, under the names that sources import them by, with guards at the models where asked for. */
export async function packagesOf(generation: Generation, runtime: () => Runtime): Promise<ReadonlyMap<string, Exports>> {
  const names: Readonly<Record<string, string>> = { ...Object.fromEntries(others.map((name) => [name, name])), ...generations[generation] };
  const loaded = await Promise.all(
    Object.entries(names).map(async ([name, real]): Promise<readonly [string, Exports]> => [name, guarded(name, (await import(/* @vite-ignore */ real)) as Exports, runtime)]),
  );
  const further = await furtherPackages(generation, runtime);
  const own: readonly (readonly [string, Exports])[] = [
    ["cordon", { ...cordon, createGuard: async () => runtime().guard }],
    ["cordon/node", { createGuard: async () => runtime().guard }],
    ["cordon/ai-sdk", { ...aiSdk }],
    ["cordon/fetch", { ...fetchAdapter }],
    // Its own requests would pass by: they are the same HTTP.
    ["undici", { Agent: class {}, fetch: requested, request: requested, default: { fetch: requested, request: requested } }],
  ];
  const frames: readonly (readonly [string, Exports])[] = [
    ["vue", { ref: (value: unknown) => ({ value }) }],
    ["react", { useState: (value: unknown) => [value, () => undefined] }],
    ["react/jsx-runtime", { jsx: (_: unknown, properties: Exports) => runtime().element(properties), jsxs: (_: unknown, properties: Exports) => runtime().element(properties), Fragment: null }],
  ];
  return new Map([...loaded, ...own, ...frames, ...further]);
}

/** Packages of a folder outside of the repository, where one is named: more of the fixtures can run with them. */
async function furtherPackages(generation: Generation, runtime: () => Runtime): Promise<readonly (readonly [string, Exports])[]> {
  const loader = process.env["CORDON_FURTHER_PACKAGES"];
  if (loader === undefined || generation !== "ai 7") return [];
  const { default: load, names } = (await import(/* @vite-ignore */ loader)) as { readonly default: (name: string) => Promise<Exports>; readonly names: readonly string[] };
  return Promise.all(names.map(async (name): Promise<readonly [string, Exports]> => [name, guarded(name, await load(name), runtime)]));
}

function requested(url: string, init: RequestInit): Promise<Response> {
  return globalThis.fetch(url, init);
}

/** Where guards stand at the models, everything that makes a provider or is one has them. */
function guarded(name: string, exports: Exports, runtime: () => Runtime): Exports {
  if (!/^(?:ai$|@ai-sdk\/|@openrouter\/ai-sdk-provider|ai-sdk-ollama|ollama-ai-provider-v2)/u.test(name)) return exports;
  const facade: Record<string, unknown> = { ...exports };
  for (const [key, value] of Object.entries(exports)) {
    if (name === "ai" ? key === "createGateway" : /^create[A-Z]/u.test(key) && typeof value === "function") {
      facade[key] = (...args: unknown[]) => runtime().guarded((value as (...args: unknown[]) => object)(...args));
    } else if (name === "ai" ? key === "gateway" : isProvider(value)) {
      Object.defineProperty(facade, key, { enumerable: true, get: () => runtime().guarded(value as object) });
    }
  }
  return facade;
}

function isProvider(value: unknown): boolean {
  return (typeof value === "object" || typeof value === "function") && value !== null && typeof (value as { readonly languageModel?: unknown }).languageModel === "function";
}

/** What `require` gives, which for some packages is another thing than what `import` does. */
export function required(name: string, exports: Exports): unknown {
  if (!/^(?:openai|@anthropic-ai\/sdk)$/u.test(name)) return exports;
  return createRequire(import.meta.url)(name);
}
