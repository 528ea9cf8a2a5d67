import * as anthropic from "@ai-sdk/anthropic";
import * as openai from "@ai-sdk/openai";
import * as compatible from "@ai-sdk/openai-compatible";
import * as openrouter from "@openrouter/ai-sdk-provider";
import * as ai from "ai";
import { transform } from "esbuild";
import { guardProvider } from "../../../src/adapters/ai-sdk/index.ts";
import { createGuard, type Call } from "../../../src/index.ts";
import { network } from "../../adapters/ai-sdk/network.ts";

/** What leaves when a source runs with the real packages: the calls that a guard at the models reads, whatever it thinks of them. */
export async function guardedCalls(source: string): Promise<readonly Call[]> {
  const calls: Call[] = [];
  const guard = await createGuard({ mode: "observe", onDecision: ({ call }) => calls.push(call) });
  const guarded = (provider: object): unknown => guardProvider(provider, { guard });
  const packages: Readonly<Record<string, object>> = {
    ai: { ...ai, ...factories(ai, ["createGateway"]), gateway: guarded(ai.gateway) },
    "@ai-sdk/openai": { ...factories(openai, ["createOpenAI"]), openai: guarded(openai.openai) },
    "@ai-sdk/anthropic": { ...factories(anthropic, ["createAnthropic"]), anthropic: guarded(anthropic.anthropic) },
    "@ai-sdk/openai-compatible": factories(compatible, ["createOpenAICompatible"]),
    "@openrouter/ai-sdk-provider": { ...factories(openrouter, ["createOpenRouter"]), openrouter: guarded(openrouter.openrouter) },
  };
  const { code } = await transform(source, { loader: "ts", format: "cjs" });
  const net = network();
  const before = { fetch: globalThis.fetch, provider: (globalThis as any).AI_SDK_DEFAULT_PROVIDER, env: { ...process.env } };
  globalThis.fetch = net.fetch;
  (globalThis as any).AI_SDK_DEFAULT_PROVIDER = guarded(ai.gateway);
  (globalThis as any).AI_SDK_LOG_WARNINGS = false;
  for (const name of ["AI_GATEWAY_API_KEY", "OPENAI_API_KEY", "ANTHROPIC_API_KEY", "OPENROUTER_API_KEY"]) process.env[name] = "test";
  try {
    const module = { exports: {} as { run?: () => Promise<unknown> } };
    new Function("module", "exports", "require", code)(module, module.exports, (name: string) => packages[name]);
    // What the stand-in of a service answers does not matter.
    await module.exports.run?.().catch(() => undefined);
  } finally {
    globalThis.fetch = before.fetch;
    (globalThis as any).AI_SDK_DEFAULT_PROVIDER = before.provider;
    process.env = before.env;
  }
  return calls;

  function factories(exports: object, names: readonly string[]): object {
    return Object.fromEntries(names.map((name) => [name, (...args: unknown[]) => guarded((exports as any)[name](...args))]));
  }
}
