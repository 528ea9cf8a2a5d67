// The category × route matrix, in few enough columns for a terminal: columns that are the same stand as one.
import { bold, dim, green, red, rule, width, yellow } from "./terminal.mjs";

const gateways = ["vercel", "openrouter", "anyapi", "openai", "anthropic", "google-ai-studio", "deepseek", "ollama"];
const signs = { allow: "✓", amend: "+", deny: "✕" };
const paints = { allow: green, amend: yellow, deny: red };

/** What the guard decides for every category on these routes, without a control and with each that the gateway has. */
export function matrixText(guard, categories, today) {
  const rows = gateways.flatMap((gateway) =>
    settingsOf(guard.catalog.gateways[gateway]).map((controls) => ({
      name: Object.keys(controls).length === 0 ? gateway : `  ${Object.entries(controls).map(told).join()}`,
      cells: categories.map((category) => cell(guard.decide({ categories: [category], gateway, controls, now: today }))),
    })),
  );
  const columns = merged(categories, rows);
  const first = Math.max(...rows.map(({ name }) => name.length));
  const widths = columns.map(({ title, index }) => Math.max(title.length, ...rows.map(({ cells }) => cells[index].text.length)));
  const line = (name, texts, paint) => `  ${name.padEnd(first)}${texts.map((text, at) => `  ${paint(text.padEnd(widths[at]), at)}`).join("")}`.trimEnd();
  return [
    rule("which data may go where", "without a control, and with each that the gateway has"),
    "",
    line("", columns.map(({ title }) => title), bold),
    ...rows.map(({ name, cells }) => line(name, columns.map(({ index }) => cells[index].text), (text, at) => paints[cells[columns[at].index].effect](text))),
    "",
    `  ${green(signs.allow)} as it is   ${yellow(signs.amend)} once this is on the request   ${red(signs.deny)} not at all, for this reason (+1: and one more)`,
    dim(`  all ${Object.keys(guard.catalog.gateways).length} services, as a page:`),
    dim("  node dist/cli/main.js matrix --config examples/demo/cordon.yaml --format html > matrix.html"),
  ].join("\n");
}

function settingsOf({ controls = {} }) {
  const days = controls.maxRetentionDays === undefined ? [] : [{ maxRetentionDays: 0 }];
  return [{}, ...(controls.noTraining === undefined ? [] : [{ noTraining: true }]), ...days, ...(controls.zeroRetention === undefined ? [] : [{ zeroRetention: true }])];
}

function cell({ effect, amendments, reasons }) {
  const narrow = width < 94;
  if (narrow || reasons.some(({ code }) => code === "prohibited-category")) return { effect, text: signs[effect] };
  const details = effect === "amend" ? amendments.map(({ control, value }) => told([control, value])) : [...new Set(reasons.map(({ code }) => code))].sort();
  return { effect, text: [signs[effect], ...details.slice(0, 1), ...(details.length > 1 ? [`+${details.length - 1}`] : [])].join(" ") };
}

function told([control, value]) {
  return value === true ? control : `${control} ${value}`;
}

function merged(categories, rows) {
  const columns = [];
  categories.forEach((category, index) => {
    const same = columns.find((column) => rows.every(({ cells }) => cells[column.index].text === cells[index].text));
    if (same === undefined) columns.push({ title: category, index });
    else same.title += `, ${category}`;
  });
  return columns;
}
