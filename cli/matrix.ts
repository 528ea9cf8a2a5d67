import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { createGuardFrom, type Guard } from "../src/guard/guard.ts";
import type { Controls } from "../src/model/call.ts";
import type { GatewayEntry } from "../src/model/catalog.ts";
import { suggestion } from "../src/node/configuration/suggestion.ts";
import { openPolicy } from "../src/node/open-policy.ts";
import { amendmentLine } from "../src/report/decision-text.ts";
import { matrixHtml } from "../src/report/matrix-html.ts";
import { matrixSvg } from "../src/report/matrix-svg.ts";
import { matrixText } from "../src/report/matrix-text.ts";
import type { Matrix, MatrixCell, MatrixRow } from "../src/report/matrix.ts";
import { CommandError, tellWarnings } from "./failure.ts";
import type { Terminal } from "./terminal.ts";

export interface MatrixOptions {
  readonly gateway?: readonly string[];
  readonly category?: readonly string[];
  readonly out?: string;
  readonly config?: string;
  readonly format: "text" | "json" | "html" | "svg";
}

/** `cordon matrix`: what is decided for each category on each route, for a call that names no model. */
export async function matrix(options: MatrixOptions, terminal: Terminal): Promise<number> {
  const { policy, warnings } = await openPolicy({ cwd: terminal.cwd, config: options.config });
  tellWarnings(warnings, terminal);
  const guard = createGuardFrom(policy);
  const { gateways } = guard.catalog;
  const categories = chosen("category", options.category, Object.keys(policy.data.organisation.taxonomy.categories));
  const ids = chosen("gateway", options.gateway, Object.keys(gateways).sort());
  const rows = ids.flatMap((id) => rowsOf(guard, gateways[id]!, categories));
  const order = ["gateway", "api", "local"];
  const sorted = [...rows].sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
  const result: Matrix = { categories, rows: sorted, policyRevision: policy.data.revision };
  const text = { text: matrixText, html: matrixHtml, svg: matrixSvg, json: (value: Matrix) => `${JSON.stringify(value, null, 2)}\n` };
  const report = options.format === "text" && options.out === undefined ? matrixText(result, terminal.paint) : text[options.format](result);
  if (options.out === undefined) await terminal.write(report);
  else writeFileSync(resolve(terminal.cwd, options.out), report);
  return 0;
}

function chosen(what: string, asked: readonly string[] | undefined, known: readonly string[]): readonly string[] {
  for (const name of asked ?? []) if (!known.includes(name)) throw new CommandError(`\`${name}\` is no ${what} here; ${suggestion(name, known)}`);
  return asked === undefined ? known : known.filter((name) => asked.includes(name));
}

/** The gateway with no control, and with each that it has. */
function rowsOf(guard: Guard, { id, title, kind, controls }: GatewayEntry, categories: readonly string[]): readonly MatrixRow[] {
  const settings: readonly (readonly [string, Controls])[] = [
    ["", {}],
    ...(controls?.noTraining === undefined ? [] : [["noTraining", { noTraining: true }] as const]),
    ...(controls?.maxRetentionDays === undefined ? [] : [["maxRetentionDays 0", { maxRetentionDays: 0 }] as const]),
    ...(controls?.zeroRetention === undefined ? [] : [["zeroRetention", { zeroRetention: true }] as const]),
  ];
  return settings.map(([name, set]) => ({ gateway: id, title, kind, controls: name, cells: categories.map((category) => cell(guard, id, set, category)) }));
}

function cell(guard: Guard, gateway: string, controls: Controls, category: string): MatrixCell {
  const { effect, amendments, reasons } = guard.decide({ categories: [category], gateway, ...(Object.keys(controls).length > 0 && { controls }) });
  if (effect === "allow") return { effect, details: [] };
  if (effect === "deny") return { effect, details: [...new Set(reasons.map(({ code }) => code))].sort() };
  return { effect, details: amendments.map((amendment) => (amendment.control === "only" ? `only ${amendment.value.length} providers` : amendmentLine(amendment))) };
}
