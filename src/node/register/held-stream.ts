import type { ClientHttp2Session, ClientHttp2Stream } from "node:http2";
import { Duplex } from "node:stream";
import { GuardError } from "../../model/errors.ts";
import { heldAtMost } from "./held-request.ts";

type Judge = (body: Buffer) => Promise<Response | (() => ClientHttp2Stream)>;

/** What a stream of Node's own tells besides its data. */
const told = ["response", "headers", "push", "trailers", "wantTrailers", "continue", "aborted", "frameError", "timeout"] as const;

/**
 * A request over HTTP/2 that is not opened before its body is whole and judged. From then on it stands for the stream
 * of Node's own, or for the answer to one that was refused.
 */
export class HeldStream extends Duplex {
  readonly session: ClientHttp2Session;
  readonly #judge: Judge;
  readonly #chunks: Buffer[] = [];
  readonly #waiting: ((stream: ClientHttp2Stream) => void)[] = [];
  #size = 0;
  #stream: ClientHttp2Stream | undefined;

  constructor(session: ClientHttp2Session, judge: Judge) {
    super();
    this.session = session;
    this.#judge = judge;
  }

  /** A stream that takes what is written and was refused beforehand. */
  static answering(session: ClientHttp2Session, refusal: Response): HeldStream {
    const stream = new HeldStream(session, async () => refusal);
    queueMicrotask(() => void stream.#answer(refusal));
    return stream;
  }

  override _write(chunk: Buffer, _encoding: unknown, done: (error?: Error) => void): void {
    this.#chunks.push(Buffer.from(chunk));
    this.#size += chunk.length;
    done(this.#size > heldAtMost ? new GuardError("call_denied", "call denied: the body is too long to be judged; send it in parts") : undefined);
  }

  override _final(done: (error?: Error) => void): void {
    this.#judge(Buffer.concat(this.#chunks))
      .then((verdict) => (verdict instanceof Response ? this.#answer(verdict) : this.#stand(verdict)))
      .then(() => done(), done);
  }

  override _read(): void {
    this.#stream?.resume();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    if (error === null) this.#stream?.close();
    else this.#stream?.destroy(error);
    done(error);
  }

  async #answer(response: Response): Promise<void> {
    if (this.destroyed || this.readableEnded || this.#size === -1) return;
    this.#size = -1;
    this.emit("response", { ":status": response.status, ...Object.fromEntries(response.headers) }, 0);
    this.push(Buffer.from(await response.clone().arrayBuffer()));
    this.push(null);
  }

  async #stand(open: () => ClientHttp2Stream | Promise<ClientHttp2Stream>): Promise<void> {
    if (this.destroyed) return;
    const stream = await open();
    this.#stream = stream;
    for (const name of told) stream.on(name, (...args: unknown[]) => this.emit(name, ...args));
    stream.on("data", (chunk) => void (this.push(chunk) || stream.pause()));
    stream.on("end", () => this.push(null));
    stream.on("error", (error) => this.destroy(error));
    stream.on("close", () => void (this.readableEnded || stream.readableEnded || this.destroy()));
    for (const wait of this.#waiting) wait(stream);
  }

  // What clients ask of a stream; it waits for the one that this stands for.
  get id(): number | undefined {
    return this.#stream?.id;
  }
  get rstCode(): number {
    return this.#stream?.rstCode ?? 0;
  }
  get pending(): boolean {
    return this.#stream?.pending ?? true;
  }
  get aborted(): boolean {
    return this.#stream?.aborted ?? this.destroyed;
  }
  get sentHeaders(): unknown {
    return this.#stream?.sentHeaders;
  }
  close(code?: number, done?: () => void): void {
    if (done !== undefined) this.once("close", done);
    if (this.#stream === undefined) this.destroy();
    else this.#stream.close(code);
  }
  setTimeout(milliseconds: number, done?: () => void): this {
    if (done !== undefined) this.on("timeout", done);
    this.#later((stream) => stream.setTimeout(milliseconds));
    return this;
  }
  priority(options: unknown): void {
    this.#later((stream) => stream.priority(options as never));
  }
  sendTrailers(headers: unknown): void {
    this.#later((stream) => stream.sendTrailers(headers as never));
  }

  #later(tell: (stream: ClientHttp2Stream) => void): void {
    if (this.#stream === undefined) this.#waiting.push(tell);
    else tell(this.#stream);
  }
}
