import { resolve } from "node:path";
import { type LogLevel } from "../proxy/log.ts";
import { listOf, readListening, type TlsFiles } from "../proxy/listening.ts";
import { type Proxy, type ProxyOptions, startProxy } from "../proxy/start.ts";
import { OptionError } from "../proxy/upstreams.ts";
import type { Mode } from "../src/guard/guard.ts";
import { CommandError } from "./failure.ts";
import type { Terminal } from "./terminal.ts";

export interface ProxyCommandOptions {
  readonly upstream?: readonly string[];
  readonly key?: readonly string[];
  readonly host: string;
  readonly port?: number;
  readonly listen?: readonly string[];
  readonly category?: readonly string[];
  readonly config?: string;
  readonly mode?: Mode;
  readonly audit?: string;
  readonly tokenEnv?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly clientCa?: string;
  readonly maxBody: number;
  readonly connectTimeout: number;
  readonly headersTimeout: number;
  readonly idleTimeout: number;
  readonly requestTimeout: number;
  readonly grace: number;
  readonly logLevel: LogLevel;
}

/** `cordon proxy`: the guard over HTTP. Runs until it is told to end. */
export async function proxy(options: ProxyCommandOptions, terminal: Terminal): Promise<number> {
  // Before it starts, so that a signal that comes early ends it in order as well.
  const signals = watchSignals();
  try {
    const running = await started(options, terminal);
    await ended(running, signals, options.grace * 1000);
    return 0;
  } finally {
    signals.close();
  }
}

async function started(options: ProxyCommandOptions, terminal: Terminal): Promise<Proxy> {
  try {
    return await startProxy(settings(options, terminal));
  } catch (error) {
    throw error instanceof OptionError ? new CommandError(error.message, { cause: error }) : error;
  }
}

function settings(options: ProxyCommandOptions, { cwd, write }: Terminal): ProxyOptions {
  const { host, port, listen = [], category = [], audit, connectTimeout, headersTimeout, idleTimeout } = options;
  const everywhere = listOf(category);
  const main = listen.length > 0 && port === undefined ? [] : [{ host, port: port ?? usualPort, categories: [] }];
  return {
    cwd,
    listening: [...main, ...listen.map((text) => readListening(text, host))].map((each) => ({ ...each, categories: [...new Set([...everywhere, ...each.categories])] })),
    upstreams: options.upstream ?? [],
    keys: options.key ?? [],
    config: options.config,
    mode: options.mode,
    audit: audit === undefined ? undefined : resolve(cwd, audit),
    token: tokenOf(options.tokenEnv),
    tls: tlsOf(options, cwd),
    maxBody: options.maxBody,
    patience: { connect: connectTimeout * 1000, headers: headersTimeout * 1000, idle: idleTimeout * 1000 },
    requestTimeout: options.requestTimeout * 1000,
    logLevel: options.logLevel,
    write: createLineWriter(write),
  };
}

const usualPort = 8787;

/** Lines of one turn of the loop go out together: to write each on its own takes longer than to make it. */
function createLineWriter(write: Terminal["write"]): (line: string) => void {
  let waiting = "";
  return (line) => {
    if (waiting === "") {
      setImmediate(() => {
        void write(waiting);
        waiting = "";
      });
    }
    waiting += line;
  };
}

function tokenOf(variable: string | undefined): string | undefined {
  if (variable === undefined) return undefined;
  const token = process.env[variable]?.trim() ?? "";
  if (token === "") throw new CommandError(`the variable \`${variable}\`, which is to hold the token of the callers, is not set; set it, or leave \`--token-env\` out`);
  return token;
}

function tlsOf({ tlsCert, tlsKey, clientCa }: ProxyCommandOptions, cwd: string): TlsFiles | undefined {
  if (tlsCert === undefined && tlsKey === undefined && clientCa === undefined) return undefined;
  if (tlsCert === undefined || tlsKey === undefined) throw new CommandError("a certificate needs its key; give `--tls-cert` and `--tls-key` together");
  return { cert: resolve(cwd, tlsCert), key: resolve(cwd, tlsKey), clientCa: clientCa === undefined ? undefined : resolve(cwd, clientCa) };
}

/** What a process is told by signals, also before anybody listens. */
interface Signals {
  readonly times: { end: number; reload: number };
  onChange: () => void;
  close(): void;
}

function watchSignals(): Signals {
  const times = { end: 0, reload: 0 };
  const heard = (kind: keyof typeof times) => (): void => {
    times[kind] += 1;
    signals.onChange();
  };
  const listeners = [
    ["SIGTERM", heard("end")],
    ["SIGINT", heard("end")],
    ["SIGHUP", heard("reload")],
  ] as const;
  const signals: Signals = { times, onChange: () => undefined, close: () => listeners.forEach(([signal, listener]) => process.off(signal, listener)) };
  for (const [signal, listener] of listeners) process.on(signal, listener);
  return signals;
}

/** Resolves once a signal has ended the proxy. A second one ends it at once. */
function ended(running: Proxy, signals: Signals, grace: number): Promise<void> {
  return new Promise((resolve) => {
    let [endings, reloads] = [0, 0];
    signals.onChange = () => {
      const { end, reload } = signals.times;
      if (reload > reloads) void running.reload();
      if (end > endings) void running.close(end > 1 ? 0 : grace).then(() => resolve());
      [endings, reloads] = [end, reload];
    };
    signals.onChange();
  });
}
