import type { Choose } from "../facts/explore.ts";
import { property } from "../facts/read.ts";
import type { CallNode, Family, SourceRequest, Surroundings } from "../facts/site.ts";
import { absent, argument, unknown, type Result, type Value } from "../facts/values.ts";
import { below } from "../http/address.ts";
import { hole } from "../http/hole.ts";
import { unseenRequest } from "../http/source-request.ts";
import { textOf, type SeenText } from "../http/text.ts";
import { contentOf, seenText, wireRequest } from "./wire.ts";

const sdk = "@aws-sdk/client-bedrock-runtime";

/** What Bedrock's client calls its requests, and where they go. */
const paths: Readonly<Record<string, string>> = {
  converse: "/model/{model}/converse",
  conversestream: "/model/{model}/converse-stream",
  invokemodel: "/model/{model}/invoke",
  invokemodelwithresponsestream: "/model/{model}/invoke-with-response-stream",
};

/** Bedrock through the SDK of AWS: `client.send(new ConverseCommand({…}))` and `bedrock.converse({…})`. */
export const bedrock: Family = {
  recognise(call, surroundings) {
    const { callee } = call;
    if (callee.kind !== "member" || callee.of.kind !== "result" || !isMadeOf(callee.of, /^BedrockRuntime(?:Client)?$/u)) return undefined;
    const client = callee.of;
    const [content] = contentOf(call.args);
    if (callee.name !== "send") {
      const path = pathOf(callee.name);
      return path === undefined ? undefined : { sdk, content: contentOf(call.args), request: (choose) => requestOf(argument(call.args, 0), path, client, call, surroundings, choose) };
    }
    const command = settled(argument(call.args, 0));
    const name = command?.callee.kind === "external" ? command.callee.path.at(-1) : undefined;
    const path = name === undefined ? undefined : pathOf(name.replace(/Command$/u, ""));
    if (command === undefined || path === undefined || !isMadeOf(command, /Command$/u)) return undefined;
    return { sdk, content: content === undefined ? [] : [content], request: (choose) => requestOf(argument(command.args, 0), path, client, call, surroundings, choose) };
  },
};

function pathOf(name: string): string | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(paths, key) ? paths[key] : undefined;
}

function isMadeOf({ isNew, callee }: Result, name: RegExp): boolean {
  return isNew && callee.kind === "external" && callee.module === sdk && name.test(callee.path.at(-1) ?? "");
}

/** A command that is one of several is taken for the first: they go to the same service. */
function settled(of: Value): Result | undefined {
  if (of.kind === "choice") return settled(of.options[0]?.value() ?? absent);
  return of.kind === "result" ? of : undefined;
}

function requestOf(input: Value, path: string, client: Result, call: CallNode, surroundings: Surroundings, choose: Choose): SourceRequest {
  if (client.args === undefined) return unseenRequest(unknown("a client that is made elsewhere", client.node));
  const settings = argument(client.args, 0);
  return wireRequest({ sdk, call, address: below(baseOf(settings, choose), seenText(path)), model: property(input, "modelId", choose), fields: [], writing: undefined }, surroundings, choose);
}

function baseOf(settings: Value, choose: Choose): SeenText {
  const moved = textOf(property(settings, "endpoint", choose), choose);
  if (moved !== undefined) return moved;
  const region = textOf(property(settings, "region", choose), choose);
  return { text: `https://bedrock-runtime.${region?.text ?? hole}.amazonaws.com`, unseen: region === undefined ? unknown("read from the environment") : region.unseen };
}
