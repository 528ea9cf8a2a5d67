import threads, { type WorkerOptions } from "node:worker_threads";

/**
 * Sees to it that threads are guarded as the process is. Node hands `--import` on to them, but not where the thread is
 * given flags of its own, and not where its program is a text.
 */
export function guardWorkers(entry: string): void {
  const place = threads as { Worker: typeof threads.Worker };
  place.Worker = new Proxy(place.Worker, {
    construct(target, [program, options, ...rest]: [string | URL, WorkerOptions | undefined, ...unknown[]], made) {
      const flags = options?.execArgv === undefined ? {} : { execArgv: ["--import", entry, ...options.execArgv] };
      const own = options?.eval === true && typeof program === "string" ? guardedText(entry, program) : program;
      return Reflect.construct(target, [own, options === undefined ? undefined : { ...options, ...flags }, ...rest], made) as object;
    },
  });
}

/** The text of a program that starts when the guard stands; as Node runs it: in the global scope, `require` among it. */
function guardedText(entry: string, program: string): string {
  return `import(${JSON.stringify(entry)}).then(() => (0, eval)(${JSON.stringify(program)}))`;
}
