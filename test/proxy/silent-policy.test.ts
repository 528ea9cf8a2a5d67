import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { createMetrics } from "../../proxy/metrics.ts";
import { createProxyServer } from "../../proxy/server.ts";
import { createUpstreams } from "../../proxy/upstream-exchange.ts";
import { readUpstreams } from "../../proxy/upstreams.ts";
import { createGuard, type Decision } from "../../src/node/index.ts";
import { startStub } from "./stub.ts";

describe("a proxy whose policy gives no answer", () => {
  it("sends nothing, and says so with 503 wherever it is asked", async () => {
    const stub = await startStub();
    const guard = await createGuard();
    const silent: Decision = { effect: "deny", reasons: [{ code: "policy-unavailable", category: null, route: null, need: null, found: null, source: null }], amendments: [], obligations: [], alternatives: [], assumptions: [], policyRevision: "r" };
    const mute = { ...guard, decide: () => silent };
    const metrics = createMetrics();
    const exchanges = createUpstreams({ connect: 1_000, headers: 1_000, idle: 1_000 });
    const keeper = { guard: mute, revision: "r", stale: false, reload: async () => undefined, close: () => undefined };
    const server = createProxyServer({
      forwarding: { guard: () => mute, upstreams: readUpstreams([`own=${stub.url}`], [], guard.catalog), exchange: exchanges.exchange, categories: [], token: undefined, maxBody: 1_000, idle: 1_000 },
      operations: { keeper, metrics, token: undefined, isEnding: () => false, load: { requests: 0 } },
      load: { requests: 0 },
      log: () => undefined,
      metrics,
      tls: undefined,
      requestTimeout: 1_000,
    });
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
      exchanges.close();
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const init = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };
    const answers = [await fetch(`${url}/own/v1/chat/completions`, init), await fetch(`${url}/-/decision`, init), await fetch(`${url}/-/health`)];
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503]);
    expect(await answers[0]!.json()).toMatchObject({ error: { type: "api_error", code: "policy-unavailable" }, cordon: { effect: "deny" } });
    expect(stub.received).toEqual([]);
  });
});
