import { Agent as HttpAgent, type ClientRequest, type IncomingMessage, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { Socket } from "node:net";
import { Refusal } from "./refusal.ts";

/** How long the proxy waits for an upstream, in milliseconds. */
export interface Patience {
  readonly connect: number;
  /** Until the headers of the answer. */
  readonly headers: number;
  /** Between two pieces of the answer. */
  readonly idle: number;
}

/** A request as it leaves. */
export interface Departure {
  readonly name: string;
  readonly url: URL;
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array | undefined;
}

/** A request on its way. */
export interface Exchange {
  /**
   * The answer, as soon as its headers are there.
   *
   * @throws {Refusal} 502 where there is none, 504 where there is none in time
   */
  readonly answered: Promise<IncomingMessage>;
  /** Gives the request up; `answered` is an error then. */
  readonly takeBack: () => void;
}

export interface Upstreams {
  exchange(departure: Departure): Exchange;
  close(): void;
}

/** Connections to upstreams, kept open between requests. */
export function createUpstreams(patience: Patience): Upstreams {
  const options = { keepAlive: true, maxFreeSockets: 256, scheduling: "lifo", noDelay: true } as const;
  const agents = { "http:": new HttpAgent(options), "https:": new HttpsAgent(options) };
  return {
    exchange(departure) {
      const agent = agents[departure.url.protocol as keyof typeof agents];
      let current = attempt(departure, agent, patience);
      let isTakenBack = false;
      const answered = current.answered.catch((error: unknown) => {
        if (!(error instanceof StaleConnection)) throw error;
        if (isTakenBack) throw unreachable(departure.name, "taken back");
        // The upstream had closed a kept connection while the request was on its way into it; a new one tells.
        current = attempt(departure, false, patience);
        return current.answered;
      });
      return {
        answered,
        takeBack: () => {
          isTakenBack = true;
          current.takeBack();
        },
      };
    },
    close: () => Object.values(agents).forEach((agent) => agent.destroy()),
  };
}

class StaleConnection extends Error {}

function attempt({ name, url, method, headers, body }: Departure, agent: HttpAgent | false, patience: Patience): Exchange {
  const open = url.protocol === "https:" ? httpsRequest : httpRequest;
  const request = open({
    protocol: url.protocol,
    hostname: url.hostname.replace(/^\[|\]$/gu, ""),
    port: url.port,
    path: `${url.pathname}${url.search}`,
    method,
    headers: grouped([["host", url.host], ...headers], body),
    agent,
    setHost: false,
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    let readBefore = 0;
    let timer = setTimeout(() => request.destroy(timeout(name, "took no connection", patience.connect)), patience.connect);
    const wait = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => request.destroy(timeout(name, "sent no headers", patience.headers)), patience.headers);
    };
    request.once("socket", (socket: Socket) => {
      readBefore = socket.bytesRead;
      if (socket.connecting) socket.once(url.protocol === "https:" ? "secureConnect" : "connect", wait);
      else wait();
    });
    request.once("response", (answer) => {
      clearTimeout(timer);
      resolve(answer);
    });
    // An upstream that answers with another protocol is out of sight of the guard.
    request.once("upgrade", (_, socket) => {
      clearTimeout(timer);
      socket.destroy();
      reject(new Refusal(502, "upstream-protocol", `the upstream \`${name}\` answered with another protocol`));
    });
    request.on("error", (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      reject(error instanceof Refusal ? error : isStale(request, error, readBefore) ? new StaleConnection() : unreachable(name, error.code));
    });
    request.end(body);
  });
  return { answered, takeBack: () => void request.destroy() };
}

function isStale(request: ClientRequest, { code }: NodeJS.ErrnoException, readBefore: number): boolean {
  return request.reusedSocket && (code === "ECONNRESET" || code === "EPIPE") && request.socket?.bytesRead === readBefore;
}

function grouped(headers: Departure["headers"], body: Uint8Array | undefined): Record<string, string | string[]> {
  const result: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of headers) {
    const before = result[name];
    result[name] = before === undefined ? value : [...[before].flat(), value];
  }
  if (body !== undefined) result["content-length"] = String(body.length);
  return result;
}

function timeout(name: string, what: string, milliseconds: number): Refusal {
  return new Refusal(504, "upstream-timeout", `the upstream \`${name}\` ${what} within ${milliseconds / 1000} seconds`);
}

function unreachable(name: string, code: string | undefined): Refusal {
  return new Refusal(502, "upstream-unreachable", `the upstream \`${name}\` gave no answer (${code ?? "unknown"})`);
}
