import { dirname } from "node:path";
import ts from "typescript";

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  jsx: ts.JsxEmit.Preserve,
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  types: ["node"],
};

/** What `tsc` says of files, by their absolute path; helpers that they import are read from the disk. */
export function createTypeChecker(): (texts: ReadonlyMap<string, string>) => ReadonlyMap<string, readonly string[]> {
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  const kept = new Map<string, ts.SourceFile | undefined>();
  let latest: ts.Program | undefined;
  return (texts) => {
    host.getSourceFile = (file, version, onError) => {
      const text = texts.get(file);
      if (text !== undefined) return latest?.getSourceFile(file)?.text === text ? latest.getSourceFile(file) : ts.createSourceFile(file, text, version, true);
      if (!kept.has(file)) kept.set(file, read(file, version, onError));
      return kept.get(file);
    };
    const program = ts.createProgram({ rootNames: [...texts.keys()], options, host, ...(latest === undefined ? {} : { oldProgram: latest }) });
    latest = program;
    return new Map([...texts.keys()].map((file) => [file, errorsOf(program, file)]));
  };
}

function errorsOf(program: ts.Program, file: string): readonly string[] {
  const source = program.getSourceFile(file);
  const folder = `${dirname(file)}/`;
  return program
    .getSemanticDiagnostics(source)
    .map(({ code, messageText }) => `TS${code} ${ts.flattenDiagnosticMessageText(messageText, " ").replaceAll(folder, "").slice(0, 300)}`)
    .sort();
}
