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

/** Functions that make providers, and providers that are there, whose models get a guard where it stands at the models. */
const factories: Readonly<Record<string, readonly string[]>> = {
  ai: ["createGateway"],
  "@ai-sdk/gateway": ["createGateway", "createGatewayProvider"],
  "@ai-sdk/openai": ["createOpenAI"],
  "@ai-sdk/anthropic": ["createAnthropic"],
  "@ai-sdk/openai-compatible": ["createOpenAICompatible"],
  "@openrouter/ai-sdk-provider": ["createOpenRouter"],
};
const providers: Readonly<Record<string, string>> = { ai: "gateway", "@ai-sdk/gateway": "gateway", "@ai-sdk/openai": "openai", "@ai-sdk/anthropic": "anthropic", "@openrouter/ai-sdk-provider": "openrouter" };

type Exports = Readonly<Record<string, unknown>>;

/** The real packages of a generation, and stand-ins for what only carries calls, under the names that sources import them by, with guards at the models where asked for. */
export async function packagesOf(generation: Generation, runtime: () => Runtime): Promise<ReadonlyMap<string, Exports>> {
  const names: Readonly<Record<string, string>> = { ...Object.fromEntries(others.map((name) => [name, name])), ...generations[generation] };
  const loaded = await Promise.all(
    Object.entries(names).map(async ([name, real]): Promise<readonly [string, Exports]> => [name, guarded(name, (await import(/* @vite-ignore */ real)) as Exports, runtime)]),
  );
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
  return new Map([...loaded, ...own, ...frames]);
}

function requested(url: string, init: RequestInit): Promise<Response> {
  return globalThis.fetch(url, init);
}

function guarded(name: string, exports: Exports, runtime: () => Runtime): Exports {
  const made = (factories[name] ?? []).flatMap((factory) => {
    const real = exports[factory] as ((...args: unknown[]) => object) | undefined;
    return real === undefined ? [] : [[factory, (...args: unknown[]) => runtime().guarded(real(...args))] as const];
  });
  const provider = providers[name];
  const there = provider === undefined || exports[provider] === undefined ? [] : [provider];
  const facade: Record<string, unknown> = { ...exports, ...Object.fromEntries(made) };
  for (const key of there) Object.defineProperty(facade, key, { enumerable: true, get: () => runtime().guarded(exports[key] as object) });
  return facade;
}

/** What `require` gives, which for some packages is another thing than what `import` does. */
export function required(name: string, exports: Exports): unknown {
  if (!/^(?:openai|@anthropic-ai\/sdk)$/u.test(name)) return exports;
  return createRequire(import.meta.url)(name);
}
