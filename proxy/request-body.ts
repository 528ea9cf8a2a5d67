import type { IncomingMessage } from "node:http";
import { tooLarge } from "./content-coding.ts";

/**
 * Reads the body of a request whole, up to a limit: only what was read to its end can be judged.
 *
 * @throws {Refusal} 413 where there is more
 * @throws {Error} where the sender goes away before the end
 */
export function readRequestBody(request: IncomingMessage, limit: number): Promise<Uint8Array> {
  if (Number(request.headers["content-length"] ?? 0) > limit) return Promise.reject(tooLarge(limit));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) return void chunks.push(chunk);
      // What still comes is let go by, so that the sender gets to read the answer.
      chunks.length = 0;
      reject(tooLarge(limit));
    });
    request.on("end", () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    request.on("error", reject);
    request.on("close", () => reject(new Error("the sender went away")));
  });
}
