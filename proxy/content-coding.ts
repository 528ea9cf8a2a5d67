import { promisify } from "node:util";
import * as zlib from "node:zlib";
import { malformed, Refusal } from "./refusal.ts";

type Decode = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Promise<Buffer>;

const gunzip: Decode = promisify(zlib.gunzip);
const inflate: Decode = promisify(zlib.inflate);
const inflateRaw: Decode = promisify(zlib.inflateRaw);
// Node has it from 22.15 on.
const { zstdDecompress } = zlib as { readonly zstdDecompress?: typeof zlib.gunzip };

const decoders: ReadonlyMap<string, Decode> = new Map<string, Decode>([
  ["gzip", gunzip],
  ["x-gzip", gunzip],
  // Half of all senders leave out the wrapper that the standard asks for.
  ["deflate", (bytes, options) => ((bytes[0] ?? 0) % 16 === 8 && ((bytes[0] ?? 0) * 256 + (bytes[1] ?? 0)) % 31 === 0 ? inflate : inflateRaw)(bytes, options)],
  ["br", promisify(zlib.brotliDecompress)],
  ...(zstdDecompress === undefined ? [] : [["zstd", promisify(zstdDecompress)] as const]),
]);

const codingsAtMost = 3;

/**
 * Takes the content codings off a body, the last one first. No step makes more than `limit` bytes.
 *
 * @throws {Refusal} 415 for a coding that is not known here, 413 where there is more behind it than may be, 400 where the
 * bytes are not in that coding
 */
export async function decoded(bytes: Uint8Array, codings: readonly string[], limit: number): Promise<Uint8Array> {
  if (codings.length > codingsAtMost) throw malformed("content-coding", `the body is in more than ${codingsAtMost} codings; use one`);
  let plain = bytes;
  for (const coding of codings) {
    const decode = decoders.get(coding);
    if (decode === undefined) throw new Refusal(415, "content-coding", `the content coding of the body is not known here; use ${[...decoders.keys()].map((each) => `\`${each}\``).join(", ")}, or none`);
    // An empty body is empty in every coding.
    if (plain.length > 0) plain = await decode(plain, { maxOutputLength: limit }).catch((error: NodeJS.ErrnoException) => Promise.reject(refusalOf(error, coding, limit)));
  }
  return plain;
}

function refusalOf({ code }: NodeJS.ErrnoException, coding: string, limit: number): Refusal {
  if (code === "ERR_BUFFER_TOO_LARGE") return tooLarge(limit);
  return malformed("content-coding", `the body is not in the coding \`${coding}\` that its header names; send it whole, or without a coding`);
}

/** For a body of which there is more than is read. */
export function tooLarge(limit: number): Refusal {
  return new Refusal(413, "body-too-large", `the body is larger than ${limit} bytes, the most that is read here; send less, or start the proxy with a larger \`--max-body\``);
}
