import { afterEach, describe, expect, it, vi } from "vitest";
import { type Running, runProxy, type RunningOptions } from "./running.ts";
import { answerJson, startStub, type Stub } from "./stub.ts";

const body = JSON.stringify({ model: "m", messages: [{ role: "user", content: "the prompt of a patient" }] });

afterEach(() => void vi.unstubAllEnvs());

async function before(gateway: string, options: RunningOptions = {}): Promise<{ readonly stub: Stub; readonly proxy: Running; readonly ask: (headers?: Record<string, string>, path?: string) => Promise<Response> }> {
  const stub = await startStub();
  const proxy = await runProxy({ gateways: { [gateway]: stub }, category: ["public"], ...options });
  const ask = (headers: Record<string, string> = {}, path = "/v1/chat/completions"): Promise<Response> => fetch(`${proxy.url}/${gateway}${path}`, { method: "POST", headers: { "content-type": "application/json", ...headers }, body });
  return { stub, proxy, ask };
}

const keysOf = ({ received }: Stub) => received.map(({ headers: { authorization, "x-api-key": api, "api-key": azure, "x-goog-api-key": google } }) => Object.fromEntries(Object.entries({ authorization, api, azure, google }).filter(([, value]) => value !== undefined)));

describe("the key of an upstream", () => {
  it("is that of the client, as it came", async () => {
    vi.stubEnv("OPENAI_API_KEY", "of-the-machine");
    const { stub, ask } = await before("openai");
    await ask({ authorization: "Bearer of-the-client" });
    await ask({ "x-api-key": "another" });
    expect(keysOf(stub)).toEqual([{ authorization: "Bearer of-the-client" }, { api: "another" }]);
  });

  it.each([
    ["vercel", "AI_GATEWAY_API_KEY", "/v1/chat/completions", { authorization: "Bearer own" }],
    ["vercel", "VERCEL_OIDC_TOKEN", "/v1/chat/completions", { authorization: "Bearer own" }],
    ["openrouter", "OPENROUTER_API_KEY", "/api/v1/chat/completions", { authorization: "Bearer own" }],
    ["anyapi", "ANYAPI_API_KEY", "/v1/chat/completions", { authorization: "Bearer own" }],
    ["openai", "OPENAI_API_KEY", "/v1/responses", { authorization: "Bearer own" }],
    ["mistral", "MISTRAL_API_KEY", "/v1/chat/completions", { authorization: "Bearer own" }],
    ["anthropic", "ANTHROPIC_API_KEY", "/v1/messages", { api: "own" }],
    ["azure-openai", "AZURE_OPENAI_API_KEY", "/openai/v1/chat/completions", { azure: "own" }],
    ["google-ai-studio", "GEMINI_API_KEY", "/v1beta/models/m:generateContent", { google: "own" }],
    ["google-ai-studio", "GEMINI_API_KEY", "/v1beta/openai/chat/completions", { authorization: "Bearer own" }],
    ["ollama", "OLLAMA_API_KEY", "/api/chat", {}],
  ])("comes from the usual variable where the client brings none: %s, %s", async (gateway, variable, path, keys) => {
    for (const name of ["AI_GATEWAY_API_KEY", "VERCEL_OIDC_TOKEN"]) vi.stubEnv(name, undefined);
    vi.stubEnv(variable, "own");
    const { stub, ask } = await before(gateway);
    expect((await ask({}, path)).status).toBe(200);
    expect(keysOf(stub)).toEqual([keys]);
  });

  it("stands over the client's where the operator names its variable, in every form", async () => {
    vi.stubEnv("TEAM_KEY", "of-the-team");
    const { stub, ask } = await before("vercel", { keys: ["vercel=TEAM_KEY"] });
    await ask({ authorization: "Bearer placeholder", "x-api-key": "placeholder" });
    await ask({}, "/v1/chat/completions?key=placeholder&a=1");
    expect(keysOf(stub)).toEqual([{ authorization: "Bearer of-the-team" }, { authorization: "Bearer of-the-team" }]);
    expect(stub.received[1]?.path).toBe("/v1/chat/completions?a=1");
  });

  it("has the form that the operator names", async () => {
    vi.stubEnv("TEAM_KEY", "of-the-team");
    const { stub, ask } = await before("openai", { keys: ["openai=TEAM_KEY:api-key"] });
    await ask();
    expect(keysOf(stub)).toEqual([{ azure: "of-the-team" }]);
  });

  it("is read anew for each request", async () => {
    vi.stubEnv("TEAM_KEY", "first");
    const { stub, ask } = await before("vercel", { keys: ["vercel=TEAM_KEY"] });
    await ask();
    vi.stubEnv("TEAM_KEY", "second");
    await ask();
    expect(keysOf(stub).map(({ authorization }) => authorization)).toEqual(["Bearer first", "Bearer second"]);
  });

  it.each([
    [{ upstreams: ["vercel"] }, /takes NAME=URL/u],
    [{ upstreams: ["a b=https://x.example"] }, /takes NAME=URL/u],
    [{ upstreams: ["-=https://x.example"] }, /takes NAME=URL/u],
    [{ upstreams: ["a=ftp://x.example"] }, /begins with `https:\/\/`/u],
    [{ upstreams: ["a=https://user:secret@x.example"] }, /holds a key or a password/u],
    [{ upstreams: ["a=https://x.example/?key=secret"] }, /query/u],
    [{ upstreams: ["a=https://x.example", "a=https://y.example"] }, /two upstreams/u],
    [{ upstreams: ["a=https://x.example"], keys: ["a=sk-secret"] }, /takes NAME=ENV_VAR/u],
    [{ upstreams: ["a=https://x.example"], keys: ["b=PATH"] }, /names no upstream/u],
    [{ upstreams: ["a=https://x.example"], keys: ["a=NOT_SET_ANYWHERE"] }, /is not set/u],
    [{ upstreams: ["a=https://x.example"], keys: ["a=PATH:cookie"] }, /no form of a key/u],
    [{ upstreams: [] }, /needs an upstream/u],
  ] as readonly (readonly [RunningOptions, RegExp])[])("and its place must be options that can be followed: %j", async (options, message) => {
    const error: unknown = await runProxy(options).catch((caught: unknown) => caught);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).not.toMatch(/secret/u);
  });
});

