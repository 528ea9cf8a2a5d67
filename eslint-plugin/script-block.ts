import { readFileSync } from "node:fs";
import { isMarkup } from "../rules/scripts.ts";
import type { Analysis, Edit } from "../rules/rule.ts";

/** A text for the analysis, and the way back from its offsets. */
export interface Framed {
  readonly text: string;
  readonly restore: (analysis: Analysis) => Analysis;
}

/**
 * Oxlint, and processors for HTML, hand over the inside of a script block under the name of the whole file. The analysis
 * reads such a file by its tags and all its scripts together: it is given the file as it is saved, where the block
 * stands in it, else the block with tags of its own. Offsets come back as the host counts them.
 */
export function framed(file: string, text: string): Framed {
  if (!isMarkup(file) || /<script\b|^\s*---/iu.test(text)) return { text, restore: (analysis) => analysis };
  const saved = savedAround(file, text);
  const { before, behind } = saved ?? { before: '<script lang="ts">', behind: "</script>" };
  return { text: before + text + behind, restore: (analysis) => within(analysis, before.length, text.length, file) };
}

/** What stands around a block in the saved file; `undefined` where it is not there, or more than once. */
function savedAround(file: string, text: string): { readonly before: string; readonly behind: string } | undefined {
  let saved: string;
  try {
    saved = readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
  const start = saved.indexOf(text);
  if (text.trim() === "" || start < 0 || saved.lastIndexOf(text) !== start) return undefined;
  const [before, behind] = [saved.slice(0, start), saved.slice(start + text.length)];
  // Hosts leave out white space between the tags and the block.
  return /(?:>|---)\s*$/u.test(before) && /^\s*(?:<\/script|---)/iu.test(behind) ? { before, behind } : undefined;
}

function within(analysis: Analysis, start: number, length: number, file: string): Analysis {
  const isInside = (place: { readonly start: number; readonly end: number }): boolean => place.start >= start && place.end <= start + length;
  const moved = <Place extends { readonly start: number; readonly end: number }>(place: Place): Place => ({ ...place, start: place.start - start, end: place.end - start });
  return {
    ...analysis,
    findings: analysis.findings.filter(isInside).map((finding) => ({
      ...moved(finding),
      suggestions: finding.suggestions.filter(({ edits }) => edits.every(isInside)).map((suggestion) => ({ ...suggestion, edits: suggestion.edits.map((edit): Edit => moved(edit)) })),
      related: finding.related.map((place) => (place.file === file.replaceAll("\\", "/") ? moved(place) : place)),
    })),
  };
}
