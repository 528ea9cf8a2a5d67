import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import type { Module, ModuleStore } from "../module.ts";
import { labelsFile, libraryFile, libraryFolder } from "./library.ts";

/**
 * A program of one module and the files that its types rest on: no packages, no DOM, no tsconfig. What is imported from
 * elsewhere is `any`. The files are the store's own, so that its nodes may be asked about.
 */
export function createProgram(module: Module, files: ReadonlyMap<string, string>, store: ModuleStore): ts.Program {
  const modules = new Map<string, Module>([[nameOf(module), module]]);
  const host: ts.CompilerHost = {
    fileExists: () => false,
    readFile: () => undefined,
    writeFile: () => undefined,
    getCurrentDirectory: () => "/",
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    getDefaultLibFileName: () => `${libraryFolder}/lib.es2022.d.ts`,
    getDefaultLibLocation: () => libraryFolder,
    getSourceFile: (name) => modules.get(name)?.source ?? libraryFile(name),
    resolveTypeReferenceDirectiveReferences: (references) => references.map(() => ({ resolvedTypeReferenceDirective: undefined })),
    resolveModuleNameLiterals: (literals, from) =>
      literals.map(({ text }) => {
        if (/^cordon(?:\/|$)/u.test(text)) return resolved(labelsFile);
        const importer = modules.get(from);
        const imported = importer === undefined ? undefined : store.resolve(importer, text);
        if (imported?.kind !== "module" || !files.has(imported.module.file)) return { resolvedModule: undefined };
        modules.set(nameOf(imported.module), imported.module);
        return resolved(nameOf(imported.module));
      }),
  };
  const options: ts.CompilerOptions = {
    target: compiler.ScriptTarget.ES2022,
    module: compiler.ModuleKind.ESNext,
    moduleResolution: compiler.ModuleResolutionKind.Bundler,
    jsx: compiler.JsxEmit.Preserve,
    lib: ["lib.es2022.d.ts"],
    types: [],
    strict: true,
    allowJs: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    resolveJsonModule: true,
    allowArbitraryExtensions: true,
  };
  return compiler.createProgram({ rootNames: [nameOf(module)], options, host });
}

/** The compiler takes only files with endings that it knows. */
function nameOf({ file, source }: Module): string {
  if (/\.(?:[cm]?[jt]sx?|json)$/u.test(file)) return file;
  return `${file}${source.languageVariant === compiler.LanguageVariant.JSX ? ".tsx" : ".ts"}`;
}

function resolved(name: string): ts.ResolvedModuleWithFailedLookupLocations {
  const extension = /(?:\.d)?\.[^./]+$/u.exec(name)?.[0] ?? ".ts";
  return { resolvedModule: { resolvedFileName: name, extension, isExternalLibraryImport: false, resolvedUsingTsExtension: false } } as ts.ResolvedModuleWithFailedLookupLocations;
}
