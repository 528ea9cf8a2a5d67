import { tanStackAdapters, tanStackFunctions } from "../entry-points/frameworks.ts";
import type { Choose } from "../facts/explore.ts";
import { property } from "../facts/read.ts";
import type { CallNode, Family, SourceRequest, Surroundings } from "../facts/site.ts";
import { argument, unknown } from "../facts/values.ts";
import { unseenRequest } from "../http/source-request.ts";
import { contentOf, seenText, wireRequest } from "./wire.ts";

/** TanStack AI: an adapter names the vendor and the model, `modelOptions` go into the body. */
export const tanStack: Family = {
  recognise(call, surroundings) {
    const { callee } = call;
    if (callee.kind !== "external" || callee.module !== "@tanstack/ai" || callee.path.length !== 1 || !tanStackFunctions.has(callee.path[0]!)) return undefined;
    return { sdk: "@tanstack/ai", content: contentOf(call.args), request: (choose) => requestOf(call, surroundings, choose) };
  },
};

/** Settings of adapters that name another address. */
const moving = ["baseURL", "baseUrl", "serverURL", "host", "fetch"];

function requestOf(call: CallNode, surroundings: Surroundings, choose: Choose): SourceRequest {
  const options = call.args[0]?.value;
  const adapter = property(argument(call.args, 0), "adapter", choose);
  if (options === undefined || adapter.kind !== "result" || adapter.callee.kind !== "external" || adapter.args === undefined) {
    return unseenRequest(adapter.kind === "unknown" ? adapter : unknown("an adapter that is made elsewhere", call.node));
  }
  const { module, path } = adapter.callee;
  const row = tanStackAdapters.find(({ packages, name }) => packages.includes(module) && name.test(path.at(-1) ?? ""));
  if (row === undefined) return unseenRequest(unknown("an adapter that is not known", call.node));
  // What makes an adapter with a key of its own takes the key before the settings.
  const settings = argument(adapter.args, path.at(-1)?.startsWith("create") === true ? 2 : 1);
  if (settings.kind !== "absent" && moving.some((key) => property(settings, key, choose).kind !== "absent")) return unseenRequest(unknown("an adapter that may be pointed elsewhere", call.node));
  return wireRequest(
    {
      sdk: "@tanstack/ai",
      call,
      address: seenText(row.address),
      model: argument(adapter.args, 0),
      fields: [property(options.value(), "modelOptions", choose)],
      writing: { object: options, path: ["modelOptions"], style: "wire", typed: false },
    },
    surroundings,
    choose,
  );
}
