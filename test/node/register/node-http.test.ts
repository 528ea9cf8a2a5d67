import { describe, expect, it } from "vitest";
import { asOpenRouter, builtEntries, runGuarded, serve } from "./guarded-process.ts";

const { register } = await builtEntries();

const setup = `
const { GATEWAY, OTHER } = process.env;
const url = GATEWAY + "/api/v1/chat/completions";
const body = JSON.stringify({ model: "z-ai/glm-4.6", messages: [{ role: "user", content: "secret" }] });
const json = (category, more = {}) => ({ "Content-Type": "application/json", "X-Cordon-Category": category, ...more });
const tell = (value) => console.log(JSON.stringify(value));
const heard = (request, events = []) => new Promise((done) => {
  for (const event of ["continue", "finish", "error", "close"]) request.on(event, (error) => events.push(error instanceof Error ? event + " " + (error.code ?? error.message) : event));
  request.on("close", () => setImmediate(() => done(events)));
  request.on("response", (answer) => {
    let text = "";
    answer.on("data", (part) => (text += part)).on("end", () => events.push([answer.statusCode, text.slice(0, 5)]));
  });
});
`;

async function run(text: string, name = "app.mjs") {
  const [gateway, other] = [await serve(), await serve()];
  const program = name.endsWith(".cjs") ? `const http = require("node:http");\n${setup}(async () => {${text}})();` : `import http, { request } from "node:http";\n${setup}${text}`;
  const ran = await runGuarded({ register, name, text: program, files: asOpenRouter(gateway.address), environment: { GATEWAY: gateway.address, OTHER: other.address } });
  expect(ran.complaints).toBe("");
  return { ...ran, sent: gateway.received, providers: gateway.received.map(({ text: sent }) => (sent.startsWith("{") ? (JSON.parse(sent) as { provider?: unknown }).provider : null)) };
}

const zdr = { zdr: true };

