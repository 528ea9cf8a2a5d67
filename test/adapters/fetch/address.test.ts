import { describe, expect, it } from "vitest";
import { guardFetch } from "../../../src/adapters/fetch/index.ts";
import { createGuard } from "../../../src/index.ts";
import { bodyOf, denialOf, post, recorder } from "./recorder.ts";

const guard = await createGuard();
const chat = { model: "zai/glm-4.7", messages: [{ role: "user", content: "x" }] };

async function ask(url: string, category: string, body: unknown = chat) {
  const { fetch, sent } = recorder();
  const response = await guardFetch({ guard, category, fetch })(url, post(body));
  return { response, sent };
}

describe("a known host", () => {
  it.each([
    "https://ai-gateway.vercel.sh/v1/chat/completions",
    "https://AI-Gateway.Vercel.SH/v1/chat/completions",
    "https://ai-gateway.vercel.sh:443/v1/chat/completions",
    "https://ai-gateway.vercel.sh./v1/chat/completions",
    "http://ai-gateway.vercel.sh/v1/chat/completions",
    "http://ai-gateway.vercel.sh:80/v1/chat/completions",
    "https:\\\\ai-gateway.vercel.sh\\v1\\chat\\completions",
    "https://ai%2Dgateway.vercel.sh/v1/chat/completions",
    "https://ai-gateway.vercel.sh/v1/./chat/../chat/completions",
    "https://ai-gateway.vercel.sh/x/%2e%2e/v1/chat/completions",
    "https://ai-gateway.vercel.sh//v1//chat/completions/",
    "https://ai-gateway.vercel.sh/v1/%63hat/completions?a=b#c",
    "https://ａi-gateway.vercel.sh/v1/chat/completions",
    " https://ai-gateway.vercel.sh/v1/chat/completions\n",
  ])("is found behind %j", async (url) => {
    const { sent } = await ask(url, "pii");
    expect(bodyOf(sent[0])).toEqual({ ...chat, providerOptions: { gateway: { zeroDataRetention: true } } });
  });

  it("is found behind a name and a password, which are no part of it", async () => {
    const calls: string[] = [];
    const seen: typeof fetch = async (input) => {
      calls.push(String(input));
      return Response.json({});
    };
    await guardFetch({ guard, category: "pii", fetch: seen })("https://api.openai.com@ai-gateway.vercel.sh/v1/chat/completions", post(chat));
    const refused = await guardFetch({ guard, category: "pii", fetch: seen })("https://ai-gateway.vercel.sh@api.openai.com/v1/chat/completions", post(chat));
    expect({ calls, status: refused.status }).toEqual({
      calls: ["https://api.openai.com@ai-gateway.vercel.sh/v1/chat/completions"],
      status: 403,
    });
  });

  it.each(["https://ai-gateway.vercel.sh:8443/v1/chat/completions", "https://ai-gateway.vercel.sh/v1/chat%2Fcompletions", "https://ai-gateway.vercel.sh/v1/unheard-of"])(
    "is denied at an address of it that nobody knows: %s",
    async (url) => {
      const { response, sent } = await ask(url, "internal");
      expect([response.status, (await denialOf(response)).codes, sent]).toEqual([403, ["unsupported-endpoint"], []]);
    },
  );

  it("is denied at an address that nobody knows even where unknown hosts pass", async () => {
    const { fetch, sent } = recorder();
    const response = await guardFetch({ guard, category: "internal", fetch, unknownHosts: "pass" })("https://api.openai.com:8443/v1/chat/completions", post(chat));
    expect([response.status, sent]).toEqual([403, []]);
  });

  it("is denied on an unlisted path although every kind of request is covered", async () => {
    const { response, sent } = await ask("http://localhost:11434/api/unheard-of", "pii");
    expect([response.status, sent]).toEqual([403, []]);
  });

  it("passes for public data on an unlisted path", async () => {
    const { sent } = await ask("https://api.openai.com/v1/unheard-of", "public");
    expect(bodyOf(sent[0])).toEqual(chat);
  });

  it.each(["GET", "HEAD", "DELETE"])("passes %s without a body", async (method) => {
    const { fetch, sent } = recorder();
    await guardFetch({ guard, category: "prohibited", fetch })("https://api.openai.com/v1/models", { method });
    expect(sent.map((each) => each.method)).toEqual([method]);
  });

  it("lets a batch be asked about, which takes no more than its name", async () => {
    const { fetch, sent } = recorder();
    const guarded = guardFetch({ guard, category: "pii", fetch });
    await guarded("https://ai-gateway.vercel.sh/v4/ai/batch/status", post({ batchId: "b_1" }));
    const more = await guarded("https://ai-gateway.vercel.sh/v4/ai/batch/status", post({ batchId: "b_1", note: "content" }));
    const long = await guarded("https://ai-gateway.vercel.sh/v4/ai/batch/status", post({ batchId: "content ".repeat(100) }));
    expect([sent.length, more.status, long.status]).toEqual([1, 403, 403]);
  });
});

