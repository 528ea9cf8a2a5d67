import { availableParallelism } from "node:os";
import { Worker, type WorkerOptions } from "node:worker_threads";
import { OpaError, type OpaProblem } from "./problem.ts";
import { program } from "./program.ts";
import { resource } from "./resource.ts";
import { createTurns } from "./turns.ts";

/** What `worker.mjs` posts before it ends. */
export interface Ending {
  readonly exitCode: number;
  readonly answer: string;
  readonly complaint: string;
}

interface Answer<Result> {
  readonly result?: Result;
  readonly failure?: string;
  readonly problems?: readonly OpaProblem[];
}

/** How the thread is started. Go recurses on its stack and WebAssembly cannot grow it: deeply nested Rego overflows the usual 1 MB. */
export const threadOptions = {
  resourceLimits: { stackSizeMb: 64 },
  // Flags and loaders of the process are not for this thread; they would only slow its start.
  execArgv: [],
  env: {},
} satisfies WorkerOptions;

// Each run holds a few hundred megabytes, so more of them than cores would only cost memory.
const takeTurn = createTurns(availableParallelism());

/**
 * Asks OPA one thing, on a thread and in a memory of its own, both gone afterwards.
 *
 * @throws {OpaError} When OPA refuses the sources or stops early.
 */
export async function run<Result>(command: string, request: object): Promise<Result> {
  const module = await program();
  const body = new TextEncoder().encode(JSON.stringify({ ...request, command }));
  return resultOf<Result>(await takeTurn(() => runWorker(module, body)));
}

/** @throws {OpaError} When OPA refused the sources or stopped early. */
export function resultOf<Result>(ending: Ending): Result {
  if (ending.exitCode !== 0) throw stopped(ending.complaint);
  // Both sides of this JSON live in this folder and are built together, so its shape is not checked again.
  const { result, failure, problems } = JSON.parse(ending.answer) as Answer<Result>;
  if (failure !== undefined) throw new OpaError(problems ?? []);
  return result as Result;
}

function runWorker(module: WebAssembly.Module, request: Uint8Array): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(resource("worker.mjs"), { ...threadOptions, workerData: { module, request } });
    worker.once("message", resolve);
    worker.once("error", (cause) => reject(stopped(String(cause), { cause })));
    worker.once("exit", () => reject(stopped("its thread ended without an answer")));
  });
}

export function stopped(reason: string, options?: ErrorOptions): OpaError {
  const advice = "look for very large or very deeply nested sources";
  const message = `opa stopped before it could answer, so ${advice}: ${reason.trim()}`;
  return new OpaError([{ file: "", line: 0, column: 0, message, code: "opa_stopped" }], options);
}
