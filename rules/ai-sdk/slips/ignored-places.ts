import { aiSdkProviders } from "../../entry-points/ai-sdk-providers.ts";
import { at, property } from "../../facts/read.ts";
import type { Slip } from "../../facts/site.ts";
import { argument, type Value } from "../../facts/values.ts";
import { codeOf } from "../placement.ts";
import type { Settled } from "../scene.ts";
import { controlsIn, isOfGateway } from "./namespaces.ts";
import { ownNamespaces, type Slipping } from "./slipping.ts";
import { countingIn, literalOf, statementsIn, type Statement } from "./statements.ts";
import { asksFor, bodyControls, meantBy } from "./vocabulary.ts";

/** Controls in places that nothing reads: beside the provider options, in messages, in tools, in the settings of a factory. */
export function ignoredPlaces(slipping: Slipping): readonly Slip[] {
  return [...besideOptions(slipping), ...besideNamespaces(slipping), ...inNamespace(slipping), ...underProviders(slipping), ...inMessages(slipping), ...inTools(slipping), ...inFactory(slipping)];
}

function besideOptions(slipping: Slipping): readonly Slip[] {
  const { written } = slipping.call;
  const nested = ["gateway", "openrouter", "provider", "extraBody"].flatMap((key) => wordsIn(property(written, key, slipping.scene.choose), slipping));
  return [...wordsIn(written, slipping), ...nested].map((statement) => slipOf(statement, "as an option of the call", slipping));
}

function besideNamespaces(slipping: Slipping): readonly Slip[] {
  return wordsIn(property(slipping.call.written, "providerOptions", slipping.scene.choose), slipping).map((statement) => slipOf(statement, "directly under `providerOptions`", slipping));
}

/** In the right namespace, and there not where it is looked for: OpenRouter's controls stand in `provider`. */
function inNamespace(slipping: Slipping): readonly Slip[] {
  const { made, call, scene } = slipping;
  const inCall = (...path: readonly string[]): readonly [Value, string] => [at(call.written, ["providerOptions", ...path], scene.choose), `directly under \`providerOptions.${path.join(".")}\``];
  const { making } = made;
  if (making?.row.shape === "gateway") return slipsIn([inCall("gateway", "provider"), inCall("gateway", "gateway"), inCall("gateway", "extraBody")]);
  if (making?.row.shape !== "openrouter") return [];
  return slipsIn([
    inCall("openrouter"),
    inCall("openrouter", "extraBody"),
    inCall("openrouter", "extraBody", "provider"),
    [making.settings, "among the model's settings"],
    [property(making.settings, "extraBody", scene.choose), "directly under `extraBody`"],
    [property(making.options, "extraBody", scene.choose), "directly under `extraBody`"],
  ]);

  function slipsIn(objects: readonly (readonly [Value, string])[]): readonly Slip[] {
    return objects.flatMap(([object, where]) => wordsIn(object, slipping).map((statement) => slipOf(statement, where, slipping)));
  }
}

const providers = new Set(aiSdkProviders.filter(({ shape }) => shape !== "gateway" && shape !== "openrouter" && shape !== "compatible").map(({ name }) => name.split(".")[0]));

/** Under the name of a provider, which has no such setting: whether it keeps something is agreed with it, or asked of a gateway. */
function underProviders(slipping: Slipping): readonly Slip[] {
  const { call, made, reading, scene } = slipping;
  if (reading?.destination.entry === undefined || made.making?.row.shape === "compatible") return [];
  return countingIn(property(call.written, "providerOptions", scene.choose), scene)
    .filter(({ key }) => providers.has(key))
    .flatMap(({ key, value }) => wordsIn(value, slipping).map((statement) => slipOf(statement, `under \`providerOptions.${key}\``, slipping)));
}

function inMessages(slipping: Slipping): readonly Slip[] {
  const { call, scene } = slipping;
  const messages = property(call.written, "messages", scene.choose);
  if (messages.kind !== "list") return [];
  return messages.items.flatMap(({ spread, value }) => {
    const message = scene.choose(value.value());
    if (spread || message.kind !== "object") return [];
    const content = property(message, "content", scene.choose);
    const parts = content.kind === "list" ? content.items.filter((each) => !each.spread).map((each) => scene.choose(each.value.value())) : [];
    return [...inPart(message, "in a message", slipping), ...parts.flatMap((part) => inPart(part, "in a part of a message", slipping))];
  });
}

function inTools(slipping: Slipping): readonly Slip[] {
  const { call, scene } = slipping;
  const tools = property(call.written, "tools", scene.choose);
  return statementsIn(tools, scene).flatMap(({ value }) => {
    const made = value.kind === "result" ? scene.choose(argument(value.args, 0)) : value;
    return made.kind === "object" ? inPart(made, "in a tool", slipping) : [];
  });
}

function inPart(part: Settled, where: string, slipping: Slipping): readonly Slip[] {
  const { scene } = slipping;
  if (part.kind !== "object") return [];
  return countingIn(property(part, "providerOptions", scene.choose), scene)
    .filter(({ key }) => isOfGateway(key))
    .flatMap((statement) => controlsIn(statement, scene))
    .filter(({ meaning }) => !isOn(meaning, slipping))
    .map(({ statement }) => slipOf(statement, where, slipping));
}

/** Vercel's factory has no options for defaults, and its models take no settings. */
function inFactory(slipping: Slipping): readonly Slip[] {
  const { making } = slipping.made;
  if (making?.row.shape !== "gateway") return [];
  const objects: readonly (readonly [Value, string])[] = [[making.options, `as an option of \`${making.row.factories[0]}\``], [making.settings, "beside the name of the model"]];
  return objects.flatMap(([object, where]) => [...wordsIn(object, slipping), ...wordsIn(at(object, ["providerOptions", "gateway"], slipping.scene.choose), slipping)].map((statement) => slipOf(statement, where, slipping)));
}

/** Keys that are certainly meant as controls, and ask for something that the call does not have. */
function wordsIn(object: Value, slipping: Slipping): readonly Statement[] {
  return countingIn(object, slipping.scene).filter(({ key, value }) => {
    const meant = meantBy(key);
    return meant !== undefined && meant.exact && !meant.inverse && asksFor(meant, literalOf(value)) && !isOn(meant.meaning, slipping);
  });
}

function isOn(meaning: "noTraining" | "zeroRetention", { reading }: Slipping): boolean {
  const control = bodyControls(reading?.destination.entry).find((each) => each.meaning === meaning);
  return control !== undefined && reading !== undefined && valueAt(reading.body, control.path) === control.on;
}

function valueAt(body: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined), body);
}

function slipOf({ key, node, module }: Statement, where: string, slipping: Slipping): Slip {
  const control = bodyControls(slipping.reading?.destination.entry).find(({ meaning }) => meaning === meantBy(key)?.meaning);
  const own = ownNamespaces(slipping)[0];
  const path = control === undefined || own === undefined ? undefined : control.path[0] === "providerOptions" && own === "gateway" ? control.path : ["providerOptions", own, ...control.path];
  const isDirect = slipping.reading?.destination.entry?.kind === "api";
  const elsewhere = isDirect ? "call the model through a gateway that has such a setting" : "write it among the options of the gateway";
  const what = path === undefined || control === undefined ? elsewhere : `write \`${control.name}: ${codeOf(control.on)}\` under \`${path.slice(0, -1).join(".")}\` of the call`;
  return { at: { module, node }, messageId: "ignored-place", message: `\`${key}\` ${where} has no effect, because nothing reads it there; ${what}.`, certain: false };
}

