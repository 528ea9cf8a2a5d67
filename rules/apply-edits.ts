import type { Edit } from "./rule.ts";

export interface Applied {
  readonly text: string;
  /** How many of the groups were applied; the others touch what one of these changes, and have to be made anew. */
  readonly count: number;
}

/**
 * Applies groups of edits to a text, each whole or not at all, the first ones first. Edits that several groups share are
 * made once. A group that touches what an earlier one changes waits for the next round.
 */
export function applyEdits(text: string, groups: readonly (readonly Edit[])[]): Applied {
  const chosen: Edit[] = [];
  let count = 0;
  for (const group of groups) {
    const further = group.filter((edit) => !chosen.some((other) => isSame(edit, other)));
    const isSound = group.every(({ start, end }) => start >= 0 && start <= end && end <= text.length) && !further.some((edit, index) => further.slice(0, index).some((other) => overlap(edit, other)));
    if (!isSound || further.some((edit) => chosen.some((other) => touch(edit, other)))) continue;
    chosen.push(...further);
    count += 1;
  }
  const isCrlf = text.includes("\r\n") && !/(?<!\r)\n/u.test(text);
  // The sort is stable: inserts of one group at one place stay in their order.
  const ordered = chosen.toSorted((one, other) => one.start - other.start || one.end - other.end);
  let result = "";
  let at = 0;
  for (const { start, end, text: written } of ordered) {
    result += text.slice(at, start) + (isCrlf ? written.replace(/(?<!\r)\n/gu, "\r\n") : written);
    at = end;
  }
  return { text: result + text.slice(at), count };
}

function isSame(one: Edit, other: Edit): boolean {
  return one.start === other.start && one.end === other.end && one.text === other.text;
}

function overlap(one: Edit, other: Edit): boolean {
  return one.start < other.end && other.start < one.end;
}

/** Stricter than `overlap`: which of two texts at one place comes first is not for us to say. */
function touch(one: Edit, other: Edit): boolean {
  return overlap(one, other) || one.start === other.start || one.end === other.start || other.end === one.start;
}