describe("a request of Node's own client", () => {
  it("leaves with what the policy asks for, and a length that fits", async () => {
    const { sent, providers } = await run(`
await heard(request(url, { method: "POST", headers: json("pii", { "Content-Length": Buffer.byteLength(body) }) }).end(body));
const parts = request(url, { method: "POST", headers: json("pii") });
parts.write(body.slice(0, 9));
parts.write(Buffer.from(body.slice(9)));
await heard(parts.end());
`);
    expect(providers).toEqual([zdr, zdr]);
    expect(sent.map(({ headers, text }) => [headers["content-length"], headers["x-cordon-category"], Buffer.byteLength(text)])).toEqual(Array(2).fill(["96", undefined, 96]));
  });

  it.each(["app.mjs", "app.cjs"])("is answered as by a server when it is refused, and never connects (%s)", async (name) => {
    const { told, sent } = await run(`tell(await heard(http.request(url, { method: "POST", headers: json("prohibited") }).end(body)));`, name);
    expect([told, sent]).toEqual([[["finish", [403, '{"typ'], "close"]], []]);
  });

  it("is guarded by whichever door it comes", async () => {
    const { told, providers } = await run(`
const { port } = new URL(GATEWAY);
const options = { host: "127.0.0.1", port, path: "/api/v1/../v1/chat/completions", method: "POST", headers: json("pii") };
for (const made of [
  () => http.request(options), () => http.request(new URL(url), { method: "POST", headers: json("pii") }), () => new http.ClientRequest(options),
  () => http.request({ ...options, agent: false }), () => http.request({ ...options, agent: new http.Agent({ keepAlive: true, maxSockets: 1 }) }),
  () => http.request({ ...options, createConnection: ({ port, host }) => connect(port, host) }),
  () => http.request(url, { method: "POST", headers: Object.entries({ Host: new URL(url).host, ...json("pii") }).flat() }),
]) await heard(made().end(body));
const named = http.request({ host: "127.0.0.1", port: new URL(OTHER).port, path: "/api/v1/chat/completions", method: "POST", headers: { ...json("prohibited"), Host: new URL(GATEWAY).host } });
tell((await heard(named.end(body)))[1]);
function connect(...to) { return process.getBuiltinModule("node:net").connect(...to); }
`);
    expect([told, providers]).toEqual([[[403, '{"typ']], Array(7).fill(zdr)]);
  });

  it("is judged by the address that it names to a forward proxy, and goes there by an agent of the caller", async () => {
    const { told, providers } = await run(`
import { connect } from "node:net";
class Own extends http.Agent {
  addRequest(made, { host, port, secureEndpoint }) {
    tell(secureEndpoint);
    made.onSocket(connect(port, host));
  }
}
const { port } = new URL(GATEWAY);
const proxied = (category) => http.request({ host: "127.0.0.1", port, agent: new Own(), method: "POST", path: "http://openrouter.ai/api/v1/chat/completions", headers: json(category) });
await heard(proxied("pii").end(body));
tell((await heard(proxied("prohibited").end(body)))[1]);
`);
    expect([told, providers]).toEqual([[false, [403, '{"typ']], [zdr]]);
  });

  it("leaves by the path that was judged", async () => {
    const { sent } = await run(`await heard(http.request({ host: "127.0.0.1", port: new URL(GATEWAY).port, path: "/api/v1/models/../chat/completions?a=1", method: "POST", headers: json("pii") }).end(body));`);
    expect(sent.map(({ path }) => path)).toEqual(["/api/v1/chat/completions?a=1"]);
  });

  it("tells whoever waits to be asked for the body to go on", async () => {
    const { told, providers } = await run(`
const waiting = request(url, { method: "POST", headers: json("pii", { Expect: "100-continue" }) });
waiting.on("continue", () => waiting.end(body));
tell(await heard(waiting));
`);
    expect([told, providers]).toEqual([[["continue", "finish", [200, '{"id"'], "close"]], [zdr]]);
  });

  it("can be given up at any moment", async () => {
    const { told, sent } = await run(`
const open = setTimeout(() => {}, 10_000);
const early = request(url, { method: "POST", headers: json("pii") });
early.write("{");
tell(await heard(early.destroy()));
tell(await heard(request(url, { method: "POST", headers: json("pii") }).end(body).destroy(new Error("mine"))));
const aborted = request(url, { method: "POST", headers: json("pii"), signal: AbortSignal.timeout(5) });
aborted.write("{");
tell(await heard(aborted));
const late = request(url, { method: "POST", headers: json("pii") });
late.end(body);
late.end("twice");
late.write("more");
tell(await heard(late));
clearTimeout(open);
`);
    expect(told).toEqual([["error ECONNRESET", "close"], ["error mine", "close"], ["error ABORT_ERR", "close"], expect.arrayContaining(["error ERR_STREAM_WRITE_AFTER_END"])]);
    expect(sent.length).toBeLessThanOrEqual(1);
  });

  it("is judged as one that cannot be read when it is too long to hold", async () => {
    const long = `
const send = (category) => new Promise((done) => {
  const long = request(url, { method: "POST", headers: json(category) }, (answer) => answer.resume().on("end", () => done([answer.statusCode, waited])));
  const part = Buffer.alloc(1 << 20, "x");
  let [sent, waited] = [0, false];
  const more = () => { while (sent < 70) { sent += 1; if (!long.write(part)) { waited = true; return; } } long.end(); };
  long.on("drain", more);
  more();
});
`;
    const { told, sent } = await run(`${long} tell([await send("public"), (await send("pii"))[0]]); process.exit();`);
    expect([told, sent.map(({ text }) => text.length >> 20)]).toEqual([[[[200, true], 403]], [70]]);
  });

  it("asks for models without a judgement", async () => {
    const { told, sent } = await run(`tell((await heard(http.get(GATEWAY + "/api/v1/models", { headers: json("prohibited") })))[1]);`);
    expect([told, sent.map(({ method, path }) => `${method} ${path}`)]).toEqual([[[200, '{"id"']], ["GET /api/v1/models"]]);
  });

  it("opens no conversation that cannot be read with data that asks for something", async () => {
    const { told, sent } = await run(`
const upgrade = { Connection: "Upgrade", Upgrade: "websocket", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version": "13" };
for (const category of ["pii", "public"]) tell((await heard(http.get(GATEWAY + "/api/v1/realtime", { headers: json(category, upgrade) })))[1][0]);
`);
    expect([told, sent.length]).toEqual([[403, 200], 1]);
  });
});

describe("a request over HTTP/2", () => {
  it("is held, judged and answered like any other", async () => {
    const { told } = await run(`
const http2 = await import("node:http2");
const { connect } = await import("node:net");
const received = [];
const server = http2.createServer().on("stream", (stream) => {
  let text = "";
  stream.on("data", (part) => (text += part)).on("end", () => { received.push(text); stream.respond({ ":status": 200 }); stream.end("served"); });
});
await new Promise((done) => server.listen(0, done));
const session = http2.connect(GATEWAY, { createConnection: () => connect(server.address().port) });
const send = (category, type) => new Promise((done) => {
  const stream = session.request({ ":method": "POST", ":path": "/api/v1/chat/completions", "content-type": type, "content-length": body.length, "x-cordon-category": category });
  let [status, text] = [0, ""];
  stream.on("response", (headers) => (status = headers[":status"])).on("data", (part) => (text += part)).on("close", () => done([status, text.slice(0, 6)])).end(body);
});
for (const sent of [["pii", "application/json"], ["prohibited", "application/json"], ["pii", "application/vnd.amazon.eventstream"], ["public", "application/vnd.amazon.eventstream"]]) tell(await send(...sent));
tell(received.map((text) => JSON.parse(text).provider ?? null));
session.close();
server.close();
`);
    expect(told).toEqual([[200, "served"], [403, '{"type'], [403, '{"type'], [200, "served"], [zdr, null]]);
  });
});
