import { connect } from "node:net";

/** One answer as it came over a connection. */
export interface RawAnswer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

export interface RawOptions {
  /** How many answers there will be; with none it is waited for a while all the same. */
  readonly answers?: number;
  /** Milliseconds without a byte, after the last answer. */
  readonly quiet?: number;
}

/** Writes bytes to a server and returns all that comes back until it closes, or until its answers are here and nothing follows. */
export function raw(url: string, bytes: string | Uint8Array, { answers = 1, quiet = 60 }: RawOptions = {}): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const text = (): string => Buffer.concat(chunks).toString("latin1");
    const socket = connect(Number(port), hostname, () => void socket.write(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes));
    const done = (): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(text());
    };
    let timer = setTimeout(done, answers === 0 ? quiet : 15_000);
    socket.on("data", (chunk) => {
      chunks.push(chunk);
      if (answersIn(text()).filter(({ status }) => status >= 200).length < answers) return;
      clearTimeout(timer);
      timer = setTimeout(done, quiet);
    });
    socket.on("end", done);
    socket.on("error", (error: NodeJS.ErrnoException) => (error.code === "ECONNRESET" || error.code === "EPIPE" ? done() : reject(error)));
  });
}

/** The answers in a text, by their status lines. */
export function answersIn(text: string): readonly RawAnswer[] {
  return text.split(/(?=^HTTP\/1\.1 \d{3} )/mu).filter((each) => each !== "").map((each) => {
    const [head = "", ...rest] = each.split("\r\n\r\n");
    return { status: Number(head.slice(9, 12)), head, body: rest.join("\r\n\r\n") };
  });
}

/** A request with its length, as an honest client would write it. */
export function post(path: string, body: string, headers: readonly string[] = []): string {
  return [`POST ${path} HTTP/1.1`, "Host: proxy", "Content-Type: application/json", `Content-Length: ${Buffer.byteLength(body)}`, ...headers, "", body].join("\r\n");
}
