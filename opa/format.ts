import { run } from "./run.ts";
import type { RegoSources } from "./sources.ts";

export interface FormatOptions {
  readonly sources: RegoSources;
}

/**
 * Formats each source as `opa fmt` does.
 *
 * @throws {OpaError} When a source cannot be parsed; the others are not returned then.
 */
export async function formatRego(options: FormatOptions): Promise<Record<string, string>> {
  const { sources } = await run<{ sources: Record<string, string> }>("format", options);
  return sources;
}
