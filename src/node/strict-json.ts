/** A JSON value, or where and why a text is none. The message never holds a piece of the text. */
export type StrictJson = { readonly value: unknown } | { readonly line: number; readonly column: number; readonly message: string };

const deepest = 64;

/**
 * Reads JSON as strictly as a decision needs it: a key that stands twice is refused, where other readers would each
 * pick one. A byte order mark at the start is passed over.
 */
export function readStrictJson(text: string): StrictJson {
  const reader = new Reader(text);
  try {
    return { value: reader.whole() };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const before = text.slice(0, error.offset);
    const line = before.split("\n").length;
    return { line, column: error.offset - before.lastIndexOf("\n"), message: error.message };
  }
}

class Refusal extends Error {
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

const escapePattern = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/uy;
const literalPattern = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null/uy;

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    if (text.startsWith("\uFEFF")) this.#at = 1;
  }

  whole(): unknown {
    const value = this.#value(0);
    this.#space();
    if (this.#at < this.#text.length) throw this.#refusal("there is more behind the value");
    return value;
  }

  #value(depth: number): unknown {
    this.#space();
    const next = this.#text[this.#at];
    if (depth > deepest) throw this.#refusal("nested too deeply");
    if (next === "{") return this.#object(depth);
    if (next === "[") return this.#array(depth);
    if (next === '"') return this.#string();
    const literal = this.#match(literalPattern);
    if (literal === undefined) throw this.#refusal(next === undefined ? "the text ends too early" : "a JSON value is expected");
    return JSON.parse(literal);
  }

  #object(depth: number): object {
    const value: Record<string, unknown> = {};
    this.#list("}", () => {
      this.#space();
      const start = this.#at;
      if (this.#text[this.#at] !== '"') throw this.#refusal("a key in double quotes is expected");
      const key = this.#string();
      if (Object.hasOwn(value, key)) throw new Refusal(start, "this key stands twice");
      this.#space();
      if (this.#text[this.#at] !== ":") throw this.#refusal("`:` is expected");
      this.#at += 1;
      // Not an assignment: the key may be `__proto__`.
      Object.defineProperty(value, key, { value: this.#value(depth + 1), enumerable: true, configurable: true, writable: true });
    });
    return value;
  }

  #array(depth: number): unknown[] {
    const items: unknown[] = [];
    this.#list("]", () => items.push(this.#value(depth + 1)));
    return items;
  }

  #list(end: string, item: () => void): void {
    this.#at += 1;
    this.#space();
    if (this.#text[this.#at] === end) {
      this.#at += 1;
      return;
    }
    for (;;) {
      item();
      this.#space();
      const next = this.#text[this.#at];
      if (next !== "," && next !== end) throw this.#refusal(next === undefined ? "the text ends too early" : `\`,\` or \`${end}\` is expected`);
      this.#at += 1;
      if (next === end) return;
    }
  }

  #string(): string {
    const start = this.#at;
    for (this.#at += 1; this.#text[this.#at] !== '"'; this.#at += 1) {
      const code = this.#text.charCodeAt(this.#at);
      if (Number.isNaN(code)) throw new Refusal(start, "this text has no end");
      if (code < 0x20) throw this.#refusal("this character must be written as an escape");
      if (code !== 0x5c) continue;
      escapePattern.lastIndex = this.#at;
      const escape = escapePattern.exec(this.#text)?.[0];
      if (escape === undefined) throw this.#refusal("this is no escape of JSON");
      this.#at += escape.length - 1;
    }
    this.#at += 1;
    return JSON.parse(this.#text.slice(start, this.#at)) as string;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #space(): void {
    while (" \t\r\n".includes(this.#text[this.#at] ?? "!")) this.#at += 1;
  }

  #refusal(message: string): Refusal {
    return new Refusal(this.#at, message);
  }
}
