import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { projectFolder } from "../src/node/register/project-folder.ts";
import { inventoryJson } from "../src/report/inventory-json.ts";
import { joinInventory, type InventoryReport } from "../src/report/inventory-report.ts";
import { inventoryText } from "../src/report/inventory-text.ts";
import { pathFrom } from "./check/places.ts";
import { chosen } from "./chosen.ts";
import { CommandError, tellWarnings } from "./failure.ts";
import { folderOf, likelyFolders } from "./inventory/folders.ts";
import { readInventoryFiles } from "./inventory/inventory-files.ts";
import { sightingsOf } from "./inventory/sightings.ts";
import { callsOfManifest, callsOfSource } from "./inventory/source-calls.ts";
import type { Terminal } from "./terminal.ts";

export interface InventoryOptions {
  readonly manifest?: string;
  readonly root?: string;
  readonly failOn?: readonly string[];
  readonly config?: string;
  readonly format: "text" | "json";
}

/** What `--fail-on` knows: the states but the good one, and contradictions. */
const failures = ["unguarded", "unknown", "never-seen", "differing"] as const;
type Failure = (typeof failures)[number];

const usualName = "cordon-inventory.jsonl";

/** `cordon inventory`: joins the calls that the source shows with those that were seen at run time. */
export async function inventory(options: InventoryOptions, terminal: Terminal, args: readonly string[]): Promise<number> {
  const { cwd } = terminal;
  const failOn = options.failOn === undefined ? [] : (chosen("kind of call site", options.failOn, failures) as readonly Failure[]);
  const names = args.length > 0 ? args : [usualFile(cwd)];
  const root = options.root === undefined ? undefined : resolve(cwd, options.root);
  if (root !== undefined && !existsSync(root)) throw new CommandError(`\`${options.root!}\` does not exist; name the folder that the inventory counts from`);
  const { entries, warnings } = readInventoryFiles(names, {
    cwd,
    rootOf: (file, list) => root ?? folderOf(list.flatMap(({ site }) => (site === null ? [] : site.file)), likelyFolders(file, cwd)),
  });
  tellWarnings(warnings, terminal);

  const { calls, notices } = options.manifest === undefined ? await callsOfSource(options.config, terminal) : { calls: callsOfManifest(options.manifest, cwd), notices: [] };
  for (const notice of notices) terminal.complain(`cordon: ${notice}\n`);
  const files = new Set(calls.map(({ file }) => file));
  const report = joinInventory(calls, sightingsOf({ entries, hasCalls: (file) => files.has(file) }), (file) => pathFrom(cwd, file));
  await terminal.write(options.format === "json" ? inventoryJson(report) : inventoryText(report, terminal));
  return notices.length > 0 ? 2 : failOn.some((failure) => has(report, failure)) ? 1 : 0;
}

function usualFile(cwd: string): string {
  const name = join(projectFolder(cwd), usualName);
  if (!existsSync(name)) throw new CommandError(`there is no \`${usualName}\` here; write one with \`CORDON_MODE=observe node --import cordon/register app.js\`, or name the file`);
  return name;
}

function has({ sites }: InventoryReport, failure: Failure): boolean {
  return sites.some(({ state, differences }) => (failure === "differing" ? differences.length > 0 : state === failure));
}
