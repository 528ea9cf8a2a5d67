import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Manifest, ManifestCall } from "../../src/model/manifest.ts";
import { CommandError } from "../failure.ts";
import { writeOutput } from "../output-file.ts";
import type { Looked } from "./look.ts";
import { pathFrom, placesIn } from "./places.ts";
import { shownCallee } from "./callee.ts";

export interface ManifestOptions {
  /** What paths count from. */
  readonly folder: string;
  readonly asOf: string | undefined;
}

/** The calls of files as a manifest: sorted by place, the same for the same code. */
export function manifestOf(looked: readonly Looked[], { folder, asOf }: ManifestOptions): Manifest {
  const calls = looked.flatMap((each) => callsOf(each, folder)).sort((one, other) => (one.file === other.file ? one.line - other.line || one.column - other.column : one.file < other.file ? -1 : 1));
  const decided = looked.flatMap(({ analysis }) => analysis.calls).find(({ decision }) => decision !== null);
  return { version: 1, ...(asOf === undefined ? {} : { asOf }), policyRevision: decided?.decision?.policyRevision ?? null, calls };
}

function callsOf({ file, text, analysis }: Looked, folder: string): readonly ManifestCall[] {
  if (analysis.calls.length === 0) return [];
  const places = placesIn(text);
  return analysis.calls.map(({ id, site, start, end, callee, sdk, endpoint, gateway, model, categories, controls, guarded, decision, unknown }): ManifestCall => {
    const { line, column, endLine, endColumn } = places(start, end);
    const named = shownCallee(callee) ?? shownCallee(text.slice(start, end)) ?? sdk;
    return { id, file: pathFrom(folder, file), line, column, endLine, endColumn, site, callee: named, sdk, endpoint, gateway, model, categories, controls, guarded, decision: decision?.effect ?? null, unknown };
  });
}

export function manifestJson(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/**
 * Writes the manifest.
 *
 * @throws {CommandError} where something else lies there: a name that was typed wrongly must not cost a file
 */
export function writeManifest(cwd: string, name: string, manifest: Manifest): void {
  const file = resolve(cwd, name);
  if (existsSync(file) && !isManifest(file)) throw new CommandError(`\`${name}\` exists and is no manifest; name another file, or take it away first`);
  writeOutput(cwd, name, manifestJson(manifest));
}

function isManifest(file: string): boolean {
  try {
    const { version, calls } = JSON.parse(readFileSync(file, "utf8")) as Partial<Manifest>;
    return typeof version === "number" && Array.isArray(calls);
  } catch {
    return false;
  }
}
