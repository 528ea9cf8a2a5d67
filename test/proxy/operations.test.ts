import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith } from "../node/folder.ts";
import { createGuard } from "../../src/node/index.ts";
import { runProxy } from "./running.ts";
import { startStub } from "./stub.ts";

const call = { categories: ["pii"], gateway: "vercel", model: "zai/glm-4.7", now: "2026-11-20" };
const body = JSON.stringify({ model: "zai/glm-4.7", messages: [] });

async function before(options = {}) {
  const stub = await startStub();
  const proxy = await runProxy({ gateways: { vercel: stub }, ...options });
  const ask = (category: string) => fetch(`${proxy.url}/vercel/v1/chat/completions`, { method: "POST", headers: { "content-type": "application/json", "x-cordon-category": category }, body });
  return { stub, proxy, ask };
}

describe("/-/decision", () => {
  it("decides on a call as the guard does", async () => {
    const { proxy } = await before();
    const response = await fetch(`${proxy.url}/-/decision`, { method: "POST", body: JSON.stringify(call) });
    expect([response.status, await response.json()]).toEqual([200, JSON.parse(JSON.stringify((await createGuard({ cwd: proxy.cwd })).decide(call)))]);
  });

  it.each([
    ["no JSON", "{", "not JSON"],
    ["a key twice", `{"categories":["public"],"categories":["pii"],"gateway":"vercel"}`, "not JSON"],
    ["an unknown key", `{"categories":["public"],"gateway":"vercel","gatway":"x"}`, "gatway"],
    ["no call", "[]", ""],
    ["nothing", "", "not JSON"],
    ["no UTF-8", Buffer.from([0xff]), "UTF-8"],
  ])("answers %s with 400 and a denial that says what is wrong", async (_, text, found) => {
    const { proxy } = await before();
    const response = await fetch(`${proxy.url}/-/decision`, { method: "POST", body: text as BodyInit });
    const decision = (await response.json()) as { effect: string; reasons: { code: string; found: string }[] };
    expect([response.status, decision.effect, decision.reasons.map(({ code }) => code)]).toEqual([400, "deny", ["invalid-call"]]);
    expect(decision.reasons[0]?.found).toContain(found);
  });

  it("takes nothing but POST", async () => {
    const { proxy } = await before();
    expect((await fetch(`${proxy.url}/-/decision`)).status).toBe(405);
    expect((await fetch(`${proxy.url}/-/health`, { method: "POST" })).status).toBe(405);
  });
});

describe("/-/health", () => {
  it("says that the policy answers, and which", async () => {
    const { proxy } = await before();
    const response = await fetch(`${proxy.url}/-/health`);
    expect([response.status, await response.json()]).toEqual([200, { status: "ok", policyRevision: expect.stringMatching(/^sha256:/u), configuration: "current", mode: "amend" }]);
  });
});

