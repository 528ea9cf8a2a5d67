import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { answersIn, raw } from "./raw.ts";
import { runProxy, until } from "./running.ts";
import { startStub } from "./stub.ts";

const body = JSON.stringify({ model: "zai/glm-4.7", messages: [{ role: "user", content: "grüße" }] });
const path = "/vercel/v1/chat/completions";

async function before(category = "pii", options = {}) {
  const stub = await startStub();
  const proxy = await runProxy({ gateways: { vercel: stub }, category: [category], ...options });
  const ask = (bytes: BodyInit, headers: Record<string, string> = {}): Promise<Response> => fetch(proxy.url + path, { method: "POST", headers: { "content-type": "application/json", ...headers }, body: bytes, duplex: "half" } as RequestInit);
  return { stub, proxy, ask };
}

const zlib = (await import("node:zlib")) as typeof import("node:zlib") & { readonly zstdCompressSync?: (text: string) => Buffer };

describe("a compressed body", () => {
  it.each<[string, Uint8Array]>([
    ["gzip", gzipSync(body)],
    ["x-gzip", gzipSync(body)],
    ["GZIP", gzipSync(body)],
    ["deflate", deflateSync(body)],
    ["deflate", deflateRawSync(body)],
    ["br", brotliCompressSync(body)],
    ["identity", Buffer.from(body)],
    ["gzip, br", brotliCompressSync(gzipSync(body))],
    ...(zlib.zstdCompressSync === undefined ? [] : [["zstd", zlib.zstdCompressSync(body)] as [string, Uint8Array]]),
  ])("is judged and sent decoded: %s", async (coding, bytes) => {
    const { stub, ask } = await before();
    expect((await ask(bytes as Uint8Array<ArrayBuffer>, { "content-encoding": coding })).status).toBe(200);
    const [{ headers, text }] = stub.received as [(typeof stub.received)[0]];
    expect(JSON.parse(text)).toEqual({ ...JSON.parse(body), providerOptions: { gateway: { zeroDataRetention: true } } });
    expect([headers["content-encoding"], Number(headers["content-length"])]).toEqual([undefined, Buffer.byteLength(text)]);
  });

  it.each<[string, string, Uint8Array, number]>([
    ["cut short", "gzip", gzipSync(body).subarray(0, 30), 400],
    ["that is not in its coding", "br", Buffer.from(body), 400],
    ["in a coding that nobody knows", "snappy", Buffer.from(body), 415],
    ["in too many codings", "gzip, gzip, gzip, gzip", Buffer.from(body), 400],
    ["with more behind it than may be", "gzip", gzipSync(`"${"a".repeat(70_000_000)}"`), 413],
  ])("reaches nobody: one %s", async (_, coding, bytes, status) => {
    const { stub, proxy, ask } = await before("public");
    expect((await ask(bytes as Uint8Array<ArrayBuffer>, { "content-encoding": coding })).status).toBe(status);
    expect([stub.received, proxy.text().includes("aaaa")]).toEqual([[], false]);
  });
});

