import type { Catalog } from "../src/model/catalog.ts";
import { loadConfiguration } from "../src/node/configuration/load.ts";
import { catalogRows, conflicts, sources, staleFacts } from "../src/report/catalog.ts";
import { tableText } from "../src/report/table-text.ts";
import { chosen } from "./chosen.ts";
import { tellWarnings } from "./failure.ts";
import type { Terminal } from "./terminal.ts";

export interface CatalogOptions {
  readonly gateway?: readonly string[];
  readonly now?: string;
  readonly config?: string;
  readonly format: "text" | "json";
}

interface Report {
  readonly value: unknown;
  readonly text: string;
  readonly code: 0 | 1;
}

/** `cordon catalog list|stale|conflicts|sources`: the catalogue as this organisation has it. */
export async function catalog(report: string, options: CatalogOptions, terminal: Terminal): Promise<number> {
  const configuration = loadConfiguration({ file: options.config, cwd: terminal.cwd });
  tellWarnings(configuration.warnings, terminal);
  const today = options.now ?? new Date().toISOString().slice(0, 10);
  const { maxAgeDays } = configuration.organisation;
  const make = { list: () => list(configuration.catalog, options), stale: () => stale(configuration.catalog, today, maxAgeDays), conflicts: () => conflicting(configuration.catalog), sources: () => used(configuration.catalog) }[report]!;
  const { value, text, code } = make();
  await terminal.write(options.format === "json" ? `${JSON.stringify(value, null, 2)}\n` : text);
  return code;
}

function list(all: Catalog, { gateway }: CatalogOptions): Report {
  const ids = chosen("gateway", gateway, [...new Set(catalogRows(all).map((row) => row.gateway))]);
  const rows = catalogRows(all).filter((row) => ids.includes(row.gateway));
  const cells = rows.map((row) => [
    row.gateway,
    row.subject === "service" ? "" : `${row.subject}${row.name === row.gateway ? "" : ` ${row.name}`}`,
    row.within,
    row.training ?? "–",
    row.retentionDays === undefined ? "–" : String(row.retentionDays),
    row.deployments.join(" "),
    row.hard ? "hard" : "",
    row.newest === "9999-12-31" ? "declared" : row.newest,
  ]);
  return { value: rows, text: tableText(["service", "about", "within", "training", "days kept", "deployment", "", "newest"], cells), code: 0 };
}

/** Stale facts are a finding: what rests on them alone counts as unknown. */
function stale(all: Catalog, today: string, maxAgeDays: number): Report {
  const { stale: old, undated } = staleFacts(all, today, maxAgeDays);
  const cells = old.map((fact) => [fact.gateway, fact.name === fact.gateway ? fact.subject : `${fact.subject} ${fact.name}`, fact.asOf, `${fact.age} days`, fact.lost.join(" "), fact.source]);
  const table = old.length === 0 ? `no fact is older than ${maxAgeDays} days\n` : tableText(["service", "about", "read", "age", "now unknown", "source"], cells);
  return { value: { stale: old, undated }, text: `${table}${undated.length} facts are from sources that bear no date\n`, code: old.length === 0 ? 0 : 1 };
}

/** A conflict is settled, by the worse value, so it is a report and no finding. */
function conflicting(all: Catalog): Report {
  const found = conflicts(all);
  const blocks = found.map(({ gateway, subject, name, within, trait, values, wins }) => {
    const place = [gateway, name === gateway ? subject : `${subject} ${name}`, within].filter((part) => part !== "").join(", ");
    return `${place}: ${trait} counts as ${String(wins)}\n${values.map(({ value, source, asOf }) => `  ${String(value)}  ${source}, ${asOf}\n`).join("")}`;
  });
  return { value: found, text: found.length === 0 ? "no sources of the same kind disagree\n" : blocks.join("\n"), code: 0 };
}

function used(all: Catalog): Report {
  const found = sources(all);
  const cells = found.map(({ source, facts, newest, undated }) => [String(facts), newest === "9999-12-31" ? "declared" : newest, undated ? "undated" : "", source]);
  return { value: found, text: tableText(["facts", "newest", "", "source"], cells), code: 0 };
}
