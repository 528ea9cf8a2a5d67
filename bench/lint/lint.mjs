// Measures what the linter promises: what it adds to a lint, to a keystroke and to the memory of an editor.
//   node bench/lint/lint.mjs [--path FOLDER] [--json] [--only share|typed|candidates|keystroke|edits|command] [--runs N]
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { writeCorpus } from "./corpus.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const { values: options } = parseArgs({ options: { path: { type: "string" }, json: { type: "boolean" }, only: { type: "string" }, runs: { type: "string", default: "3" } } });
const runs = Number(options.runs);

const scratch = mkdtempSync(join(tmpdir(), "cordon-bench-lint-"));
symlinkSync(join(root, "node_modules"), join(scratch, "node_modules"), "dir");
try {
  const projects = {
    "no file calls a model": { folder: corpus("none", 600, 0) },
    "a tenth of the files do": { folder: corpus("some", 600, 0.1) },
    "four fifths do": { folder: corpus("most", 600, 0.8) },
    ...(options.path === undefined ? {} : { [options.path]: { folder: resolve(options.path) } }),
  };
  const measures = { share: () => share(projects), typed: () => typed(projects["a tenth of the files do"].folder), candidates: () => candidates(projects), keystroke: () => keystroke(projects["four fifths do"].folder), edits: () => edits(projects["four fifths do"].folder), command: () => command(projects["four fifths do"].folder) };
  const chosen = Object.entries(measures).filter(([name]) => options.only === undefined || options.only === name);
  if (chosen.length === 0) throw new Error(`\`--only\` takes one of ${Object.keys(measures).join(", ")}`);
  const results = {};
  for (const [name, measure] of chosen) results[name] = await measure();
  if (options.json) console.log(JSON.stringify(results, null, 2));
  else for (const [name, rows] of Object.entries(results)) {
    console.log(`\n${name}`);
    for (const [what, value] of Object.entries(rows)) console.log(`  ${what.padEnd(46)} ${value}`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function corpus(name, files, part) {
  const folder = join(scratch, name);
  writeCorpus({ folder, files, share: part });
  return folder;
}

/** Rule time over parse time, by ESLint's own clock, loading of the compiler included. */
async function share(projects) {
  const rows = {};
  for (const [name, { folder }] of Object.entries(projects)) {
    const ratios = [];
    for (let run = 0; run < runs; run += 1) {
      const { parse, rule, files, findings } = child("times", folder);
      ratios.push(rule / parse);
      rows[name] = `${median(ratios).toFixed(3)} of the parse time (${files} files, ${findings} findings, parse ${Math.round(parse)} ms, rules ${Math.round(rule)} ms)`;
    }
  }
  return rows;
}

/** What typed linting costs, over what the plugin costs. */
async function typed(folder) {
  const plain = [], ours = [], types = [];
  for (let run = 0; run < runs; run += 1) {
    plain.push(child("plain", folder).total);
    ours.push(child("times", folder).total);
    types.push(child("typed", folder).total);
  }
  const [base, plugin, project] = [plain, ours, types].map(median);
  return { "without either": `${Math.round(base)} ms`, "with the plugin": `${Math.round(plugin)} ms`, "with typed linting": `${Math.round(project)} ms`, "typed linting ÷ plugin": ((project - base) / Math.max(1, plugin - base)).toFixed(1) };
}

/** Milliseconds for one file that calls a model, once everything is loaded. */
async function candidates(projects) {
  const rows = {};
  for (const [name, { folder }] of Object.entries(projects)) {
    const { files } = child("candidates", folder);
    if (files.length > 0) rows[name] = `median ${median(files).toFixed(2)} ms, p95 ${quantile(files, 0.95).toFixed(2)} ms (${files.length} files)`;
  }
  return rows;
}

/** What is added to a keystroke in an editor: the same text with one more character, linted again. */
async function keystroke(folder) {
  const { plain, plugin, types } = child("keystroke", folder);
  return { "added per keystroke": `${(median(plugin) - median(plain)).toFixed(1)} ms`, "added where types are asked": `${(median(types) - median(plain)).toFixed(1)} ms`, "a lint without the plugin": `${median(plain).toFixed(1)} ms` };
}

/** Heap over a thousand edits. */
async function edits(folder) {
  const { heap } = child("edits", folder, ["--expose-gc"]);
  return { "after the 20th edit": `${heap[0].toFixed(1)} MB`, "after the 1,000th": `${heap.at(-1).toFixed(1)} MB`, growth: `${((heap.at(-1) / heap[0] - 1) * 100).toFixed(1)} %` };
}

/** The command on 1,900 files. */
async function command() {
  const folder = corpus("command", 1900, 0.8);
  const times = [];
  let summary = "";
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    const { stdout } = spawnSync(process.execPath, [join(root, "dist/cli/main.js"), "check", "--format", "sarif", "src"], { cwd: folder, encoding: "utf8", maxBuffer: 1e9 });
    times.push(performance.now() - start);
    summary = `${JSON.parse(stdout).runs[0].results.length} findings`;
  }
  return { "cordon check on 1,900 files": `${(median(times) / 1000).toFixed(2)} s (${summary})` };
}

function child(mode, folder, flags = []) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [...flags, fileURLToPath(import.meta.url).replace("lint.mjs", "measure.mjs"), mode, folder], { encoding: "utf8", maxBuffer: 1e9, cwd: folder });
  if (status !== 0) throw new Error(`the measurement \`${mode}\` failed: ${stderr.slice(0, 2000)}`);
  return JSON.parse(stdout);
}

function median(values) {
  return quantile(values, 0.5);
}

function quantile(values, part) {
  return [...values].sort((one, other) => one - other)[Math.min(values.length - 1, Math.floor(values.length * part))];
}
