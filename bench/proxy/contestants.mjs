// Who is measured: how each is installed, started before the same upstream, and asked for the same thing.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Each: `name`, `version`, `install(folder)`, and `command({ folder, port, upstream })` or `undefined` where it is absent. */
export const contestants = [
  {
    name: "cordon proxy",
    version: () => JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version,
    install: () => undefined,
    command({ folder, port, upstream }) {
      const main = join(root, "dist/cli/main.js");
      if (!existsSync(join(root, "dist/cli/proxy.js"))) return undefined;
      writeFileSync(join(folder, "cordon.yaml"), JSON.stringify({ version: 1, gateways: { vercel: { hosts: [new URL(upstream).host] } } }));
      return { file: process.execPath, words: [main, "proxy", "--port", String(port), "--upstream", `vercel=${upstream}`], cwd: folder };
    },
    ask: ({ port }) => ({ url: `http://127.0.0.1:${port}/vercel/v1/chat/completions`, headers: { authorization: "Bearer key", "x-cordon-category": "pii" } }),
  },
  {
    name: "Portkey gateway",
    version: (folder) => versionOf(join(folder, "portkey/node_modules/@portkey-ai/gateway/package.json")),
    install(folder) {
      mkdirSync(join(folder, "portkey"), { recursive: true });
      writeFileSync(join(folder, "portkey/package.json"), "{}");
      spawnSync("npm", ["install", "@portkey-ai/gateway", "--no-audit", "--no-fund"], { cwd: join(folder, "portkey"), stdio: "inherit", shell: process.platform === "win32" });
    },
    command({ folder, port }) {
      const main = join(folder, "portkey/node_modules/@portkey-ai/gateway/build/start-server.js");
      return existsSync(main) ? { file: process.execPath, words: [main, `--port=${port}`, "--headless"], cwd: join(folder, "portkey") } : undefined;
    },
    ask: ({ port, upstream }) => ({ url: `http://127.0.0.1:${port}/v1/chat/completions`, headers: { authorization: "Bearer key", "x-portkey-provider": "openai", "x-portkey-custom-host": `${upstream}/v1` } }),
  },
  {
    name: "LiteLLM proxy",
    version: (folder) => spawnSync(join(folder, "litellm/bin/python"), ["-c", "import importlib.metadata as m; print(m.version('litellm'))"], { encoding: "utf8" }).stdout?.trim() ?? "",
    install(folder) {
      spawnSync("python3", ["-m", "venv", join(folder, "litellm")], { stdio: "inherit" });
      spawnSync(join(folder, "litellm/bin/pip"), ["install", "--quiet", "litellm[proxy]"], { stdio: "inherit" });
    },
    command({ folder, port, upstream }) {
      const main = join(folder, "litellm/bin/litellm");
      if (!existsSync(main)) return undefined;
      const config = { model_list: [{ model_name: "zai/glm-4.7", litellm_params: { model: "openai/glm-4.7", api_base: `${upstream}/v1`, api_key: "key" } }] };
      writeFileSync(join(folder, "litellm.yaml"), JSON.stringify(config));
      // Without a key of its own, as the others are asked, which it takes on a machine of one's own only when told to.
      const env = { LITELLM_LOCAL_MODEL_COST_MAP: "True", LITELLM_LOG: "ERROR", LITELLM_DANGEROUSLY_PERMIT_WEAK_OR_UNSET_MASTER_KEY: "true" };
      return { file: main, words: ["--config", join(folder, "litellm.yaml"), "--host", "127.0.0.1", "--port", String(port), "--telemetry", "False"], cwd: folder, env };
    },
    ask: ({ port }) => ({ url: `http://127.0.0.1:${port}/v1/chat/completions`, headers: { authorization: "Bearer key" } }),
  },
];

/** Starts a process and waits until it answers there. Its log goes nowhere, for all alike. */
export async function start({ file, words, cwd, env = {} }, port) {
  const child = spawn(file, words, { cwd, env: { ...process.env, ...env, NODE_ENV: "production" }, stdio: "ignore" });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  for (let wait = 0; wait < 1200; wait += 1) {
    if (child.exitCode !== null) throw new Error(`\`${file}\` ended with ${child.exitCode}`);
    const answers = await fetch(`http://127.0.0.1:${port}/`).then(() => true, () => false);
    if (answers) return { pid: child.pid, stop: () => (child.kill("SIGTERM"), Promise.race([ended, new Promise((resolve) => setTimeout(() => resolve(child.kill("SIGKILL")), 10_000))])) };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill("SIGKILL");
  throw new Error(`\`${file}\` does not answer`);
}

export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Megabytes that a process and its children hold. */
export function memoryOf(pid) {
  const { stdout = "" } = spawnSync("ps", ["-e", "-o", "pid=,ppid=,rss="], { encoding: "utf8" });
  const rows = stdout.trim().split("\n").map((line) => line.trim().split(/\s+/u).map(Number));
  const family = new Set([pid]);
  for (let grown = true; grown; ) {
    const more = rows.filter(([child, parent]) => family.has(parent) && !family.has(child));
    for (const [child] of more) family.add(child);
    grown = more.length > 0;
  }
  return rows.filter(([child]) => family.has(child)).reduce((sum, [, , kilobytes]) => sum + kilobytes, 0) / 1024;
}

function versionOf(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).version : "";
}
