import type { Module, ModuleStore } from "../module.ts";

/** The files that a module's types may rest on. */
export interface Reach {
  /** With their texts. Empty where none of them speaks of labels. */
  readonly files: ReadonlyMap<string, string>;
  /** Whether there are more of them than are looked at. */
  readonly cut: boolean;
}

/** So many files are taken whole; of more, only those that lead to a label. */
const few = 40;
const most = 400;

/** `classify` is a word of many; it labels where it comes from our own package, and there is the place that says so. */
function speaksOfLabels(text: string): boolean {
  return /\bClassified\b/u.test(text) || (/\bclassify\b/u.test(text) && /["'`]cordon["'`/]/u.test(text));
}

/** Follows imports by their text alone, so that nothing is parsed where nobody labels data. */
export function reach(module: Module, store: ModuleStore): Reach {
  const importers = new Map<string, string[]>([[module.file, []]]);
  const texts = new Map([[module.file, module.text]]);
  const labelled: string[] = [];
  let cut = false;
  for (const [file, text] of texts) {
    if (speaksOfLabels(text)) labelled.push(file);
    for (const next of store.importsOf(file, text)) {
      const by = importers.get(next);
      const nextText = by === undefined ? store.textOf(next) : undefined;
      if (by !== undefined) by.push(file);
      else if (importers.size >= most) cut = true;
      else if (nextText !== undefined) {
        importers.set(next, [file]);
        texts.set(next, nextText);
      }
    }
  }
  if (labelled.length === 0) return { files: new Map(), cut };
  const leading = importers.size > few ? leadingTo(labelled, importers) : undefined;
  return { files: new Map([...texts].filter(([file]) => leading?.has(file) !== false)), cut };
}

function leadingTo(files: readonly string[], importers: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set(files);
  for (const file of found) for (const importer of importers.get(file) ?? []) found.add(importer);
  return found;
}
