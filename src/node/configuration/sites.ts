import { dirname } from "node:path";
import type { Categories } from "./categories.ts";
import { waivableRules } from "./configuration-file.ts";
import type { Notes } from "./notes.ts";
import type { SourceFile } from "./source-file.ts";
import { suggestion } from "./suggestion.ts";

/** The categories of the calls in files whose path matches. */
export interface PathCategories {
  readonly glob: string;
  readonly categories: readonly string[];
  /** The folder that the pattern counts from: that of the file in which it stands. */
  readonly folder: string;
}

/** A finding that is accepted for a while. */
export interface Waiver {
  readonly rule: (typeof waivableRules)[number];
  /** `src/search/embed.ts#embedQuery`, from `folder`. */
  readonly site: string;
  readonly reason: string;
  /** The last day on which it holds. */
  readonly until: string;
  readonly folder: string;
}

export function joinPaths(files: readonly SourceFile[], categories: Categories, known: readonly string[], notes: Notes): readonly PathCategories[] {
  return files.flatMap((file) =>
    Object.entries(file.statement.paths ?? {}).map(([glob, stated]) => {
      const names = [stated].flat();
      names.forEach((name, index) => {
        const place = typeof stated === "string" ? ["paths", glob] : ["paths", glob, index];
        if (!known.includes(name)) notes.problem(file.at(place), `\`${name}\` is no category; ${suggestion(name, Object.keys(categories))}`);
      });
      return { glob, categories: names, folder: dirname(file.path) };
    }),
  );
}

export function joinWaivers(files: readonly SourceFile[], today: string, notes: Notes): readonly Waiver[] {
  const seen = new Map<string, number>();
  return files.flatMap((file) =>
    (file.statement.waivers ?? []).map((waiver, index) => {
      const key = JSON.stringify([file.path, waiver.rule, waiver.site]);
      const line = seen.get(key);
      const place = file.at(["waivers", index]);
      if (line !== undefined) notes.problem(place, `\`${waiver.rule}\` is waived for \`${waiver.site}\` in line ${line} too; keep one`);
      else seen.set(key, place.line);
      if (waiver.until < today) notes.warning(file.at(["waivers", index, "until"]), `this waiver ended on ${waiver.until} and no longer counts; take it out`);
      return { ...waiver, folder: dirname(file.path) };
    }),
  );
}
