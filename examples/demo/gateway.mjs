// A stand-in for every model service of the demonstration: it speaks their wire formats and keeps what arrives.
import { createServer } from "node:http";
import { answerTo } from "./answers.mjs";

/** Starts on a free port of this machine. `received` grows by one entry for each request, the body as it came. */
export async function startGateway() {
  const received = [];
  const server = createServer(async (request, response) => {
    const text = await textOf(request);
    const url = new URL(request.url, "http://127.0.0.1");
    const arrived = {
      host: String(request.headers["x-forwarded-host"]),
      method: request.method,
      path: url.pathname,
      headers: request.headers,
      text,
      body: text.startsWith("{") ? JSON.parse(text) : undefined,
    };
    received.push(arrived);
    await send(response, answerTo(arrived));
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  return {
    server,
    port: server.address().port,
    received,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => void server.close(resolve));
    },
  };
}

async function textOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

async function send(response, { status = 200, json, events }) {
  if (json !== undefined) {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
    return;
  }
  response.writeHead(status, { "content-type": "text/event-stream", "cache-control": "no-cache" });
  for (const event of events) {
    response.write(`${event.name === undefined ? "" : `event: ${event.name}\n`}data: ${JSON.stringify(event.data)}\n\n`);
    // Each event leaves on its own, as it does where a model is still writing.
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  response.end("data: [DONE]\n\n");
}
