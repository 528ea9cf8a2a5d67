import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { writeBundle } from "../src/node/bundle.ts";
import { loadConfiguration } from "../src/node/configuration/load.ts";
import type { OpaError } from "../opa/index.ts";
import { CommandError, tellWarnings } from "./failure.ts";
import { writeOutput } from "./output-file.ts";
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
  const bundle = await writeBundle(configuration, key).catch((error: unknown) => {
    throw sign === undefined ? error : signingError(error, sign, algorithm);
  });
  writeOutput(terminal.cwd, out, bundle);
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

/** The compiler tells of a key that it cannot use as if the policy were wrong; it has no place in the policy, though. */
function signingError(error: unknown, name: string, algorithm: string): unknown {
  const problems = (error as Partial<OpaError>).problems ?? [];
  if (!(error instanceof Error) || problems.length === 0 || problems.some(({ line }) => line > 0)) return error;
  return new CommandError(`the key \`${name}\` cannot sign with ${algorithm}: ${problems[0]!.message}; give a PEM private key of that kind, or another \`--algorithm\``, { cause: error });
}