describe("the status of a video job at Vercel", () => {
  const status = "https://ai-gateway.vercel.sh/v4/ai/video-model/status";

  it("may be asked for by the name of the job", async () => {
    const { fetch, sent } = recorder();
    const guarded = guardFetch({ guard, category: "pii", fetch });
    await guarded(status, post({ operation: "operations/1" }));
    await guarded(status, post({ operation: { name: "operations/1", done: false } }));
    expect(sent).toHaveLength(2);
  });

  it.each([{ operation: "1", prompt: "content" }, { operation: "content ".repeat(200) }, { operation: { text: "content ".repeat(200) } }])("is a video request otherwise: %#", async (body) => {
    const { fetch, sent } = recorder();
    const response = await guardFetch({ guard, category: "pii", fetch })(status, post(body));
    expect([response.status, sent]).toEqual([403, []]);
  });
});

describe("this machine", () => {
  it("may be asked for a model by its name", async () => {
    const { fetch, sent } = recorder();
    const guarded = guardFetch({ guard, category: "prohibited", fetch });
    await guarded("http://localhost:11434/api/pull", post({ model: "llama3.3", stream: false }));
    const more = await guarded("http://localhost:11434/api/show", post({ model: "llama3.3", system: "content" }));
    expect([sent.length, more.status]).toEqual([1, 403]);
  });

  it.each(["http://localhost:11434", "http://127.0.0.1:11434", "http://[::1]:11434", "http://0x7f.1:11434", "http://127.8.9.1:11434", "http://[::ffff:127.0.0.1]:11434", "http://LOCALHOST.:11434"])(
    "is found as %s",
    async (origin) => {
      const { sent } = await ask(`${origin}/api/chat`, "pii", { ...chat, model: "llama3.3" });
      expect(sent).toHaveLength(1);
    },
  );

  it.each(["http://localhost:4321", "http://localhost", "http://192.168.0.7:11434", "http://localhost.example:11434", "http://ollama:11434", "http://ollama"])(
    "is not found as %s",
    async (origin) => {
      const { response, sent } = await ask(`${origin}/api/chat`, "pii", { ...chat, model: "llama3.3" });
      expect([(await denialOf(response)).codes, sent]).toEqual([["unknown-gateway"], []]);
    },
  );
});

describe("an unknown host", () => {
  it.each(["https://ai-gateway.vercel.sh.example.com", "https://xai-gateway.vercel.sh", "https://example.com/ai-gateway.vercel.sh", "https://openai", "https://constructor", "https://аi-gateway.vercel.sh"])(
    "is judged as an unknown gateway: %s",
    async (origin) => {
      const { response, sent } = await ask(`${origin}/v1/chat/completions`, "internal", { ...chat, providerOptions: { gateway: { zeroDataRetention: true } } });
      expect([response.status, (await denialOf(response)).codes, sent]).toEqual([403, ["unknown-gateway"], []]);
    },
  );

  it("is judged without a body, too", async () => {
    const { fetch, sent } = recorder();
    const response = await guardFetch({ guard, category: "pii", fetch })("https://example.com/?q=content");
    expect([response.status, sent]).toEqual([403, []]);
  });

  it("gets public data", async () => {
    const { sent } = await ask("https://models.example.com/v1/chat/completions", "public");
    expect(bodyOf(sent[0])).toEqual(chat);
  });

  it("passes untouched where the caller says so, but for our own header", async () => {
    const calls: unknown[] = [];
    const seen: typeof fetch = async (...args) => {
      calls.push(args);
      return Response.json({});
    };
    const guarded = guardFetch({ guard, category: "pii", fetch: seen, unknownHosts: "pass" });
    const stream = new ReadableStream();
    const init = { method: "POST", body: stream, duplex: "half" } as RequestInit;
    await guarded("https://example.com/x", init);
    await guarded("https://example.com/x", { ...init, headers: { "X-Cordon-Category": "pii", a: "b" } });
    expect(calls).toEqual([
      ["https://example.com/x", init],
      ["https://example.com/x", { ...init, headers: { a: "b" } }],
    ]);
  });
});

describe("a regional host", () => {
  it.each([
    ["https://eu.ai-gateway.vercel.sh/v1/chat/completions", "EU"],
    ["https://us.openrouter.ai/api/v1/chat/completions", "US"],
    ["https://api.eu.mistral.ai/v1/chat/completions", "EU"],
    ["https://jp.api.openai.com/v1/chat/completions", "JP"],
    ["https://ai-gateway.vercel.sh/v1/chat/completions", undefined],
  ])("%s binds to %s", async (url, region) => {
    const regions: (string | undefined)[] = [];
    const watched = await createGuard({ onDecision: ({ call }) => void regions.push(call.region) });
    await guardFetch({ guard: watched, category: "public", fetch: recorder().fetch })(url, post(chat));
    expect(regions).toEqual([region]);
  });
});
