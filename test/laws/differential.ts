import type { Decision } from "../../src/model/decision.ts";

/**
 * The first difference between two decisions as text, if there is one; `alternatives` are not compared. Where the hops
 * or cases of one route find the same word in several places, either decision may name any of these: of reasons that
 * are alike but for their sources, the sources have to overlap.
 */
export function compare(one: Decision, other: Decision): string | undefined {
  const left = comparable(one);
  const right = comparable(other);
  const [mine, theirs] = [sourcesOf(one), sourcesOf(other)];
  for (const [reason, sources] of mine) {
    const others = theirs.get(reason);
    if (others !== undefined && !sources.some((source) => others.includes(source))) {
      return `sources of ${reason}: ${sources.join(" and ")} is not ${others.join(" and ")}`;
    }
  }
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
  const sourceless = [...new Map(worded.map((reason) => [keyOf(reason), { ...reason, source: null }])).values()];
  return { ...rest, reasons: sourceless.sort((one, other) => (canonical(one) < canonical(other) ? -1 : 1)) };
}

function sourcesOf({ reasons }: Decision): Map<string, (string | null)[]> {
  const sources = new Map<string, (string | null)[]>();
  for (const reason of reasons) sources.set(keyOf(reason), [...(sources.get(keyOf(reason)) ?? []), reason.source]);
  return sources;
}

function keyOf({ source: _, ...reason }: Decision["reasons"][number]): string {
  return canonical(reason);
}

function difference(key: string, mine: unknown, theirs: unknown): string {
  if (!Array.isArray(mine) || !Array.isArray(theirs)) return `${key}: ${canonical(mine)} is not ${canonical(theirs)}`;
  const [ours, others] = [mine.map(canonical), theirs.map(canonical)];
  const onlyFirst = ours.filter((each) => !others.includes(each));
  const onlySecond = others.filter((each) => !ours.includes(each));
  if (onlyFirst.length + onlySecond.length === 0) return `${key}: order or number differs: ${ours.join(" ")} is not ${others.join(" ")}`;
  return `${key}: only the first has ${onlyFirst.join(" ") || "nothing"}; only the second has ${onlySecond.join(" ") || "nothing"}`;
}
