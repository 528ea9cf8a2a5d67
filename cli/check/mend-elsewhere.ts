import { applyEdits } from "../../rules/apply-edits.ts";
import type { Edit, Finding } from "../../rules/rule.ts";
import { openSource } from "./source-text.ts";

export interface FileMended {
  /** Absolute. */
  readonly file: string;
  readonly before: string;
  readonly after: string;
  write(): void;
}

/** What findings want changed in saved files other than their own. `shown` names a file for people. */
export function mendElsewhere(findings: readonly Finding[], shown: (file: string) => string): readonly FileMended[] {
  const groups = new Map<string, (readonly Edit[])[]>();
  for (const { fixable, elsewhere = [] } of findings) {
    // Of two files that have to change together one could fail.
    if (!fixable || elsewhere.length !== 1) continue;
    const [{ file, edits }] = elsewhere as [{ file: string; edits: readonly Edit[] }];
    groups.set(file, [...(groups.get(file) ?? []), edits]);
  }
  return [...groups].flatMap(([file, edits]): FileMended[] => {
    const source = openSource(file, shown(file));
    if (source === undefined) return [];
    const { text } = applyEdits(source.text, edits);
    return text === source.text ? [] : [{ file, before: source.text, after: text, write: () => source.write(text) }];
  });
}
