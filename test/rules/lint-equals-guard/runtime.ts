import { AsyncLocalStorage } from "node:async_hooks";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileRegoSync } from "../../../opa/index.ts";
import { guardProvider } from "../../../src/adapters/ai-sdk/index.ts";
import { guardFetch } from "../../../src/adapters/fetch/index.ts";
import { createGuardFrom, type DecisionRecord, type Guard } from "../../../src/guard/guard.ts";
import { voucherHere } from "../../../src/guard/vouch.ts";
import { withCategory } from "../../../src/index.ts";
import { openPolicySync } from "../../../src/node/open-policy-sync.ts";
import { quietNetwork } from "./network.ts";

/** A request that was judged while a fixture ran. */
export interface Executed extends Pick<DecisionRecord, "call" | "decision"> {
  /** The site at which it was made; `undefined` where the linter sees none. */
  readonly site: string | undefined;
}

/** Where the guard stands: at the network, or at the models of the AI SDK as well. */
export type Seam = "fetch" | "model";

interface Step {
  readonly name: string;
  readonly run: (exported: Record<string, unknown>) => unknown;
}

/** What a fixture finds under `globalThis.__lint`. */
export interface Runtime {
  readonly guard: Guard;
  readonly seam: Seam;
  readonly guarded: <P extends object>(provider: P) => P;
  readonly site: (name: string, stated: readonly string[], call: () => unknown) => unknown;
  readonly made: (name: string, stated: readonly string[], instance: Record<string, unknown>) => unknown;
  readonly drive: (file: string, steps: readonly (readonly [string, Step["run"]])[]) => void;
  readonly tryCall: (value: unknown) => unknown;
  readonly request: () => Request;
  readonly form: () => FormData;
  /** What a component is given: its handlers are called later. */
  readonly element: (properties: Readonly<Record<string, unknown>>) => unknown;
  readonly anything: unknown;
}

const here = new AsyncLocalStorage<{ readonly site: string }>();
const guards = new Map<string, Guard>();
let listener: ((record: DecisionRecord) => void) | undefined;

export interface RunOptions {
  /** The fixture that is driven; what it imports is not. */
  readonly file: string;
  /** The folder whose `cordon.yaml` counts. */
  readonly folder: string;
  readonly seam: Seam;
  /** Replays the categories that the model's guard would read, where none stands there. */
  readonly replayed: (site: string) => readonly string[];
  readonly load: () => Promise<Record<string, unknown>>;
}

export interface Run {
  readonly executed: readonly Executed[];
  /** What went wrong on the way; names of steps with messages. */
  readonly troubles: readonly string[];
}

