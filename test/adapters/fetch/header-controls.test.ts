import { describe, expect, it } from "vitest";
import { guardFetch } from "../../../src/adapters/fetch/index.ts";
import { createGuard, type GatewayEntry, type PolicyData } from "../../../src/index.ts";
import { embeddedData } from "../../../src/policy/embedded.ts";
import { bodyOf, post, recorder } from "./recorder.ts";

const url = "https://gateway.example.com/v1/chat/completions";
const call = { model: "some/model", messages: [] };

/** The catalogue with one more gateway, whose controls are those of AnyAPI, but in headers. */
function withHeaderGateway(): PolicyData {
  const data = embeddedData();
  const like = data.catalog.gateways["anyapi"]!;
  const { noTraining, maxRetentionDays } = like.controls!;
  const entry: GatewayEntry = {
    ...like,
    id: "by-header",
    hosts: ["gateway.example.com"],
    controls: {
      noTraining: { ...noTraining!, place: { header: "X-Training", value: "off" } },
      maxRetentionDays: { ...maxRetentionDays!, place: { header: "x-days", value: "days" } },
    },
  };
  return { ...data, catalog: { ...data.catalog, gateways: { ...data.catalog.gateways, "by-header": entry } } };
}

const guard = await createGuard({ data: withHeaderGateway() });

describe("a control in a header", () => {
  it.each([
    ["a record", { "content-type": "application/json", "x-DAYS": "30", authorization: "k" }],
    ["a list", [["content-type", "application/json"], ["x-days", "30"], ["authorization", "k"]] as [string, string][]],
    ["Headers", new Headers({ "content-type": "application/json", "x-days": "30", authorization: "k" })],
  ])("is set in headers given as %s, in place of a looser one", async (_, headers) => {
    const { fetch, sent } = recorder();
    await guardFetch({ guard, category: "pii", fetch })(url, { ...post(call), headers });
    expect(sent.map((each) => [each.headers.get("x-training"), each.headers.get("x-days"), each.headers.get("authorization"), bodyOf(each)])).toEqual([["off", "0", "k", call]]);
  });

  it("is set on a Request", async () => {
    const { fetch, sent } = recorder();
    await guardFetch({ guard, category: "internal", fetch })(new Request(url, post(call)));
    expect(sent.map((each) => [each.headers.get("x-training"), each.headers.get("x-days"), each.headers.get("content-type")])).toEqual([["off", null, "application/json"]]);
  });

  it.each([
    [{ "x-training": "off", "x-days": "0" }, { noTraining: true, maxRetentionDays: 0 }],
    [{ "x-training": " off ", "x-days": "007" }, { noTraining: true, maxRetentionDays: 7 }],
    [{ "x-training": "OFF", "x-days": "-1" }, undefined],
    [{ "x-training": "off, on", "x-days": "1.5" }, undefined],
  ])("counts by its exact value: %j", async (headers, controls) => {
    const seen: unknown[] = [];
    const observer = await createGuard({ data: withHeaderGateway(), mode: "observe", onDecision: (record) => void seen.push(record.call.controls) });
    await guardFetch({ guard: observer, category: "pii", fetch: recorder().fetch })(url, post(call, headers));
    expect(seen).toEqual([controls]);
  });
});

describe("a gateway of the organisation's own", () => {
  it("may name no APIs: the usual shapes of paths are read", async () => {
    const data = embeddedData();
    const own: GatewayEntry = { ...data.catalog.gateways["ollama"]!, id: "own", hosts: ["llm.internal:4000"], apis: [], endpoints: ["language"] };
    const declared = await createGuard({ data: { ...data, catalog: { ...data.catalog, gateways: { ...data.catalog.gateways, own } } } });
    const { fetch, sent } = recorder();
    const guarded = guardFetch({ guard: declared, category: "pii", fetch });
    await guarded("http://llm.internal:4000/base/v1/chat/completions", post(call));
    const elsewhere = await guarded("http://llm.internal:4001/base/v1/chat/completions", post(call));
    const unheardOf = await guarded("http://llm.internal:4000/unheard-of", post(call));
    expect([sent.length, elsewhere.status, unheardOf.status]).toEqual([1, 403, 403]);
  });

  it("stands before the catalogue's runtimes at an address of this machine", async () => {
    const data = embeddedData();
    const proxy: GatewayEntry = { ...data.catalog.gateways["deepseek"]!, id: "a-proxy", hosts: ["localhost:8080"] };
    const declared = await createGuard({ data: { ...data, catalog: { ...data.catalog, gateways: { ...data.catalog.gateways, "a-proxy": proxy } } } });
    const { fetch, sent } = recorder();
    const response = await guardFetch({ guard: declared, category: "pii", fetch })("http://localhost:8080/v1/chat/completions", post(call));
    expect([response.status, sent]).toEqual([403, []]);
  });
});
