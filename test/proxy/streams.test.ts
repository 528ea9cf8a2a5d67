import { once } from "node:events";
import { createServer as createTcpServer, type AddressInfo, connect } from "node:net";
import { request as httpRequest } from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import { raw } from "./raw.ts";
import { runProxy, until } from "./running.ts";
import { answerJson, startStub } from "./stub.ts";

const body = JSON.stringify({ model: "m", messages: [] });
const path = "/vercel/v1/chat/completions";
const init = { method: "POST", headers: { "content-type": "application/json" }, body };

async function before(options = {}) {
  const stub = await startStub();
  const proxy = await runProxy({ gateways: { vercel: stub }, category: ["public"], ...options });
  return { stub, proxy, url: proxy.url + path };
}

describe("an answer", () => {
  it("passes piece by piece, as it comes", async () => {
    const { stub, url } = await before();
    let next: () => void = () => undefined;
    stub.answer = async (_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      for (const piece of ["one", "two", "three"]) {
        response.write(piece);
        await new Promise<void>((resolve) => (next = resolve));
      }
      response.end();
    };
    const reader = (await fetch(url, init)).body!.getReader();
    for (const piece of ["one", "two", "three"]) {
      // The next piece is not written before this one was read.
      expect(new TextDecoder().decode((await reader.read()).value)).toBe(piece);
      next();
    }
    expect((await reader.read()).done).toBe(true);
  });

  it("passes its headers before its first piece", async () => {
    const { stub, url } = await before();
    stub.answer = (_, response) => void response.writeHead(200, { "x-first": "1" }).flushHeaders();
    const gone = new AbortController();
    expect((await fetch(url, { ...init, signal: gone.signal })).headers.get("x-first")).toBe("1");
    gone.abort();
  });

  it("of an error comes back as it is", async () => {
    const { stub, url } = await before();
    for (const status of [400, 401, 404, 429, 500, 503]) {
      stub.answer = (_, response) => void response.writeHead(status, { "retry-after": "7", "content-type": "application/json" }).end(`{"error":{"message":"${status}"}}`);
      const response = await fetch(url, init);
      expect([response.status, response.headers.get("retry-after"), await response.json()]).toEqual([status, "7", { error: { message: String(status) } }]);
    }
  });

  it("that is compressed stays so", async () => {
    const { stub, url } = await before();
    const { gzipSync } = await import("node:zlib");
    stub.answer = (_, response) => void response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("text"));
    const response = await fetch(url, init);
    expect([response.headers.get("content-encoding"), await response.text()]).toEqual(["gzip", "text"]);
  });

  it("is not taken faster than the client reads", async () => {
    const { stub, proxy } = await before();
    const piece = Buffer.alloc(1 << 20);
    let written = 0;
    stub.answer = async (_, response) => {
      response.writeHead(200);
      const closed = once(response, "close");
      while (written < 200 && !response.destroyed) {
        written += 1;
        if (!response.write(piece)) await Promise.race([once(response, "drain"), closed]);
      }
      response.end();
    };
    const { hostname, port } = new URL(proxy.url);
    const socket = connect(Number(port), hostname, () => void socket.write(`POST ${path} HTTP/1.1\r\nHost: p\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`));
    socket.pause();
    await until(() => written > 0);
    await new Promise((resolve) => setTimeout(resolve, 300));
    // Of 200 MB as much as the buffers on the way take.
    expect(written).toBeLessThan(60);
    let read = 0;
    socket.on("data", (chunk) => (read += chunk.length)).resume();
    await until(() => read > 200 << 20, 20_000);
    socket.destroy();
  });

  it("that breaks off is broken off", async () => {
    const { stub, proxy, url } = await before();
    stub.answer = (_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("data: half");
      setTimeout(() => response.destroy(), 20);
    };
    await expect(fetch(url, init).then((response) => response.text())).rejects.toThrow();
    await until(() => proxy.lines.at(-1)?.["end"] === "upstream-broken");
    // With a length as well.
    stub.answer = (_, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("half");
      setTimeout(() => response.destroy(), 20);
    };
    await expect(fetch(url, init).then((response) => response.text())).rejects.toThrow();
  });

  it("that falls silent is broken off in the end", async () => {
    const { stub, proxy, url } = await before({ patience: { idle: 100 } });
    stub.answer = (_, response) => void response.writeHead(200).write("half");
    await expect(fetch(url, init).then((response) => response.text())).rejects.toThrow();
    await until(() => proxy.lines.at(-1)?.["end"] === "upstream-idle");
  });
});

