import { STATUS_CODES } from "node:http";
import { Duplex } from "node:stream";

/**
 * A connection to nobody: it swallows a request and answers with what it was made of, so that Node's own client reads an
 * answer of the guard as it reads any other.
 */
export class AnsweringSocket extends Duplex {
  readonly connecting = false;
  readonly encrypted = true;
  readonly authorized = true;

  constructor(answer: Buffer) {
    super();
    this.push(answer);
  }

  /** @param response is read to its end. */
  static async of(response: Response): Promise<AnsweringSocket> {
    const body = Buffer.from(await response.arrayBuffer());
    const lines = [...response.headers].map(([name, value]) => `${name}: ${value}\r\n`);
    const head = `HTTP/1.1 ${response.status} ${STATUS_CODES[response.status] ?? ""}\r\n${lines.join("")}content-length: ${body.length}\r\nconnection: close\r\n\r\n`;
    return new AnsweringSocket(Buffer.concat([Buffer.from(head, "latin1"), body]));
  }

  override _read(): void {}

  override _write(_chunk: unknown, _encoding: unknown, done: () => void): void {
    done();
  }

  /** Node ends a connection that is not kept in this way, and tells the request that it is closed. */
  destroySoon(): void {
    this.end(() => this.destroy());
  }

  // What clients ask of a socket; there is nothing to do here.
  setTimeout(): this {
    return this;
  }
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
}
