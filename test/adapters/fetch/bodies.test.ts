import { describe, expect, it } from "vitest";
import { guardFetch } from "../../../src/adapters/fetch/index.ts";
import { createGuard } from "../../../src/index.ts";
import { bodyOf, denialOf, post, recorder } from "./recorder.ts";

const guard = await createGuard();
const vercel = "https://ai-gateway.vercel.sh/v1/chat/completions";
const json = { "content-type": "application/json" };
const zdr = `"providerOptions":{"gateway":{"zeroDataRetention":true}}`;
const good = `{"model":"zai/glm-4.7","messages":[],${zdr}}`;

function stream(text: string): ReadableStream<Uint8Array> {
  return new Blob([text]).stream();
}

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

describe("a body that cannot be read", () => {
  const bodies: readonly (readonly [string, () => RequestInit])[] = [
    ["a stream", () => ({ body: stream(good), headers: json, duplex: "half" }) as RequestInit],
    ["an iterable", () => ({ body: (async function* () { yield new TextEncoder().encode(good); })(), headers: json, duplex: "half" }) as unknown as RequestInit],
    ["a form", () => ({ body: form({ model: "zai/glm-4.7", providerOptions: "{}" }) })],
    ["a form of pairs", () => ({ body: new URLSearchParams({ model: "zai/glm-4.7" }) })],
    ["compressed", () => ({ body: good, headers: { ...json, "content-encoding": "gzip" } })],
    ["compressed twice", () => ({ body: good, headers: { ...json, "Content-Encoding": "identity, br" } })],
    ["of another type", () => ({ body: good, headers: { "content-type": "text/plain" } })],
    ["of two types", () => ({ body: good, headers: [["content-type", "application/json"], ["content-type", "text/plain"]] as [string, string][] })],
    ["a form by its header", () => ({ body: good, headers: { "content-type": "multipart/form-data; boundary=x" } })],
    ["in another character set", () => ({ body: good, headers: { "content-type": "application/json; charset=utf-16" } })],
    ["no UTF-8", () => ({ body: new Uint8Array([...new TextEncoder().encode(good).slice(0, -1), 0xc3, 0x28, 0x7d]), headers: json })],
    ["UTF-16", () => ({ body: new Uint16Array([...`\ufeff${good}`].map((each) => each.charCodeAt(0))), headers: json })],
    ["no JSON", () => ({ body: `${good} x`, headers: json })],
    ["JSON with a comment", () => ({ body: good.replace("{", "{/**/"), headers: json })],
    ["JSON with a comma too many", () => ({ body: good.replace(/\}$/u, ",}"), headers: json })],
    ["a list", () => ({ body: `[${good}]`, headers: json })],
    ["a text", () => ({ body: JSON.stringify(good), headers: json })],
    ["lines of JSON", () => ({ body: `${good}\n${good}`, headers: json })],
  ];

  it.each(bodies)("is denied where something is required: %s", async (_, init) => {
    const { fetch, sent } = recorder();
    const response = await guardFetch({ guard, category: "internal", fetch })(vercel, { method: "POST", ...init() });
    expect([response.status, await denialOf(response), sent]).toEqual([403, { effect: "deny", codes: expect.arrayContaining(["feature"]), found: expect.arrayContaining(["unreadable-body"]) }, []]);
  });

  it.each(bodies)("leaves untouched where nothing is: %s", async (_, init) => {
    const calls: unknown[] = [];
    const keep: typeof fetch = async (...args) => {
      calls.push(args[1]?.body);
      return Response.json({});
    };
    const given = init();
    await guardFetch({ guard, category: "public", fetch: keep })(vercel, { method: "POST", ...given });
    const [body] = calls;
    if (given.body instanceof FormData) expect([...(body as FormData)]).toEqual([...given.body]);
    else if (ArrayBuffer.isView(given.body)) expect(body).toEqual(new Uint8Array(given.body.buffer));
    else if (given.body instanceof URLSearchParams) expect(String(body)).toBe(String(given.body));
    else expect(body).toBe(given.body);
  });

  it("is denied for data that nobody has named", async () => {
    const { fetch, sent } = recorder();
    const response = await guardFetch({ guard, fetch })(vercel, { method: "POST", headers: json, body: stream(good), duplex: "half" } as RequestInit);
    expect([response.status, sent]).toEqual([403, []]);
  });

  it("is denied on this machine, too, where the model may be one that leaves it", async () => {
    const { fetch, sent } = recorder();
    const response = await guardFetch({ guard, category: "pii", fetch })("http://localhost:11434/api/chat", { method: "POST", headers: { ...json, "content-encoding": "gzip" }, body: good });
    expect([response.status, sent]).toEqual([403, []]);
  });
});

