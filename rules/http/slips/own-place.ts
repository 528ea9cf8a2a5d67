import type { ts } from "ts-morph";
import { at, keysOf, property } from "../../facts/read.ts";
import type { Slip } from "../../facts/site.ts";
import type { Value } from "../../facts/values.ts";
import { namespaces } from "../../entry-points/http-namespaces.ts";
import { styleless } from "../key-style.ts";
import { writtenPath } from "../writing.ts";
import { adding, controlOf, isKept, isOn, placeName, rewriting, settingFor, shown, slip, type LookedAt } from "./looked-at.ts";
import { meantBy, wants, type Meaning } from "./meaning.ts";

const meanings: readonly Meaning[] = ["noTraining", "zeroRetention"];

/** What is wrong with a control at the very place where the gateway reads it: its value, what stands behind it, the kind of request. */
export function atItsPlace(looked: LookedAt): readonly Slip[] {
  return [...meanings.flatMap(switched), ...days(looked)];

  function switched(meaning: Meaning): readonly Slip[] {
    const control = controlOf(looked, meaning);
    if (control === undefined) return [];
    const { path, on } = control;
    const value = at(looked.body, path, looked.choose);
    const name = placeName(looked.writing, path);
    const node = nodeAt(looked, path);
    if (isOn(value, on)) return node === undefined ? [] : ignored(looked, meaning, name, node);
    if (value.kind !== "absent" && value.kind !== "literal") return [];
    const before = earlier(looked, looked.body, path, on);
    if (before !== undefined) {
      const message = `\`${settingFor(control)}\` is overwritten by what stands behind it, so \`${name}\` leaves without it. Put it behind what overwrites it.`;
      return [slip(looked, "overridden", message, before, adding(looked, meaning), true)];
    }
    if (value.kind !== "literal" || value.value === null || node === undefined) return [];
    const off = value.value === false || value.value === "allow" || (typeof on === "boolean" && !on && value.value === true);
    const fix = rewriting(looked, node, { value: JSON.stringify(on) });
    if (off) {
      const message = `\`${name}${shown(value.value)}\` asks ${looked.entry.title} for no protection, just as leaving it out. Write \`${settingFor(control)}\`, or remove it.`;
      return [slip(looked, "false", message, node, fix, false)];
    }
    const message = `\`${name}${shown(value.value)}\` is no control: ${looked.entry.title} acts on \`${JSON.stringify(on)}\` alone. Write \`${settingFor(control)}\`.`;
    return [slip(looked, "wrong-value", message, node, fix, wants(path.at(-1) ?? "", value.value))];
  }
}

/** A number of days that is none. */
function days(looked: LookedAt): readonly Slip[] {
  const place = looked.entry.controls?.maxRetentionDays?.place;
  if (place === undefined || !("body" in place)) return [];
  const path = writtenPath(place.body, looked.writing.style);
  const value = at(looked.body, path, looked.choose);
  const node = nodeAt(looked, path);
  if (node === undefined || value.kind !== "literal" || value.value === null || typeof value.value === "number") return [];
  const number = typeof value.value === "string" && /^\d{1,4}$/u.test(value.value) ? value.value : undefined;
  const message = `\`${placeName(looked.writing, path)}${shown(value.value)}\` is no control: ${looked.entry.title} acts on a number of days alone. Write a number.`;
  return [slip(looked, "wrong-value", message, node, number === undefined ? undefined : rewriting(looked, node, { value: number }), true)];
}

