/** Two texts as a unified difference that `git apply` takes; empty where they are equal. */
export function difference(file: string, before: string, after: string): string {
  if (before === after) return "";
  const changes = steps(linesOf(before), linesOf(after));
  const hunks = hunksOf(changes);
  return `--- a/${file}\n+++ b/${file}\n${hunks.map(hunkText).join("")}`;
}

interface Step {
  readonly kind: " " | "-" | "+";
  readonly line: string;
}

interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly steps: readonly Step[];
}

const around = 3;

function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/gu) ?? [];
}

/** The shortest way from one list of lines to another, by the algorithm of Myers. */
function steps(before: readonly string[], after: readonly string[]): readonly Step[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const kept = (lines: readonly string[]): Step[] => lines.map((line) => ({ kind: " ", line }));
  return [...kept(before.slice(0, head)), ...shortest(before.slice(head, before.length - tail), after.slice(head, after.length - tail)), ...kept(before.slice(before.length - tail))];
}

function shortest(before: readonly string[], after: readonly string[]): readonly Step[] {
  const most = before.length + after.length;
  const trace: Map<number, number>[] = [];
  let reached = new Map<number, number>([[1, 0]]);
  for (let cost = 0; cost <= most; cost++) {
    trace.push(reached);
    const next = new Map(reached);
    for (let diagonal = -cost; diagonal <= cost; diagonal += 2) {
      const down = diagonal === -cost || (diagonal !== cost && (reached.get(diagonal - 1) ?? -1) < (reached.get(diagonal + 1) ?? -1));
      let x = down ? (reached.get(diagonal + 1) ?? 0) : (reached.get(diagonal - 1) ?? 0) + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      next.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return back(trace, before, after);
    }
    reached = next;
  }
  return [];
}

function back(trace: readonly Map<number, number>[], before: readonly string[], after: readonly string[]): readonly Step[] {
  const found: Step[] = [];
  let [x, y] = [before.length, after.length];
  for (let cost = trace.length - 1; cost >= 0; cost--) {
    const reached = trace[cost]!;
    const diagonal = x - y;
    const down = diagonal === -cost || (diagonal !== cost && (reached.get(diagonal - 1) ?? -1) < (reached.get(diagonal + 1) ?? -1));
    const previous = down ? diagonal + 1 : diagonal - 1;
    const fromX = cost === 0 ? 0 : (reached.get(previous) ?? 0);
    const fromY = cost === 0 ? 0 : fromX - previous;
    while (x > fromX && y > fromY) {
      x -= 1;
      y -= 1;
      found.push({ kind: " ", line: before[x]! });
    }
    if (cost === 0) break;
    found.push(down ? { kind: "+", line: after[--y]! } : { kind: "-", line: before[--x]! });
  }
  return found.reverse();
}

function hunksOf(all: readonly Step[]): readonly Hunk[] {
  const changed = all.flatMap(({ kind }, index) => (kind === " " ? [] : [index]));
  const ranges: [number, number][] = [];
  for (const index of changed) {
    const last = ranges.at(-1);
    if (last !== undefined && index - last[1] <= 2 * around) last[1] = index;
    else ranges.push([index, index]);
  }
  return ranges.map(([first, last]) => {
    const start = Math.max(0, first - around);
    const before = all.slice(0, start);
    const count = (kind: "-" | "+"): number => before.filter((step) => step.kind === " " || step.kind === kind).length;
    return { from: count("-"), to: count("+"), steps: all.slice(start, last + around + 1) };
  });
}

function hunkText({ from, to, steps: all }: Hunk): string {
  const range = (start: number, kind: "-" | "+"): string => {
    const count = all.filter((step) => step.kind === " " || step.kind === kind).length;
    return `${count === 0 ? start : start + 1}${count === 1 ? "" : `,${count}`}`;
  };
  const lines = all.map(({ kind, line }) => `${kind}${line.endsWith("\n") ? line : `${line}\n\\ No newline at end of file\n`}`);
  return `@@ -${range(from, "-")} +${range(to, "+")} @@\n${lines.join("")}`;
}
