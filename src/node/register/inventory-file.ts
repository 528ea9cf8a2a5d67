import { openSync, writeSync } from "node:fs";
import type { Inventory } from "./inventory.ts";

const firstDelay = 1_000;
const longestDelay = 300_000;

/**
 * Appends an inventory to a file as JSON lines: soon after the first call, at growing intervals, at the end of the
 * process and before a signal ends it. Each line holds what came in since the one before, and each block is one write at
 * the end of the file, so processes and threads can share it.
 *
 * @throws when the file cannot be opened: an inventory that is asked for must not be lost.
 */
export function keepInventory(file: string, inventory: Inventory): Inventory {
  const descriptor = openSync(file, "a", 0o600);
  let delay = firstDelay;
  let timer: NodeJS.Timeout | undefined;

  const write = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const lines = inventory.take().map((entry) => `${JSON.stringify(entry)}\n`);
    if (lines.length === 0) return;
    try {
      writeSync(descriptor, lines.join(""));
    } catch (error) {
      process.emitWarning(`the inventory \`${file}\` cannot be written (${(error as NodeJS.ErrnoException).code ?? "unknown"}); calls are missing from it`, "CordonWarning");
    }
  };
  const writeLater = (): void => {
    timer ??= setTimeout(write, delay).unref();
    delay = Math.min(delay * 2, longestDelay);
  };

  process.on("exit", write);
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.once(signal, () => endBy(signal, write));
  return {
    ...inventory,
    add(counted) {
      inventory.add(counted);
      if (timer === undefined) writeLater();
    },
  };
}

// A listener keeps the signal from ending the process: where ours was the only one it is sent once more.
function endBy(signal: NodeJS.Signals, write: () => void): void {
  write();
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}
