// Measures what `guard.decide` promises: how long a decision takes, how soon the first one is there, how much it holds.
//   node bench/decide.mjs [--json] [--only uncached|repeated|cold|memory] [--decisions N]
import { execFileSync } from "node:child_process";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createGuard } from "cordon";
import { differentCalls } from "./calls.mjs";

const { values: options } = parseArgs({ options: { json: { type: "boolean" }, only: { type: "string" }, decisions: { type: "string" } } });
const measures = { uncached, repeated, cold, memory };
const chosen = Object.entries(measures).filter(([name]) => options.only === undefined || options.only === name);
if (chosen.length === 0) throw new Error(`\`--only\` takes one of ${Object.keys(measures).join(", ")}`);

const results = { machine: { node: process.version, cpu: cpus()[0]?.model.trim(), cores: cpus().length } };
for (const [name, measure] of chosen) {
  if (!options.json) console.log(`${name} …`);
  results[name] = await measure();
}
if (options.json) console.log(JSON.stringify(results, null, 2));
else report(results);

/** Microseconds of a decision on a call that no one asked about before, over the whole catalogue. */
async function uncached() {
  const guard = await createGuard();
  const calls = differentCalls(guard.catalog);
  const seconds = (limit) => ((end) => () => performance.now() < end)(performance.now() + limit * 1000);
  for (let count = 0, warm = seconds(10); count < 4_000 && warm(); count += 1) guard.decide(calls.next().value);
  const times = { allow: [], amend: [], deny: [] };
  for (let count = 0, early = seconds(30); count < 20_000 && early(); count += 1) {
    const call = calls.next().value;
    const start = process.hrtime.bigint();
    const { effect } = guard.decide(call);
    times[effect].push(Number(process.hrtime.bigint() - start) / 1000);
  }
  const all = Object.values(times).flat();
  return Object.fromEntries(Object.entries({ all, ...times }).map(([effect, each]) => [effect, spread(each)]));
}

/** Microseconds of a decision on the same facts again, in batches of a hundred: the clock is no finer. */
async function repeated() {
  const guard = await createGuard();
  const call = { categories: ["pii"], gateway: "vercel", model: "zai/glm-4.7", controls: { noTraining: true } };
  const dated = { ...call, now: new Date().toISOString().slice(0, 10) };
  return { "the clock's day": batches(() => guard.decide(call)), "a day of its own": batches(() => guard.decide(dated)) };
}

function batches(run) {
  for (let count = 0; count < 100_000; count += 1) run();
  const times = [];
  for (let batch = 0; batch < 10_000; batch += 1) {
    const start = process.hrtime.bigint();
    for (let count = 0; count < 100; count += 1) run();
    times.push(Number(process.hrtime.bigint() - start) / 100_000);
  }
  return spread(times);
}

/** Milliseconds in a fresh process; `node` is its own start, before the first line of ours. */
function cold() {
  const runs = Array.from({ length: 21 }, () => JSON.parse(node("cold.mjs")));
  return Object.fromEntries(["node", "import", "create", "decide", "total"].map((part) => [part, spread(runs.map((each) => each[part]))]));
}

/** Megabytes that a process holds after so many decisions, its garbage collected. */
function memory() {
  const megabytes = (bytes) => Math.round(bytes / 100_000) / 10;
  const samples = JSON.parse(node("memory.mjs", ["--expose-gc"], [options.decisions ?? "1000000"]));
  return samples.map(({ count, ...sizes }) => ({ count, ...Object.fromEntries(Object.entries(sizes).map(([name, bytes]) => [name, megabytes(bytes)])) }));
}

function node(file, flags = [], words = []) {
  return execFileSync(process.execPath, [...flags, fileURLToPath(new URL(file, import.meta.url)), ...words], { encoding: "utf8" });
}

function spread(times) {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share) => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 100) / 100;
  const mean = Math.round((times.reduce((sum, each) => sum + each, 0) / Math.max(1, times.length)) * 100) / 100;
  return { count: times.length, median: at(0.5), mean, p99: at(0.99) };
}

function report({ machine, uncached, repeated, cold, memory }) {
  console.log(`\nNode ${machine.node} on ${machine.cores} × ${machine.cpu}`);
  const table = (title, unit, rows) => {
    console.log(`\n${title}`.padEnd(41) + [`median ${unit}`, `mean ${unit}`, `p99 ${unit}`].map((each) => each.padStart(12)).join("") + "count".padStart(10));
    for (const [name, { median, mean, p99, count }] of Object.entries(rows)) {
      console.log(`  ${name.padEnd(38)}${[median, mean, p99].map((each) => each.toFixed(2).padStart(12)).join("")}${String(count).padStart(10)}`);
    }
  };
  if (uncached) table("a call never seen (aim: below 60 µs)", "µs", uncached);
  if (repeated) table("the same call again (aim: below 2 µs)", "µs", repeated);
  if (cold) table("fresh process (aim: total below 60 ms)", "ms", cold);
  if (!memory) return;
  console.log(`\n${"after so many decisions".padEnd(40)}${["rss MB", "heap MB", "external MB"].map((each) => each.padStart(12)).join("")}`);
  for (const { count, rss, heapUsed, external } of memory) {
    console.log(`  ${count.toLocaleString("en").padEnd(38)}${[rss, heapUsed, external].map((each) => each.toFixed(1).padStart(12)).join("")}`);
  }
}
