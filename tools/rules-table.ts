import { rules } from "../rules/table.ts";

const begin = "<!-- rules -->";
const end = "<!-- /rules -->";

/** A page with the table of the linter's rules between its two marks. */
export function withRulesTable(page: string): string {
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  return from < 0 || to < from ? page : `${page.slice(0, from + begin.length)}\n${table()}\n${page.slice(to)}`;
}

function table(): string {
  const rows = rules.map(({ name, description, recommended, strict, fixes }) => `| [\`cordon/${name}\`](docs/rules/${name}.md) | ${description} | ${recommended} | ${strict} | ${fixes ? "yes" : "–"} |`);
  return ["| rule | | recommended | strict | edits the code |", "|---|---|---|---|---|", ...rows].join("\n");
}
