import { suggestion } from "../src/node/configuration/suggestion.ts";
import { CommandError } from "./failure.ts";

/** The names that are asked for, in the order in which they are known; all where none is. `a,b` and `a b` are the same. */
export function chosen(what: string, asked: readonly string[] | undefined, known: readonly string[]): readonly string[] {
  if (asked === undefined) return known;
  const names = asked.flatMap((name) => name.split(",")).map((name) => name.trim()).filter((name) => name !== "");
  for (const name of names) if (!known.includes(name)) throw new CommandError(`\`${name}\` is no ${what} here; ${suggestion(name, known)}`);
  if (names.length === 0) throw new CommandError(`no ${what} is named; ${suggestion("", known)}`);
  return known.filter((name) => names.includes(name));
}
