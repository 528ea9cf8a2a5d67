import { escaped } from "./markup.ts";
import { byKind, signs, type Matrix, type MatrixCell } from "./matrix.ts";

/** The matrix as one page that needs nothing else: no script, no font, no address. Light and dark. */
export function matrixHtml({ categories, rows, now, policyRevision }: Matrix): string {
  const head = `<tr><td></td>${categories.map((category) => `<th scope="col">${escaped(category)}</th>`).join("")}</tr>`;
  const groups = byKind(rows).map(
    ({ title, rows: group }) => `<tbody>
<tr><th class="kind" scope="rowgroup" colspan="${categories.length + 1}"><span>${escaped(title)}</span></th></tr>
${group.map(({ title: name, gateway, controls, cells }) => `<tr><th scope="row"${controls === "" ? "" : ' class="with"'}>${controls === "" ? `${escaped(name)} <small>${escaped(gateway)}</small>` : `with ${escaped(controls)}`}</th>${cells.map(cellHtml).join("")}</tr>`).join("\n")}
</tbody>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Which data may go where</title>
<style>${style}</style>
</head>
<body>
<h1>Which data may go where</h1>
<p class="key"><span class="allow">${signs.allow} allow</span> as it is <span class="amend">${signs.amend} amend</span> passes once this is on the request <span class="deny">${signs.deny} deny</span> for these reasons</p>
<div class="frame" tabindex="0" role="region" aria-label="Categories and routes">
<table>
<thead>${head}</thead>
${groups.join("\n")}
</table>
</div>
<p class="revision">decided for ${escaped(now)} by the policy ${escaped(policyRevision)}</p>
</body>
</html>
`;
}

function cellHtml({ effect, details }: MatrixCell): string {
  const more = details.length === 0 ? "" : `<small>${details.map(escaped).join(", ")}</small>`;
  return `<td class="${effect}"><b><span aria-hidden="true">${signs[effect]}</span> ${effect}</b>${more}</td>`;
}

const style = `
:root { color-scheme: light dark; --text: light-dark(#1c2024, #e6e8eb); --faint: light-dark(#5b6570, #a3adb8); --line: light-dark(#d8dde2, #363d45); --page: light-dark(#ffffff, #15181c); --allow: light-dark(#e3f4e8, #17351f); --allow-ink: light-dark(#0f5c2c, #8fdcaa); --amend: light-dark(#fdf1d3, #3a2f10); --amend-ink: light-dark(#6f4e00, #f0cd7a); --deny: light-dark(#fbe4e4, #3d1a1d); --deny-ink: light-dark(#8c1d22, #f5a9ac); }
* { box-sizing: border-box; }
body { margin: 2rem auto; padding: 0 1.25rem; max-width: 90rem; font: 15px/1.45 system-ui, sans-serif; color: var(--text); background: var(--page); }
h1 { font-size: 1.35rem; margin: 0 0 .5rem; }
.key, .revision { color: var(--faint); }
.revision { font-size: .8rem; overflow-wrap: anywhere; }
.key span { padding: .1rem .5rem; border-radius: .3rem; margin-left: .75rem; white-space: nowrap; }
.key span:first-child { margin-left: 0; }
.frame { overflow: auto; max-height: 85vh; border: 1px solid var(--line); border-radius: .5rem; }
table { border-collapse: separate; border-spacing: 0; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .4rem .65rem; border-bottom: 1px solid var(--line); border-right: 1px solid var(--line); font-weight: 400; }
tr > :last-child { border-right: 0; }
thead th, thead td { position: sticky; top: 0; z-index: 2; background: var(--page); font-weight: 600; }
thead td { left: 0; z-index: 3; }
tbody th[scope=row] { position: sticky; left: 0; z-index: 1; background: var(--page); width: 17rem; min-width: 10rem; }
th.kind span { position: sticky; left: .65rem; }
th.with { padding-left: 1.75rem; color: var(--faint); }
th.kind { font-weight: 600; color: var(--faint); padding-top: 1rem; }
td b { font-weight: 600; white-space: nowrap; }
small { color: var(--faint); font-size: .8rem; }
td { min-width: 6.5rem; }
td small { display: block; color: inherit; line-height: 1.3; }
.allow { background: var(--allow); color: var(--allow-ink); }
.amend { background: var(--amend); color: var(--amend-ink); }
.deny { background: var(--deny); color: var(--deny-ink); }
@media print { .frame { max-height: none; overflow: visible; } }
`;