/** Loads a fixture and calls whatever it declares, over a network that reaches nobody, under a guard that only looks on. */
export async function run({ file, folder, seam, replayed, load }: RunOptions): Promise<Run> {
  const executed: Executed[] = [];
  const troubles: string[] = [];
  const steps: Step[] = [];
  const waiting: (() => unknown)[] = [];
  const guard = guardOf(folder);
  listener = ({ call, decision }) => void executed.push({ call, decision, site: here.getStore()?.site });

  const network = quietNetwork();
  const judged = guardFetch({ guard, fetch: network });
  const globals = globalThis as Record<string, unknown>;
  const before = { folder: process.cwd(), fetch: globalThis.fetch, console: { ...console }, window: globals["window"], provider: globals["AI_SDK_DEFAULT_PROVIDER"], env: process.env };
  // A request for which somebody further in vouches is judged already.
  globalThis.fetch = (input, init) => (voucherHere() === undefined ? judged(input, init) : network(input, init));
  const scratch = mkdtempSync(join(tmpdir(), "cordon-fixture-"));
  // Every path that a fixture is given leads to a file.
  writeFileSync(join(scratch, "text"), "text");
  process.chdir(scratch);
  Object.assign(globals, { window: globalThis, $state: (value: unknown) => value, $props: () => ({ page: "text" }), defineExpose: () => undefined });
  globals["AI_SDK_LOG_WARNINGS"] = false;
  for (const name of ["debug", "error", "info", "log", "time", "timeEnd", "warn"] as const) console[name] = () => undefined;
  globals["AI_SDK_DEFAULT_PROVIDER"] = undefined;
  process.env = { ...before.env, ...keys };

  const anything = createAnything(waiting);
  const within = (name: string, stated: readonly string[], call: () => unknown): unknown => {
    const inside = (): unknown => here.run({ site: name }, call);
    const categories = [...stated, ...replayed(name)];
    return categories.length === 0 ? inside() : withCategory(categories, inside);
  };
  const runtime: Runtime = {
    guard,
    seam,
    guarded: (provider) => (seam === "model" ? guardProvider(provider, { guard }) : provider),
    site(name, stated, call) {
      try {
        return patient(forgiving(within(name, stated, call)), (later) => within(name, stated, later));
      } catch (error) {
        troubles.push(`${name}: ${String(error)}`);
        return anything;
      }
    },
    made(name, stated, instance) {
      for (const method of ["generate", "stream", "invoke", "run"]) {
        const own = instance[method];
        if (typeof own !== "function") continue;
        const bound = (...args: unknown[]): unknown => runtime.site(name, stated, () => Reflect.apply(own, instance, args));
        Object.defineProperty(instance, method, { value: bound, configurable: true, writable: true });
        if (method === "generate") waiting.push(() => bound({ prompt: "text" }));
      }
      return instance;
    },
    drive(which, list) {
      if (which === file) steps.push(...list.map(([name, call]) => ({ name, run: call })));
    },
    // A bound method of a client is no function of the fixture.
    tryCall: (value) => (typeof value === "function" && value.name.startsWith("bound ") ? undefined : settled(value, 2)),
    form() {
      const form = new FormData();
      form.set("text", "text");
      return form;
    },
    element(properties) {
      for (const [name, value] of Object.entries(properties)) if (typeof value === "function" && /^(?:on[A-Z]|action$|formAction$)/u.test(name)) waiting.push(() => Reflect.apply(value, undefined, [runtime.form()]));
      return properties;
    },
    request: () => new Request("http://localhost/", { method: "POST", body: JSON.stringify({ prompt: "text", text: "text", message: "text", input: "text", messages: [{ id: "1", role: "user", content: "text", parts: [{ type: "text", text: "text" }] }] }) }),
    anything,
  };
  globals["__lint"] = runtime;
  if (seam === "model") globals["AI_SDK_DEFAULT_PROVIDER"] = guardProvider((globals["__packages"] as Map<string, { gateway: object }>).get("ai")!.gateway, { guard });

  try {
    const exported = await loaded();
    for (const step of steps) await attempt(step.name, async () => settled(await step.run(exported ?? {}), 2));
    for (let round = 0; round < 3 && waiting.length > 0; round++) for (const next of waiting.splice(0)) await attempt("later", async () => settled(await next(), 1));
    await new Promise((resolve) => setTimeout(resolve, 5));
  } finally {
    listener = undefined;
    process.chdir(before.folder);
    rmSync(scratch, { recursive: true, force: true });
    globalThis.fetch = before.fetch;
    Object.assign(console, before.console);
    if (before.window === undefined) delete globals["window"];
    for (const name of ["$state", "$props", "defineExpose"]) delete globals[name];
    globals["AI_SDK_DEFAULT_PROVIDER"] = before.provider;
    process.env = before.env;
  }
  return { executed, troubles };

  async function loaded(): Promise<Record<string, unknown> | undefined> {
    try {
      return await load();
    } catch (error) {
      troubles.push(`loading: ${String(error)}`);
      return undefined;
    }
  }

  async function attempt(name: string, fn: () => Promise<unknown>): Promise<void> {
    const timeout = new Promise((_, reject) => setTimeout(() => reject(new Error("takes too long")), 2000).unref());
    await Promise.race([fn(), timeout]).catch((error: unknown) => void troubles.push(`${name}: ${String(error)}`));
  }

  /** What comes of a call is used up: streams are read, functions are called. */
  async function settled(value: unknown, depth: number): Promise<void> {
    const result = await value;
    if (result === anything || result === null || depth === 0) return;
    if (typeof result === "function") {
      if (!/^class\b/u.test(Function.prototype.toString.call(result))) await settled(Reflect.apply(result, undefined, ["text"]), depth - 1);
      return;
    }
    if (typeof result !== "object") return;
    const object = result as Record<string, any>;
    if (result instanceof Response) return void (await result.text().catch(() => undefined));
    if (typeof object["consumeStream"] === "function") return void (await object["consumeStream"]());
    if (typeof object["finalMessage"] === "function") return void (await object["finalMessage"]().catch(() => undefined));
    if (typeof object["runUntilDone"] === "function") return void (await object["runUntilDone"]().catch(() => undefined));
    if (typeof object["getText"] === "function") return void (await object["getText"]().catch(() => undefined));
    if (typeof object["getReader"] === "function") return void (await new Response(result as ReadableStream).text().catch(() => undefined));
    if (typeof object[Symbol.asyncIterator as never] === "function") {
      for await (const _ of result as AsyncIterable<unknown>);
      return;
    }
    // Models, middleware and tools have functions too, but not for us.
    const isOurs = Object.getPrototypeOf(result) === Object.prototype && !Object.keys(object).some((key) => /^(?:specificationVersion|middlewareVersion|do[A-Z]\w*|wrap[A-Z]\w*|transformParams|execute)$/u.test(key));
    if (isOurs) for (const each of Object.values(object)) if (typeof each === "function") await settled(Reflect.apply(each, object, ["text"]), depth - 1);
  }

  /** An answer that the stand-in network cannot give must not keep what follows from being called. */
  function forgiving(result: unknown): unknown {
    if (!(result instanceof Promise)) return result;
    if (result.constructor === Promise) return result.catch(forgive);
    const own = result.then.bind(result);
    Object.defineProperty(result, "then", { value: (ok: any, bad: any) => own(ok, (error: unknown) => Promise.resolve(forgive(error)).then(ok, bad)) });
    return result;
  }

  /** What asks only when it is read does so at the site that made it. */
  function patient(result: unknown, inside: (later: () => unknown) => unknown): unknown {
    const { done } = Object(result) as { readonly done?: unknown };
    // A stream of events that nobody listens to would fail where nobody hears it.
    if (typeof done === "function") void Promise.resolve(Reflect.apply(done, result, [])).catch(() => undefined);
    const isLazy = typeof result === "object" && result !== null && ("getText" in result || "runUntilDone" in result);
    if (!isLazy) return result;
    return new Proxy(result, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === "function" ? (...args: unknown[]) => inside(() => Reflect.apply(value, target, args)) : value;
      },
    });
  }

  function forgive(error: unknown): unknown {
    troubles.push(`${here.getStore()?.site ?? "?"}: ${String(error)}`);
    return anything;
  }
}