describe("a body that can be read", () => {
  it.each([
    ["a byte order mark", `\ufeff${good}`],
    ["a lone surrogate", good.replace(`"messages":[]`, `"messages":["\ud800"]`)],
    ["an escaped lone surrogate", good.replace(`"messages":[]`, String.raw`"messages":["\ud800"]`)],
    ["huge numbers", good.replace(`"messages":[]`, `"seed":123456789012345678901234567890,"x":1e999`)],
    ["deep nesting", good.replace(`"messages":[]`, `"messages":${"[".repeat(50_000)}${"]".repeat(50_000)}`)],
    ["space around everything", ` \n{ "model" : "zai/glm-4.7" , "messages" : [ ] , "providerOptions" : { "gateway" : { "zeroDataRetention" : true } } } `],
    ["escapes in its keys", good.replace("zeroDataRetention", String.raw`zero\u0044ataRetention`)],
  ])("leaves to the byte: %s", async (_, text) => {
    const { fetch, sent } = recorder();
    await guardFetch({ guard, category: "pii", fetch })(vercel, post(text));
    expect(sent.map(({ init }) => init.body)).toEqual([text]);
  });

  it("keeps everything but what is added", async () => {
    const { fetch, sent } = recorder();
    const text = String.raw`{ "model": "zai/glm-4.7", "seed": 123456789012345678901234567890, "x": 1e999, "messages": ["\ud800\/"], "providerOptions": { "gateway": { "order": ["azure"] } } }`;
    await guardFetch({ guard, category: "pii", fetch })(vercel, post(text));
    expect(sent[0]?.text).toBe(text.replace(`["azure"]`, `["azure"],"zeroDataRetention":true`));
  });

  it.each([
    ["absent", `{}`, { gateway: { zeroDataRetention: true } }],
    ["false", `{"gateway":{"zeroDataRetention":false}}`, { gateway: { zeroDataRetention: true } }],
    ["a text", `{"gateway":{"zeroDataRetention":"true"}}`, { gateway: { zeroDataRetention: true } }],
    ["a number", `{"gateway":{"zeroDataRetention":1}}`, { gateway: { zeroDataRetention: true } }],
    ["null", `{"gateway":{"zeroDataRetention":null}}`, { gateway: { zeroDataRetention: true } }],
    ["misspelt", `{"gateway":{"zdr":true}}`, { gateway: { zdr: true, zeroDataRetention: true } }],
    ["in the wrong case", `{"gateway":{"ZeroDataRetention":true}}`, { gateway: { ZeroDataRetention: true, zeroDataRetention: true } }],
    ["in the wrong place", `{"zeroDataRetention":true}`, { zeroDataRetention: true, gateway: { zeroDataRetention: true } }],
    ["on a prototype", `{"__proto__":{"gateway":{"zeroDataRetention":true}}}`, JSON.parse(`{"__proto__":{"gateway":{"zeroDataRetention":true}},"gateway":{"zeroDataRetention":true}}`)],
    ["on a constructor", `{"gateway":{"constructor":{"prototype":{"zeroDataRetention":true}}}}`, { gateway: { constructor: { prototype: { zeroDataRetention: true } }, zeroDataRetention: true } }],
  ])("does not count a control that is %s", async (_, options, left) => {
    const { fetch, sent } = recorder();
    await guardFetch({ guard, category: "pii", fetch })(vercel, post(`{"model":"zai/glm-4.7","providerOptions":${options}}`));
    expect(bodyOf(sent[0])["providerOptions"]).toEqual(left);
    expect(Object.hasOwn(Object.prototype, "gateway") || Object.hasOwn(Object.prototype, "zeroDataRetention")).toBe(false);
  });

  it.each([`null`, `"x"`, `[]`, `true`, `{"gateway":null}`, `{"gateway":[{"zeroDataRetention":true}]}`, `{"gateway":"zdr"}`])(
    "is refused where the parent of a control is %s",
    async (options) => {
      const { fetch, sent } = recorder();
      const response = await guardFetch({ guard, category: "pii", fetch })(vercel, post(`{"model":"zai/glm-4.7","providerOptions":${options}}`));
      expect([response.status, sent]).toEqual([403, []]);
    },
  );

  it("is judged by what replaced it", async () => {
    const { fetch, sent } = recorder();
    const request = new Request(vercel, post(good));
    await guardFetch({ guard, category: "pii", fetch })(request, { body: `{"model":"zai/glm-4.7"}` });
    expect(bodyOf(sent[0])).toEqual({ model: "zai/glm-4.7", providerOptions: { gateway: { zeroDataRetention: true } } });
  });
});

