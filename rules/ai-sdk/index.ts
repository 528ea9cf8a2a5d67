import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { aiSdkEntry, type AiSdkEntry } from "../entry-points/ai-sdk.ts";
import { property } from "../facts/read.ts";
import type { CallNode, Family, Recognised, SourceRequest, Surroundings } from "../facts/site.ts";
import { argument, unknown, type Arguments, type ClassValue, type External, type Unknown, type Value } from "../facts/values.ts";
import { agentCall, agentOf, bringsOptions, callWithOptions, settingsOf, withCallOptions } from "./agents.ts";
import { isMocked } from "./mocks.ts";
import { requestOf } from "./request.ts";
import type { Scene } from "./scene.ts";

/** The AI SDK and what is built for it. */
export const aiSdk: Family = {
  recognise(call, surroundings) {
    const agent = agentCall(call.callee);
    if (agent !== undefined) return agentCallSite(call, surroundings);
    const found = entryOf(call);
    if (found === undefined || isMocked(call.module, found.callee.module)) return undefined;
    const { entry, args } = found;
    const options = argument(args, 0);
    const content = contentOf(entry, args, call.node);
    const base = { sdk: found.callee.module, content };
    if (!isMadeAs(entry, call.node)) return undefined;
    switch (entry.kind) {
      case "runner":
        return { ...base, request: (choose) => runnerRequest(entry, choose(property(options, "agent", choose))) };
      case "harness":
        return { ...base, request: () => unseenRequest(entry, unknown("chosen by the agent's own runtime", call.node)) };
      case "agent": {
        const elsewhere = callWithOptions(call.node, surroundings);
        return { ...base, request: (choose) => requestOf(entry, options, sceneOf(entry, choose), { gaps: elsewhere === undefined ? [] : [{ fact: "controls", value: elsewhere }] }) };
      }
      default:
        return { ...base, request: (choose) => requestOf(entry, options, sceneOf(entry, choose)) };
    }

    function sceneOf({ endpoint }: AiSdkEntry, choose: Scene["choose"]): Scene {
      return { choose, surroundings, module: call.module, endpoint };
    }
  },
};

/** The entry point behind a callee, also one that is bound. */
function entryOf({ callee, args }: CallNode): { readonly entry: AiSdkEntry; readonly callee: External; readonly args: Arguments } | undefined {
  if (callee.kind === "result" && callee.callee.kind === "external" && callee.callee.path.at(-1) === "bind" && callee.args !== undefined) {
    const bound: External = { ...callee.callee, path: callee.callee.path.slice(0, -1) };
    const entry = aiSdkEntry(bound.module, bound.path);
    return entry && { entry, callee: bound, args: [...callee.args.slice(1), ...args] };
  }
  const named = callee.kind === "class" ? classOf(callee) : callee;
  if (named?.kind !== "external") return undefined;
  const entry = aiSdkEntry(named.module, named.path);
  return entry && { entry, callee: named, args };
}

/** The package's class that a class of the project extends without a constructor of its own: its settings are the same. */
function classOf(made: ClassValue): Value | undefined {
  let here: Value = made;
  for (let depth = 0; here.kind === "class" && depth < 8; depth++) {
    if (here.node.members.some((member) => compiler.isConstructorDeclaration(member))) return undefined;
    here = here.parent();
  }
  return here;
}

/** Classes are made with `new`, or by a class that extends them; functions are called. */
function isMadeAs({ kind, exports }: AiSdkEntry, node: CallNode["node"]): boolean {
  const isMade = compiler.isNewExpression(node) || node.expression.kind === compiler.SyntaxKind.SuperKeyword;
  const isClass = kind === "agent" || kind === "harness" || exports.includes("DirectChatTransport");
  return isMade === isClass;
}

/** A call of an agent with options of its own; without them the agent's construction is what is judged. */
function agentCallSite(call: CallNode, surroundings: Surroundings): Recognised | undefined {
  const agent = agentCall(call.callee);
  if (agent?.callee.kind !== "external") return undefined;
  const entry = aiSdkEntry(agent.callee.module, agent.callee.path);
  if (entry === undefined || isMocked(call.module, agent.callee.module)) return undefined;
  const options = argument(call.args, 0);
  if (agent.args !== undefined && !bringsOptions(call.args[0]?.value.node)) return undefined;
  const merged = withCallOptions(settingsOf(agent), options, call.node);
  return {
    sdk: agent.callee.module,
    content: contentOf({ ...entry, content: ["prompt", "messages"] }, call.args, call.node),
    request(choose) {
      if (agent.args === undefined) return unseenRequest(entry, unknown("made elsewhere", agent.node));
      return requestOf(entry, merged, { choose, surroundings, module: call.module, endpoint: entry.endpoint }, { into: options });
    },
  };
}

function runnerRequest(entry: AiSdkEntry, agent: ReturnType<Scene["choose"]>): SourceRequest {
  const isVisible = agentOf(agent)?.args !== undefined || agent.kind === "instance";
  const node = "node" in agent ? agent.node : undefined;
  return unseenRequest(entry, isVisible ? unknown("judged where the agent is made", node) : agent.kind === "unknown" ? agent : unknown("an agent that is made elsewhere", node));
}

function unseenRequest({ endpoint }: AiSdkEntry, value: Unknown): SourceRequest {
  return {
    facts: { gateway: "", endpoint },
    unseen: [{ fact: "gateway", value }, { fact: "model", value }],
    declared: [{ from: "options", category: value }],
    guarded: "unknown",
    place: () => undefined,
    slips: [],
  };
}

/** The expressions that hold the content, as they are written; the whole argument where it is no literal. */
function contentOf({ content }: AiSdkEntry, args: Arguments, node: ts.Node): readonly ts.Expression[] {
  const options = args[0]?.value.node;
  if (options === undefined || options.getSourceFile() !== node.getSourceFile() || !compiler.isExpression(options)) return [];
  if (!compiler.isObjectLiteralExpression(options)) return [options];
  return options.properties.flatMap((property): ts.Expression[] => {
    if (compiler.isSpreadAssignment(property)) return [property.expression];
    const name = property.name !== undefined && (compiler.isIdentifier(property.name) || compiler.isStringLiteralLike(property.name)) ? property.name.text : undefined;
    if (name === undefined || !content.includes(name)) return [];
    if (compiler.isPropertyAssignment(property)) return [property.initializer];
    return compiler.isShorthandPropertyAssignment(property) ? [property.name] : [];
  });
}
