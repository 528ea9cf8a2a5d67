import { createRequire } from "node:module";
import { join } from "node:path";
import type { CordonPlugin } from "../../eslint-plugin/index.ts";
import { builtPackage } from "./built.ts";

/** The plugin as hosts load it, with all that stands behind it. */
export function realPlugin(): CordonPlugin {
  return (createRequire(import.meta.url)(join(builtPackage(), "dist/eslint-plugin/index.js")) as { readonly default: CordonPlugin }).default;
}
