// Many requests through the proxy to an upstream that fails in every way, with the proxy's memory and files watched.
//   node bench/proxy/soak.mjs [--requests 100000] [--connections 64]
// Loses nothing: each request has the one outcome that its fault must have, with its own number in it. Leaks nothing: in
// the end the proxy holds as many files as at the start, and no more memory than after the first third.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { freePort, memoryOf } from "./contestants.mjs";

const { values: options } = parseArgs({ options: { requests: { type: "string", default: "100000" }, connections: { type: "string", default: "64" } } });
const [requests, connections] = [Number(options.requests), Number(options.connections)];

/** Of a thousand requests, and what must become of each: `whole` with its number, a status, or an answer broken off. */
const plan = [
  ["json", 520, "200 whole"],
  ["stream", 300, "200 whole"],
  ["error", 60, "503 whole"],
  ["reset", 30, "502 whole"],
  ["resetMidway", 20, "200 broken"],
  ["halfChunk", 20, "200 broken"],
  ["halfLength", 20, "200 broken"],
  ["nonsense", 10, "502 whole"],
  ["stall", 4, "504 whole"],
  ["stallMidway", 4, "200 broken"],
  ["slow", 12, "left"],
];
const cycle = plan.flatMap(([fault, share]) => Array(share).fill(fault)).map((fault, index) => ({ fault, order: (index * 617) % 1000 })).toSorted((one, other) => one.order - other.order).map(({ fault }) => fault);
const expected = Object.fromEntries(plan.map(([fault, , outcome]) => [fault, outcome]));

const folder = mkdtempSync(join(tmpdir(), "cordon-soak-"));
const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const upstream = spawn(process.execPath, [here("faulty-upstream.mjs")], { stdio: ["ignore", "pipe", "inherit"] });
const address = `127.0.0.1:${Number(await new Promise((resolve) => upstream.stdout.once("data", resolve)))}`;
writeFileSync(join(folder, "cordon.yaml"), JSON.stringify({ version: 1, gateways: { vercel: { hosts: [address] } } }));
const port = await freePort();
const proxy = spawn(process.execPath, [here("../../dist/cli/main.js"), "proxy", "--port", String(port), "--upstream", `vercel=http://${address}`, "--headers-timeout", "1", "--idle-timeout", "1", "--log-level", "error"], { cwd: folder, stdio: ["ignore", "inherit", "inherit"] });
const agent = new Agent({ keepAlive: true, maxSockets: connections });

const outcomes = new Map();
const wrong = [];
const samples = [];
try {
  while (!(await fetch(`http://127.0.0.1:${port}/-/health`).then(({ ok }) => ok, () => false))) await pause(100);
  await run(1_000);
  await settled();
  outcomes.clear();
  const before = { files: filesOf(proxy.pid), memory: memoryOf(proxy.pid) };
  const start = performance.now();
  await run(requests);
  const seconds = (performance.now() - start) / 1000;
  const files = await settled(before.files);
  const ended = new Promise((resolve) => proxy.once("exit", resolve));
  const inFlight = /^cordon_requests_in_flight (\d+)$/mu.exec(await (await fetch(`http://127.0.0.1:${port}/-/metrics`)).text())?.[1];
  proxy.kill("SIGTERM");
  const code = await ended;
  report({ before, files, inFlight, seconds, code });
} finally {
  proxy.kill("SIGKILL");
  upstream.kill();
  agent.destroy();
  rmSync(folder, { recursive: true, force: true });
}

async function run(count) {
  let next = 0;
  let done = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (next < count) {
        const id = next;
        next += 1;
        const fault = cycle[id % cycle.length];
        const outcome = await ask(id, fault);
        const key = `${fault}: ${outcome}`;
        outcomes.set(key, (outcomes.get(key) ?? 0) + 1);
        if (outcome !== expected[fault] && wrong.length < 20) wrong.push({ id, fault, outcome });
        done += 1;
        if (done % Math.ceil(count / 12) === 0) samples.push({ done, memory: memoryOf(proxy.pid), files: filesOf(proxy.pid) });
      }
    }),
  );
}

/** What became of one request, in words. */
function ask(id, fault) {
  const body = JSON.stringify({ model: "zai/glm-4.7", messages: [{ role: "user", content: "x".repeat(id % 4000) }], metadata: { id, fault } });
  return new Promise((resolve) => {
    const outgoing = request({ host: "127.0.0.1", port, path: "/vercel/v1/chat/completions", method: "POST", agent, headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body), "x-cordon-category": "pii" } }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("error", () => resolve(`${response.statusCode} broken`));
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        const isOwn = response.statusCode === 502 || response.statusCode === 504 || text.includes(`"id":${id}`);
        const isEnded = fault !== "stream" || text.endsWith("data: [DONE]\n\n");
        resolve(isOwn && isEnded ? `${response.statusCode} whole` : `${response.statusCode} of another`);
      });
    });
    outgoing.on("error", (error) => resolve(fault === "slow" ? "left" : `no answer (${error.code ?? error.message})`));
    outgoing.end(body);
    if (fault === "slow") setTimeout(() => outgoing.destroy(), 50);
  });
}

/** Waits until kept connections are closed, and returns how many files are open then. */
async function settled(aim = 0) {
  agent.destroy();
  for (let wait = 0; wait < 60 && filesOf(proxy.pid) > aim; wait += 1) await pause(200);
  return filesOf(proxy.pid);
}

function filesOf(pid) {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return Number.NaN;
  }
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function report({ before, files, inFlight, seconds, code }) {
  console.log(`${requests} requests over ${connections} connections in ${seconds.toFixed(0)} s, ${(requests / seconds).toFixed(0)} a second\n`);
  for (const [key, count] of [...outcomes].toSorted()) console.log(`  ${key.padEnd(32)}${String(count).padStart(9)}${expected[key.split(":")[0]] === key.split(": ")[1] ? "" : "   ← not as it must be"}`);
  console.log(`\n${"requests".padStart(10)}${"MB".padStart(8)}${"files".padStart(8)}`);
  for (const { done, memory, files: open } of samples.slice(-13)) console.log(String(done).padStart(10) + memory.toFixed(0).padStart(8) + String(open).padStart(8));
  const later = samples.slice(-8).map(({ memory }) => memory);
  const growth = Math.min(...later.slice(-3)) - Math.max(...later.slice(0, 3));
  console.log(`\nat the start ${before.memory.toFixed(0)} MB and ${before.files} files, in the end ${files} files and ${inFlight} requests under way; ended with ${code}`);
  const good = wrong.length === 0 && !(files > before.files) && inFlight === "1" && growth < 30 && code === 0;
  for (const each of wrong) console.log(`  ${JSON.stringify(each)}`);
  console.log(good ? "lost nothing, leaked nothing" : "not as it must be");
  process.exitCode = good ? 0 : 1;
}