describe("/-/metrics", () => {
  it("are in the form that Prometheus reads", async () => {
    const { proxy, ask } = await before();
    for (const category of ["pii", "public", "prohibited"]) await (await ask(category)).text();
    await fetch(`${proxy.url}/none`);
    const response = await fetch(`${proxy.url}/-/metrics`);
    const text = await response.text();
    expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    const sample = /^[a-zA-Z_:][\w:]*(?:\{(?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\["\\n])*",?)*\})? -?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|\+Inf)$/u;
    for (const line of text.trimEnd().split("\n")) expect(line).toMatch(line.startsWith("#") ? /^# (?:HELP|TYPE) \w+ .+$/u : sample);
    const names = text.split("\n").filter((line) => line.startsWith("# TYPE")).map((line) => line.split(" ")[2]);
    expect(new Set(names).size).toBe(names.length);
    for (const line of [
      `cordon_requests_total{upstream="vercel",status="200"} 2`,
      `cordon_requests_total{upstream="vercel",status="403"} 1`,
      `cordon_requests_total{upstream="-",status="404"} 1`,
      `cordon_decisions_total{upstream="vercel",effect="amend",outcome="amended"} 1`,
      `cordon_decisions_total{upstream="vercel",effect="allow",outcome="sent"} 1`,
      `cordon_decisions_total{upstream="vercel",effect="deny",outcome="refused"} 1`,
      `cordon_refusals_total{upstream="-",code="unknown-upstream"} 1`,
      `cordon_configuration_stale 0`,
      `cordon_request_duration_seconds_count{upstream="vercel"} 3`,
    ]) expect(text.split("\n")).toContain(line);
  });
});

describe("the log", () => {
  it("has one line for each request, with what was decided", async () => {
    const { proxy, ask } = await before();
    await (await ask("pii")).text();
    await (await ask("prohibited")).text();
    const requests = proxy.lines.filter(({ message }) => message === "request");
    expect(requests).toEqual([
      { time: expect.any(String), level: "info", message: "request", id: expect.any(String), method: "POST", upstream: "vercel", gateway: "vercel", api: "openai-chat", endpoint: "language", model: "zai/glm-4.7", categories: ["pii"], effect: "amend", reasons: expect.arrayContaining(["retention", "training"]), amendments: ["zeroRetention"], outcome: "amended", status: 200, bytesIn: body.length, bytesOut: expect.any(Number), durationMs: expect.any(Number), judgeMs: expect.any(Number), waitMs: expect.any(Number) },
      { time: expect.any(String), level: "info", message: "request", id: expect.any(String), method: "POST", upstream: "vercel", gateway: "vercel", api: "openai-chat", endpoint: "language", model: "zai/glm-4.7", categories: ["prohibited"], effect: "deny", reasons: ["prohibited-category"], outcome: "refused", status: 403, bytesIn: body.length, durationMs: expect.any(Number), judgeMs: expect.any(Number) },
    ]);
  });

  it("tells of trouble alone where that is asked for", async () => {
    const { proxy, ask } = await before({ logLevel: "warn" });
    await (await ask("pii")).text();
    expect(proxy.lines).toEqual([]);
  });

  it("warns of an upstream that bears the name of a gateway and is another", async () => {
    const proxy = await runProxy({ upstreams: ["vercel=https://models.example.com"] });
    expect(proxy.lines[0]).toMatchObject({ level: "warn", upstream: "vercel", judgedAs: "models.example.com" });
  });
});

describe("the audit log", () => {
  it("holds every decision, and no content", async () => {
    const folder = folderWith();
    const { ask } = await before({ audit: join(folder, "audit.jsonl") });
    await (await ask("pii")).text();
    await (await ask("prohibited")).text();
    const lines = readFileSync(join(folder, "audit.jsonl"), "utf8").trimEnd().split("\n").map((line) => JSON.parse(line) as { record: { outcome: string; call: { categories: string[] } } });
    expect(lines.map(({ record: { outcome, call: { categories } } }) => [outcome, categories])).toEqual([["amended", ["pii"]], ["refused", ["prohibited"]]]);
  });
});

describe("the category of a listener", () => {
  it("is added to what a request says, and the strictest wins", async () => {
    const { stub, ask } = await before({ category: ["pii"] });
    expect((await ask("public")).headers.get("x-cordon-effect")).toBe("amend");
    expect((await ask("prohibited")).status).toBe(403);
    expect(stub.received).toHaveLength(1);
  });

  it("is the default of the taxonomy where nobody names one", async () => {
    const stub = await startStub();
    const proxy = await runProxy({ gateways: { vercel: stub } });
    const response = await fetch(`${proxy.url}/vercel/v1/chat/completions`, { method: "POST", headers: { "content-type": "application/json" }, body });
    expect([response.headers.get("x-cordon-effect"), stub.received[0]?.text.includes("zeroDataRetention")]).toEqual(["amend", true]);
  });

  it("is each listener's own", async () => {
    const { proxy } = await before({ listening: ["public", "prohibited"].map((category) => ({ host: "127.0.0.1", port: 0, categories: [category] })) });
    const statuses = await Promise.all(proxy.urls.map(async (url) => (await fetch(`${url}/vercel/v1/chat/completions`, { method: "POST", headers: { "content-type": "application/json" }, body })).status));
    expect(statuses).toEqual([200, 403]);
  });

  it("must be one that the taxonomy knows", async () => {
    await expect(before({ category: ["pi"] })).rejects.toThrow("`pi` is no category of the taxonomy");
  });
});
