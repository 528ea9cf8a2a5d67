import type { OpaProblem } from "./problem.ts";
import { run } from "./run.ts";
import type { RegoSources } from "./sources.ts";

export interface CheckOptions {
  readonly sources: RegoSources;
  /** Also reports unused imports and variables, and what else `opa check --strict` reports. */
  readonly strict?: boolean | undefined;
  /** JSON schemas by the name annotations use: `schema.call`, or `schema["model-call"]`. */
  readonly schemas?: Readonly<Record<string, unknown>> | undefined;
  readonly capabilities?: unknown;
}

/** Lists what `opa check` finds wrong, in the order of files and lines. An empty list means nothing is. */
export async function checkRego(options: CheckOptions): Promise<readonly OpaProblem[]> {
  const { problems } = await run<{ problems: readonly OpaProblem[] }>("check", options);
  return problems;
}
