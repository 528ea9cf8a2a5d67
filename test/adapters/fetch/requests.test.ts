import { describe, expect, it } from "vitest";
import { guardFetch } from "../../../src/adapters/fetch/index.ts";
import { createGuard } from "../../../src/index.ts";
import { bodyOf, recorder } from "./recorder.ts";

const guard = await createGuard();
const url = "https://openrouter.ai/api/v1/chat/completions";
const call = { model: "z-ai/glm-4.7", messages: [{ role: "user", content: "x" }] };
const text = JSON.stringify(call);
const amended = { ...call, provider: { zdr: true } };
const json = { "content-type": "application/json" };

describe("the arguments of fetch", () => {
  const forms: readonly (readonly [string, () => [RequestInfo | URL, RequestInit?]])[] = [
    ["a string", () => [url, { method: "POST", headers: json, body: text }]],
    ["a URL", () => [new URL(url), { method: "POST", headers: json, body: text }]],
    ["a method in lower case", () => [url, { method: "post", headers: json, body: text }]],
    ["an instance of Headers", () => [url, { method: "POST", headers: new Headers(json), body: text }]],
    ["a list of headers", () => [url, { method: "POST", headers: [["Content-Type", "application/json"]], body: text }]],
    ["no type of content", () => [url, { method: "POST", body: text }]],
    ["a Request", () => [new Request(url, { method: "POST", headers: json, body: text })]],
    ["a Request with no type of content", () => [new Request(url, { method: "POST", body: text })]],
    ["a Request with its body replaced", () => [new Request(url, { method: "POST", headers: json, body: "{}" }), { body: text }]],
    ["a Request with its method and headers replaced", () => [new Request(url, { method: "PUT", headers: { "content-type": "text/plain" }, body: text }), { method: "POST", headers: json }]],
    ["an init that is a class instance", () => [url, new (class {
      get method() { return "POST"; }
      get headers() { return json; }
      get body() { return text; }
    })()]],
    ["bytes", () => [url, { method: "POST", headers: json, body: new TextEncoder().encode(text) }]],
    ["a buffer", () => [url, { method: "POST", headers: json, body: new TextEncoder().encode(text).buffer as ArrayBuffer }]],
    ["a part of a buffer", () => [url, { method: "POST", headers: json, body: new TextEncoder().encode(`##${text}##`).subarray(2, -2) }]],
    ["a DataView", () => [url, { method: "POST", headers: json, body: new DataView(new TextEncoder().encode(text).buffer) }]],
    ["a Blob with its type", () => [url, { method: "POST", body: new Blob([text], { type: "application/json" }) }]],
    ["a Blob under a header", () => [url, { method: "POST", headers: json, body: new Blob([text]) }]],
  ];

  it.each(forms)("may be %s", async (_, args) => {
    const { fetch, sent } = recorder();
    await guardFetch({ guard, category: "pii", fetch })(...args());
    expect(sent.map((each) => [each.url, each.method, bodyOf(each)])).toEqual([[url, "POST", amended]]);
  });

  it.each(forms.filter(([name]) => !name.includes("no type of content")))("leave as they came when nothing is to be added: %s", async (_, args) => {
    const { fetch, sent } = recorder();
    await guardFetch({ guard, category: "public", fetch })(...args());
    expect(sent.map((each) => [each.url, each.method, each.headers.get("content-type"), each.text])).toEqual([[url, "POST", "application/json", text]]);
  });

  it("keep what a runtime adds to them", async () => {
    const { fetch, sent } = recorder();
    const signal = new AbortController().signal;
    const extra = { signal, credentials: "omit", keepalive: true, next: { revalidate: 1 } } as RequestInit;
    await guardFetch({ guard, category: "pii", fetch })(url, { method: "POST", headers: json, body: text, ...extra });
    expect(sent[0]?.init).toMatchObject(extra);
  });

  it("keep what a runtime adds beside a Request, and the Request's own signal", async () => {
    const seen: [Request, (RequestInit | undefined)?][] = [];
    const keep: typeof fetch = async (input, init) => {
      seen.push([input as Request, init]);
      return Response.json({});
    };
    const controller = new AbortController();
    const request = new Request(url, { method: "POST", headers: json, body: text, signal: controller.signal, credentials: "omit" });
    await guardFetch({ guard, category: "pii", fetch: keep })(request, { next: { revalidate: 1 } } as RequestInit);
    controller.abort();
    const [whole, init] = seen[0] ?? [];
    expect([whole?.credentials, whole?.signal.aborted, init]).toEqual(["omit", true, { next: { revalidate: 1 }, redirect: "manual" }]);
  });

  it("leave the caller's Request unused when it is refused", async () => {
    const request = new Request("https://api.openai.com/v1/chat/completions", { method: "POST", headers: json, body: text });
    await guardFetch({ guard, category: "pii", fetch: recorder().fetch })(request);
    expect(await request.text()).toBe(text);
  });

  it("are read once: what changes while they are judged does not leave", async () => {
    const { fetch, sent } = recorder();
    const bytes = new TextEncoder().encode(JSON.stringify({ ...amended }));
    const headers: Record<string, string> = { ...json };
    const address = new URL(url);
    const pending = guardFetch({ guard, category: "pii", fetch })(address, { method: "POST", headers, body: bytes });
    bytes.fill(32);
    headers["x-openrouter-cache"] = "true";
    address.host = "example.com";
    await pending;
    expect(sent.map((each) => [each.url, each.headers.get("x-openrouter-cache"), bodyOf(each)])).toEqual([[url, null, amended]]);
  });

  it("correct the length that a client has stated", async () => {
    const { fetch, sent } = recorder();
    await guardFetch({ guard, category: "pii", fetch })(url, { method: "POST", headers: { ...json, "Content-Length": String(text.length) }, body: text });
    expect(new Headers(sent[0]?.init.headers).get("content-length")).toBe(String(sent[0]?.text.length));
  });

  it("keep the form of the headers, for a wrapped fetch that expects it", async () => {
    const { fetch, sent } = recorder();
    await guardFetch({ guard, category: "pii", fetch })(url, { method: "POST", headers: { ...json, Authorization: "Bearer k", "X-Cordon-Category": "pii" }, body: text });
    expect(sent[0]?.init.headers).toEqual({ ...json, Authorization: "Bearer k" });
  });

  it("reject what is no address, as fetch does", async () => {
    await expect(guardFetch({ guard, category: "pii", fetch: recorder().fetch })("no address")).rejects.toThrow(TypeError);
  });

  it("reject a Request that is used up, as fetch does", async () => {
    const request = new Request(url, { method: "POST", headers: json, body: text });
    await request.text();
    await expect(guardFetch({ guard, category: "pii", fetch: recorder().fetch })(request)).rejects.toThrow(TypeError);
  });

  it("pass where no network is asked for", async () => {
    const response = await guardFetch({ guard, category: "prohibited" })("data:text/plain,x");
    expect(await response.text()).toBe("x");
  });
});

