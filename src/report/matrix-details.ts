import { printable } from "./printable.ts";
import { cut } from "./wrapped.ts";

/** Stands after details of which some are left out. */
export const more = "…";

const mostLetters = 24;

const shortCodes: Readonly<Record<string, string>> = { "prohibited-category": "never", "unknown-category": "unknown", "unsupported-endpoint": "endpoint", "opaque-model": "opaque", "policy-unavailable": "no policy" };

/** The first details of a cell in short words, and whether there are more. */
export function toldDetails(details: readonly string[], most: number): string {
  const told = details.slice(0, most).map(shortDetail);
  return [...told, ...(told.length > 0 && details.length > most ? [more] : [])].join(", ");
}

/** As many details as fit into so many letters; one in any case. */
export function detailsWithin(details: readonly string[], letters: number): string {
  for (let most = details.length; most > 1; most--) {
    const text = toldDetails(details, most);
    if (text.length <= letters) return text;
  }
  return cut(toldDetails(details, 1), letters);
}

function shortDetail(detail: string): string {
  const short = shortCodes[detail] ?? detail.replace(/^maxRetentionDays: (\d+)$/u, "$1 days").replace(/^only (?=\d)/u, "");
  return cut(printable(short), mostLetters);
}
