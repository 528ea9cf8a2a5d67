import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import { programSync } from "./program.ts";
import { resource } from "./resource.ts";
import { type Ending, resultOf, stopped, threadOptions } from "./run.ts";

/** Milliseconds: many times what the largest policy takes on a slow machine. */
const patience = 120_000;

/**
 * Asks OPA one thing as `run` does, and stops this thread until the answer is there. For linters, whose rules cannot
 * wait; everything else uses `run`.
 *
 * @throws {OpaError} When OPA refuses the sources or stops early.
 */
export function runSync<Result>(command: string, request: object): Result {
  const body = new TextEncoder().encode(JSON.stringify({ ...request, command }));
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const { port1: here, port2: port } = new MessageChannel();
  const worker = new Worker(resource("worker.mjs"), {
    ...threadOptions,
    workerData: { module: programSync(), request: body, mailbox: { port, flag } },
    transferList: [port],
  });
  // Nobody hears of a thread that fails while this one is stopped; its flag stays down.
  worker.on("error", () => {}).unref();
  try {
    Atomics.wait(flag, 0, 0, patience);
    const received = receiveMessageOnPort(here) as { readonly message: Ending } | undefined;
    if (received === undefined) throw stopped("its thread ended without an answer");
    return resultOf<Result>(received.message);
  } finally {
    here.close();
    void worker.terminate();
  }
}
