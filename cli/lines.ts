/** One line of a stream: its text, or why it has none. Numbered from 1. */
export interface Line {
  readonly number: number;
  readonly text?: string;
  readonly trouble?: string;
}

/** A Call is far smaller; a line that never ends must not fill the memory. */
const longest = 4 << 20;

/** The lines of a stream of UTF-8, one at a time, whatever its size; CRLF and a byte order mark at the start are passed over. */
export async function* linesOf(stream: AsyncIterable<Uint8Array | string>): AsyncGenerator<Line> {
  let parts: Buffer[] = [];
  let length = 0;
  let number = 0;
  const finish = (): Line => {
    number += 1;
    const bytes = length > longest ? undefined : Buffer.concat(parts);
    parts = [];
    length = 0;
    return bytes === undefined ? { number, trouble: "the line is too long" } : { number, ...decoded(bytes) };
  };
  for await (const chunk of stream) {
    let rest = typeof chunk === "string" ? Buffer.from(chunk) : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      add(rest.subarray(0, end));
      yield finish();
      rest = rest.subarray(end + 1);
    }
    add(rest);
  }
  if (length > 0) yield finish();

  function add(piece: Buffer): void {
    length += piece.length;
    if (length <= longest) parts.push(Buffer.from(piece));
    else parts = [];
  }
}

function decoded(bytes: Buffer): { readonly text: string } | { readonly trouble: string } {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes).replace(/\r$/u, "") };
  } catch {
    return { trouble: "the line is not UTF-8 text" };
  }
}
