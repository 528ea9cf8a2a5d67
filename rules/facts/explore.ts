import { unknown, type Choice, type Value } from "./values.ts";

/** Settles a choice for the outcome that is being looked at; what is no choice stays as it is. */
export type Choose = (value: Value) => Exclude<Value, Choice>;

/** More outcomes than these are not looked at one by one; a call with more is not understood. */
const most = 64;

/** Outcomes of tests that are known beforehand, by the words of the tests. */
export type Settled = readonly (readonly [test: string, outcome: number])[];

/**
 * Runs `look` once for every outcome of the tests that it comes across, and only of those. The same test has the same
 * outcome throughout one run, the one that is given for some. `undefined` where there are too many.
 */
export function explore<Seen>(look: (choose: Choose) => Seen, given: Settled = []): readonly Seen[] | undefined {
  const seen: Seen[] = [];
  const pending: Settled[] = [given];
  while (pending.length > 0) {
    if (seen.length + pending.length > most) return undefined;
    const settled = new Map(pending.pop());
    const choose: Choose = (value) => {
      let here = value;
      for (let depth = 0; here.kind === "choice"; depth++) {
        if (depth > most) return unknown("one of too many");
        let outcome = settled.get(here.test) ?? (isAnother(here.test, settled) ? 1 : undefined);
        if (outcome === undefined) {
          const path = [...settled];
          for (let other = here.options.length - 1; other > 0; other--) pending.push([...path, [here.test, other]]);
          outcome = 0;
          settled.set(here.test, outcome);
        }
        here = here.options[Math.min(outcome, here.options.length - 1)]?.value() ?? unknown("one of none");
      }
      return here;
    };
    seen.push(look(choose));
  }
  return seen;
}

const isLiteral = /^"(?:[^"\\]|\\.)*"==/u;

/** Whether a test asks if something is this text, which is known to be another one. */
function isAnother(test: string, settled: ReadonlyMap<string, number>): boolean {
  const asked = isLiteral.exec(test)?.[0];
  if (asked === undefined) return false;
  const about = test.slice(asked.length);
  return [...settled].some(([other, outcome]) => {
    if (outcome !== 0 || other === test) return false;
    const literal = isLiteral.exec(other)?.[0];
    return literal !== undefined && other.slice(literal.length) === about;
  });
}
