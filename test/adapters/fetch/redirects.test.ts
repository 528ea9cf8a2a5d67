import { describe, expect, it } from "vitest";
import { guardFetch } from "../../../src/adapters/fetch/index.ts";
import { createGuard } from "../../../src/index.ts";
import { bodyOf, post, recorder } from "./recorder.ts";

const guard = await createGuard();
const from = "https://ai-gateway.vercel.sh/v1/chat/completions";
const call = { model: "zai/glm-4.7", messages: [{ role: "user", content: "x" }] };
const keys = { authorization: "Bearer k", "x-api-key": "k", "x-other": "y" };

function redirect(status: number, location: string): () => Response {
  return () => new Response(null, { status, headers: { location } });
}

async function ask(category: string, init: RequestInit, ...answers: readonly (() => Response)[]) {
  const { fetch, sent } = recorder(...answers);
  const response = await guardFetch({ guard, category, fetch })(from, init);
  return { response, sent };
}

describe("a redirect that takes the body along", () => {
  it.each([307, 308])("is followed on the same host, judged again (%i)", async (status) => {
    const { response, sent } = await ask("pii", post(call, keys), redirect(status, "/v1/responses"), () => Response.json({ ok: true }));
    expect(sent.map((each) => [each.url, each.method, each.headers.get("authorization"), bodyOf(each)["providerOptions"]])).toEqual([
      [from, "POST", "Bearer k", { gateway: { zeroDataRetention: true } }],
      ["https://ai-gateway.vercel.sh/v1/responses", "POST", "Bearer k", { gateway: { zeroDataRetention: true } }],
    ]);
    expect(await response.json()).toEqual({ ok: true });
  });

  it.each(["https://example.com/v1/chat/completions", "https://api.openai.com/v1/chat/completions", "//example.com/x", "http://localhost:9/x", "https://ai-gateway.vercel.sh:8443/v1/chat/completions", "/v1/unheard-of"])(
    "does not reach a host that may not have the data: %s",
    async (location) => {
      const { response, sent } = await ask("pii", post(call), redirect(307, location), () => Response.json({}));
      expect([response.status, sent.map(({ url }) => url)]).toEqual([403, [from]]);
    },
  );

  it("is followed to a host that may, with the control that counts there, and without keys", async () => {
    const { sent } = await ask("pii", post(call, keys), redirect(308, "https://openrouter.ai/api/v1/chat/completions"), () => Response.json({}));
    expect([sent[1]?.url, [...(sent[1]?.headers ?? [])].map(([name]) => name), bodyOf(sent[1])]).toEqual([
      "https://openrouter.ai/api/v1/chat/completions",
      ["content-type", "x-other"],
      { ...call, providerOptions: { gateway: { zeroDataRetention: true } }, provider: { zdr: true } },
    ]);
  });

  it("is followed for public data, as fetch would", async () => {
    const { sent } = await ask("public", post(call), redirect(307, "https://example.com/x"), () => Response.json({}));
    expect(sent.map(({ url, text }) => [url, text])).toEqual([
      [from, JSON.stringify(call)],
      ["https://example.com/x", JSON.stringify(call)],
    ]);
  });

  it("is followed with a form, judged again", async () => {
    const { fetch, sent } = recorder(redirect(307, "https://example.com/x"), () => Response.json({}));
    const form = new FormData();
    form.append("model", "whisper-1");
    const response = await guardFetch({ guard, category: "internal", fetch })("https://api.openai.com/v1/audio/transcriptions", { method: "POST", body: form });
    expect([response.status, sent.length]).toEqual([403, 1]);
  });

  it("is followed from a Request, too", async () => {
    const { fetch, sent } = recorder(redirect(307, "/v1/responses"), () => Response.json({}));
    await guardFetch({ guard, category: "pii", fetch })(new Request(from, post(call, keys)));
    expect(sent.map((each) => [each.url, each.headers.get("x-other"), bodyOf(each)["providerOptions"]])).toEqual([
      [from, "y", { gateway: { zeroDataRetention: true } }],
      ["https://ai-gateway.vercel.sh/v1/responses", "y", { gateway: { zeroDataRetention: true } }],
    ]);
  });

  it("is followed twenty times, then fails as fetch does", async () => {
    const { fetch, sent } = recorder(redirect(307, "/v1/chat/completions"));
    await expect(guardFetch({ guard, category: "pii", fetch })(from, post(call))).rejects.toThrow("fetch failed");
    expect(sent).toHaveLength(21);
  });
});

describe("a redirect that drops the body", () => {
  it.each([301, 302, 303])("is followed as fetch would (%i)", async (status) => {
    const { sent } = await ask("pii", post(call, keys), redirect(status, "https://example.com/result"), () => Response.json({}));
    expect(sent.slice(1).map(({ url, method, text, headers }) => [url, method, text, [...headers].map(([name]) => name)])).toEqual([
      ["https://example.com/result", "GET", "", ["x-other"]],
    ]);
  });
});

it("a redirect that drops the body of a Request leads back to where it came from without it", async () => {
  const { fetch, sent } = recorder(redirect(303, from), () => Response.json({}));
  await guardFetch({ guard, category: "pii", fetch })(new Request(from, post(call)));
  expect(sent.slice(1).map(({ url, method, text }) => [url, method, text])).toEqual([[from, "GET", ""]]);
});

describe("a caller's own wish about redirects", () => {
  it.each(["manual", "error"] as const)("is kept: %s", async (wish) => {
    const { response, sent } = await ask("pii", { ...post(call), redirect: wish }, redirect(307, "https://example.com/x"));
    expect([response.status, sent.map(({ init }) => init.redirect)]).toEqual([307, [wish]]);
  });

  it("is kept from a Request", async () => {
    const { fetch, sent } = recorder(redirect(307, "/v1/responses"));
    const response = await guardFetch({ guard, category: "pii", fetch })(new Request(from, { ...post(call), redirect: "manual" }));
    expect([response.status, sent.length]).toEqual([307, 1]);
  });
});

it("a redirect out of sight fails, as in a browser, which hides where it leads", async () => {
  const hidden = Object.defineProperty(new Response(null), "type", { value: "opaqueredirect" });
  await expect(guardFetch({ guard, category: "pii", fetch: async () => hidden })(from, post(call))).rejects.toThrow(TypeError);
});
