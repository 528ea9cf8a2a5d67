import type { ts } from "ts-morph";
import type { Edit, Finding } from "./rule.ts";

/** Which findings, by their ids, a file has once edits are made; without any, those that it has. */
export type Trial = (edits: readonly Edit[]) => ReadonlySet<string>;

/**
 * A finding whose edit settles it and breaks nothing. Inside of the call an edit can reach no other call; an object
 * that stands elsewhere may be another call's too, and what that call needs may not be what this one does.
 */
export function harmless(each: Finding, node: ts.Node, idsAfter: Trial): Finding {
  // What is said about the data changes no code.
  if (each.rule === "require-category") return each;
  const edits = each.suggestions[0]?.edits ?? [];
  if (edits.every(({ start, end }) => node.pos <= start && end <= node.end)) return each;
  return isSettled(each, edits, idsAfter) ? each : { ...each, suggestions: [], fixable: false };
}

/** A missing control that the repair of a slip at the same call brings is not added a second time. */
export function agreeing(each: Finding, beside: readonly Finding[], idsAfter: Trial): Finding {
  if (each.rule !== "require-controls" || each.suggestions.length === 0) return each;
  const other = beside.find(({ suggestions: [first] }) => first !== undefined && isSettled(each, first.edits, idsAfter));
  return other === undefined ? each : { ...each, suggestions: other.suggestions };
}

function isSettled({ id }: Finding, edits: readonly Edit[], idsAfter: Trial): boolean {
  const before = idsAfter([]);
  const after = idsAfter(edits);
  return (!before.has(id) || !after.has(id)) && [...after].every((other) => before.has(other));
}
