import type { ts } from "ts-morph";
import { isFields } from "../../src/adapters/wire/fields.ts";
import type { Choose } from "../facts/explore.ts";
import { keysOf, plain, property } from "../facts/read.ts";
import { known, unknown, type Part, type Value } from "../facts/values.ts";
import { resultOf } from "./hook-calls.ts";
import { merged } from "./plain-values.ts";
import { isMissing, type Scene, type Settled } from "./scene.ts";
import { toolsOf } from "./tools.ts";

/** What a call says beside its content. */
export interface CallOptions {
  /** The object in which options of the call can be written. */
  readonly written: Value;
  /** What `prepareStep` returns, which lies over it. */
  readonly step: Value;
  readonly model: Value;
  /** `providerOptions`, `headers` and `tools` as plain data; the content is not among it. */
  readonly params: Readonly<Record<string, unknown>>;
}

/** The options of a call of a function, or the settings of an agent, after what its own hooks make of them. */
export function callOptions(options: Value, scene: Scene, from = "model"): CallOptions {
  const { choose } = scene;
  const called = afterPrepareCall(options, choose);
  const step = stepOf(hookOf(called, "prepareStep", choose), choose);
  const stated = property(called, "providerOptions", choose);
  const changed = isMissing(step) ? undefined : plain(property(step, "providerOptions", choose), choose);
  const other = isMissing(step) ? step : property(step, "model", choose);
  const headers = plain(property(called, "headers", choose), choose);
  return {
    written: writable(options, called, choose),
    step,
    model: isMissing(other) ? property(called, from, choose) : other,
    params: {
      providerOptions: merged(plain(stated, choose), changed),
      headers,
      tools: toolsOf(property(called, "tools", choose), choose),
      prompt: declarations(property(called, "messages", choose), choose),
    },
  };
}

/** What `prepareCall` of an agent makes of its settings; the settings where it leaves model and options alone. */
function afterPrepareCall(settings: Value, choose: Choose): Value {
  const prepare = hookOf(settings, "prepareCall", choose);
  if (isMissing(prepare)) return settings;
  if (prepare.kind === "function" && !touches(prepare.node, prepare.module.source)) return settings;
  const node = nodeOf(prepare);
  const result = outcomeOf(prepare, settings, () => withParts(settings, ["options", "prompt", "messages"], node), choose);
  return isMissing(result) ? settings : result;
}

/** What `prepareStep` returns; nothing where it leaves model and options alone. */
function stepOf(prepare: Settled, choose: Choose): Settled {
  if (isMissing(prepare)) return prepare;
  if (prepare.kind === "function" && !touches(prepare.node, prepare.module.source)) return { kind: "absent" };
  return outcomeOf(prepare, "step", () => unknown("given to each step", nodeOf(prepare)), choose);
}

/** A hook that is named: what a spread may bring of them is not reckoned with. */
function hookOf(options: Value, key: string, choose: Choose): Settled {
  const settled = choose(options);
  return settled.kind === "object" && keysOf(settled, choose).stated.has(key) ? property(settled, key, choose) : { kind: "absent" };
}

function outcomeOf(hook: Settled, key: string | object, argument: () => Value, choose: Choose): Settled {
  if (hook.kind !== "function") return hook.kind === "unknown" ? hook : unknown("a function that is not followed", nodeOf(hook));
  return choose(resultOf(hook, key, argument));
}

function withParts(settings: Value, keys: readonly string[], node: ts.Node | undefined): Value {
  const given = keys.map((key): Part => ({ kind: "named", key, value: known(unknown("given by the caller", node)), node: node! }));
  return node === undefined ? settings : { kind: "object", parts: [{ kind: "spread", value: known(settings), node }, ...given], node: undefined, module: undefined };
}

/** Whether a hook may say something of the model or its options. */
function touches(hook: ts.Node, source: ts.SourceFile): boolean {
  return /\bproviderOptions\b|\bmodel\b|\.\.\./u.test(hook.getText(source));
}

/** Where `prepareCall` states options of its own they are written there, else in the settings. */
function writable(options: Value, called: Value, choose: Choose): Value {
  const settled = choose(called);
  return settled.kind === "object" && settled.node !== undefined && keysOf(settled, choose).stated.has("providerOptions") && settled.parts.some((part) => part.kind === "named" && part.key === "providerOptions") ? called : options;
}

/** Of messages and their parts only what they declare of their category. */
function declarations(messages: Settled, choose: Choose): readonly unknown[] {
  if (messages.kind !== "list") return [];
  return messages.items.flatMap(({ spread, value }) => {
    const message = choose(value.value());
    if (spread || message.kind !== "object") return [];
    const content = property(message, "content", choose);
    const parts = content.kind === "list" ? content.items.map((part) => optionsOf(choose(part.value.value()), choose)) : [];
    return [{ ...optionsOf(message, choose), content: parts.filter((part) => Object.keys(part).length > 0) }];
  });
}

function optionsOf(value: Settled, choose: Choose): { readonly providerOptions?: unknown } {
  const cordon = property(property(value, "providerOptions", choose), "cordon", choose);
  if (value.kind !== "object" || isMissing(cordon)) return {};
  const stated = plain(cordon, choose);
  return isFields(stated) ? { providerOptions: { cordon: stated } } : {};
}

function nodeOf(value: Settled): ts.Node | undefined {
  return "node" in value ? value.node : undefined;
}
