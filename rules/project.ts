import { resolve as absolute } from "node:path";
import type { ts } from "ts-morph";
import { compiler } from "./compiler.ts";
import type { Imported, Module, ModuleStore } from "./module.ts";
import { isDeclaration } from "./resolution/candidates.ts";
import { createDisk, type Memory } from "./resolution/disk.ts";
import { createGenerations } from "./resolution/generations.ts";
import { createResolver } from "./resolution/resolver.ts";
import { isMarkup, scriptsOf } from "./scripts.ts";

export interface ModuleStoreOptions {
  /** What relative paths start from. */
  readonly root: string;
  /** Names that stay packages even where the workspace holds their source: those whose entry points are known. */
  readonly isExternal?: (name: string) => boolean;
}

/** Characters of source in one generation of parsed modules; there are two of them. */
const most = 3_000_000;
const longest = 1_000_000;

/** Parses files and finds what they import. The only part of the rules that looks at the disk. */
export function createModuleStore({ root, isExternal = () => false }: ModuleStoreOptions): ModuleStore {
  const disk = createDisk();
  const resolver = createResolver(disk, isExternal);
  const parsed = createGenerations<readonly Module[]>(most, (versions) => versions.reduce((sum, { text }) => sum + text.length + 200, 0));
  const missing: Imported = { kind: "missing" };
  let linted: Module | undefined;
  let dependencies = new Set<string>();
  const imports: Memory<{ readonly text: string; readonly files: readonly string[] }> = new Map();

  /** At most two versions of a file are kept: what is saved and what is edited. */
  function moduleOf(file: string, text: string): Module {
    const versions = parsed.get(file) ?? [];
    const known = versions.find((version) => version.text === text);
    if (known !== undefined) return known;
    const module = lazily(file, text);
    parsed.set(file, [module, ...versions.slice(0, 1)]);
    return module;
  }

  function textOf(file: string): string | undefined {
    if (file === linted?.file) return linted.text;
    const text = disk.text(file);
    return text !== undefined && isReadable(file, text) ? text : undefined;
  }

  function saved(file: string): Imported {
    const text = textOf(file);
    return text === undefined ? missing : { kind: "module", module: moduleOf(file, text) };
  }

  function filesOf(file: string, text: string): readonly string[] {
    return specifiersOf(text).flatMap((specifier) => {
      const place = resolver.resolve(file, specifier);
      return place.kind === "file" ? [place.file] : [];
    });
  }

  /** What `look` asked the disk for becomes a dependency. */
  function depending<Answer>(look: () => Answer): Answer {
    const answer = disk.watch(dependencies, look);
    if (linted !== undefined) dependencies.delete(linted.file);
    return answer;
  }

  return {
    begin: () => disk.begin(),
    open(path, text) {
      const file = absolute(root, path).replaceAll("\\", "/");
      dependencies = new Set();
      linted = isReadable(file, text) ? moduleOf(file, text) : undefined;
      disk.pretend(file);
      return linted;
    },
    resolve(from, specifier) {
      return depending(() => {
        const place = resolver.resolve(from.file, specifier);
        return place.kind === "file" ? saved(place.file) : place;
      });
    },
    importsOf(file, text) {
      if (imports.get(file)?.answer.text !== text) imports.delete(file);
      return depending(() => disk.recall(imports, file, () => ({ text, files: filesOf(file, text) })).files);
    },
    textOf: (file) => depending(() => textOf(file)),
    get dependencies() {
      return dependencies;
    },
  };
}

/** Declarations say nothing of values; what is huge or minified was made by a tool of something else. */
function isReadable(file: string, text: string): boolean {
  return !isDeclaration(file) && text.length <= longest && !isMinified(text);
}

const specifier = /\b(?:from|import|require)\s*\(?\s*["']([^"'\n]+)["']/gu;

function specifiersOf(text: string): readonly string[] {
  return [...new Set([...text.matchAll(specifier)].map(([, name = ""]) => name))];
}

function isMinified(text: string): boolean {
  if (text.length < 50_000) return false;
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  return text.length / lines > 1_000;
}

/** Parsed when its syntax is first looked at: of many files, what a barrel hands on is told from their text. */
function lazily(file: string, text: string): Module {
  let source: ts.SourceFile | undefined;
  return {
    file,
    text,
    get source() {
      return (source ??= parse(file, text));
    },
  };
}

/** What the compiler stumbles over is taken as empty. */
function parse(file: string, text: string): ts.SourceFile {
  try {
    const scripts = isMarkup(file) ? scriptsOf(text, file) : { text, language: /\.([cm]?[jt]sx?|json)$/u.exec(file)?.[1] ?? "js" };
    const { JS, JSX, TS, TSX, JSON } = compiler.ScriptKind;
    const kinds: Readonly<Record<string, ts.ScriptKind>> = { js: JS, cjs: JS, mjs: JS, jsx: JSX, ts: TS, cts: TS, mts: TS, tsx: TSX, json: JSON };
    const options: ts.CreateSourceFileOptions = { languageVersion: compiler.ScriptTarget.Latest, jsDocParsingMode: compiler.JSDocParsingMode.ParseNone };
    return compiler.createSourceFile(file, scripts.text, options, true, kinds[scripts.language] ?? JS);
  } catch {
    return compiler.createSourceFile(file, "", compiler.ScriptTarget.Latest, true);
  }
}
