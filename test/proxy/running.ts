import { onTestFinished } from "vitest";
import { type Proxy, type ProxyOptions, startProxy } from "../../proxy/start.ts";
import { folderWith } from "../node/folder.ts";
import type { Stub } from "./stub.ts";

export interface Running extends Proxy {
  readonly url: string;
  readonly cwd: string;
  /** The lines of the log so far. */
  readonly lines: Record<string, unknown>[];
  /** The log as it was written. */
  readonly text: () => string;
}

export interface RunningOptions extends Partial<Omit<ProxyOptions, "upstreams">> {
  /** Stubs by the gateway that they stand for; under the same name they are upstreams. */
  readonly gateways?: Readonly<Record<string, Stub>>;
  /** Upstreams beside them, as `NAME=URL`. */
  readonly upstreams?: readonly string[];
  readonly category?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
}

/** A proxy on a free port before stubs, gone when the test is over. */
export async function runProxy({ gateways = {}, upstreams = [], category = [], files = {}, ...options }: RunningOptions): Promise<Running> {
  const cwd = options.cwd ?? folderWith({ "cordon.yaml": configuration(gateways), ...files });
  const written: string[] = [];
  const proxy = await startProxy({
    cwd,
    listening: [{ host: "127.0.0.1", port: 0, categories: category }],
    upstreams: [...Object.entries(gateways).map(([name, { url }]) => `${name}=${url}`), ...upstreams],
    watchEvery: 20,
    write: (line) => void written.push(line),
    ...options,
  });
  onTestFinished(async () => void (await proxy.close(0)));
  return {
    ...proxy,
    url: proxy.urls[0] ?? "",
    cwd,
    get lines() {
      return written.map((line) => JSON.parse(line) as Record<string, unknown>);
    },
    text: () => written.join(""),
  };
}

/** A configuration in which the address of each stub is one of its gateway's. */
export function configuration(gateways: Readonly<Record<string, Stub>>, more: Readonly<Record<string, unknown>> = {}): string {
  const own = Object.entries(gateways).filter(([name]) => name !== "unknown");
  // JSON is YAML.
  return JSON.stringify({ version: 1, ...(own.length > 0 && { gateways: Object.fromEntries(own.map(([name, { host }]) => [name, { hosts: [host] }])) }), ...more });
}

/** Waits until something holds. */
export async function until(holds: () => boolean | Promise<boolean>, limit = 20_000): Promise<void> {
  const end = Date.now() + limit;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error("it never came to hold");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
