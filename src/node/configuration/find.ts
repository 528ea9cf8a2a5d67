import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

export const configurationName = "cordon.yaml";

/** Names that look like a configuration and are not read. */
const mistakenNames = ["cordon.yml", ".cordon.yaml", ".cordon.yml", "cordon.json"];

/** All names that are looked for in a folder. */
export const configurationNames: readonly string[] = [configurationName, ...mistakenNames];

/** The nearest configuration from a folder upwards, and a file that looks like one but is not read. */
export function findConfiguration(folder: string): { readonly file?: string; readonly mistaken?: string } {
  for (let current = folder; ; current = dirname(current)) {
    const file = join(current, configurationName);
    if (existsSync(file)) return { file };
    const mistaken = mistakenNames.map((name) => join(current, name)).find((path) => existsSync(path));
    if (mistaken !== undefined) return { mistaken };
    if (dirname(current) === current) return {};
  }
}
