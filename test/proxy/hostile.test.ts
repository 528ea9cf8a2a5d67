import { describe, expect, it } from "vitest";
import { answersIn, post, raw } from "./raw.ts";
import { runProxy } from "./running.ts";
import { startStub } from "./stub.ts";

const body = JSON.stringify({ model: "zai/glm-4.7", messages: [] });
const path = "/vercel/v1/chat/completions";

async function before(category: readonly string[] = ["public"]) {
  const stub = await startStub();
  const proxy = await runProxy({ gateways: { vercel: stub }, category });
  return { stub, proxy, ask: async (text: string, answers = 1) => answersIn(await raw(proxy.url, text, { answers })) };
}

describe("a request that two readers would read differently", () => {
  const head = `POST ${path} HTTP/1.1\r\nHost: proxy\r\nContent-Type: application/json\r\n`;
  const chunked = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
  const smuggled = `POST ${path} HTTP/1.1\r\nHost: proxy\r\nx-cordon-category: public\r\nContent-Length: 2\r\n\r\n{}`;

  it.each([
    ["a length and chunks", `${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n${chunked}${smuggled}`],
    ["chunks and a length", `${head}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n${chunked}${smuggled}`],
    ["two lengths", `${head}Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}${smuggled}`],
    ["the same length twice", `${head}Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}`],
    ["a list of lengths", `${head}Content-Length: 2, 2\r\n\r\n{}`],
    ["a signed length", `${head}Content-Length: +2\r\n\r\n{}`],
    ["a length that is no number", `${head}Content-Length: 0x2\r\n\r\n{}`],
    ["a coding before the chunks", `${head}Transfer-Encoding: gzip, chunked\r\n\r\n${chunked}`],
    ["a coding that is none", `${head}Transfer-Encoding: xchunked\r\n\r\n${chunked}`],
    ["chunks twice", `${head}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n${chunked}`],
    ["chunks, then identity", `${head}Transfer-Encoding: chunked, identity\r\n\r\n${chunked}`],
    ["a space before the colon", `${head}Content-Length : 2\r\n\r\n{}`],
    ["a folded header", `${head}X-Fold: a\r\n b\r\nContent-Length: 2\r\n\r\n{}`],
    ["a bare line feed between headers", `POST ${path} HTTP/1.1\nHost: proxy\nContent-Length: 2\n\n{}`],
    ["a bare carriage return in a header", `${head}X-A: a\rContent-Length: 40\r\nContent-Length: 2\r\n\r\n{}`],
    ["a NUL in a header", `${head}X-A: a\0b\r\nContent-Length: 2\r\n\r\n{}`],
    ["a chunk whose size is none", `${head}Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n`],
    ["a chunk longer than it says", `${head}Transfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n`],
    ["chunks in HTTP/1.0", `POST ${path} HTTP/1.0\r\nHost: proxy\r\nTransfer-Encoding: chunked\r\n\r\n${chunked}`],
    ["no host", `POST ${path} HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}`],
    ["two hosts", `${head}Host: other\r\nContent-Length: 2\r\n\r\n{}`],
    ["two types", `${head}Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}`],
    ["two keys", `${head}Authorization: a\r\nAuthorization: b\r\nContent-Length: 2\r\n\r\n{}`],
    ["a method that is none", `P\u0001ST ${path} HTTP/1.1\r\nHost: proxy\r\n\r\n`],
    ["no HTTP at all", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003"],
  ])("is answered 400 and reaches nobody: %s", async (_, text) => {
    const { stub, ask } = await before();
    const answers = await ask(text);
    expect(answers.map(({ status }) => status)).toEqual([400]);
    expect(JSON.parse(answers[0]!.body)).toMatchObject({ error: { type: "invalid_request_error" } });
    expect(stub.received).toEqual([]);
  });

  it("is told apart where it is honest: two requests, one after the other, have two answers", async () => {
    const { stub, ask } = await before();
    expect((await ask(post(path, body) + post(path, body), 2)).map(({ status }) => status)).toEqual([200, 200]);
    expect(stub.received).toHaveLength(2);
  });

  it("cannot hide its category behind many headers", async () => {
    const { stub, ask } = await before();
    const many = Array.from({ length: 2_100 }, (_, index) => `a${index}:`);
    const [answer] = await ask(post(path, body, [...many, "x-cordon-category: prohibited"]));
    expect([answer?.status, stub.received]).toEqual([403, []]);
  });

  it("is answered 431 when its headers are larger than is read", async () => {
    const { stub, ask } = await before();
    expect((await ask(post(path, body, [`x-a: ${"a".repeat(40_000)}`])))[0]?.status).toBe(431);
    expect(stub.received).toEqual([]);
  });
});

describe("a path that servers read differently", () => {
  it.each([
    "/vercel/v1/../v1/chat/completions",
    "/vercel/./v1/chat/completions",
    "/vercel/v1/chat/completions/..",
    "/vercel/..",
    "/other/../vercel/v1/chat/completions",
    "/vercel/v1/%2e%2e/chat/completions",
    "/vercel/v1/.%2e/chat/completions",
    "/vercel/v1/%2E/chat/completions",
    "/vercel/v1%2fchat/completions",
    "/vercel/v1%5cchat/completions",
    "/vercel/v1\\chat/completions",
    "/vercel/v1/chat%252fcompletions",
    "/vercel//v1/chat/completions",
    "//vercel/v1/chat/completions",
    "/vercel/v1/chat//completions",
    "/vercel/v1/chat/completions%00",
    "/vercel/v1/chat/completions%0a",
    "/vercel/v1/chat/completions%0d%0aX-A:1",
    "/vercel/v1/..;/chat/completions",
    "/vercel/v1/chat/completions%",
    "/vercel/v1/chat/completions%zz",
    "/vercel/v1/chat/compl\u00e9tions",
    "/vercel/v1/chat/completions#x",
    "/vercel/v1/chat/{completions}",
    "http://ai-gateway.vercel.sh/v1/chat/completions",
    "http://127.0.0.1/vercel/v1/chat/completions",
    "https://evil.example/vercel/v1/chat/completions",
    "*",
  ])("is answered 400 and reaches nobody: %s", async (target) => {
    const { stub, ask } = await before();
    expect((await ask(post(target, body))).map(({ status }) => status)).toEqual([400]);
    expect(stub.received).toEqual([]);
  });

  it("is no way to another host: CONNECT is answered 400", async () => {
    const { stub, ask } = await before();
    expect((await ask(`CONNECT ${stub.host} HTTP/1.1\r\nHost: ${stub.host}\r\n\r\n`)).map(({ status }) => status)).toEqual([400]);
    expect(stub.received).toEqual([]);
  });

  it("is sent as it was judged, needless escapes resolved", async () => {
    const { stub, ask } = await before(["pii"]);
    expect((await ask(post("/vercel/v1/ch%61t/completion%73?a=%2e%2e", body)))[0]?.status).toBe(200);
    expect(stub.received.map((each) => [each.path, each.text.includes("zeroDataRetention")])).toEqual([["/v1/chat/completions?a=%2e%2e", true]]);
  });

  it("goes to the host of the configuration, whatever the header says", async () => {
    const { stub, ask } = await before();
    const text = post(path, body, ["X-Forwarded-Host: evil.example", "Forwarded: host=evil.example", "X-Original-URL: /v1/files", "X-HTTP-Method-Override: GET"]).replace("Host: proxy", "Host: evil.example");
    expect((await ask(text))[0]?.status).toBe(200);
    const { headers } = stub.received[0]!;
    expect([headers.host, JSON.stringify(headers).includes("evil"), headers["x-original-url"], headers["x-http-method-override"]]).toEqual([stub.host, false, undefined, undefined]);
  });

  it("that names no upstream is answered 404 with the names that there are", async () => {
    const { stub, ask } = await before();
    for (const target of ["/", "/v1/chat/completions", "/Vercel/v1/chat/completions", "/__proto__/v1", "/-/", "/-/other"]) expect((await ask(post(target, body)))[0]?.status).toBe(404);
    expect((await ask(post("/v1/chat/completions", body)))[0]?.body).toContain("`/vercel/`");
    expect(stub.received).toEqual([]);
  });
});

describe("headers", () => {
  it("for one hop, and those that `Connection` names, go no further", async () => {
    const { stub, ask } = await before();
    const hop = ["Connection: keep-alive, X-Secret-Hop, x-another", "X-Secret-Hop: 1", "X-Another: 1", "Keep-Alive: timeout=9", "TE: trailers", "Trailer: x-t", "Proxy-Authorization: Basic YQ==", "Proxy-Connection: keep-alive", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQ", "X-Kept: 1"];
    expect((await ask(post(path, body, hop)))[0]?.status).toBe(200);
    expect(Object.keys(stub.received[0]!.headers).sort()).toEqual(["connection", "content-length", "content-type", "host", "x-kept"]);
  });

  it("that name a category count, even when `Connection` would take them away", async () => {
    const { stub, ask } = await before();
    for (const headers of [["x-cordon-category: prohibited", "Connection: x-cordon-category"], ["x-cordon-category: public", "X-Cordon-Category: prohibited"], ["x-cordon-category: public, prohibited"]]) {
      expect((await ask(post(path, body, headers)))[0]?.status).toBe(403);
    }
    expect(stub.received).toEqual([]);
  });

  it.each(["x-cordon-categories: pii", "x-cordon-categry: pii", "X_Cordon_Category: pii", "x-cordon-mode: observe"])("that begin like ours and are none are refused, since a slip must not lose a category: %s", async (header) => {
    const { stub, ask } = await before();
    expect((await ask(post(path, body, [header])))[0]?.status).toBe(400);
    expect(stub.received).toEqual([]);
  });

  it("of a page in a browser are refused", async () => {
    const { stub, ask } = await before();
    for (const site of ["cross-site", "same-site", "same-origin"]) expect((await ask(post(path, body, [`Sec-Fetch-Site: ${site}`])))[0]?.status).toBe(403);
    expect(stub.received).toEqual([]);
  });

  it("of an answer that speak of one hop or of the other host come back without those", async () => {
    const { stub, ask } = await before();
    stub.answer = (_, response) => void response.writeHead(200, { "x-cordon-effect": "allow", "alt-svc": 'h3=":443"', "strict-transport-security": "max-age=1", connection: "x-hop", "x-hop": "1", "set-cookie": ["a=1", "b=2"], "x-request-id": "7" }).end("{}");
    const [answer] = await ask(post(path, body));
    expect(answer?.head.toLowerCase().split("\r\n").filter((line) => /^(?:x-|alt|strict|set)/u.test(line)).sort()).toEqual(["set-cookie: a=1", "set-cookie: b=2", "x-cordon-effect: allow", "x-request-id: 7"]);
  });
});

describe("a WebSocket", () => {
  const upgrade = (target: string, category: string) => [`GET ${target} HTTP/1.1`, "Host: proxy", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", `x-cordon-category: ${category}`, "", ""].join("\r\n");

  it.each(["internal", "pii", "prohibited"])("is refused with the decision for %s data", async (category) => {
    const stub = await startStub();
    const proxy = await runProxy({ gateways: { vercel: stub } });
    const [answer] = answersIn(await raw(proxy.url, upgrade("/vercel/v4/ai/realtime-model?ai-model-id=openai/gpt-realtime", category)));
    expect(answer?.status).toBe(403);
    expect(JSON.parse(answer!.body)).toMatchObject({ cordon: { effect: "deny" } });
    expect(proxy.lines.at(-1)).toMatchObject({ endpoint: "realtime", effect: "deny", outcome: "refused", status: 403 });
    expect(stub.received).toEqual([]);
  });

  it("is not carried for data that may go anywhere, and that is said", async () => {
    const { stub, ask } = await before();
    const [answer] = await ask(upgrade("/vercel/v4/ai/realtime-model?ai-model-id=openai/gpt-realtime", "public"));
    expect([answer?.status, answer?.body.includes("carries no WebSockets"), stub.received]).toEqual([501, true, []]);
  });
});

describe("a redirect of an upstream", () => {
  it("to itself leads back through the proxy", async () => {
    const { stub, proxy, ask } = await before();
    stub.answer = (_, response) => void response.writeHead(307, { location: "/v1/responses?x=1" }).end();
    expect((await ask(post(path, body)))[0]?.head).toContain("location: http://proxy/vercel/v1/responses?x=1");
    stub.answer = (_, response) => void response.writeHead(201, { "x-goog-upload-url": `${stub.url}/upload?id=7`, location: "https://elsewhere.example/" }).end();
    const { headers } = await fetch(proxy.url + path, { method: "POST", headers: { "content-type": "application/json" }, body });
    expect([headers.get("x-goog-upload-url"), headers.get("location")]).toEqual([`${proxy.url}/vercel/upload?id=7`, "https://elsewhere.example/"]);
  });

  it("to another host is answered 502: a client would take the body there unjudged", async () => {
    const { stub, ask } = await before();
    for (const location of ["https://evil.example/v1/chat/completions", "//evil.example/", "https://127.0.0.1:1/"]) {
      stub.answer = (_, response) => void response.writeHead(308, { location }).end();
      const [answer] = await ask(post(path, body));
      expect([answer?.status, answer?.body.includes("evil")]).toEqual([502, false]);
    }
  });
});
