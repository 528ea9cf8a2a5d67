// Measures what a proxy adds: cordon's beside two others, before the same upstream, with the same client, in one run.
//   node bench/proxy/compare.mjs [--folder FOLDER] [--install] [--requests N] [--connections N] [--rounds N] [--json]
// `--install` puts the others into the folder, which lies outside of this one; without it, and without them, they are
// reported as absent.
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { contestants, freePort, memoryOf, start } from "./contestants.mjs";
import { load, share } from "./load.mjs";

const { values: options } = parseArgs({
  options: {
    folder: { type: "string", default: join(tmpdir(), "cordon-bench-proxy") },
    install: { type: "boolean", default: false },
    requests: { type: "string", default: "2000" },
    connections: { type: "string", default: "32" },
    rounds: { type: "string", default: "3" },
    json: { type: "boolean", default: false },
  },
});
const [requests, connections, rounds] = [options.requests, options.connections, options.rounds].map(Number);
const say = (text) => void (options.json || process.stderr.write(`${text}\n`));

mkdirSync(options.folder, { recursive: true });
const question = { model: "zai/glm-4.7", messages: [{ role: "user", content: "Draft the roster for next week. ".repeat(60) }] };
const bodies = { json: JSON.stringify(question), stream: JSON.stringify({ ...question, stream: true }) };

const stub = spawn(process.execPath, [fileURLToPath(new URL("upstream.mjs", import.meta.url))], { stdio: ["ignore", "pipe", "inherit"] });
const upstream = `http://127.0.0.1:${Number(await new Promise((resolve) => stub.stdout.once("data", resolve)))}`;
const rows = [];
const running = [];
try {
  running.push({ name: "(direct)", version: "", ask: { url: `${upstream}/v1/chat/completions`, headers: {} } });
  for (const contestant of contestants) {
    if (options.install) contestant.install(options.folder);
    const port = await freePort();
    const command = contestant.command({ folder: options.folder, port, upstream });
    if (command === undefined) {
      rows.push({ name: contestant.name, absent: true });
      continue;
    }
    say(`${contestant.name} …`);
    const process_ = await start(command, port).catch((error) => void rows.push({ name: contestant.name, absent: true, why: error.message }));
    if (process_ === undefined) continue;
    running.push({ name: contestant.name, version: contestant.version(options.folder), ask: contestant.ask({ port, upstream }), ...process_, idle: memoryOf(process_.pid) });
  }
  rows.unshift(...(await measure(running)));
} finally {
  await Promise.all(running.map((each) => each.stop?.()));
  stub.kill();
}
if (options.json) console.log(JSON.stringify({ machine: { node: process.version, cpu: cpus()[0]?.model.trim(), cores: cpus().length }, requests, connections, rounds, rows }, null, 2));
else report(rows);

/** Rounds in turn, so that what else the machine does falls on all alike; the median round counts. */
async function measure(running) {
  const found = new Map(running.map(({ name }) => [name, { one: [], stream: [], many: [], failures: 0 }]));
  for (const { ask } of running) await load({ ...ask, body: bodies.json, count: 500, connections: 8 });
  for (let round = 1; round <= rounds; round += 1) {
    for (const { name, ask } of running) {
      say(`round ${round}: ${name} …`);
      const results = found.get(name);
      const one = await load({ ...ask, body: bodies.json, count: requests, connections: 1 });
      const stream = await load({ ...ask, body: bodies.stream, count: requests / 4, connections: 1 });
      const many = await load({ ...ask, body: bodies.json, count: requests * 2, connections });
      results.one.push({ p50: share(one.times, 0.5), p99: share(one.times, 0.99) });
      results.stream.push({ p50: share(stream.times, 0.5), p99: share(stream.times, 0.99) });
      results.many.push({ perSecond: many.perSecond, p99: share(many.times, 0.99) });
      for (const { failures } of [one, stream, many]) for (const [failure, count] of failures) (results.failures += count), say(`  ${count} × ${failure}`);
    }
  }
  const middle = (list, key) => share(list.map((each) => each[key]), 0.5);
  return running.map(({ name, version, pid, idle }) => {
    const { one, stream, many, failures } = found.get(name);
    return { name, version, p50: middle(one, "p50"), p99: middle(one, "p99"), stream50: middle(stream, "p50"), perSecond: middle(many, "perSecond"), many99: middle(many, "p99"), failures, idle, memory: pid === undefined ? undefined : memoryOf(pid) };
  });
}

function report(list) {
  const direct = list[0];
  const columns = ["added p50 ms", "added p99 ms", "stream +p50 ms", "req/s", `p99 ms at ${connections}`, "MB idle", "MB after", "failed"];
  console.log(`\nNode ${process.version} on ${cpus().length} × ${cpus()[0]?.model.trim()}; ${requests} requests in turn, ${requests * 2} over ${connections} connections, ${rounds} rounds\n`);
  console.log("".padEnd(28) + columns.map((column) => column.padStart(16)).join(""));
  for (const row of list) {
    if (row.absent) {
      console.log(`${row.name.padEnd(28)}  absent: ${row.why ?? "`--install` brings it"}`);
      continue;
    }
    const added = row === direct ? [`(${row.p50.toFixed(2)})`, `(${row.p99.toFixed(2)})`, `(${row.stream50.toFixed(2)})`] : [row.p50 - direct.p50, row.p99 - direct.p99, row.stream50 - direct.stream50].map((value) => (Number.isNaN(value) ? "failed" : value.toFixed(2)));
    const rest = [row.perSecond.toFixed(0), row.many99.toFixed(1), row.idle?.toFixed(0) ?? "", row.memory?.toFixed(0) ?? "", String(row.failures)];
    console.log(`${row.name} ${row.version}`.padEnd(28) + [...added, ...rest].map((cell) => cell.padStart(16)).join(""));
  }
}
