import type { ts } from "ts-morph";

/** A source file of the project, parsed. Equal text gives the same module for as long as the store keeps it. */
export interface Module {
  /** Absolute, with `/`. */
  readonly file: string;
  /** The whole text of the file; offsets count in it, also where only a script inside of it is parsed. */
  readonly text: string;
  readonly source: ts.SourceFile;
}

/** Where a specifier leads: into the project, to a package, or nowhere that can be seen. */
export type Imported = { readonly kind: "module"; readonly module: Module } | { readonly kind: "package"; readonly name: string } | { readonly kind: "missing" };

/** Parsed files, as they are on the disk but for the one that is linted. */
export interface ModuleStore {
  /** The linted file with the text that the host holds. `undefined` for what no compiler of ours can read. */
  open(file: string, text: string): Module | undefined;
  /** What a specifier in a module leads to. A name of a package keeps its subpath: `ai/test`. Builtins are packages: `node:https`. */
  resolve(from: Module, specifier: string): Imported;
  /** The files of the project that a file imports, told from its text alone: nothing is parsed. */
  importsOf(file: string, text: string): readonly string[];
  /** What a file of the project says, without parsing it; `undefined` for what is not there or is not read. */
  textOf(file: string): string | undefined;
  /** Begins a lint run: saved files are looked at anew, once each. */
  begin(): void;
  /** Absolute paths of every other file that was read or looked for since `open`. */
  readonly dependencies: ReadonlySet<string>;
}
