import { httpClients, type HttpClient } from "../entry-points/http.ts";
import { argument, type External, type Value } from "../facts/values.ts";
import { globalName } from "./global-name.ts";

/** A function that sends HTTP. */
export interface Sender {
  readonly client: HttpClient;
  /** The HTTP method that it always uses. */
  readonly verb: string | undefined;
  /** Options that its instance was made with; later ones win. */
  readonly defaults: readonly Value[];
  /** The guard's own `fetch`, where it is that. */
  readonly guard: Value | undefined;
}

/** What a callee sends with; `undefined` for anything that is no client of HTTP. */
export function senderOf(callee: Value): Sender | undefined {
  if (callee.kind === "result") {
    if (callee.callee.kind === "external" && callee.callee.module === "cordon/fetch" && callee.callee.path.at(-1) === "guardFetch") {
      return { client: httpClients[0]!, verb: undefined, defaults: [], guard: callee };
    }
    const instance = instanceOf(callee);
    return instance === undefined ? undefined : { ...instance, verb: undefined, guard: undefined };
  }
  if (callee.kind === "external") {
    for (const client of httpClients) {
      const name = nameIn(client, callee);
      if (name === undefined) continue;
      if (client.senders.includes(name)) return { client, verb: undefined, defaults: [], guard: undefined };
      const method = name.replace(/^default\./u, "");
      if (Object.hasOwn(client.methods, method)) return { client, verb: client.methods[method], defaults: [], guard: undefined };
    }
    return undefined;
  }
  const instance = callee.kind === "member" ? instanceOf(callee.of) : undefined;
  if (callee.kind !== "member" || instance === undefined || !Object.hasOwn(instance.client.methods, callee.name)) return undefined;
  return { ...instance, verb: instance.client.methods[callee.name], guard: undefined };
}

/** The package and the options behind an instance that one of its makers made. */
function instanceOf(value: Value): Pick<Sender, "client" | "defaults"> | undefined {
  if (value.kind !== "result" || value.isNew) return undefined;
  const { callee } = value;
  const own = argument(value.args, 0);
  if (callee.kind === "external") {
    const client = httpClients.find((each) => each.makers.includes(nameIn(each, callee)?.replace(/^default\./u, "") ?? ""));
    return client === undefined ? undefined : { client, defaults: [own] };
  }
  const outer = callee.kind === "member" ? instanceOf(callee.of) : undefined;
  if (callee.kind !== "member" || outer === undefined || !outer.client.makers.includes(callee.name)) return undefined;
  return { client: outer.client, defaults: [...outer.defaults, own] };
}

/** The name under which a package exports something; `default` for itself. */
function nameIn({ modules }: HttpClient, external: External): string | undefined {
  if (modules.includes("global:")) return globalName(external);
  if (!modules.includes(external.module)) return undefined;
  const path = external.path.filter((key, index) => !(key === "default" && index > 0 && external.path[0] === "default"));
  if (path.length > 1 && path[0] === "default" && modules[0]?.startsWith("node:") === true) return path.slice(1).join(".");
  return path.length === 0 ? "default" : path.join(".");
}