describe("the runtime's own fetch", () => {
  it("is the one of the moment", async () => {
    const before = globalThis.fetch;
    const guarded = guardFetch({ guard, category: "public" });
    const { fetch, sent } = recorder();
    try {
      globalThis.fetch = fetch;
      await guarded(url, { method: "POST", headers: json, body: text });
    } finally {
      globalThis.fetch = before;
    }
    expect(sent).toHaveLength(1);
  });

  it("may be replaced by a guarded one, alone or inside another", async () => {
    const before = globalThis.fetch;
    const { fetch, sent } = recorder();
    try {
      globalThis.fetch = fetch;
      const inside = guardFetch({ guard, category: "internal" });
      globalThis.fetch = inside;
      await globalThis.fetch(url, { method: "POST", headers: json, body: text });
      globalThis.fetch = guardFetch({ guard, category: "pii", fetch: inside });
      await globalThis.fetch(url, { method: "POST", headers: json, body: text });
    } finally {
      globalThis.fetch = before;
    }
    expect(sent.map((each) => bodyOf(each)["provider"])).toEqual([{ data_collection: "deny" }, { zdr: true }]);
  });

  it("hears of the categories when it is guarded, though the header is gone", async () => {
    const before = globalThis.fetch;
    const { fetch, sent } = recorder();
    try {
      globalThis.fetch = guardFetch({ guard, fetch, unknownHosts: "pass" });
      await guardFetch({ guard })(url, { method: "POST", headers: { ...json, "x-cordon-category": "public" }, body: text });
    } finally {
      globalThis.fetch = before;
    }
    expect(sent.map(({ text: left }) => left)).toEqual([text]);
  });
});

describe("an answer", () => {
  it("passes untouched, as a stream", async () => {
    const answer = new Response(new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode("data: 1\n\n")) }), { headers: { a: "b" } });
    const response = await guardFetch({ guard, category: "pii", fetch: async () => answer })(url, { method: "POST", headers: json, body: text });
    expect(response).toBe(answer);
    expect(response.bodyUsed).toBe(false);
  });

  it("may be a failure of the network, which is the caller's to see", async () => {
    const failure = new TypeError("fetch failed");
    const guarded = guardFetch({ guard, category: "pii", fetch: () => Promise.reject(failure) });
    await expect(guarded(url, { method: "POST", headers: json, body: text })).rejects.toBe(failure);
  });
});
