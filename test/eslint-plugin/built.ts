import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { transformSync } from "esbuild";
import { afterAll } from "vitest";
import { root } from "../package/run.ts";

let made: string | undefined;

/**
 * A folder with the package as it would be installed, made of the sources as they are: hosts load the plugin themselves,
 * and Node's `require` reads no TypeScript.
 */
export function builtPackage(): string {
  if (made !== undefined) return made;
  const folder = mkdtempSync(join(tmpdir(), "cordon-built-"));
  for (const name of ["policies", "opa", "docs", "node_modules"]) symlinkSync(join(root, name), join(folder, name));
  cpSync(join(root, "package.json"), join(folder, "package.json"));
  for (const part of ["src", "opa", "rules", "eslint-plugin", "cli"]) compile(part, folder);
  return (made = folder);
}

afterAll(() => {
  if (made !== undefined) rmSync(made, { recursive: true, force: true });
});

function compile(part: string, folder: string): void {
  for (const file of readdirSync(join(root, part), { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".ts")) continue;
    const { code } = transformSync(readFileSync(join(root, part, file), "utf8"), { loader: "ts", format: "esm", target: "es2023", tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } } });
    const out = join(folder, "dist", part, file.replace(/\.ts$/u, ".js"));
    mkdirSync(dirname(out), { recursive: true });
    writeFileSync(out, code.replaceAll(/(\b(?:from|import)\s*\(?\s*")(\.[^"\n]*)\.ts"/gu, '$1$2.js"'));
  }
}
