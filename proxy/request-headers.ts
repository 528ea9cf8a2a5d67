import { categoriesInHeader, categoryHeader } from "../src/adapters/wire/declared.ts";
import { malformed } from "./refusal.ts";

/** The headers of a request as they came, and as they may go on. */
export interface RequestHeaders {
  /** Lower-case names, in order; without those for one hop and those for us. */
  readonly forwarded: readonly (readonly [string, string])[];
  readonly categories: readonly string[];
  /** What the sender shows to this proxy alone; `undefined` where there is nothing. */
  readonly token: string | undefined;
  /** In the order of decoding: the last coding first. */
  readonly codings: readonly string[];
  readonly isUpgrade: boolean;
}

/**
 * Sorts the headers of a request.
 *
 * @throws {Refusal} 400 for what two readers could understand differently, and for a header of ours that nobody knows:
 * a slip must not lose a category.
 */
export function readRequestHeaders(raw: readonly string[]): RequestHeaders {
  const seen = new Set<string>();
  const all: [string, string][] = [];
  for (let index = 0; index < raw.length; index += 2) {
    const name = raw[index]!.toLowerCase();
    if (seen.has(name) && single.has(name)) throw malformed("duplicate-header", `the header \`${name}\` stands twice; send it once`);
    seen.add(name);
    all.push([name, raw[index + 1]!]);
  }
  const values = (name: string): readonly string[] => (seen.has(name) ? all.filter(([each]) => each === name).map(([, value]) => value) : []);
  const listed = (name: string): readonly string[] => values(name).flatMap((value) => value.split(",")).map((each) => each.trim().toLowerCase()).filter((each) => each !== "");

  const ours = [...seen].find((name) => dashed(name).startsWith("x-cordon-") && name !== categoryHeader && name !== tokenHeader);
  if (ours !== undefined) throw malformed("unknown-header", "a header that begins with `x-cordon-` is none that is known; the category of the data stands in `x-cordon-category`");
  const transfer = listed("transfer-encoding");
  if (transfer.length > 1 || (transfer.length === 1 && transfer[0] !== "chunked")) throw malformed("transfer-coding", "the only transfer coding that is read here is `chunked`");

  const named = listed("connection");
  return {
    forwarded: all.filter(([name]) => !perHop.has(dashed(name)) && !overriding.test(dashed(name)) && !name.startsWith("x-cordon-") && !named.includes(name)),
    categories: values(categoryHeader).flatMap(categoriesInHeader),
    token: values(tokenHeader)[0] ?? values("proxy-authorization")[0]?.replace(/^bearer\s+/iu, ""),
    codings: listed("content-encoding").filter((coding) => coding !== "identity").toReversed(),
    isUpgrade: named.includes("upgrade") && listed("upgrade").some((protocol) => protocol.startsWith("websocket")),
  };
}

// Behind some servers `content_length` is `content-length`.
function dashed(name: string): string {
  return name.replaceAll("_", "-");
}

/** The header for a caller whose own key for the upstream stands in `authorization`. */
export const tokenHeader = "x-cordon-token";

// Of two of these readers take the first, the last or both.
const single: ReadonlySet<string> = new Set([
  "host",
  "content-type",
  "content-length",
  "transfer-encoding",
  "authorization",
  "proxy-authorization",
  tokenHeader,
  "x-api-key",
  "api-key",
  "x-goog-api-key",
  "ai-language-model-id",
  "ai-model-id",
]);

// RFC 9110, 7.6.1, and what we write anew: the length and the coding are those of the body that leaves.
const perHop: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "proxy-authenticate",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "http2-settings",
  "expect",
  "host",
  "content-length",
  "content-encoding",
]);

// They tell some servers another method, address or sender than the ones that were judged; who calls is nobody's concern.
const overriding = /^(?:x-http-method|x-http-method-override|x-method-override|x-original-(?:url|host|uri)|x-rewrite-url|x-host|forwarded|x-forwarded(?:-.+)?|x-real-ip|via)$/u;
