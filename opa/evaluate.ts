import { run } from "./run.ts";
import type { RegoSources } from "./sources.ts";

export interface EvaluateOptions {
  readonly sources: RegoSources;
  /** The base documents under `data`, an object. */
  readonly data?: unknown;
  /** Such as `data.cordon.decision`. */
  readonly query: string;
  readonly inputs: readonly unknown[];
}

interface Evaluation {
  readonly defined: boolean;
  readonly value: unknown;
}

/**
 * Answers a query with OPA's interpreter, once for each input: the reference a compiled policy must agree with.
 * An answer that is undefined in Rego is `undefined`; sets come as arrays.
 *
 * @throws {OpaError} When the sources do not compile or the evaluation of any input fails.
 */
export async function evaluateRego(options: EvaluateOptions): Promise<unknown[]> {
  const { answers } = await run<{ answers: readonly Evaluation[] }>("evaluate", options);
  return answers.map(({ defined, value }) => (defined ? value : undefined));
}
