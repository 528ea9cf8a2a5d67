import type { Upstream } from "./upstreams.ts";
import { Refusal } from "./refusal.ts";

/** Where a caller reaches this proxy, as it has just done. */
export interface OwnAddress {
  readonly origin: string;
  readonly upstreams: ReadonlyMap<string, Upstream>;
}

/**
 * The headers of an answer as they go on, in the flat form that Node writes: without those for one hop, and with
 * addresses of upstreams turned into ours, so that what a client sends there is judged too.
 *
 * @throws {Refusal} 502 for a redirect to anywhere else: the client would take the body along
 */
export function answerHeaders(status: number, raw: readonly string[], from: URL, own: OwnAddress): string[] {
  const pairs = raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1]!] as const] : []));
  const named = pairs.filter(([name]) => name.toLowerCase() === "connection").flatMap(([, value]) => value.split(",").map((each) => each.trim().toLowerCase()));
  return pairs.flatMap(([name, value]) => {
    const plain = name.toLowerCase();
    if (perHop.has(plain) || plain.startsWith("x-cordon-") || named.includes(plain)) return [];
    if (!addresses.has(plain)) return [name, value];
    const address = ownAddress(value, from, own);
    if (address !== undefined) return [name, address];
    if (plain === "location" && status >= 300 && status < 400) throw new Refusal(502, "redirected-elsewhere", "the upstream redirects to an address that is no upstream of this proxy, where nothing would be judged");
    return [name, value];
  });
}

const perHop: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "proxy-authenticate",
  "proxy-authentication-info",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  // They speak of the upstream's host, for which a client would take this one.
  "alt-svc",
  "strict-transport-security",
  "public-key-pins",
]);

// The last are where files are sent to, or where the outcome of a job is.
const addresses: ReadonlySet<string> = new Set(["location", "content-location", "operation-location", "azure-asyncoperation", "x-goog-upload-url"]);

function ownAddress(value: string, from: URL, { origin, upstreams }: OwnAddress): string | undefined {
  const url = URL.canParse(value, from) ? new URL(value, from) : undefined;
  if (url === undefined) return undefined;
  const upstream = [...upstreams.values()].find(({ base, prefix }) => base.origin === url.origin && (url.pathname === prefix || url.pathname.startsWith(`${prefix}/`)));
  if (upstream === undefined) return undefined;
  return `${origin}/${upstream.name}${url.pathname.slice(upstream.prefix.length)}${url.search}${url.hash}`;
}
