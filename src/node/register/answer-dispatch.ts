import { STATUS_CODES } from "node:http";

/** What hears of the answer to a dispatch, in the manner of undici 5 and 6, or of 7 and later. */
export interface DispatchHandler {
  onConnect?(abort: (reason?: Error) => void, context?: unknown): void;
  onHeaders?(status: number, headers: Buffer[], resume: () => void, statusText: string): unknown;
  onData?(chunk: Buffer): unknown;
  onComplete?(trailers: Buffer[]): void;
  onError?(error: Error): void;
  onRequestStart?(controller: object, context: unknown): void;
  onResponseStart?(controller: object, status: number, headers: Record<string, string>, statusText: string): void;
  onResponseData?(controller: object, chunk: Buffer): void;
  onResponseEnd?(controller: object, trailers: Record<string, string>): void;
  onResponseError?(controller: object, error: Error): void;
}

/** Answers a dispatch that was not sent. */
export async function answerDispatch(handler: DispatchHandler, response: Response): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  const headers = { ...Object.fromEntries(response.headers), "content-length": String(body.length) };
  const statusText = STATUS_CODES[response.status] ?? "";
  const controller = controllerFor(handler);
  if (typeof handler.onResponseStart === "function") {
    handler.onRequestStart?.(controller, {});
    if (controller.aborted) return;
    handler.onResponseStart(controller, response.status, headers, statusText);
    handler.onResponseData?.(controller, body);
    handler.onResponseEnd?.(controller, {});
    return;
  }
  handler.onConnect?.((reason) => controller.abort(reason), null);
  if (controller.aborted) return;
  handler.onHeaders?.(response.status, Object.entries(headers).flat().map((text) => Buffer.from(text, "latin1")), () => undefined, statusText);
  handler.onData?.(body);
  handler.onComplete?.([]);
}

/** Ends a dispatch that was not sent with an error. */
export function failDispatch(handler: DispatchHandler, error: Error): void {
  controllerFor(handler).abort(error);
}

interface Controller {
  readonly aborted: boolean;
  readonly abort: (reason?: Error) => void;
}

function controllerFor(handler: DispatchHandler): Controller {
  const controller = {
    aborted: false,
    paused: false,
    reason: null as Error | null,
    rawHeaders: [],
    rawTrailers: [],
    pause() {},
    resume() {},
    abort(reason: Error = new Error("aborted")) {
      if (controller.aborted) return;
      controller.aborted = true;
      controller.reason = reason;
      if (typeof handler.onResponseError === "function") handler.onResponseError(controller, reason);
      else handler.onError?.(reason);
    },
  };
  return controller;
}
