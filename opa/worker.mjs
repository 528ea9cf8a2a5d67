// @ts-check
// Runs OPA once: a request in, an answer out, both in memory, and then this thread ends.
// Plain JavaScript, because Node starts a worker from a file as it is, before and after the build alike.

import { randomFillSync } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";

// Numbers from the WASI preview 1 specification.
const SUCCESS = 0;
const BAD_FILE = 8;
const NO_ENTRY = 44;
const NOT_SUPPORTED = 52;
const CHARACTER_DEVICE = 2;
const CLOCK_EVENT = 0;

/** Carries an exit code out of the module, which has no other way to stop. */
class Exit extends Error {
  /** @param {number} code */
  constructor(code) {
    super(`exit ${code}`);
    this.code = code;
  }
}

const { module, request, mailbox } =
  /** @type {{ module: WebAssembly.Module, request: Uint8Array, mailbox?: { port: import("node:worker_threads").MessagePort, flag: Int32Array } }} */ (workerData);

if (mailbox === undefined) parentPort?.postMessage(run(module, request));
else answerTo(mailbox);

/**
 * Answers a thread that is stopped until the flag is up, so it is raised whatever happens.
 *
 * @param {{ port: import("node:worker_threads").MessagePort, flag: Int32Array }} mailbox
 */
function answerTo({ port, flag }) {
  try {
    port.postMessage(run(module, request));
  } catch (error) {
    port.postMessage({ exitCode: 1, answer: "", complaint: String(error) });
  } finally {
    Atomics.store(flag, 0, 1);
    Atomics.notify(flag, 0);
  }
}

/**
 * Starts the module with the request as standard input and collects what it prints.
 *
 * @param {WebAssembly.Module} module
 * @param {Uint8Array} request
 */
function run(module, request) {
  const streams = { unread: request, printed: [new Uint8Array()], complaints: [new Uint8Array()] };
  /** @type {WebAssembly.Memory | undefined} */
  let memory;
  const host = createHost(() => /** @type {WebAssembly.Memory} */ (memory), streams);
  const { exports } = new WebAssembly.Instance(module, {
    wasi_snapshot_preview1: withRefusals(module, host),
  });
  memory = /** @type {WebAssembly.Memory} */ (exports["memory"]);
  const exitCode = exitCodeOf(/** @type {() => void} */ (exports["_start"]));
  return {
    exitCode,
    answer: Buffer.concat(streams.printed).toString(),
    complaint: Buffer.concat(streams.complaints).toString(),
  };
}

/** @param {() => void} start */
function exitCodeOf(start) {
  try {
    start();
    return 0;
  } catch (thrown) {
    if (thrown instanceof Exit) return thrown.code;
    throw thrown;
  }
}

/**
 * The part of WASI that OPA needs: three streams, a clock, randomness and sleep. There is no file system and no
 * environment, so nothing on this machine can change an answer and no policy can read anything.
 *
 * @param {() => WebAssembly.Memory} memory
 * @param {{ unread: Uint8Array, printed: Uint8Array[], complaints: Uint8Array[] }} streams
 */
function createHost(memory, streams) {
  // The buffer moves whenever the memory grows, so a view is never kept.
  const view = () => new DataView(memory().buffer);
  /** @type {(start: number, length: number) => Uint8Array} */
  const bytes = (start, length) => new Uint8Array(memory().buffer, start, length);
  /** @type {(count: number, size: number) => number} */
  const writeNothing = (count, size) => {
    view().setUint32(count, 0, true);
    view().setUint32(size, 0, true);
    return SUCCESS;
  };

  return {
    args_get: () => SUCCESS,
    args_sizes_get: writeNothing,
    environ_get: () => SUCCESS,
    environ_sizes_get: writeNothing,
    sched_yield: () => SUCCESS,
    fd_prestat_get: () => BAD_FILE,
    path_filestat_get: () => NO_ENTRY,
    path_open: () => NO_ENTRY,

    /** @param {number} code */
    proc_exit(code) {
      throw new Exit(code);
    },

    /** @type {(start: number, length: number) => number} */
    random_get(start, length) {
      randomFillSync(bytes(start, length));
      return SUCCESS;
    },

    /** @type {(clock: number, precision: bigint, time: number) => number} */
    clock_time_get(clock, _precision, time) {
      const now = clock === 0 ? BigInt(Date.now()) * 1_000_000n : process.hrtime.bigint();
      view().setBigUint64(time, now, true);
      return SUCCESS;
    },

    /** @type {(file: number, status: number) => number} */
    fd_fdstat_get(file, status) {
      if (file > 2) return BAD_FILE;
      bytes(status, 24).fill(0);
      view().setUint8(status, CHARACTER_DEVICE);
      return SUCCESS;
    },

    /** @type {(file: number, buffers: number, count: number, size: number) => number} */
    fd_read(file, buffers, count, size) {
      if (file !== 0) return BAD_FILE;
      let total = 0;
      for (const buffer of ranges(view(), buffers, count)) {
        const chunk = streams.unread.subarray(0, buffer.length);
        bytes(buffer.start, chunk.length).set(chunk);
        streams.unread = streams.unread.subarray(chunk.length);
        total += chunk.length;
      }
      view().setUint32(size, total, true);
      return SUCCESS;
    },

    /** @type {(file: number, buffers: number, count: number, size: number) => number} */
    fd_write(file, buffers, count, size) {
      if (file !== 1 && file !== 2) return BAD_FILE;
      const sink = file === 1 ? streams.printed : streams.complaints;
      let total = 0;
      for (const buffer of ranges(view(), buffers, count)) {
        sink.push(bytes(buffer.start, buffer.length).slice());
        total += buffer.length;
      }
      view().setUint32(size, total, true);
      return SUCCESS;
    },

    /** @type {(subscriptions: number, events: number, count: number, size: number) => number} */
    poll_oneoff(subscriptions, events, count, size) {
      const due = earliest(view(), subscriptions, count);
      if (!due) return NOT_SUPPORTED;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, due.milliseconds);
      bytes(events, 32).fill(0);
      view().setBigUint64(events, due.userdata, true);
      view().setUint8(events + 10, CLOCK_EVENT);
      view().setUint32(size, 1, true);
      return SUCCESS;
    },
  };
}

/**
 * @param {DataView} view
 * @param {number} buffers
 * @param {number} count
 */
function ranges(view, buffers, count) {
  return Array.from({ length: count }, (_, i) => ({
    start: view.getUint32(buffers + 8 * i, true),
    length: view.getUint32(buffers + 8 * i + 4, true),
  }));
}

/**
 * The timer to wait for; Go asks in relative time.
 *
 * @param {DataView} view
 * @param {number} subscriptions
 * @param {number} count
 */
function earliest(view, subscriptions, count) {
  return Array.from({ length: count }, (_, i) => subscriptions + 48 * i)
    .filter((subscription) => view.getUint8(subscription + 8) === CLOCK_EVENT)
    .map((subscription) => ({
      userdata: view.getBigUint64(subscription, true),
      milliseconds: Number(view.getBigUint64(subscription + 24, true)) / 1e6,
    }))
    .sort((a, b) => a.milliseconds - b.milliseconds)
    .at(0);
}

/**
 * Answers "not supported" to whatever else the module imports.
 *
 * @param {WebAssembly.Module} module
 * @param {Record<string, (...values: never[]) => number>} host
 * @returns {Record<string, (...values: never[]) => number>}
 */
function withRefusals(module, host) {
  const refusals = WebAssembly.Module.imports(module).map(({ name }) => [name, () => NOT_SUPPORTED]);
  return { ...Object.fromEntries(refusals), ...host };
}
