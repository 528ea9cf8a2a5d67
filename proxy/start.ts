import type { AddressInfo } from "node:net";
import type { Server } from "node:http";
import type { Server as TlsServer } from "node:https";
import { hostOf } from "../src/adapters/wire/hosts.ts";
import type { Mode } from "../src/guard/guard.ts";
import { createLog, type LogLevel } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import { areLoopback, type Listening, readTls, requireCallers, type TlsFiles } from "./listening.ts";
import { keepPolicy } from "./policy-keeper.ts";
import { createProxyServer } from "./server.ts";
import { createUpstreams, type Patience } from "./upstream-exchange.ts";
import { misnamed, OptionError, readUpstreams } from "./upstreams.ts";

export interface ProxyOptions {
  readonly cwd: string;
  readonly listening: readonly Listening[];
  /** `NAME=URL` */
  readonly upstreams: readonly string[];
  /** `NAME=ENV_VAR`, or `NAME=ENV_VAR:FORM` */
  readonly keys?: readonly string[];
  readonly config?: string | undefined;
  readonly mode?: Mode | undefined;
  readonly audit?: string | undefined;
  /** What callers must show. */
  readonly token?: string | undefined;
  readonly tls?: TlsFiles | undefined;
  /** Bytes. */
  readonly maxBody?: number;
  /** Milliseconds. */
  readonly patience?: Partial<Patience>;
  /** Milliseconds in which a request must be here. */
  readonly requestTimeout?: number;
  /** Milliseconds between two looks at the configuration. */
  readonly watchEvery?: number;
  readonly logLevel?: LogLevel;
  /** Takes each line of the log. */
  readonly write: (line: string) => void;
}

export interface Proxy {
  /** Where it listens, in the order of `listening`. */
  readonly urls: readonly string[];
  /** Reads the configuration and the certificates anew. */
  reload(): Promise<void>;
  /**
   * Takes no more requests, lets those that are under way come to their end for `grace` milliseconds, and ends. Resolves
   * with how many it had to cut off.
   */
  close(grace: number): Promise<number>;
}

export const defaults = {
  maxBody: 32 << 20,
  patience: { connect: 10_000, headers: 600_000, idle: 300_000 },
  requestTimeout: 300_000,
} as const;

/**
 * Starts the proxy.
 *
 * @throws {OptionError} for options that cannot be followed; nothing listens then
 * @throws {ConfigurationError} for a configuration that is not sound
 */
export async function startProxy(options: ProxyOptions): Promise<Proxy> {
  const { cwd, listening, token, tls } = options;
  const log = createLog(options.write, options.logLevel ?? "info");
  const metrics = createMetrics();
  await requireCallers(listening, { token, tls });
  const keeper = await keepPolicy({ ...options, warm: (catalog) => [...new Set([...readUpstreams(options.upstreams, [], catalog).values()].map(({ base }) => hostOf(catalog, base).gateway))], log, metrics });
  const exchanges = createUpstreams({ ...defaults.patience, ...options.patience });
  const servers: (Server | TlsServer)[] = [];
  const load = { requests: 0 };
  let hasStarted = false;
  let isEnding = false;
  let ended: Promise<void> | undefined;
  try {
    const { catalog } = keeper.guard;
    const upstreams = readUpstreams(options.upstreams, options.keys ?? [], catalog);
    if (upstreams.size === 0) throw new OptionError("the proxy needs an upstream; name one, as with `--upstream vercel=https://ai-gateway.vercel.sh`");
    for (const { name, gateway } of misnamed(upstreams, catalog)) log("warn", "an upstream bears the name of a gateway at whose address it is not; it is judged by its address", { upstream: name, judgedAs: gateway, remedy: `declare its host in \`cordon.yaml\`, under \`gateways: ${name}: hosts\`` });
    if (tls === undefined && token !== undefined && !(await areLoopback(listening))) log("warn", "prompts and the token go over the network in the clear; put TLS in front, or give `--tls-cert` and `--tls-key`");
    for (const { host, port, categories } of listening) {
      const unknown = keeper.guard.requirements(categories).unknown;
      if (unknown.length > 0) throw new OptionError(`\`${unknown[0]!}\` is no category of the taxonomy, so that every request would be denied; name another with \`--category\` or \`--listen\``);
      const server = createProxyServer({
        forwarding: { guard: () => keeper.guard, upstreams, exchange: exchanges.exchange, categories, token, maxBody: options.maxBody ?? defaults.maxBody, idle: options.patience?.idle ?? defaults.patience.idle },
        operations: { keeper, metrics, token, isEnding: () => isEnding, load },
        load,
        log,
        metrics,
        tls,
        requestTimeout: options.requestTimeout ?? defaults.requestTimeout,
      });
      await listen(server, host, port);
      servers.push(server);
    }
    const urls = servers.map((server) => urlOf(server, tls !== undefined));
    listening.forEach(({ categories }, index) => log("info", "listening", { url: urls[index], upstreams: [...upstreams.values()].map(({ name, base }) => `${name}=${base.href}`), categories, mode: keeper.guard.mode, revision: keeper.revision }));
    hasStarted = true;
    return { urls, reload, close };
  } catch (error) {
    await close(0);
    throw error;
  }

  async function reload(): Promise<void> {
    try {
      const context = tls === undefined ? undefined : readTls(tls);
      for (const server of servers) if (context !== undefined) (server as TlsServer).setSecureContext(context);
    } catch (error) {
      log("error", "the certificates cannot be read anew; those before still hold", { problem: error instanceof OptionError ? error.message : (error as NodeJS.ErrnoException).code });
    }
    await keeper.reload();
  }

  function close(grace: number): Promise<number> {
    isEnding = true;
    let cut = 0;
    const cutOff = (): void => {
      cut = Math.max(cut, load.requests);
      for (const server of servers) server.closeAllConnections();
    };
    const timer = setTimeout(cutOff, grace);
    // A connection that is kept open is idle again once its answer is through.
    const sweep = setInterval(() => servers.forEach((server) => server.closeIdleConnections()), 50);
    ended ??= Promise.all(servers.map((server) => new Promise<void>((resolve) => void server.close(() => resolve())))).then(() => {
      exchanges.close();
      keeper.close();
    });
    return ended.then(() => {
      clearTimeout(timer);
      clearInterval(sweep);
      if (hasStarted) log("info", "ended", { cutOff: cut });
      return cut;
    });
  }
}

function listen(server: Server | TlsServer, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", ({ code = "unknown" }: NodeJS.ErrnoException) => reject(new OptionError(`the proxy cannot listen on \`${host}:${port}\` (${code}); ${code === "EADDRINUSE" ? "name another port" : "name another address or port"}`)));
    server.listen(port, host, resolve);
  });
}

function urlOf(server: Server | TlsServer, isEncrypted: boolean): string {
  const { address, port, family } = server.address() as AddressInfo;
  return `${isEncrypted ? "https" : "http"}://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}
