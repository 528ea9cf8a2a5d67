import { createHash } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { writeBundle } from "../src/node/bundle.ts";
import { loadConfiguration } from "../src/node/configuration/load.ts";
import { CommandError, tellWarnings } from "./failure.ts";
import type { Terminal } from "./terminal.ts";

export interface BuildOptions {
  readonly out: string;
  readonly sign?: string;
  readonly algorithm: string;
  readonly config?: string;
  readonly format: "text" | "json";
}

/** `cordon build`: the policy and the organisation's data as one file that OPA and the guard read. */
export async function build({ out, sign, algorithm, config, format }: BuildOptions, terminal: Terminal): Promise<number> {
  const configuration = loadConfiguration({ file: config, cwd: terminal.cwd });
  tellWarnings(configuration.warnings, terminal);
  const key = sign === undefined ? undefined : { key: keyFrom(resolve(terminal.cwd, sign), sign), algorithm };
  const bundle = await writeBundle(configuration, key);
  const file = resolve(terminal.cwd, out);
  const draft = `${file}.${process.pid}.part`;
  writeFileSync(draft, bundle);
  renameSync(draft, file);
  const digest = `sha256:${createHash("sha256").update(bundle).digest("hex")}`;
  await terminal.write(
    format === "json" ? `${JSON.stringify({ file: out, bytes: bundle.length, digest, signed: sign !== undefined })}\n` : `wrote ${out}, ${bundle.length} bytes, ${digest}${sign === undefined ? "" : ", signed"}\n`,
  );
  return 0;
}

function keyFrom(path: string, name: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new CommandError(`the key \`${name}\` cannot be read; check the name and its permissions`);
  }
}
