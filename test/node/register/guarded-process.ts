import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, onTestFinished } from "vitest";
import { readInventory } from "../../../src/node/register/read-inventory.ts";
import type { InventoryEntry } from "../../../src/model/inventory.ts";
import { root } from "../../package/run.ts";

const entries = { register: "src/node/register/index", node: "src/node/index", fetch: "src/adapters/fetch/index", "ai-sdk": "src/adapters/ai-sdk/index" };

/** The package as a process loads it, made of the sources; the addresses of its entries. Gone with the tests of a file. */
export async function builtEntries(): Promise<Readonly<Record<keyof typeof entries, string>>> {
  // Below the package, whose folder the library looks for, and where git keeps nothing.
  mkdirSync(join(root, "node_modules/.cache"), { recursive: true });
  const outdir = mkdtempSync(join(root, "node_modules/.cache/cordon-register-"));
  afterAll(() => rmSync(outdir, { recursive: true, force: true }));
  await build({
    entryPoints: Object.values(entries).map((entry) => join(root, `${entry}.ts`)),
    outdir,
    outbase: root,
    bundle: true,
    splitting: true,
    chunkNames: "src/node/register/[name]-[hash]",
    packages: "external",
    platform: "node",
    format: "esm",
    logLevel: "warning",
  });
  return Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, pathToFileURL(join(outdir, `${entry}.js`)).href])) as never;
}

/** A request as it reached a server. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Server {
  readonly address: string;
  readonly received: Received[];
}

/** A server that answers as a chat API does, and writes down what it hears. */
export async function serve(): Promise<Server> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString();
      received.push({ method: request.method!, path: request.url!, headers: request.headers, text });
      const isStream = text.includes('"stream":true');
      response.writeHead(200, { "content-type": isStream ? "text/event-stream" : "application/json" });
      if (!isStream) return response.end(JSON.stringify(answer));
      response.write(chunk("hel"));
      return setTimeout(() => response.end(`${chunk("lo")}data: [DONE]\n\n`), 20);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

const answer = {
  ...{ id: "1", object: "chat.completion", created: 1, model: "m", choices: [{ index: 0, message: { role: "assistant", content: "hello" }, finish_reason: "stop" }] },
  ...{ type: "message", role: "assistant", stop_reason: "end_turn", content: [{ type: "text", text: "hello" }], usage: { input_tokens: 1, output_tokens: 1, prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } },
};

function chunk(content: string): string {
  return `data: ${JSON.stringify({ id: "1", object: "chat.completion.chunk", created: 1, model: "m", choices: [{ index: 0, delta: { role: "assistant", content }, finish_reason: null }] })}\n\n`;
}

export interface Ran {
  /** The lines of JSON that the program printed. */
  readonly told: readonly unknown[];
  readonly code: number | null;
  readonly complaints: string;
  readonly inventory: readonly InventoryEntry[];
}

export interface Program {
  readonly register: string;
  readonly name?: string;
  readonly text: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs a program with `--import cordon/register` in a folder of its own, where the packages of this project are installed. */
export async function runGuarded({ register, name = "app.mjs", text, files = {}, environment = {} }: Program): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), "cordon-register-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [file, content] of Object.entries({ "package.json": "{}", [name]: text, ...files })) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "dir");
  const { NODE_OPTIONS: _, VITEST: __, ...inherited } = process.env;
  const child = spawn(process.execPath, ["--import", register, name], { cwd: folder, env: { ...inherited, AI_GATEWAY_API_KEY: "made-up", ...environment } });
  const [out, complaints, code] = await Promise.all([textOf(child.stdout), textOf(child.stderr), new Promise<number | null>((resolve) => child.on("close", resolve))]);
  const inventory = readInventory(contentsOf(join(folder, environment["CORDON_INVENTORY"] ?? "cordon-inventory.jsonl"))).entries;
  return { told: out.split("\n").filter(Boolean).map((line) => JSON.parse(line) as unknown), code, complaints, inventory };
}

/** A `cordon.yaml` that takes an address for OpenRouter's, so that it has that service's controls. */
export function asOpenRouter(address: string, more = ""): Readonly<Record<string, string>> {
  return { "cordon.yaml": `version: 1\ngateways:\n  openrouter: { hosts: ["${address.replace("http://127.0.0.1", "localhost")}"] }\n${more}` };
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  for await (const part of stream) text += String(part);
  return text;
}

function contentsOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
