import { disabled, withoutReason } from "./directives.ts";
import type { AnalysisRequest, Finding } from "./rule.ts";
import { waived, type Settled, type WaiverContext } from "./waivers.ts";

export interface AcceptanceContext extends WaiverContext {
  readonly request: Pick<AnalysisRequest, "directives" | "requireReason">;
}

/**
 * What is left of the findings of a file once its waivers, those of the configuration and, where the host asks for it,
 * ESLint's disable comments have been looked at.
 */
export function accepted(findings: readonly Finding[], context: AcceptanceContext): Settled {
  const { directives = false, requireReason = false } = context.request;
  const first = waived(findings, context);
  const bare = requireReason ? withoutReason(first.findings, context) : [];
  const second = directives ? disabled(first.findings, context) : { findings: first.findings, suppressed: [] };
  const all = [...second.findings, ...bare];
  return { findings: all.length === findings.length && bare.length === 0 ? all : all.toSorted((one, other) => one.start - other.start), suppressed: [...first.suppressed, ...second.suppressed] };
}
