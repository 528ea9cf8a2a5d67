import { createHash, timingSafeEqual } from "node:crypto";
import { credentialHeaders } from "./keys.ts";
import { malformed, Refusal } from "./refusal.ts";
import type { RequestHeaders } from "./request-headers.ts";
import type { Target } from "./target.ts";

/**
 * Lets a caller in that shows the token, in a header of ours or in the place of the key that its client sends anyhow.
 * Returns the headers without it: the token is for this proxy alone.
 *
 * @throws {Refusal} 401 for anybody else, 400 where the token stands in a place that is logged on the way
 */
export function admit({ forwarded, token: shown }: RequestHeaders, token: string | undefined, target: Target): RequestHeaders["forwarded"] {
  if (token === undefined) return forwarded;
  const isShown = shown !== undefined && isSame(shown, token);
  const isInKey = forwarded.some(([name, value]) => credentialHeaders.includes(name) && isSame(value.replace(/^bearer\s+/iu, ""), token));
  if (!isShown && !isInKey) throw new Refusal(401, "unknown-caller", "the token of this proxy is missing or another; give it to the client as its API key, or in the header `x-cordon-token`");
  if (token.length >= 16 && unescaped(target).includes(token)) throw malformed("token-in-address", "the token of this proxy stands in the address; send it in a header");
  return forwarded.filter(([, value]) => !holds(value, token));
}

// A token of a few letters may stand in any text; it goes nowhere as a value of its own.
function holds(value: string, token: string): boolean {
  return token.length >= 16 ? value.includes(token) : value.trim().replace(/^bearer\s+/iu, "") === token;
}

// Digests are of one length, and a comparison of them tells nothing by the time it takes.
function isSame(shown: string, token: string): boolean {
  return timingSafeEqual(digest(shown), digest(token));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

function unescaped({ path, query }: Target): string {
  const text = `${path}${query}`;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
