import { plainSlip } from "./slips.ts";
import type { Choose } from "../facts/explore.ts";
import { at, property } from "../facts/read.ts";
import type { CallNode, Family, SourceRequest, Surroundings } from "../facts/site.ts";
import { absent, argument, lazy, unknown, type Result, type Value } from "../facts/values.ts";
import { unseenRequest } from "../http/source-request.ts";
import { contentOf, seenText, wireRequest } from "./wire.ts";

const packages = new Set(["@openai/agents", "@openai/agents-core"]);

/** OpenAI's Agents SDK: `run(agent, …)`, and `new Runner().run(agent, …)`. */
export const agentsSdk: Family = {
  recognise(call, surroundings) {
    if (!isRun(call.callee)) return undefined;
    return { sdk: "@openai/agents", content: contentOf(call.args.slice(1)), request: (choose) => requestOf(call, surroundings, choose) };
  },
};

function isRun(callee: Value): boolean {
  if (callee.kind === "external") return packages.has(callee.module) && callee.path.join(".") === "run";
  return callee.kind === "member" && callee.name === "run" && callee.of.kind === "result" && callee.of.isNew && callee.of.callee.kind === "external" && packages.has(callee.of.callee.module) && callee.of.callee.path.at(-1) === "Runner";
}

/** What sends all agents' requests somewhere else. */
const replaced = /\bsetDefault(?:OpenAIClient|ModelProvider)\b/u;

function requestOf(call: CallNode, surroundings: Surroundings, choose: Choose): SourceRequest {
  const agent = choose(argument(call.args, 0));
  const made = agent.kind === "result" ? constructionOf(agent) : undefined;
  if (made?.args === undefined) return unseenRequest(agent.kind === "unknown" ? agent : unknown("an agent that is made elsewhere", call.node));
  const settings = argument(made.args, 0);
  const { callee } = call;
  const runner = callee.kind === "member" && callee.of.kind === "result" ? argument(callee.of.args, 0) : absent;
  const provider = property(runner, "modelProvider", choose);
  if (provider.kind !== "absent" || replaced.test(call.module.text)) return unseenRequest(provider.kind === "unknown" ? provider : unknown("a client that is set for all agents", call.node));
  const own = property(runner, "model", choose);
  const model = own.kind === "absent" ? property(settings, "model", choose) : own;
  // Somebody else's model, which the SDK only wraps.
  if (model.kind !== "absent" && model.kind !== "literal") return unseenRequest(model.kind === "unknown" ? model : unknown("a model of another maker", call.node));
  const modelSettings = property(settings, "modelSettings", choose);
  const store = property(modelSettings, "store", choose);
  const isOff = store.kind === "literal" && store.value === false;
  return wireRequest(
    {
      sdk: "@openai/agents",
      call,
      address: seenText("https://api.openai.com/v1/responses"),
      model,
      fields: [at(modelSettings, ["providerData"], choose), { kind: "object", parts: [{ kind: "named", key: "store", value: lazy(undefined, () => store), node: made.node }], node: undefined, module: undefined }],
      writing: undefined,
      slips: isOff ? [plainSlip("not-retention", "`store: false` only keeps answers out of the provider's own store and is no zero data retention: its abuse logs stay; use a route whose agreement gives it.", made)] : [],
    },
    surroundings,
    choose,
  );
}

/** `new Agent({…})` and `Agent.create({…})`. */
function constructionOf(result: Result): Result | undefined {
  const { callee } = result;
  if (callee.kind !== "external" || !packages.has(callee.module)) return undefined;
  return (result.isNew && callee.path.at(-1) === "Agent") || callee.path.join(".") === "Agent.create" ? result : undefined;
}
