import { escaped } from "./markup.ts";
import { detailsWithin } from "./matrix-details.ts";
import { byKind, signs, type Matrix, type MatrixCell } from "./matrix.ts";
import { cut } from "./wrapped.ts";

const rowHeight = 34;
const titleHeight = 30;
const first = 250;
const column = 176;
const margin = 16;

/** The matrix as a picture for a page or a README; it follows the reader's light or dark setting. */
export function matrixSvg({ categories, rows, now, policyRevision }: Matrix): string {
  const width = margin * 2 + first + column * categories.length;
  const parts: string[] = [];
  let y = margin + 20;
  parts.push(label(margin, y, "title", "Which data may go where"));
  y += 22;
  parts.push(label(margin, y, "with", `${signs.allow} allow: as it is   ${signs.amend} amend: passes once this is on the request   ${signs.deny} deny: for these reasons`));
  y += 30;
  categories.forEach((category, index) => parts.push(label(margin + first + column * index + 8, y, "head", cut(category, 17))));
  y += 10;
  for (const { title, rows: group } of byKind(rows)) {
    parts.push(label(margin, y + titleHeight - 10, "kind", title));
    y += titleHeight;
    for (const row of group) {
      const name = row.controls === "" ? row.title : `    with ${row.controls}`;
      parts.push(label(margin + (row.controls === "" ? 0 : 16), y + 21, row.controls === "" ? "name" : "with", cut(name.trim(), 32)));
      row.cells.forEach((cell, index) => parts.push(cellSvg(margin + first + column * index, y, cell, `${name.trim()}, ${categories[index]}`)));
      y += rowHeight;
    }
  }
  const height = y + margin + 20;
  parts.push(label(margin, height - 12, "with", `decided for ${now} by the policy ${policyRevision}`));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="t d">
<title id="t">Which data may go where</title>
<desc id="d">${escaped(spoken({ categories, rows }))}</desc>
<style>${style}</style>
<rect class="page" width="${width}" height="${height}"/>
${parts.join("\n")}
</svg>
`;
}

function cellSvg(x: number, y: number, { effect, details }: MatrixCell, place: string): string {
  const told = details.length === 0 ? "" : label(x + 10, y + 27, `detail ${effect}-ink`, detailsWithin(details, 24));
  const whole = `${place}: ${effect}${details.length === 0 ? "" : ` (${details.join(", ")})`}`;
  return `<g><title>${escaped(whole)}</title><rect class="${effect}" x="${x + 2}" y="${y + 1}" width="${column - 4}" height="${rowHeight - 3}" rx="4"/>${label(x + 10, y + (told === "" ? 21 : 15), `word ${effect}-ink`, `${signs[effect]} ${effect}`)}${told}</g>`;
}

function label(x: number, y: number, kind: string, text: string): string {
  return `<text class="${kind}" x="${x}" y="${y}">${escaped(text)}</text>`;
}

function spoken({ categories, rows }: Pick<Matrix, "categories" | "rows">): string {
  return rows.map((row) => `${row.title}${row.controls === "" ? "" : ` with ${row.controls}`}: ${row.cells.map(({ effect }, index) => `${categories[index]} ${effect}`).join(", ")}`).join(". ");
}

const style = `
text { font: 13px system-ui, sans-serif; fill: #1c2024; white-space: pre; }
.title { font-size: 17px; font-weight: 600; } .head, .word { font-weight: 600; } .kind { font-weight: 600; fill: #5b6570; } .with { fill: #5b6570; font-size: 12px; } .detail { font-size: 11px; } .word { font-size: 12px; }
.page { fill: #ffffff; } .allow { fill: #e3f4e8; } .amend { fill: #fdf1d3; } .deny { fill: #fbe4e4; }
.allow-ink { fill: #0f5c2c; } .amend-ink { fill: #6f4e00; } .deny-ink { fill: #8c1d22; }
@media (prefers-color-scheme: dark) {
text { fill: #e6e8eb; } .kind, .with { fill: #a3adb8; } .page { fill: #15181c; } .allow { fill: #17351f; } .amend { fill: #3a2f10; } .deny { fill: #3d1a1d; }
.allow-ink { fill: #8fdcaa; } .amend-ink { fill: #f0cd7a; } .deny-ink { fill: #f5a9ac; }
}
`;
