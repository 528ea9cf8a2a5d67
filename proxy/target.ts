import { malformed } from "./refusal.ts";

/** Where a request is to go: the name of an upstream, and what of the target is the upstream's own. */
export interface Target {
  /** `-` for the proxy itself. */
  readonly name: string;
  /** Begins with `/`; needless escapes are resolved, so that what is judged is what is sent. */
  readonly path: string;
  /** With its `?`; empty where there is none. */
  readonly query: string;
}

/**
 * Reads the target of a request line. Nothing in it names a host: that is the configuration's.
 *
 * @throws {Refusal} 400 where servers disagree about what a path means: dot segments, escapes of slashes, dots, percent
 * signs and control characters, slashes in a row, backslashes, another form than a path.
 */
export function readTarget(text: string): Target {
  if (!text.startsWith("/")) throw malformed("absolute-target", "the target of the request must be a path; give the client this proxy as its base address, not as an HTTP proxy");
  const mark = text.indexOf("?");
  const [whole, query] = mark === -1 ? [text, ""] : [text.slice(0, mark), text.slice(mark)];
  if (!wellFormed.test(whole)) throw malformed("ambiguous-path", "the path holds a character that has no place in one; escape it");
  if (!/^[!-~]*$/u.test(query) || query.includes("#")) throw malformed("ambiguous-path", "the query holds a character that has no place in one; escape it");
  const plain = whole.replaceAll(/%[0-9a-f]{2}/giu, resolved);
  if (plain.includes("//")) throw malformed("ambiguous-path", "the path holds two slashes in a row; leave one out");
  if (dotSegment.test(plain)) throw malformed("ambiguous-path", "the path holds a segment of dots; write it without");
  const end = plain.indexOf("/", 1);
  const path = end === -1 ? "/" : plain.slice(end);
  return { name: end === -1 ? plain.slice(1) : plain.slice(1, end), path, query };
}

// RFC 3986: unreserved, escaped, sub-delimiters, `:` and `@`.
const wellFormed = /^(?:[\w.~!$&'()*+,;=:@/-]|%[0-9a-f]{2})*$/iu;

// Some servers cut a segment at `;` before they look at its dots.
const dotSegment = /\/\.{1,2}(?:;[^/]*)?(?:\/|$)/u;

function resolved(escape: string): string {
  const code = Number.parseInt(escape.slice(1), 16);
  const character = String.fromCharCode(code);
  if (code < 0x20 || code === 0x7f || "./\\%".includes(character)) throw malformed("ambiguous-path", `the path holds the escape \`${escape.toUpperCase()}\`, which servers read differently; write it without`);
  return /[\w~-]/u.test(character) ? character : escape.toUpperCase();
}