describe("the token of a caller", () => {
  const token = "a-token-of-the-callers";

  it.each([
    ["none", {}],
    ["another", { authorization: "Bearer another" }],
    ["a part of it", { authorization: `Bearer ${token.slice(1)}` }],
    ["an empty one", { "x-cordon-token": "" }],
  ])("is asked for: with %s nothing passes", async (_, headers) => {
    const { stub, proxy, ask } = await before("openai", { token });
    const answers = [await ask(headers), await fetch(`${proxy.url}/-/metrics`, { headers }), await fetch(`${proxy.url}/-/decision`, { method: "POST", headers, body: "{}" })];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect((await fetch(`${proxy.url}/-/health`)).status).toBe(200);
    expect(stub.received).toEqual([]);
  });

  it.each([
    ["in the place of the key", { authorization: `Bearer ${token}` }, { authorization: "Bearer own" }],
    ["in the place of Anthropic's key", { "x-api-key": token }, { authorization: "Bearer own" }],
    ["in a header of ours beside a key", { "x-cordon-token": token, authorization: "Bearer of-the-client" }, { authorization: "Bearer of-the-client" }],
    ["as of a proxy", { "proxy-authorization": `Bearer ${token}` }, { authorization: "Bearer own" }],
    ["in two places", { authorization: `Bearer ${token}`, "x-copy": `x ${token}` }, { authorization: "Bearer own" }],
  ])("lets in and goes no further: %s", async (_, headers, keys) => {
    vi.stubEnv("OPENAI_API_KEY", "own");
    const { stub, proxy, ask } = await before("openai", { token });
    expect((await ask(headers)).status).toBe(200);
    expect(keysOf(stub)).toEqual([keys]);
    expect(JSON.stringify(stub.received[0])).not.toContain(token);
    expect(proxy.text()).not.toContain(token);
  });

  it("has no place in an address", async () => {
    const { stub, ask } = await before("openai", { token });
    expect((await ask({ authorization: `Bearer ${token}` }, `/v1/chat/completions?key=${token}`)).status).toBe(400);
    expect(stub.received).toEqual([]);
  });
});

describe("what is told", () => {
  it("holds no content, no key and no query, whatever happens", async () => {
    vi.stubEnv("TEAM_KEY", "sk-of-the-team");
    const { stub, proxy, ask } = await before("openai", { keys: ["openai=TEAM_KEY"], category: [] });
    const path = "/v1/chat/completions?token=secret-in-query";
    const outcomes: Response[] = [];
    for (const category of ["public", "pii", "prohibited", "no-such-category"]) outcomes.push(await ask({ "x-cordon-category": category, authorization: "Bearer sk-secret-key" }, path));
    outcomes.push(await ask({ "x-cordon-category": "public" }, "/v1/secret-in-path/x"));
    outcomes.push(await ask({ "x-cordon-category": "public", "content-encoding": "gzip" }, path));
    stub.answer = (_, __, incoming) => void incoming.socket.destroy();
    outcomes.push(await ask({ "x-cordon-category": "public" }, path));
    stub.answer = answerJson;
    const told = `${proxy.text()}${await (await fetch(`${proxy.url}/-/metrics`)).text()}`;
    const answered = (await Promise.all(outcomes.map((each) => each.text()))).join("");
    for (const secret of ["patient", "sk-secret-key", "sk-of-the-team", "secret-in-query", "secret-in-path"]) {
      expect(told, secret).not.toContain(secret);
      expect(answered, secret).not.toContain(secret);
    }
    expect(outcomes.map(({ status }) => status)).toEqual([200, 403, 403, 403, 200, 400, 502]);
  });
});
