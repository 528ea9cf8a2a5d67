import { langChainMethods, type LangChainModel } from "../entry-points/frameworks.ts";
import type { Choose } from "../facts/explore.ts";
import { at, property } from "../facts/read.ts";
import type { CallNode, Family, Slip, SourceRequest, Surroundings } from "../facts/site.ts";
import { absent, known, lazy, literal, unknown, type ObjectValue, type Result, type Value } from "../facts/values.ts";
import { guardingOf } from "../http/guarded.ts";
import { hole } from "../http/hole.ts";
import { unseenRequest } from "../http/source-request.ts";
import { textOf, type SeenText } from "../http/text.ts";
import { below } from "../http/address.ts";
import { modelIn, type LangChainConstruction } from "./lang-chain-model.ts";
import { contentOf, seenText, wireRequest } from "./wire.ts";

/** LangChain: models and the chains that are made with them. */
export const langChain: Family = {
  recognise(call, surroundings) {
    const { callee } = call;
    if (callee.kind !== "member") return undefined;
    const made = modelIn(callee.of);
    if (made === undefined || !langChainMethods[made.row.kind].has(callee.name)) return undefined;
    return {
      sdk: made.row.packages[0] ?? "@langchain/core",
      content: contentOf(call.args),
      request: (choose) => requestOf(made, call, surroundings, choose),
    };
  },
};

function requestOf({ row, construction, settings: written }: LangChainConstruction, call: CallNode, surroundings: Surroundings, choose: Choose): SourceRequest {
  if (written === undefined) return unseenRequest(unknown("a parameter", construction.node));
  const settings = construction.args?.[0]?.value.value() === written ? construction.args[0].value : known(written);
  const { guarded, declared } = guardingOf(at(settings.value(), ["configuration", "fetch"], choose), choose);
  const responses = choose(property(settings.value(), "useResponsesApi", choose));
  const isResponses = row.path === "/chat/completions" && responses.kind === "literal" && responses.value === true;
  const extra = row.extra;
  const own = row.fields === undefined ? [] : [fieldsOf(settings.value(), row.fields, choose)];
  const zdr = property(settings.value(), "zdrEnabled", choose);
  const isZdr = zdr.kind === "literal" && zdr.value === true;
  return wireRequest(
    {
      sdk: row.packages[0] ?? "",
      call,
      address: below(baseOf(row, settings.value(), choose), seenText(isResponses ? "/responses" : row.path)),
      model: modelOf(row, settings.value(), choose),
      fields: [...own, ...(extra === undefined || extra.length === 0 ? [] : [at(settings.value(), extra, choose)]), ...(isZdr ? [storing()] : [])],
      writing: extra === undefined || settings.node === undefined ? undefined : { object: settings, path: extra, style: "wire", typed: false },
      guarding: { guarded, declared },
      headers: [at(settings.value(), ["configuration", "defaultHeaders"], choose)],
      slips: isZdr ? [zdrSlip(construction)] : [],
    },
    surroundings,
    choose,
  );
}

function zdrSlip({ node, module }: Result): Slip {
  return {
    messageId: "not-retention",
    message: "`zdrEnabled: true` only sends `store: false`, which is no zero data retention: the provider still keeps what its terms say; use a route whose agreement gives it.",
    at: { module, node },
    certain: false,
  };
}

function storing(): Value {
  const node = undefined as never;
  return { kind: "object", parts: [{ kind: "named", key: "store", value: known(literal(false)), node }], node: undefined, module: undefined };
}

function fieldsOf(settings: Value, names: readonly string[], choose: Choose): Value {
  const whole = choose(settings);
  if (whole.kind !== "object") return whole;
  const parts = names.map((key): ObjectValue["parts"][number] => ({ kind: "named", key, value: lazy(undefined, () => property(whole, key, choose)), node: whole.node as never }));
  return { kind: "object", parts, node: undefined, module: undefined };
}

function modelOf({ model }: LangChainModel, settings: Value, choose: Choose): Value {
  return model.map((name) => property(settings, name, choose)).find((value) => value.kind !== "absent") ?? absent;
}

function baseOf({ base, moved }: LangChainModel, settings: Value, choose: Choose): SeenText {
  for (const path of moved) {
    const value = at(settings, path, choose);
    const text = value.kind === "absent" ? undefined : textOf(value, choose);
    if (text !== undefined) return text;
  }
  let unseen: SeenText["unseen"];
  const text = base.replaceAll(/\{(\w+)\}/gu, (_, name: string) => {
    const value = textOf(property(settings, name, choose), choose);
    unseen ??= value === undefined ? unknown("read from the environment") : value.unseen;
    return value?.text ?? hole;
  });
  return { text, unseen };
}
