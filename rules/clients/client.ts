import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { nativeClients, type Base, type NativeClient } from "../entry-points/clients.ts";
import type { Choose } from "../facts/explore.ts";
import { property } from "../facts/read.ts";
import { argument, unknown, type External, type Result, type Value } from "../facts/values.ts";

/** A client of an SDK, as the source makes it or names its type. */
export interface Client {
  readonly entry: NativeClient;
  readonly base: Base;
  /** What it is made with, later ones over earlier; unknown where only its type is seen. */
  readonly options: readonly Value[];
  /** Where it is made; `undefined` where that is not one place. */
  readonly made: ts.Node | undefined;
  /** The way from the client to what is named, where that is a part of it. */
  readonly names: readonly string[];
}

/** The client that a value is; `undefined` for anything else. */
export function clientOf(value: Value): Client | undefined {
  if (value.kind === "instance") return ofInstance(value);
  if (value.kind !== "result") return undefined;
  const { callee } = value;
  if (callee.kind === "member" && callee.name === "withOptions") {
    const inner = callee.of.kind === "member" ? undefined : clientOf(callee.of);
    return inner === undefined ? undefined : { ...inner, made: undefined, options: [...inner.options, argument(value.args, 0)] };
  }
  if (callee.kind !== "external" || (!value.isNew && value.args !== undefined)) return undefined;
  return made(callee, value);
}

/** What a setting of a client is, nested or not: of the last options that have it. */
export function optionOf({ options }: Client, path: readonly string[], choose: Choose): ReturnType<Choose> {
  const [name = "", ...rest] = path;
  for (const each of [...options].reverse()) {
    const value = property(each, name, choose);
    if (value.kind !== "absent") return rest.reduce<ReturnType<Choose>>((here, key) => property(here, key, choose), value);
  }
  return { kind: "absent" };
}

/** A package's export under a name: the entry that knows it, and the path to what is exported. */
export function exportOf<Found>({ module, path }: External, look: (entry: NativeClient, name: string, rest: readonly string[]) => Found | undefined): Found | undefined {
  const [name = "", ...rest] = path.filter((key) => key !== "default");
  for (const entry of nativeClients) {
    if (module !== entry.sdk && !module.startsWith(`${entry.sdk}/`)) continue;
    // What a submodule exports as its default is not what the package does, but for those that hold the client alone.
    const isRoot = module === entry.sdk || /^\/(?:index|client|browser)(?:\.[cm]?js)?$/u.test(module.slice(entry.sdk.length));
    if (name === "" && !isRoot) continue;
    const found = look(entry, name, rest) ?? (isRoot ? look(entry, "", [name, ...rest].filter((key) => key !== "")) : undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

function made(callee: External, { args, node }: Result): Client | undefined {
  const options = [args === undefined ? unknown("made elsewhere") : argument(args, 0)];
  return exportOf(callee, (entry, name, rest) => {
    const base = Object.hasOwn(entry.makers, name) ? entry.makers[name] : undefined;
    // `OpenAI.Chat.Completions` is the type of a part of a client; nothing else is below a constructor.
    if (base === undefined || (rest.length > 0 && args !== undefined)) return undefined;
    return { entry, base, options, made: args === undefined ? undefined : node, names: rest.map((each) => each.charAt(0).toLowerCase() + each.slice(1)) };
  });
}

/** An object of a class of the project that extends a client. */
function ofInstance({ class: own, args }: Extract<Value, { readonly kind: "instance" }>): Client | undefined {
  let hasConstructor = false;
  let here: Value = own;
  for (let depth = 0; here.kind === "class" && depth < 8; depth++) {
    hasConstructor ||= here.node.members.some(compiler.isConstructorDeclaration);
    here = here.parent();
  }
  if (here.kind !== "external") return undefined;
  const options = hasConstructor ? unknown("made in a constructor of this project", own.node) : argument(args, 0);
  return exportOf(here, (entry, name, rest) => {
    const base = rest.length === 0 && Object.hasOwn(entry.makers, name) ? entry.makers[name] : undefined;
    return base === undefined ? undefined : { entry, base, options: [options], made: undefined, names: [] };
  });
}
