import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { RegoTexts } from "./configuration/rego-folder.ts";
import { packageRoot } from "./package-root.ts";

/** The Rego that the package ships, by its path in the package; tests among it end in `_test.rego`. */
export function shippedRego(): RegoTexts {
  const folder = join(packageRoot(), "policies", "cordon");
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".rego")).sort();
  return Object.fromEntries(paths.map((path) => [relative(packageRoot(), join(folder, path)).replaceAll("\\", "/"), readFileSync(join(folder, path), "utf8")]));
}

/** The sources that are compiled; tests would become entry points too. */
export function withoutTests(texts: RegoTexts): RegoTexts {
  return Object.fromEntries(Object.entries(texts).filter(([path]) => !path.endsWith("_test.rego")));
}

/** The built-ins that a policy may use, where the package restricts them. */
export function shippedCapabilities(): unknown {
  try {
    return JSON.parse(readFileSync(join(packageRoot(), "policies", "capabilities.json"), "utf8"));
  } catch {
    return undefined;
  }
}
