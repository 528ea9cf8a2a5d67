// An upstream that fails on request: each request says in its body what is to become of it, and gets its number back.
import { createServer } from "node:http";

const event = (data) => `data: ${JSON.stringify(data)}\n\n`;
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const faults = {
  json: (id, response) => void response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ id })),
  async stream(id, response) {
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (let count = 0; count < 5; count += 1) {
      response.write(event({ id, count }));
      await pause(1);
    }
    response.end("data: [DONE]\n\n");
  },
  error: (id, response) => void response.writeHead(503, { "content-type": "application/json" }).end(JSON.stringify({ id, error: { message: "overloaded" } })),
  // Nothing was said, and nothing will be.
  reset: (_, response) => void response.socket.resetAndDestroy(),
  stall: () => undefined,
  resetMidway(id, response) {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(event({ id }));
    setTimeout(() => response.socket?.resetAndDestroy(), 2);
  },
  stallMidway(id, response) {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(event({ id }));
  },
  halfChunk(id, response) {
    // A chunk that promises more than it holds.
    response.socket.write(`HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\nff\r\n${event({ id })}`);
    setTimeout(() => response.socket?.destroy(), 2);
  },
  halfLength(id, response) {
    response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
    response.write(JSON.stringify({ id }));
    setTimeout(() => response.socket?.destroy(), 2);
  },
  nonsense: (_, response) => void response.socket.end("SMTP ready\r\n\r\n"),
  // Long enough for its client to lose patience.
  slow: (id, response) => void setTimeout(() => response.destroyed || response.writeHead(200).end(JSON.stringify({ id })), 400),
};

const server = createServer((request, response) => {
  const chunks = [];
  response.on("error", () => undefined);
  request.on("error", () => undefined);
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const { metadata } = JSON.parse(Buffer.concat(chunks).toString());
    void faults[metadata.fault](metadata.id, response);
  });
});
server.keepAliveTimeout = 3_000;
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