describe("a body", () => {
  it.each([
    ["a key twice", `{"model":"a","model":"b"}`],
    ["a key twice, once escaped", `{"model":"a","mod\\u0065l":"b"}`],
    ["a key twice deep inside", `{"model":"a","providerOptions":{"gateway":{"zeroDataRetention":true,"zeroDataRetention":false}}}`],
    ["a key twice in a list", `[{"model":"a","model":"b"}]`],
    ["no JSON", `{"model":`],
    ["JSON and more", `{"model":"a"} {}`],
    ["no UTF-8", Buffer.from([0x7b, 0xff, 0x7d])],
  ])("with %s is answered 400, whatever its category", async (_, text) => {
    for (const category of ["public", "pii"]) {
      const { stub, ask } = await before(category);
      const response = await ask(text as BodyInit);
      expect([response.status, stub.received]).toEqual([400, []]);
    }
  });

  it("in chunks is judged whole, and sent with its length", async () => {
    const { stub, ask } = await before();
    const chunks = new ReadableStream({
      start(controller) {
        for (const piece of [body.slice(0, 7), body.slice(7)]) controller.enqueue(new TextEncoder().encode(piece));
        controller.close();
      },
    });
    expect((await ask(chunks)).status).toBe(200);
    expect([stub.received[0]?.headers["transfer-encoding"], stub.received[0]?.text.includes("zeroDataRetention")]).toEqual([undefined, true]);
  });

  it("larger than may be is answered 413, with a length or without", async () => {
    const { stub, ask } = await before("public", { maxBody: 1_000 });
    const large = JSON.stringify({ model: "a", messages: ["x".repeat(5_000_000)] });
    const answers = [await ask(large), await ask(new Blob([large]).stream())];
    expect(answers.map(({ status }) => status)).toEqual([413, 413]);
    expect(await answers[0]!.json()).toMatchObject({ error: { type: "request_too_large", code: "body-too-large" } });
    expect(stub.received).toEqual([]);
  });

  it("that waits to be asked for is asked for, and not when it is too large", async () => {
    const { stub, proxy } = await before("public", { maxBody: 1_000 });
    const head = (length: number): string => `POST ${path} HTTP/1.1\r\nHost: proxy\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: ${length}\r\n\r\n`;
    expect(answersIn(await raw(proxy.url, head(2) + "{}")).map(({ status }) => status)).toEqual([100, 200]);
    const [refused, ...more] = answersIn(await raw(proxy.url, head(2_000)));
    expect([refused?.status, refused?.head.toLowerCase().includes("connection: close"), more]).toEqual([413, true, []]);
    expect(stub.received).toHaveLength(1);
  });

  it("of another type than JSON is denied where something is required, and sent as it is where nothing is", async () => {
    for (const [category, status, count] of [["internal", 403, 0], ["public", 200, 1]] as const) {
      const { stub, ask } = await before(category);
      for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16", "multipart/form-data; boundary=x"].slice(0, 3)) {
        stub.received.length = 0;
        expect([(await ask(body, { "content-type": type })).status, stub.received.length], type).toEqual([status, count]);
      }
    }
  });

  it("is sent to the character as it came where nothing has to be added", async () => {
    const { stub, ask } = await before();
    const text = `{ "model":"zai/glm-4.7", "n":12345678901234567890.10, "s":"\\u0041",\n "providerOptions":{"gateway":{"zeroDataRetention":true}} }`;
    await ask(text);
    expect(stub.received[0]?.text).toBe(text);
  });

  it("that is no form, though it says so, is answered 400", async () => {
    const { stub, ask } = await before("public");
    expect([(await ask("x", { "content-type": "multipart/form-data; boundary=y" })).status, stub.received]).toEqual([400, []]);
  });

  it("that never comes to its end is not waited for", async () => {
    const { stub, proxy } = await before("public", { requestTimeout: 300 });
    const text = await raw(proxy.url, `POST ${path} HTTP/1.1\r\nHost: proxy\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n{`);
    expect([answersIn(text)[0]?.status, stub.received]).toEqual([408, []]);
    await until(() => proxy.lines.some(({ status }) => status === 408));
  }, 20_000);

  it("in mode observe leaves as it came, and what would have become of it is told", async () => {
    const { stub, proxy, ask } = await before("pii", { mode: "observe" });
    expect((await ask(body)).headers.get("x-cordon-effect")).toBe("amend");
    expect(stub.received[0]?.text).toBe(body);
    expect(proxy.lines.at(-1)).toMatchObject({ effect: "amend", outcome: "observed" });
  });

  it("in mode enforce is refused where something would have to be added", async () => {
    const { stub, ask } = await before("pii", { mode: "enforce" });
    const response = await ask(body);
    expect([response.status, await response.json(), stub.received]).toMatchObject([403, { message: expect.stringMatching(/^call denied for .+; it passes with `zeroRetention: true`$/u), cordon: { effect: "amend" } }, []]);
  });
});

describe("a request without a body", () => {
  it("asks for what is no content, and is not judged", async () => {
    const { stub, proxy } = await before("prohibited");
    expect((await fetch(`${proxy.url}/vercel/v1/models`)).status).toBe(200);
    expect((await fetch(`${proxy.url}/vercel/v1/models`, { method: "HEAD" })).status).toBe(200);
    expect(stub.received.map(({ method, headers }) => [method, headers["content-length"], headers["transfer-encoding"]])).toEqual([["GET", undefined, undefined], ["HEAD", undefined, undefined]]);
  });

  it("that has one all the same is judged", async () => {
    const { stub, proxy } = await before("prohibited");
    const text = `GET /vercel/v1/models HTTP/1.1\r\nHost: proxy\r\nContent-Type: application/json\r\nContent-Length: 12\r\n\r\n{"model":""}`;
    expect([answersIn(await raw(proxy.url, text))[0]?.status, stub.received]).toEqual([403, []]);
  });

  it("by TRACE is refused", async () => {
    const { stub, proxy } = await before("public");
    expect([answersIn(await raw(proxy.url, "TRACE /vercel/v1/models HTTP/1.1\r\nHost: proxy\r\n\r\n"))[0]?.status, stub.received]).toEqual([405, []]);
  });
});
