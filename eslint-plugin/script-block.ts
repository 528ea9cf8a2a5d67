import { isMarkup } from "../rules/scripts.ts";
import type { Analysis, Edit } from "../rules/rule.ts";

const before = '<script lang="ts">';

/** A text for the analysis, and the way back from its offsets. */
export interface Framed {
  readonly text: string;
  readonly restore: (analysis: Analysis) => Analysis;
}

/**
 * Oxlint, and processors for HTML, hand over the inside of a script block under the name of the whole file. The analysis
 * reads such a file by its tags, so they are put around it; offsets come back as the host counts them.
 */
export function framed(file: string, text: string): Framed {
  if (!isMarkup(file) || /<script\b|^\s*---/iu.test(text)) return { text, restore: (analysis) => analysis };
  const shift = before.length;
  const edit = ({ start, end, text: by }: Edit): Edit => ({ start: start - shift, end: end - shift, text: by });
  return {
    text: `${before}${text}</script>`,
    restore: (analysis) => ({
      ...analysis,
      findings: analysis.findings.map((finding) => ({
        ...finding,
        start: finding.start - shift,
        end: finding.end - shift,
        suggestions: finding.suggestions.map((suggestion) => ({ ...suggestion, edits: suggestion.edits.map(edit) })),
        related: finding.related.map((place) => (place.file === file.replaceAll("\\", "/") ? { ...place, start: place.start - shift, end: place.end - shift } : place)),
      })),
    }),
  };
}