const keys = Object.fromEntries(
  ["AI_GATEWAY_API_KEY", "OPENAI_API_KEY", "ANTHROPIC_API_KEY", "OPENROUTER_API_KEY", "AZURE_OPENAI_API_KEY", "AZURE_API_KEY", "AZURE_RESOURCE_NAME", "AWS_BEARER_TOKEN_BEDROCK", "AWS_REGION", "GROQ_API_KEY", "GOOGLE_API_KEY", "GOOGLE_VERTEX_LOCATION", "GOOGLE_VERTEX_PROJECT"].map((name) => [name, "test"]),
);

function guardOf(folder: string): Guard {
  const known = guards.get(folder);
  if (known !== undefined) return known;
  const { policy } = openPolicySync({ compile: compileRegoSync, cwd: folder });
  const guard = createGuardFrom(policy, { mode: "observe", onDecision: (record) => listener?.(record) });
  guards.set(folder, guard);
  return guard;
}

/** A value that can be called, constructed, iterated and looked into; functions that it is given are called later. */
function createAnything(waiting: (() => unknown)[]): unknown {
  const anything: unknown = new Proxy(function () {}, {
    get(target, key) {
      if (key === "then") return undefined;
      if (key === Symbol.toPrimitive || key === "toString" || key === "toJSON") return () => "text";
      if (key === Symbol.iterator) return () => [][Symbol.iterator]();
      if (key === Symbol.asyncIterator) return async function* () {};
      return key === "prototype" ? target.prototype : anything;
    },
    apply(_, __, args: unknown[]) {
      for (const arg of args) if (typeof arg === "function" && arg !== anything) waiting.push(() => Reflect.apply(arg, undefined, [anything, anything, anything]));
      return anything;
    },
    construct: () => anything as object,
    set: () => true,
  });
  return anything;
}
