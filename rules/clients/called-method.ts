import type { Method } from "../entry-points/clients.ts";
import { unknown, type Arguments, type Value } from "../facts/values.ts";
import { called } from "../http/called.ts";
import { clientOf, exportOf, type Client } from "./client.ts";

/** A method of a client that sends content, and what it is called with. */
export interface CalledMethod {
  readonly client: Client;
  readonly method: Omit<Method, "at" | "calls">;
  /** As it is written from the client: `chat.send`. */
  readonly name: string;
  readonly args: Arguments;
  /** The arguments of the call on the way to the method: of `chats.create()`. */
  readonly onTheWay: Arguments | undefined;
}

/** Finds the method behind a callee; `undefined` for whatever sends nothing to a model. */
export function calledMethod(callee: Value, args: Arguments, isNew: boolean): CalledMethod | undefined {
  const { callee: target, args: given } = called({ callee, args });
  if (target.kind === "external") return ofExport(target, given, isNew);
  if (target.kind !== "member" || isNew) return undefined;
  const names: string[] = [];
  let onTheWay: Arguments | undefined;
  let here: Value = target;
  while (here.kind === "member") {
    names.unshift(here.name);
    here = here.of;
    // A call on the way, unless it makes another client of the same.
    if (here.kind === "result" && here.callee.kind === "member" && here.callee.name !== "withOptions") {
      onTheWay = here.args;
      here = here.callee;
      names.unshift("()");
    }
  }
  const client = clientOf(here);
  return client === undefined ? undefined : methodOf(client, [...client.names, ...names], given, onTheWay);
}

function methodOf(client: Client, names: readonly string[], args: Arguments, onTheWay: Arguments | undefined): CalledMethod | undefined {
  const [last = "", ...way] = [...names].reverse();
  const at = way.reverse().join(".").replaceAll(".()", "()");
  const method = client.entry.methods.find((each) => each.at === at && each.calls.split(" ").includes(last));
  return method === undefined ? undefined : { client, method, name: at === "" ? last : `${at}.${last}`, args, onTheWay };
}

function ofExport(external: Extract<Value, { readonly kind: "external" }>, args: Arguments, isNew: boolean): CalledMethod | undefined {
  return exportOf(external, (entry, name, rest): CalledMethod | undefined => {
    const session = isNew && rest.length === 0 && Object.hasOwn(entry.sessions ?? {}, name) ? entry.sessions?.[name] : undefined;
    if (session !== undefined) {
      const given = args[1]?.value.value();
      const client = (given === undefined ? undefined : clientOf(given)) ?? defaultClient(entry, given);
      return { client, method: session, name, args, onTheWay: undefined };
    }
    if (isNew) return undefined;
    const maker = Object.hasOwn(entry.instances ?? {}, name) ? entry.instances?.[name] : undefined;
    const base = maker === undefined ? undefined : entry.makers[maker];
    if (base !== undefined && rest.length > 0) return methodOf({ entry, base, options: [], made: undefined, names: [] }, rest, args, undefined);
    const way = rest.length === 0 && Object.hasOwn(entry.functions ?? {}, name) ? entry.functions?.[name] : undefined;
    if (way === undefined) return undefined;
    const given = args[0]?.value.value() ?? unknown("not given");
    return methodOf(clientOf(given) ?? defaultClient(entry, given), way.split("."), args.slice(1), undefined);
  });
}

/** The client of an SDK about which nothing is known but that it is one; with its defaults where none is given. */
function defaultClient(entry: Client["entry"], given: Value | undefined): Client {
  const base = Object.values(entry.makers)[0] ?? { url: "", options: [] };
  return { entry, base, options: given === undefined ? [] : [unknown("a client that is made elsewhere")], made: undefined, names: [] };
}
