import { createRequire } from "node:module";
import type { ts } from "ts-morph";
import { GuardError } from "../src/model/errors.ts";

/**
 * The TypeScript compiler that ts-morph brings. It takes a fifth of a second to load, so it is not there before
 * `loadCompiler`, which comes with the first file that may call a model.
 */
export let compiler: typeof ts;

/** @throws {GuardError} `missing_package` where ts-morph is not installed */
export function loadCompiler(): void {
  if (compiler !== undefined) return;
  try {
    compiler = (createRequire(import.meta.url)("ts-morph") as { readonly ts: typeof ts }).ts;
  } catch (cause) {
    throw new GuardError("missing_package", "the analysis needs the package `ts-morph`; install it with `npm i -D ts-morph`", { cause });
  }
}
