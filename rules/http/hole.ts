/** Stands in a text for a part that the source does not show. No address, model or header holds it otherwise. */
export const hole = "cordon-unseen";

export function hasHole(text: string): boolean {
  return text.includes(hole);
}