/** Keys among the options of the gateway that look like a control and are none. */
export function misspelt(looked: LookedAt): readonly Slip[] {
  const namespace = namespaces[looked.entry.id];
  if (namespace === undefined) return [];
  const { writing, choose } = looked;
  const path = writtenPath(namespace.at, writing.style);
  const options = at(looked.body, path, choose);
  if (options.kind !== "object") return [];
  const known = new Set(writtenPath(namespace.keys, writing.style));
  return [...keysOf(options, choose).stated].flatMap(([key, node]): readonly Slip[] => {
    const value = property(options, key, choose);
    if (looked.entry.id === "vercel" && key === "hipaaCompliant" && value.kind === "literal" && value.value === true) {
      const message = `\`hipaaCompliant\` is no option of ${looked.entry.title} any more, so that no protection can be counted on. Ask for \`zeroDataRetention: true\`, and have the agreement recorded in the team's settings.`;
      return [slip(looked, "removed", message, node, undefined, false)];
    }
    const meaning = meantBy(key);
    if (meaning === undefined || isKept(looked, meaning) || value.kind === "absent" || (value.kind === "literal" && !wants(key, value.value))) return [];
    const control = controlOf(looked, meaning);
    if (control === undefined && looked.entry.controls?.[meaning] !== undefined) return [dropped(looked, placeName(writing, [...path, key]), node)];
    if (control === undefined || known.has(key)) return [];
    const right = control.path.at(-1) ?? "";
    const isStyle = styleless(right) === styleless(key);
    // A value that is not seen stays what it is.
    const isSeen = value.kind === "literal";
    const fix = rewriting(looked, node, { key: right, ...(isOn(value, control.on) || !isSeen ? {} : { value: JSON.stringify(control.on) }) });
    const under = placeName(writing, path);
    if (isStyle && writing.style === "camel") {
      const message = `\`${key}\` under \`${under}\` is dropped by \`${looked.sdk}\`, which takes its keys in camelCase. Write \`${settingFor(control)}\`.`;
      return [slip(looked, "wrong-style", message, node, fix, true)];
    }
    const message = isStyle
      ? `\`${key}\` under \`${under}\` is the wrong spelling on the wire of ${looked.entry.title}, which does not read it. Write \`${settingFor(control)}\`.`
      : `\`${key}\` is no option of ${looked.entry.title} under \`${under}\`, so that no protection can be counted on. Write \`${settingFor(control)}\`.`;
    return [slip(looked, isStyle ? "wrong-style" : "misspelt", message, node, fix, isStyle || isSeen)];
  });
}

function dropped(looked: LookedAt, name: string, node: ts.Node): Slip {
  const message = `\`${name}\` is dropped by \`${looked.sdk}\`, which has no such setting for this kind of request. Send such data over a route that keeps to it without being asked.`;
  return slip(looked, "dropped", message, node, undefined, false);
}

/** A control that is on and that this kind of request, or this model, does not heed. */
function ignored(looked: LookedAt, meaning: Meaning, name: string, node: ts.Node): readonly Slip[] {
  const { entry, endpoint, model, catalog } = looked;
  const control = entry.controls?.[meaning];
  if (endpoint !== undefined && control?.endpoints.includes(endpoint) === false) {
    const message = `\`${name}\` has no effect on requests of kind \`${endpoint}\` at ${entry.title}. Send such data over a route that keeps to it without being asked.`;
    return [slip(looked, "ignored-endpoint", message, node, undefined, false)];
  }
  if (model === undefined || meaning !== "zeroRetention") return [];
  const hard = [...(entry.models ?? []), ...catalog.models].some(
    ({ match, facts }) => matches(match, model) && facts.some((fact) => fact.hard === true && fact.within === undefined && fact.retentionDays !== undefined && fact.retentionDays !== 0),
  );
  if (!hard) return [];
  const message = `\`${name}\` has no effect on \`${model}\`, which is kept for a time whoever serves it. Take another model for such data.`;
  return [slip(looked, "ignored-model", message, node, undefined, false)];
}

function matches(pattern: string, name: string): boolean {
  const core = pattern.replace(/^\*|\*$/gu, "");
  const start = pattern.startsWith("*");
  const end = pattern.endsWith("*");
  return start && end ? name.includes(core) : start ? name.endsWith(core) : end ? name.startsWith(core) : name === core;
}

/** Where the last key of a path is stated. */
export function nodeAt({ body, choose }: LookedAt, path: readonly string[]): ts.Node | undefined {
  const holder = at(body, path.slice(0, -1), choose);
  return holder.kind === "object" ? keysOf(holder, choose).stated.get(path.at(-1) ?? "") : undefined;
}

/** Where a control is stated that something behind it takes away. */
function earlier(looked: LookedAt, of: Value, path: readonly string[], on: boolean | string): ts.Node | undefined {
  const value = looked.choose(of);
  const [key = "", ...rest] = path;
  if (value.kind !== "object") return undefined;
  for (const part of value.parts) {
    const inner = part.kind === "computed" ? undefined : part.value.value();
    if (inner === undefined || (part.kind === "named" && part.key !== key)) continue;
    const found = at(inner, part.kind === "named" ? rest : path, looked.choose);
    if (isOn(found, on)) return deepest(looked, inner, part.kind === "named" ? rest : path) ?? part.node;
    const deeper = earlier(looked, inner, part.kind === "named" ? rest : path, on);
    if (deeper !== undefined && (part.kind === "spread" || rest.length > 0)) return deeper;
  }
  return undefined;
}

function deepest({ choose }: LookedAt, of: Value, path: readonly string[]): ts.Node | undefined {
  const holder = at(of, path.slice(0, -1), choose);
  return holder.kind === "object" ? keysOf(holder, choose).stated.get(path.at(-1) ?? "") : undefined;
}
