import { readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname } from "node:path";
import { build, type Loader, type Plugin } from "esbuild";
import { candidates } from "./instrumented.ts";

export interface BundleOptions {
  readonly file: string;
  /** The text of each source file that takes part, by its absolute path. */
  readonly texts: ReadonlyMap<string, string>;
  /** What each package exports; a package that is not here is one that does nothing. */
  readonly packages: ReadonlyMap<string, object>;
}

export interface Bundle {
  readonly code: string;
  /** Packages that are imported and not installed. */
  readonly missing: readonly string[];
}

/**
 * One module of a fixture and what it imports of its folder, with packages looked up while it runs.
 *
 * @throws Where a package has no export of a name that is imported.
 */
export async function bundle({ file, texts, packages }: BundleOptions): Promise<Bundle> {
  const missing = new Set<string>();
  const plugin: Plugin = {
    name: "fixtures",
    setup(setup) {
      setup.onResolve({ filter: /.*/ }, ({ path, importer, kind }) => {
        if (kind === "entry-point") return { path, namespace: "fixture" };
        if (builtinModules.includes(path.replace(/^node:/u, ""))) return { path, external: true };
        if (path.startsWith(".")) {
          const found = candidates(dirname(importer), path).find((each) => texts.has(each) || (each.endsWith(".json") && exists(each)));
          if (found !== undefined) return { path: found, namespace: "fixture" };
        }
        if (packages.has(path)) return { path: `${path}${kind === "require-call" ? "?require" : ""}`, namespace: "package" };
        missing.add(path);
        return { path, namespace: "nothing" };
      });
      setup.onLoad({ filter: /.*/, namespace: "fixture" }, ({ path }) => ({ contents: texts.get(path) ?? readFileSync(path, "utf8"), loader: loaderOf(path) }));
      setup.onLoad({ filter: /.*/, namespace: "package" }, ({ path }) => {
        const name = path.replace(/\?require$/u, "");
        const from = `globalThis.__packages.get(${JSON.stringify(name)})`;
        if (path !== name) return { contents: `module.exports = globalThis.__required(${JSON.stringify(name)});` };
        // The members are looked up when the module is loaded, by which time the guard stands.
        const names = Object.keys(packages.get(name)!).filter((each) => each !== "default" && /^[\w$]+$/u.test(each) && each !== "__esModule");
        return { contents: `const all = ${from};\n${names.map((each) => `const _${each} = all.${each};`).join("\n")}\nexport { ${names.map((each) => `_${each} as ${each}`).join(", ")} };\nexport default all.default;` };
      });
      setup.onLoad({ filter: /.*/, namespace: "nothing" }, () => ({ contents: "const nothing = function () { return globalThis.__lint.anything; };\nObject.setPrototypeOf(nothing, globalThis.__lint.anything);\nmodule.exports = nothing;" }));
    },
  };
  const { outputFiles } = await build({ entryPoints: [file], bundle: true, write: false, format: "esm", platform: "node", target: "node20", jsx: "automatic", logLevel: "silent", plugins: [plugin] });
  return { code: outputFiles[0]!.text, missing: [...missing].sort() };
}

function exists(file: string): boolean {
  try {
    return readFileSync(file).length > 0;
  } catch {
    return false;
  }
}

function loaderOf(file: string): Loader {
  if (/\.(?:vue|svelte)$/u.test(file)) return "ts";
  const extension = /\.([^.]+)$/u.exec(file)?.[1] ?? "js";
  return extension === "json" ? "json" : extension === "tsx" ? "tsx" : extension.endsWith("ts") ? "ts" : "jsx";
}