describe("a client that goes away", () => {
  it("takes its request back, before the answer and in the middle of it", async () => {
    const { stub, proxy, url } = await before();
    for (const begins of [false, true]) {
      let closed = false;
      stub.received.length = 0;
      stub.answer = (_, response) => {
        if (begins) response.writeHead(200).write("x");
        response.once("close", () => (closed = true));
      };
      const gone = new AbortController();
      const asked = fetch(url, { ...init, signal: gone.signal }).then((response) => response.text());
      await until(() => stub.received.length === 1);
      setTimeout(() => gone.abort(), 50);
      await expect(asked).rejects.toThrow();
      await until(() => closed);
      await until(() => proxy.lines.at(-1)?.["end"] === "client-gone");
    }
  });

  it("does not have its request sent again when that was on a kept connection", async () => {
    const { stub, proxy, url } = await before();
    await (await fetch(url, init)).text();
    stub.received.length = 0;
    stub.answer = () => undefined;
    const gone = new AbortController();
    const asked = fetch(url, { ...init, signal: gone.signal });
    await until(() => stub.received.length === 1);
    gone.abort();
    await expect(asked).rejects.toThrow();
    await until(() => proxy.lines.at(-1)?.["end"] === "client-gone");
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(stub.received).toHaveLength(1);
  });

  it("in the middle of its request sends nothing", async () => {
    const { stub, proxy } = await before();
    await raw(proxy.url, `POST ${path} HTTP/1.1\r\nHost: p\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"model"`, { answers: 0, quiet: 150 });
    await until(() => proxy.lines.at(-1)?.["status"] === 499);
    expect(stub.received).toEqual([]);
  });
});

describe("an upstream", () => {
  it("that is not there is answered 502", async () => {
    const proxy = await runProxy({ upstreams: ["gone=http://127.0.0.1:1"], category: ["public"] });
    const response = await fetch(`${proxy.url}/gone/v1/chat/completions`, init);
    expect([response.status, await response.json()]).toMatchObject([502, { error: { type: "api_error", code: "upstream-unreachable", message: "the upstream `gone` gave no answer (ECONNREFUSED)" } }]);
  });

  it("that says nothing is answered 504", async () => {
    const { stub, url } = await before({ patience: { headers: 100 } });
    stub.answer = () => undefined;
    const response = await fetch(url, init);
    expect([response.status, await response.json()]).toMatchObject([504, { error: { type: "timeout_error", code: "upstream-timeout" } }]);
  });

  it("that answers with no HTTP is answered 502", async () => {
    const server = createTcpServer((socket) => void socket.on("error", () => undefined).end("nonsense\r\n\r\n"));
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const proxy = await runProxy({ upstreams: [`odd=http://127.0.0.1:${(server.address() as AddressInfo).port}`], category: ["public"] });
    expect((await fetch(`${proxy.url}/odd/v1/chat/completions`, init)).status).toBe(502);
  });

  it("keeps its connection for the next request", async () => {
    const { stub, url } = await before();
    const sockets = new Set<number | undefined>();
    stub.answer = (request, response, incoming) => {
      sockets.add(incoming.socket.remotePort);
      return answerJson(request, response, incoming);
    };
    for (let count = 0; count < 5; count += 1) await (await fetch(url, init)).text();
    expect([sockets.size, stub.received.length]).toEqual([1, 5]);
  });

  it("that closes a kept connection under a request gets it again on a new one", async () => {
    const { stub, url } = await before();
    await (await fetch(url, init)).text();
    let closed = false;
    stub.answer = (request, response, incoming) => {
      if (closed) return answerJson(request, response, incoming);
      closed = true;
      incoming.socket.destroy();
    };
    expect((await fetch(url, init)).status).toBe(200);
  });

  it("that closes a new connection without a word is answered 502", async () => {
    const { stub, url } = await before();
    stub.answer = (_, __, incoming) => void incoming.socket.destroy();
    expect((await fetch(url, init)).status).toBe(502);
    expect(stub.received).toHaveLength(1);
  });

  it("that wants another protocol is answered 502", async () => {
    const { stub, url } = await before();
    stub.answer = (_, __, incoming) => void incoming.socket.end("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n");
    expect((await fetch(url, init)).status).toBe(502);
  });

  it("that asks for patience first is answered by its last word", async () => {
    const { stub, url } = await before();
    stub.answer = (request, response, incoming) => {
      response.writeProcessing();
      return answerJson(request, response, incoming);
    };
    expect((await fetch(url, init)).status).toBe(200);
  });
});

describe("connections of clients", () => {
  it("stay open for the next request", async () => {
    const { proxy } = await before();
    const { Agent } = await import("node:http");
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    const ports = new Set<number | undefined>();
    for (let count = 0; count < 3; count += 1) {
      await new Promise<void>((resolve, reject) => {
        const request = httpRequest(proxy.url + path, { method: "POST", agent, headers: { "content-type": "application/json" } }, (response) => void response.resume().once("end", resolve));
        request.once("socket", (socket) => void (socket.connecting ? socket.once("connect", () => ports.add(socket.localPort)) : ports.add(socket.localPort)));
        request.once("error", reject).end(body);
      });
    }
    expect(ports.size).toBe(1);
  });
});
