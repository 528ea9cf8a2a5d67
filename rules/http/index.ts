import type { ts } from "ts-morph";
import { isMocked } from "../ai-sdk/mocks.ts";
import { compiler } from "../compiler.ts";
import { explore, type Choose } from "../facts/explore.ts";
import type { CallNode, Family, SourceRequest, Surroundings } from "../facts/site.ts";
import { unknown, type Arguments } from "../facts/values.ts";
import { called } from "./called.ts";
import { guardedFetch } from "./guard-edit.ts";
import { guardingOf, unguarded } from "./guarded.ts";
import { isModelCall } from "./model-call.ts";
import { seenHeaders } from "./seen-headers.ts";
import { senderOf, type Sender } from "./sender.ts";
import { sentBy, type Sent } from "./sent.ts";
import { sourceRequest, unseenRequest } from "./source-request.ts";
import { isFetchStubbed } from "./stubbed.ts";

/** Raw HTTP: a request counts by the API that it asks and by its method, not by its host alone. */
export const http: Family = {
  recognise(call, surroundings) {
    const { callee, args } = called(call);
    const sender = senderOf(callee);
    if (sender === undefined) return undefined;
    if (sender.client.modules.some((name) => (name === "global:" ? isFetchStubbed(call.module) : isMocked(call.module, name)))) return undefined;
    const read = (choose: Choose): Sent | undefined => modelRequest(sender, args, surroundings, choose);
    const outcomes = explore(read) ?? [];
    const shown = outcomes.find((outcome) => outcome !== undefined);
    if (shown === undefined) return undefined;
    const isSwitchable = new Set(outcomes.map((outcome) => outcome?.address.url?.host)).size > 1;
    const { sdk } = sender.client;
    const isFetch = sender.client.shape === "fetch" && sender.defaults.length === 0;
    return {
      sdk,
      content: contentOf(call, shown),
      request(choose): SourceRequest {
        const sent = read(choose);
        if (sent === undefined) return unseenRequest(unknown("no model's in this case", call.node));
        const { writing, options, headers, body, address, fetch } = sent;
        // Of these packages one alone is told what to send with.
        const guarding = sender.guard !== undefined ? guardingOf(sender.guard, choose) : sender.client.shape === "ky" ? guardingOf(fetch, choose) : unguarded;
        const request = { address, headers: seenHeaders(headers, choose), body };
        return sourceRequest({ sdk, call, request, guarding, writing, options, carries: () => true, isSwitchable, guard: isFetch ? guardedFetch(call.node.expression, surroundings.linted) : undefined, slips: () => [] }, surroundings, choose);
      },
    };
  },
};

/** What a call sends in one outcome, if that goes to a model. */
function modelRequest(sender: Sender, args: Arguments, { catalog }: Surroundings, choose: Choose): Sent | undefined {
  const sent = sentBy(sender, args, choose);
  return sent === undefined || !isModelCall(sent.address, sent.method, sent.body, catalog) ? undefined : sent;
}

function contentOf({ args }: CallNode, { writing }: Sent): readonly ts.Expression[] {
  const written = writing?.object.node;
  if (written !== undefined && compiler.isExpression(written)) return [written];
  return args.flatMap(({ value }) => (value.node !== undefined && compiler.isExpression(value.node) ? [value.node] : []));
}
