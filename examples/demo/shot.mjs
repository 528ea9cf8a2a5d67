// Draws the README's picture from what the demonstration prints: `node examples/demo/shot.mjs > docs/demo.svg`.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const columns = 96;
const advance = 8.4;
const lineHeight = 19;
const margin = 20;
const bar = 34;

/** Blocks of the output, by their beginning; the rest is left to the reader's own terminal. */
const chosen = [/^── pii/u, /note +`zdr` is no option/u, /note +`store: false`/u, /^── phi/u, /note +every privacy setting/u, /note +`cordon\.yaml`/u, /^── what the gateway/u, /prompts that arrived/u];

const { status, stdout, stderr } = spawnSync(process.execPath, [fileURLToPath(new URL("main.mjs", import.meta.url))], {
  env: { ...process.env, FORCE_COLOR: "1", NO_COLOR: "", COLUMNS: String(columns) },
  encoding: "utf8",
});
if (status !== 0) throw new Error(`the demonstration failed\n${stderr}${stdout}`);

const blocks = stdout.replace(/^\n/u, "").split("\n\n");
const lines = ["\u001b[2m$\u001b[22m npm run demo", "", ...blocks.filter((block) => chosen.some((pattern) => pattern.test(plain(block)))).flatMap((block) => [...block.split("\n"), ""])].slice(0, -1);
process.stdout.write(picture(lines));

function picture(texts) {
  const wide = Math.ceil(margin * 2 + columns * advance);
  const high = bar + margin + texts.length * lineHeight;
  const dots = ["#ff5f57", "#febc2e", "#28c840"].map((fill, index) => `<circle cx="${22 + index * 20}" cy="18" r="6" fill="${fill}"/>`);
  const drawn = texts.map((text, index) => runs(text).map((run) => runSvg(run, bar + 18 + index * lineHeight)).join(""));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${high}" width="${wide}" height="${high}" role="img" aria-labelledby="t d">
<title id="t">Part of what npm run demo prints</title>
<desc id="d">${escaped(texts.map(plain).join("\n"))}</desc>
<style>text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre; fill: #d8dee6 } .b { font-weight: 700 } .d { fill: #8b96a3 } .g { fill: #7ddb97 } .y { fill: #f2cc6b } .r { fill: #ff8f88 } .c { fill: #79cfe8 }</style>
<rect width="${wide}" height="${high}" rx="10" fill="#14181d"/>
${dots.join("")}
${drawn.filter((line) => line !== "").join("\n")}
</svg>
`;
}

/** Text with one look, and the column at which it stands. */
function runs(line) {
  const result = [];
  const on = new Set();
  let column = 0;
  for (const [, code, text] of line.matchAll(/\u001b\[(\d+)m|([^\u001b]+)/gu)) {
    if (code !== undefined) turn(on, Number(code));
    else {
      const look = [...on].sort().join(" ");
      const last = result.at(-1);
      if (last?.look === look && last.column + [...last.text].length === column) last.text += text;
      else result.push({ text, column, look });
      column += [...text].length;
    }
  }
  return result;
}

function turn(on, code) {
  const [begin, ends] = { 1: ["b"], 2: ["d"], 31: ["r"], 32: ["g"], 33: ["y"], 36: ["c"], 22: [, ["b", "d"]], 39: [, ["r", "g", "y", "c"]] }[code] ?? [];
  if (begin !== undefined) on.add(begin);
  for (const end of ends ?? []) on.delete(end);
}

// Each run is stretched to its columns, whatever font the reader has.
function runSvg({ text, column, look }, y) {
  const words = text.trim();
  if (words === "") return "";
  const x = margin + (column + [...text].indexOf([...words][0])) * advance;
  return `<text x="${x.toFixed(1)}" y="${y}" textLength="${([...words].length * advance).toFixed(1)}"${look === "" ? "" : ` class="${look}"`}>${escaped(words)}</text>`;
}

function plain(text) {
  return text.replace(/\u001b\[\d+m/gu, "");
}

function escaped(text) {
  return text.replace(/[&<>]/gu, (character) => `&#${character.codePointAt(0)};`);
}
