import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { Notes } from "./notes.ts";
import { shownPath, type SourceFile } from "./source-file.ts";

/** Rego texts by the path under which people know them; tests among them end in `_test.rego`. */
export type RegoTexts = Readonly<Record<string, string>>;

/** The organisation's own requirements, from the folders that the files name. */
export function readRegoFolders(files: readonly SourceFile[], cwd: string, notes: Notes): RegoTexts {
  const texts: Record<string, string> = {};
  for (const file of files) {
    const { policies } = file.statement;
    if (policies === undefined) continue;
    const folder = resolve(dirname(file.path), policies);
    const paths = regoFiles(folder);
    if (paths === undefined) notes.problem(file.at(["policies"]), `\`${policies}\` is no folder that can be read; it is looked for from the folder of this file`);
    else if (paths.length === 0) notes.problem(file.at(["policies"]), `\`${policies}\` holds no Rego; add a file ending in \`.rego\`, or leave \`policies\` out`);
    for (const path of paths ?? []) {
      const text = readFileSync(path, "utf8");
      checkPackage(text, shownPath(path, cwd), notes);
      // Relative to the configuration, so that a compiled policy does not depend on where it lies.
      texts[relative(dirname(file.path), path).replaceAll("\\", "/")] = text;
    }
  }
  return texts;
}

function regoFiles(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.name.endsWith(".rego"))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => statSync(path).isFile())
      .sort();
  } catch {
    return undefined;
  }
}

/** An organisation adds requirements; a module in cordon's own packages could take one away. */
function checkPackage(text: string, file: string, notes: Notes): void {
  const lines = text.split("\n");
  const index = lines.findIndex((line) => !/^\s*(?:#.*)?$/u.test(line));
  if (/^\s*package\s+org(?:[.[\s#]|$)/u.test(lines[index] ?? "")) return;
  const column = (lines[index] ?? "").search(/\S/u) + 1;
  notes.problem({ file, line: Math.max(1, index + 1), column: Math.max(1, column) }, "the package of an organisation's Rego lies under `org`; write `package org.requirements.NAME`");
}
