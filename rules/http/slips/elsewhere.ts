import type { ts } from "ts-morph";
import { at, keysOf, property } from "../../facts/read.ts";
import type { Slip } from "../../facts/site.ts";
import type { ObjectValue } from "../../facts/values.ts";
import { namespaces } from "../../entry-points/http-namespaces.ts";
import { styleless } from "../key-style.ts";
import { writtenPath } from "../writing.ts";
import { adding, controlOf, isKept, placeName, slip, type LookedAt } from "./looked-at.ts";
import { meantBy, stated, wants, type Meaning } from "./meaning.ts";

/** Controls that stand somewhere in a body where this gateway reads none: another gateway's place, or nobody's. */
export function elsewhere(looked: LookedAt): readonly Slip[] {
  const own = writtenPath(namespaces[looked.entry.id]?.at ?? [], looked.writing.style).join(".");
  return holders(looked).flatMap(({ path, object }) => {
    if (path.join(".") === own && own !== "") return [];
    return [...keysOf(object, looked.choose).stated].flatMap(([key, node]): readonly Slip[] => {
      const meaning = meaningAt(path, key);
      const value = property(object, key, looked.choose);
      if (meaning === undefined || value.kind !== "literal" || !wants(key, value.value) || isKept(looked, meaning)) return [];
      return [misplaced(looked, { path, key, meaning, node })];
    });
  });
}

interface Misplaced {
  readonly path: readonly string[];
  readonly key: string;
  readonly meaning: Meaning;
  readonly node: ts.Node;
}

function misplaced(looked: LookedAt, { path, key, meaning, node }: Misplaced): Slip {
  const { entry, catalog, writing, sdk } = looked;
  const control = controlOf(looked, meaning);
  const written = placeName(writing, [...path, key]);
  const owner = ownerOf(path);
  const title = owner === undefined || owner === entry.id ? undefined : catalog.gateways[owner]?.title;
  const what = title === undefined ? `\`${written}\` is not read by ${entry.title}` : `\`${written}\` is an option of ${title}, and this request goes to ${entry.title}, which does not read it`;
  const dropped = writing.style === "camel" ? `\`${written}\` is dropped by \`${sdk}\`` : what;
  if (control === undefined) {
    const message = `${dropped}. Remove it, and send such data over a route that has a control or keeps to its terms without one.`;
    return slip(looked, title === undefined ? "ignored-place" : "wrong-namespace", message, node, undefined, false);
  }
  const suggestion = adding(looked, meaning);
  const place = placeName(writing, control.path.slice(0, -1));
  const message = `${dropped}. Write \`${control.path.at(-1)}: ${JSON.stringify(control.on)}\` under \`${place}\`.`;
  const messageId = writing.style === "camel" ? "dropped" : title === undefined ? (isSpelling(path, looked) ? "wrong-style" : "ignored-place") : "wrong-namespace";
  return slip(looked, messageId, message, node, suggestion, true);
}

/** A key of a gateway's namespace means what it means there; anywhere else only the names of controls count. */
function meaningAt(path: readonly string[], key: string): Meaning | undefined {
  return ownerOf(path) === undefined ? (path.length === 0 && !/^(?:zdr|zero|data|disallow)/iu.test(key) ? undefined : stated(key)) : meantBy(key);
}

const inMessage = "messages";

/** Whose options stand at a path, in whatever spelling. */
function ownerOf(path: readonly string[]): string | undefined {
  const plain = path.filter((key) => key !== inMessage).map(styleless).join(".");
  return Object.entries(namespaces).find(([, namespace]) => namespace.at.map(styleless).join(".") === plain)?.[0];
}

function isSpelling(path: readonly string[], { entry }: LookedAt): boolean {
  return ownerOf(path) === entry.id && !path.includes(inMessage);
}

/** Every object in a body in which somebody might put options. */
function holders({ body, choose }: LookedAt): readonly { readonly path: readonly string[]; readonly object: ObjectValue }[] {
  const found: { path: readonly string[]; object: ObjectValue }[] = [{ path: [], object: body }];
  const look = (path: readonly string[], object: ObjectValue, depth: number): void => {
    for (const key of keysOf(object, choose).stated.keys()) {
      if (depth === 0 && !carriers.has(styleless(key))) continue;
      const inner = property(object, key, choose);
      if (inner.kind !== "object") continue;
      found.push({ path: [...path, key], object: inner });
      if (depth < 2) look([...path, key], inner, depth + 1);
    }
  };
  look([], body, 0);
  const messages = at(body, ["messages"], choose);
  for (const { spread, value } of messages.kind === "list" ? messages.items : []) {
    const options = spread ? undefined : property(value.value(), "providerOptions", choose);
    if (options?.kind === "object") look([inMessage, "providerOptions"], options, 1);
  }
  return found;
}

const carriers: ReadonlySet<string> = new Set(["provideroptions", "provider", "gateway", "openrouter", "datapolicy", "extrabody", "metadata", "options", "privacy", "routing"]);
