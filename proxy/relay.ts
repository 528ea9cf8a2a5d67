import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream";

/** How an answer ended: whole, given up by the one who asked, or broken off by the upstream. */
export interface Relayed {
  readonly end: "whole" | "client-gone" | "upstream-broken" | "upstream-idle";
  readonly bytes: number;
}

/**
 * Passes an answer on as it comes, no faster than it is taken. One that breaks off is broken off: a client must not take
 * half an answer for a whole one.
 */
export function relay(answer: IncomingMessage, response: ServerResponse, idle: number): Promise<Relayed> {
  return new Promise((resolve) => {
    let bytes = 0;
    let isIdle = false;
    const timer = setTimeout(() => {
      isIdle = true;
      answer.destroy(new Error("idle"));
    }, idle);
    answer.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      timer.refresh();
    });
    let isGone = false;
    response.once("close", () => (isGone = !response.writableFinished && !answer.errored));
    pipeline(answer, response, (error) => {
      clearTimeout(timer);
      resolve({ end: error === null || error === undefined ? "whole" : isIdle ? "upstream-idle" : isGone ? "client-gone" : "upstream-broken", bytes });
    });
  });
}
