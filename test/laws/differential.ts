import type { Decision } from "../../src/model/decision.ts";

/** The first difference between two decisions as text, if there is one; `alternatives` are not compared. */
export function compare(one: Decision, other: Decision): string | undefined {
  const left = comparable(one);
  const right = comparable(other);
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const [mine, theirs] = [canonical(left[key]), canonical(right[key])];
    if (mine !== theirs) return difference(key, left[key], right[key]);
  }
  return undefined;
}

/** A value as text in which the order of keys makes no difference. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === "object" && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  ) ?? "undefined";
}

function comparable({ alternatives: _, reasons, ...rest }: Decision): Record<string, unknown> {
  // The wording of what is wrong with an invalid call is each implementation's own.
  const worded = reasons.map((reason) => (reason.code === "invalid-call" ? { ...reason, need: null, found: null } : reason));
  return { ...rest, reasons: worded.sort((one, other) => (canonical(one) < canonical(other) ? -1 : 1)) };
}

function difference(key: string, mine: unknown, theirs: unknown): string {
  if (!Array.isArray(mine) || !Array.isArray(theirs)) return `${key}: ${canonical(mine)} is not ${canonical(theirs)}`;
  const [ours, others] = [mine.map(canonical), theirs.map(canonical)];
  const onlyFirst = ours.filter((each) => !others.includes(each));
  const onlySecond = others.filter((each) => !ours.includes(each));
  if (onlyFirst.length + onlySecond.length === 0) return `${key}: order or number differs: ${ours.join(" ")} is not ${others.join(" ")}`;
  return `${key}: only the first has ${onlyFirst.join(" ") || "nothing"}; only the second has ${onlySecond.join(" ") || "nothing"}`;
}