describe("a key that stands twice", () => {
  it.each([
    `{"model":"zai/glm-4.7","model":"vmc/x",${zdr}}`,
    `{"model":"zai/glm-4.7",${zdr},"providerOptions":{}}`,
    `{"model":"zai/glm-4.7","providerOptions":{"gateway":{},"gateway":{"zeroDataRetention":true}}}`,
    `{"model":"zai/glm-4.7","providerOptions":{"gateway":{"zeroDataRetention":false,"zeroDataRetention":true}}}`,
    String.raw`{"model":"zai/glm-4.7","providerOptions":{"gateway":{"zeroDataRetention":false,"zero\u0044ataRetention":true}}}`,
    `{"model":"zai/glm-4.7",${zdr},"tools":[{"type":"web_search","type":"function"}]}`,
    `{"model":"zai/glm-4.7",${zdr},"__proto__":1,"__proto__":2}`,
    `{"model":"zai/glm-4.7",${zdr},"ProviderOptions":{"gateway":{"zeroDataRetention":false}}}`,
    `{"model":"zai/glm-4.7","providerOptions":{"gateway":{"zeroDataRetention":true,"zerodataretention":false}}}`,
  ])("is refused as malformed: %s", async (text) => {
    const { fetch, sent } = recorder();
    const response = await guardFetch({ guard, category: "pii", fetch })(vercel, post(text));
    const { message } = (await response.json()) as { message: string };
    expect([response.status, message, sent]).toEqual([400, expect.stringContaining("stands twice"), []]);
  });

  it.each([
    `{"a":{"x":1},"b":{"x":1},"c":[{"x":1},{"x":1}],"model":"zai/glm-4.7",${zdr}}`,
    `{"a":"\\"x\\":1,\\"x\\":2","b":["x","x"],"model":"zai/glm-4.7",${zdr}}`,
    `{"a":"\\\\","b":"{\\"a\\":","model":"zai/glm-4.7",${zdr}}`,
  ])("is not seen where there is none: %s", async (text) => {
    const { fetch, sent } = recorder();
    await guardFetch({ guard, category: "pii", fetch })(vercel, post(text));
    expect(sent.map((each) => each.text)).toEqual([text]);
  });
});

describe("a form", () => {
  it("is judged at an API of a provider, by the model that it names", async () => {
    const { fetch, sent } = recorder();
    const guarded = guardFetch({ guard, category: "internal", fetch });
    const data = form({ model: "whisper-1" });
    data.append("file", new File(["abc"], "a.wav", { type: "audio/wav" }));
    await guarded("https://api.openai.com/v1/audio/transcriptions", { method: "POST", body: data });
    expect([sent[0]?.headers.get("content-type")?.split(";")[0], sent[0]?.text.includes("abc")]).toEqual(["multipart/form-data", true]);
  });

  it("is denied there for data that the provider may not keep", async () => {
    const { fetch, sent } = recorder();
    const response = await guardFetch({ guard, category: "pii", fetch })("https://api.openai.com/v1/audio/transcriptions", { method: "POST", body: form({ model: "whisper-1" }) });
    expect([response.status, (await denialOf(response)).codes, sent]).toEqual([403, ["retention"], []]);
  });

  it("is denied where it names two models, or one by a file", async () => {
    const { fetch, sent } = recorder();
    const guarded = guardFetch({ guard, category: "internal", fetch });
    const file = new FormData();
    file.append("model", new Blob(["whisper-1"]));
    const response = await guarded("https://api.openai.com/v1/audio/transcriptions", { method: "POST", body: file });
    expect([(await denialOf(response)).found, sent]).toEqual([["unreadable-model"], []]);
  });

  it("is denied where the API takes JSON", async () => {
    const { fetch, sent } = recorder();
    const response = await guardFetch({ guard, category: "internal", fetch })("https://api.openai.com/v1/chat/completions", { method: "POST", body: form({ model: "gpt-5" }) });
    expect([(await denialOf(response)).found, sent]).toEqual([["unreadable-body"], []]);
  });

  it("is copied before it is judged", async () => {
    const { fetch, sent } = recorder();
    const data = form({ model: "whisper-1" });
    const pending = guardFetch({ guard, category: "internal", fetch })("https://api.openai.com/v1/audio/transcriptions", { method: "POST", body: data });
    data.set("model", "changed");
    await pending;
    expect(sent[0]?.text.includes("changed")).toBe(false);
  });
});
