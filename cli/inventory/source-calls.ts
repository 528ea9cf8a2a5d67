import { resolve } from "node:path";
import { Manifest } from "../../src/model/manifest.ts";
import { loadConfiguration } from "../../src/node/configuration/load.ts";
import { projectFolder } from "../../src/node/register/project-folder.ts";
import type { SourceCall } from "../../src/report/inventory-sighting.ts";
import { analysisRules } from "../check/analysis-rules.ts";
import { lookAt, type Looked } from "../check/look.ts";
import { manifestOf } from "../check/manifest.ts";
import { progressOn } from "../check/progress.ts";
import { sourceFiles } from "../check/source-files.ts";
import { readCheckedJson } from "../checked-json.ts";
import { tellWarnings } from "../failure.ts";
import type { Terminal } from "../terminal.ts";
import { folderOf, likelyFolders } from "./folders.ts";

/**
 * The calls that a manifest lists.
 *
 * @throws {ConfigurationError} for a file that is none, with every problem and its place
 */
export function callsOfManifest(file: string, cwd: string): readonly SourceCall[] {
  const { calls } = readCheckedJson(file, { schema: Manifest, cwd, remedy: "write it anew with `cordon check --manifest FILE`" });
  const folder = folderOf(calls.map((call) => call.file), [cwd, ...likelyFolders(resolve(cwd, file), cwd)]);
  return calls.map((call) => ({ file: resolve(folder, call.file), call }));
}

export interface LookedCalls {
  readonly calls: readonly SourceCall[];
  /** Files that could not be looked at, and why. */
  readonly notices: readonly string[];
}

/** The calls that the source of the project shows. */
export async function callsOfSource(config: string | undefined, terminal: Terminal): Promise<LookedCalls> {
  const { cwd } = terminal;
  const today = new Date().toISOString().slice(0, 10);
  tellWarnings(loadConfiguration({ file: config, cwd, today }).warnings, terminal);
  const folder = projectFolder(cwd);
  const { files } = sourceFiles(["."], folder);
  const all: Looked[] = [];
  const notices: string[] = [];
  const progress = progressOn(terminal, files.length);
  await lookAt(files, {
    ...{ rules: analysisRules({ config, cwd, today }), cwd, request: { rules: new Map() } },
    looked: (looked) => void all.push(looked),
    step: (done) => progress.step(done, 0),
    failed: (message) => void notices.push(message),
  }).finally(() => progress.end());
  const { calls } = manifestOf(all, { folder, asOf: undefined });
  return { calls: calls.map((call) => ({ file: resolve(folder, call.file), call })), notices };
}
