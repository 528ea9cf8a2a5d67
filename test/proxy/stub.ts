import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** One request as an upstream received it. */
export interface Received {
  readonly method: string;
  readonly path: string;
  /** The names in lower case; what stands twice is joined. */
  readonly headers: IncomingMessage["headers"];
  readonly rawHeaders: readonly string[];
  readonly text: string;
}

export type Answer = (request: Received, response: ServerResponse, incoming: IncomingMessage) => void | Promise<void>;

export interface Stub {
  readonly url: string;
  readonly host: string;
  readonly received: Received[];
  readonly server: Server;
  /** How the next requests are answered. */
  answer: Answer;
}

/** An upstream without a network: it keeps what it receives, and is gone when the test is over. */
export async function startStub(answer: Answer = answerJson): Promise<Stub> {
  const received: Received[] = [];
  const server = createServer(async (incoming, response) => {
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const { method = "", url = "", headers, rawHeaders } = incoming;
      const request = { method, path: url, headers, rawHeaders, text: Buffer.concat(chunks).toString("utf8") };
      received.push(request);
      await stub.answer(request, response, incoming);
    } catch {
      response.destroy();
    }
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stub: Stub = { url: `http://${host}`, host, received, server, answer };
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return stub;
}

/** An answer that every client of this test takes for one. */
export const answerJson: Answer = (_, response) => {
  const message = { role: "assistant", content: "hello" };
  const body = {
    id: "1",
    object: "chat.completion",
    created: 1,
    model: "m",
    type: "message",
    role: "assistant",
    choices: [{ index: 0, message, finish_reason: "stop" }],
    content: [{ type: "text", text: "hello" }],
    output: [],
    data: [{ object: "embedding", index: 0, embedding: [0.1] }],
    stop_reason: "end_turn",
    usage: { input_tokens: 1, output_tokens: 1, prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  };
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
};

/** A stream of events, each at its own time. */
export function answerEvents(events: readonly unknown[], pause = 5): Answer {
  return async (_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const event of events) {
      response.write(`data: ${JSON.stringify(event)}\n\n`);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    response.end("data: [DONE]\n\n");
  };
}
