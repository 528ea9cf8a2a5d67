import { requestOf as aiSdkRequest } from "../ai-sdk/request.ts";
import { withCallOptions } from "../ai-sdk/agents.ts";
import { aiSdkEntry } from "../entry-points/ai-sdk.ts";
import { mastraMethods, registryHosts } from "../entry-points/frameworks.ts";
import type { Choose } from "../facts/explore.ts";
import { at, property } from "../facts/read.ts";
import type { CallNode, Family, SourceRequest, Surroundings } from "../facts/site.ts";
import { argument, known, literal, unknown, type Lazy, type Result, type Value } from "../facts/values.ts";
import { unseenRequest } from "../http/source-request.ts";
import { contentOf, seenText, wireRequest } from "./wire.ts";

/** Mastra's agents: models of the AI SDK, or names that its registry resolves. */
export const mastra: Family = {
  recognise(call, surroundings) {
    const { callee } = call;
    if (callee.kind !== "member" || !mastraMethods.has(callee.name) || callee.of.kind !== "result") return undefined;
    const agent = callee.of;
    if (!agent.isNew || agent.callee.kind !== "external" || !/^@mastra\/core(?:\/agent)?$/u.test(agent.callee.module) || agent.callee.path.at(-1) !== "Agent") return undefined;
    return { sdk: "@mastra/core", content: contentOf(call.args), request: (choose) => requestOf(agent, call, surroundings, choose) };
  },
};

function requestOf(agent: Result, call: CallNode, surroundings: Surroundings, choose: Choose): SourceRequest {
  if (agent.args === undefined) return unseenRequest(unknown("a parameter", agent.node));
  const settings = argument(agent.args, 0);
  const options = argument(call.args, 1);
  const own = property(options, "providerOptions", choose);
  const merged = own.kind === "absent" ? settings : withCallOptions(settings, options, call.node);
  const model = property(settings, "model", choose);
  const isName = model.kind === "literal" && typeof model.value === "string";
  if (isName) return byName(String(model.value), merged, { agent, call, surroundings, choose, into: writable(agent, call, own) });
  if (model.kind !== "result") return unseenRequest(model.kind === "unknown" ? model : unknown("a model that is chosen when it is called", call.node));
  const entry = aiSdkEntry("ai", ["generateText"])!;
  return aiSdkRequest(entry, merged, { choose, surroundings, module: call.module, endpoint: "language" }, { into: own.kind === "absent" ? settings : options });
}

/** Where provider options can be written: at the call where it has some, else on the agent. */
function writable(agent: Result, call: CallNode, own: Value): Lazy | undefined {
  return own.kind === "absent" ? agent.args?.[0]?.value : call.args[1]?.value;
}

interface Naming {
  readonly agent: Result;
  readonly call: CallNode;
  readonly surroundings: Surroundings;
  readonly choose: Choose;
  readonly into: Lazy | undefined;
}

function byName(name: string, settings: Value, { call, surroundings, choose, into }: Naming): SourceRequest {
  const [registry = "", ...rest] = name.split("/");
  const address = Object.hasOwn(registryHosts, registry) ? registryHosts[registry] : undefined;
  if (address === undefined) return unseenRequest(unknown("a name of a registry that is not known", call.node));
  const options = property(settings, "providerOptions", choose);
  // Vercel's service reads the options as they are; the others get what stands under their own name.
  const isVercel = registry === "vercel";
  const fields = isVercel ? [{ kind: "object" as const, parts: [{ kind: "named" as const, key: "providerOptions", value: known(options), node: call.node }], node: undefined, module: undefined }] : [at(options, [registry], choose)];
  return wireRequest(
    {
      sdk: "@mastra/core",
      call,
      address: seenText(address),
      model: literal(rest.join("/")),
      fields,
      writing: into === undefined ? undefined : { object: into, path: isVercel ? [] : ["providerOptions", registry], style: "wire", typed: false },
    },
    surroundings,
    choose,
  );
}
