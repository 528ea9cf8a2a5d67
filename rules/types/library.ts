import { createRequire } from "node:module";
import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";

/** Where the files stand that the compiler brings and those that stand for our own package; on no disk. */
export const libraryFolder = "/cordon-library";
export const labelsFile = `${libraryFolder}/labels.d.ts`;

/** As `cordon` declares them. */
const labels = `
declare const label: unique symbol;
export type Classified<Category extends string, Value> = Value & { readonly [label]?: Category };
export declare function classify<const Category extends string, Value>(category: Category, value: Value): Classified<Category, Value>;
export declare function declassify<Value>(value: Classified<string, Value>, declassification: { readonly to: string; readonly by: string; readonly reason: string }): Value;
`;

let texts: ReadonlyMap<string, string> | undefined;
const parsed = new Map<string, ts.SourceFile>();

/** The declarations of ES2022 without those of a browser, and of labels; parsed once for all programs. */
export function libraryFile(file: string): ts.SourceFile | undefined {
  const known = parsed.get(file);
  if (known !== undefined) return known;
  texts ??= libraryTexts();
  const text = texts.get(file);
  if (text === undefined) return undefined;
  const options = { languageVersion: compiler.ScriptTarget.Latest, jsDocParsingMode: compiler.JSDocParsingMode.ParseNone };
  const source = compiler.createSourceFile(file, text, options, false, compiler.ScriptKind.TS);
  parsed.set(file, source);
  return source;
}

/** ts-morph keeps the compiler's library as text, in the package that it is built on. */
function libraryTexts(): ReadonlyMap<string, string> {
  const require = createRequire(createRequire(import.meta.url).resolve("ts-morph"));
  const common = require("@ts-morph/common") as { readonly getLibFiles: () => readonly { readonly fileName: string; readonly text: string }[] };
  const files = common.getLibFiles().map(({ fileName, text }) => [`${libraryFolder}/${fileName}`, text] as const);
  return new Map([...files, [labelsFile, labels]]);
}
